#include "sql/definition_comments.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace erdmark::sql {

namespace {

bool is_operator(const Token& token, std::string_view text) {
    return token.kind == TokenKind::Operator && token.text == text;
}

/// How many line ends are between two neighbouring tokens.
std::size_t lines_between(const Token& left, const Token& right) {
    const char* end = left.text.data() + left.text.size();
    return static_cast<std::size_t>(std::count(end, right.text.data(), '\n'));
}

void append_words(std::string& words, const Token& comment) {
    const std::string more = comment_words(comment);
    words += words.empty() || more.empty() ? "" : " ";
    words += more;
}

/// ALTER TABLE ADD COLUMN pastes a definition before the comma of the text behind it, so that its
/// `-- words` swallow that comma.
void drop_swallowed_comma(std::string& words) {
    while (words.ends_with(',') || words.ends_with(' ')) {
        words.pop_back();
    }
}

class CommentReader {
public:
    explicit CommentReader(std::span<const Token> tokens) : tokens_(tokens) {}

    DefinitionComments read() {
        read_header();
        items_.emplace_back();
        while (at_ < tokens_.size() && depth_ > 0) {
            if (is_comment(tokens_[at_])) {
                read_run();
            } else {
                read_significant(tokens_[at_++]);
            }
        }
        return result();
    }

    std::vector<std::string> read_items() {
        depth_ = 1;
        in_item_ = true;
        items_.emplace_back();
        while (at_ < tokens_.size()) {
            if (is_comment(tokens_[at_])) {
                read_run();
            } else {
                read_significant(tokens_[at_++]);
            }
        }
        return result().items;
    }

private:
    struct Words {
        std::string beside;
        std::string above;
    };

    /// Up to the parenthesis that opens the definitions. What is before the name is not kept by
    /// SQLite.
    void read_header() {
        for (; at_ < tokens_.size() && depth_ == 0; ++at_) {
            if (is_comment(tokens_[at_])) {
                append_words(table_, tokens_[at_]);
            }
            depth_ = is_operator(tokens_[at_], "(") ? 1 : 0;
        }
    }

    void read_significant(const Token& token) {
        in_item_ = true;
        if (is_operator(token, "(")) {
            ++depth_;
        } else if (is_operator(token, ")")) {
            --depth_;
        } else if (depth_ == 1 && is_operator(token, ",")) {
            items_.push_back({.above = std::exchange(next_above_, {})});
            in_item_ = false;
        }
    }

    /// Comments with nothing but white space between them.
    void read_run() {
        const std::size_t start = at_;
        while (at_ < tokens_.size() && is_comment(tokens_[at_])) {
            ++at_;
        }
        if (depth_ != 1 || start == 0) {
            return;
        }
        const std::size_t rest = take_beside(start);
        if (rest == at_ || at_ >= tokens_.size()) {
            return;
        }
        if (in_item_ && !is_operator(tokens_[at_], ",")) {
            take_within(rest);
        } else {
            take_above(rest);
        }
    }

    /// Takes the comments on the line of the token before them, and those that go on below. Returns
    /// the first one that is not taken.
    std::size_t take_beside(std::size_t start) {
        std::size_t index = start;
        while (index < at_ && lines_between(tokens_[index - 1], tokens_[index]) == 0) {
            ++index;
        }
        // `a INT, /* b */ b INT`: what is behind a comma and before a definition on one line
        // belongs to the latter.
        const bool next_on_line = at_ < tokens_.size() && index == at_ &&
                                  lines_between(tokens_[at_ - 1], tokens_[at_]) == 0;
        if (index == start || (!in_item_ && next_on_line)) {
            return start;
        }
        while (index < at_ && continues(tokens_[index - 1], tokens_[index])) {
            ++index;
        }
        std::string& words = beside();
        for (std::size_t taken = start; taken < index; ++taken) {
            append_words(words, tokens_[taken]);
        }
        return index;
    }

    /// What a comment on the line of the token before it speaks of.
    std::string& beside() {
        if (in_item_) {
            return items_.back().beside;
        }
        return items_.size() == 1 ? table_ : items_[items_.size() - 2].beside;
    }

    bool continues(const Token& upper, const Token& lower) const {
        return upper.kind == TokenKind::LineComment && lower.kind == TokenKind::LineComment &&
               lines_between(upper, lower) == 1 && text_column(upper) == text_column(lower);
    }

    /// How far a token is from the start of its line, in bytes.
    std::size_t text_column(const Token& token) const {
        const char* begin = tokens_.front().text.data() - tokens_.front().offset;
        const std::string_view before(begin, token.offset);
        const std::size_t line_end = before.rfind('\n');
        return line_end == std::string_view::npos ? token.offset : token.offset - line_end;
    }

    /// A comment on a line of its own in the middle of a definition.
    void take_within(std::size_t start) {
        if (is_operator(tokens_[at_], ")")) {
            return;
        }
        for (std::size_t index = start; index < at_; ++index) {
            append_words(items_.back().beside, tokens_[index]);
        }
    }

    /// Comments above a definition, or above the comma before it.
    void take_above(std::size_t start) {
        std::size_t first = at_;
        while (first > start && lines_between(tokens_[first - 1], tokens_[first]) <= 1) {
            --first;
        }
        std::string words;
        for (std::size_t index = first; index < at_; ++index) {
            append_words(words, tokens_[index]);
        }
        if (words.empty()) {
            return;
        }
        (is_operator(tokens_[at_], ",") ? next_above_ : items_.back().above) = words;
    }

    DefinitionComments result() {
        DefinitionComments comments{.table = table_};
        drop_swallowed_comma(comments.table);
        for (Words& words : items_) {
            std::string& chosen = words.beside.empty() ? words.above : words.beside;
            drop_swallowed_comma(chosen);
            comments.items.push_back(std::move(chosen));
        }
        return comments;
    }

    std::span<const Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    bool in_item_ = false;
    std::string table_;
    std::string next_above_;
    std::vector<Words> items_;
};

}  // namespace

DefinitionComments read_definition_comments(std::span<const Token> tokens) {
    return CommentReader(tokens).read();
}

std::vector<std::string> read_item_comments(std::span<const Token> tokens) {
    return CommentReader(tokens).read_items();
}

}  // namespace erdmark::sql
