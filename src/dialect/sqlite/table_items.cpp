#include "dialect/sqlite/table_items.h"

#include <algorithm>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

using sql::Token;
using sql::TokenKind;

// https://www.sqlite.org/lang_keywords.html: three ways to quote a name; comments do not nest.
constexpr sql::Syntax kSyntax{.backtick_names = true, .bracket_names = true};

bool is_comment(const Token& token) {
    return token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment;
}

std::size_t end_of(const Token& token) {
    return token.offset + token.text.size();
}

void add_words(std::string& words, const Token& comment) {
    std::string more = sql::comment_words(comment);
    // `ALTER TABLE … ADD COLUMN c -- words` is pasted into the old text, and the comment swallows
    // the comma behind it.
    if (more.ends_with(',')) {
        more.pop_back();
    }
    if (!words.empty() && !more.empty()) {
        words += ' ';
    }
    words += more;
}

/// Walks over the tokens of a `CREATE TABLE` once.
class ItemSplitter {
public:
    explicit ItemSplitter(std::string_view sql) : sql_(sql), tokens_(sql::tokenize(sql, kSyntax)) {}

    TableItems split() {
        std::size_t at = read_head();
        std::size_t depth = 1;
        for (; at < tokens_.size() && depth > 0; ++at) {
            const Token& token = tokens_[at];
            if (is_comment(token)) {
                take_comment(at);
                continue;
            }
            depth += token.text == "(" ? 1U : 0U;
            depth -= token.text == ")" ? 1U : 0U;
            if (depth == 0 || (depth == 1 && token.text == ",")) {
                finish_item();
            } else {
                start_item_unless_started();
                item_.tokens.push_back(token);
            }
        }
        return std::move(result_);
    }

private:
    /// Moves behind the `(`, and takes the words about the table.
    std::size_t read_head() {
        std::size_t at = 0;
        while (at < tokens_.size() && tokens_[at].text != "(") {
            if (is_comment(tokens_[at])) {
                add_words(result_.comment, tokens_[at]);
            }
            ++at;
        }
        ++at;
        while (at < tokens_.size() && is_comment(tokens_[at]) && line_breaks_before(at) == 0) {
            add_words(result_.comment, tokens_[at]);
            ++at;
        }
        return at;
    }

    std::size_t line_breaks_before(std::size_t at) const {
        const std::size_t start = at == 0 ? 0 : end_of(tokens_[at - 1]);
        const std::string_view gap = sql_.substr(start, tokens_[at].offset - start);
        return static_cast<std::size_t>(std::count(gap.begin(), gap.end(), '\n'));
    }

    std::size_t line_breaks_after(std::size_t at) const {
        return at + 1 < tokens_.size() ? line_breaks_before(at + 1) : 0;
    }

    void take_comment(std::size_t at) {
        const bool on_line_of_item = line_breaks_before(at) == 0;
        if (!item_.tokens.empty()) {
            add_words(behind_, tokens_[at]);
        } else if (on_line_of_item && above_.empty() && !result_.items.empty()) {
            // Behind the comma: it tells about the item before.
            if (!last_has_words_behind_) {
                result_.items.back().comment.clear();
                last_has_words_behind_ = true;
            }
            add_words(result_.items.back().comment, tokens_[at]);
        } else {
            add_words(above_, tokens_[at]);
            if (line_breaks_after(at) > 1) {
                above_.clear();
            }
        }
    }

    void start_item_unless_started() {
        if (item_.tokens.empty()) {
            item_.comment.swap(above_);
            above_.clear();
        }
    }

    void finish_item() {
        if (item_.tokens.empty()) {
            return;
        }
        last_has_words_behind_ = !behind_.empty();
        if (last_has_words_behind_) {
            item_.comment = behind_;
        }
        behind_.clear();
        result_.items.push_back(std::move(item_));
        item_ = {};
    }

    std::string_view sql_;
    std::vector<Token> tokens_;
    TableItems result_;
    TableItem item_;
    std::string above_;
    std::string behind_;
    bool last_has_words_behind_ = false;
};

}  // namespace

TableItems split_table_items(std::string_view sql) {
    return ItemSplitter(sql).split();
}

std::vector<Token> significant_tokens(std::string_view sql) {
    std::vector<Token> tokens = sql::tokenize(sql, kSyntax);
    std::erase_if(tokens, is_comment);
    return tokens;
}

std::size_t end_of_parentheses(std::span<const Token> tokens, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t at = open; at < tokens.size(); ++at) {
        if (tokens[at].text == "(") {
            ++depth;
        } else if (tokens[at].text == ")" && --depth == 0) {
            return at + 1;
        }
    }
    return tokens.size();
}

std::vector<std::span<const Token>> split_at_commas(std::span<const Token> tokens) {
    std::vector<std::span<const Token>> parts;
    std::size_t start = 0;
    std::size_t at = 0;
    const auto finish = [&](std::size_t end) {
        if (end > start) {
            parts.push_back(tokens.subspan(start, end - start));
        }
        start = end + 1;
    };
    while (at < tokens.size()) {
        if (tokens[at].text == "(") {
            at = end_of_parentheses(tokens, at);
            continue;
        }
        if (tokens[at].text == ",") {
            finish(at);
        }
        ++at;
    }
    finish(tokens.size());
    return parts;
}

std::vector<std::string> column_names(std::span<const Token> list) {
    std::vector<std::string> names;
    for (const std::span<const Token> part : split_at_commas(list)) {
        names.push_back(sql::identifier_name(part.front()));
    }
    return names;
}

std::string text_of(std::span<const Token> tokens) {
    std::string text;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        if (index > 0 && end_of(tokens[index - 1]) != tokens[index].offset) {
            text += ' ';
        }
        text += tokens[index].text;
    }
    while (text.ends_with(';') || text.ends_with(' ')) {
        text.pop_back();
    }
    return text;
}

}  // namespace erdmark::dialect::sqlite
