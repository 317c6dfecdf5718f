#include "sql/lexer.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace erdmark::sql {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kRulerCharacters = "-=*#~_+";
constexpr std::size_t kShortestRuler = 3;

/// Longest first: the first that fits is taken.
constexpr std::array<std::string_view, 11> kLongOperators = {"->>", "->", "||", "<=", ">=", "<>",
                                                             "!=",  "==", "<<", ">>", "::"};

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Every byte above ASCII belongs to a name, as in SQLite and PostgreSQL.
bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool continues_word(char c) {
    return starts_word(c) || is_digit(c) || c == '$';
}

class Lexer {
public:
    Lexer(std::string_view text, const Syntax& syntax) : text_(text), syntax_(syntax) {
        at_ = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    }

    std::vector<Token> tokens() {
        std::vector<Token> tokens;
        for (skip_space(); at_ < text_.size(); skip_space()) {
            const std::size_t start = at_;
            const TokenKind kind = read_token();
            tokens.push_back({kind, text_.substr(start, at_ - start), start});
        }
        return tokens;
    }

private:
    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) {
            ++at_;
        }
    }

    /// The character `ahead` of the current one; NUL behind the end.
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    bool follows(std::string_view expected) const {
        return text_.substr(at_).starts_with(expected);
    }

    TokenKind read_token() {
        if (follows("--")) {
            return read_line_comment();
        }
        return follows("/*") ? read_block_comment() : read_plain_token();
    }

    TokenKind read_plain_token() {
        const char c = peek();
        if (c == '\'' || ((c == 'x' || c == 'X') && peek(1) == '\'')) {
            at_ += c == '\'' ? 0 : 1;
            return read_quoted('\'', TokenKind::String);
        }
        if (c == '"' || (c == '`' && syntax_.backtick_names)) {
            return read_quoted(c, TokenKind::QuotedName);
        }
        if (c == '[' && syntax_.bracket_names) {
            return read_bracketed();
        }
        return read_bare_token(c);
    }

    TokenKind read_bare_token(char c) {
        if (starts_word(c)) {
            return read_word();
        }
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
            return read_number();
        }
        return read_operator();
    }

    TokenKind read_bracketed() {
        at_ = std::min(text_.find(']', at_), text_.size() - 1) + 1;
        return TokenKind::QuotedName;
    }

    /// Ends at the line feed alone: SQLite does not take a lone CR for the end of a comment.
    TokenKind read_line_comment() {
        at_ = std::min(text_.find('\n', at_), text_.size());
        if (text_[at_ - 1] == '\r') {
            --at_;
        }
        return TokenKind::LineComment;
    }

    TokenKind read_block_comment() {
        std::size_t depth = 1;
        at_ += 2;
        while (at_ < text_.size() && depth > 0) {
            if (follows("*/")) {
                --depth;
                at_ += 2;
            } else if (syntax_.nested_comments && follows("/*")) {
                ++depth;
                at_ += 2;
            } else {
                ++at_;
            }
        }
        return TokenKind::BlockComment;
    }

    /// A doubled quote inside stands for one.
    TokenKind read_quoted(char quote, TokenKind kind) {
        ++at_;
        while (at_ < text_.size()) {
            const bool is_quote = text_[at_] == quote;
            ++at_;
            if (is_quote && peek() != quote) {
                break;
            }
            at_ += is_quote ? 1 : 0;
        }
        return kind;
    }

    TokenKind read_word() {
        while (at_ < text_.size() && continues_word(text_[at_])) {
            ++at_;
        }
        return TokenKind::Word;
    }

    /// Digits, a fraction, an exponent, or hexadecimal digits behind `0x`; what sticks to them is
    /// taken too.
    TokenKind read_number() {
        const bool hexadecimal = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
        while (continues_word(peek()) || peek() == '.') {
            const bool exponent = !hexadecimal && (peek() == 'e' || peek() == 'E');
            ++at_;
            const bool signed_digits = (peek() == '+' || peek() == '-') && is_digit(peek(1));
            at_ += exponent && signed_digits ? 1 : 0;
        }
        return TokenKind::Number;
    }

    TokenKind read_operator() {
        const auto found = std::ranges::find_if(
            kLongOperators, [this](std::string_view operation) { return follows(operation); });
        at_ += found == kLongOperators.end() ? 1 : found->size();
        return TokenKind::Operator;
    }

    std::string_view text_;
    Syntax syntax_;
    std::size_t at_ = 0;
};

/// `line` without a ruler at its start and at its end (`==== Users ====`); a short run such as the
/// mark of a list or a minus stays.
std::string_view without_rulers(std::string_view line) {
    line = trim(line);
    const std::size_t front = line.find_first_not_of(kRulerCharacters);
    if (front == std::string_view::npos) {
        return {};
    }
    if (front >= kShortestRuler) {
        line.remove_prefix(front);
    }
    const std::size_t back = line.find_last_not_of(kRulerCharacters);
    if (line.size() - back > kShortestRuler) {
        line = line.substr(0, back + 1);
    }
    return trim(line);
}

std::string_view without_leading(std::string_view text, char mark) {
    text.remove_prefix(std::min(text.find_first_not_of(mark), text.size()));
    return text;
}

/// What stands between `/*` and `*/`, or `/**` and `**/`.
std::string_view block_content(std::string_view text) {
    text.remove_prefix(2);
    if (text.ends_with("*/")) {
        text.remove_suffix(2);
    }
    text = without_leading(text, '*');
    return text.substr(0, text.find_last_not_of('*') + 1);
}

/// `line` without the star that block comments have at the start of each line; `*emphasis*` stays.
std::string_view without_line_star(std::string_view line) {
    line = trim(line);
    return line == "*" || line.starts_with("* ") ? line.substr(1) : line;
}

std::string block_words(std::string_view text) {
    std::string words;
    for (const std::string_view line : split_lines(block_content(text))) {
        words += without_rulers(without_line_star(line));
        words += ' ';
    }
    return collapse_whitespace(words);
}

}  // namespace

std::vector<Token> tokenize(std::string_view text, const Syntax& syntax) {
    return Lexer(text, syntax).tokens();
}

std::string identifier_name(const Token& token) {
    if (token.kind != TokenKind::QuotedName && token.kind != TokenKind::String) {
        return std::string(token.text);
    }
    const char open = token.text.front();
    const char close = open == '[' ? ']' : open;
    std::string_view name = token.text.substr(1);
    if (name.ends_with(close)) {
        name.remove_suffix(1);
    }
    return open == '[' ? std::string(name)
                       : replace_all(name, std::string(2, close), std::string(1, close));
}

bool is_keyword(const Token& token, std::string_view keyword) {
    return token.kind == TokenKind::Word && equals_ignoring_case(token.text, keyword);
}

std::string comment_words(const Token& comment) {
    if (comment.kind == TokenKind::BlockComment) {
        return block_words(comment.text);
    }
    return collapse_whitespace(without_rulers(without_leading(comment.text, '-')));
}

}  // namespace erdmark::sql
