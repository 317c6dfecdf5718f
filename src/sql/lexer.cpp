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

bool is_comment(const Token& token) {
    return token.kind == TokenKind::LineComment || token.kind == TokenKind::BlockComment;
}

Lexer::Lexer(std::string_view text, const Syntax& syntax) : text_(text), syntax_(syntax) {
    at_ = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

std::optional<Token> Lexer::next() {
    skip_space();
    if (at_ >= text_.size()) {
        return std::nullopt;
    }
    const std::size_t start = at_;
    closed_ = true;
    const TokenKind kind = read_token();
    return Token{kind, text_.substr(start, at_ - start), start, closed_};
}

void Lexer::skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) {
        ++at_;
    }
}

/// The character `ahead` of the current one; NUL behind the end.
char Lexer::peek(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
}

bool Lexer::follows(std::string_view expected) const {
    return text_.substr(at_).starts_with(expected);
}

TokenKind Lexer::read_token() {
    if (follows("--") || (syntax_.hash_comments && peek() == '#')) {
        return read_line_comment();
    }
    return follows("/*") ? read_block_comment() : read_plain_token();
}

TokenKind Lexer::read_plain_token() {
    const char c = peek();
    if (c == '\'' || ((c == 'x' || c == 'X') && peek(1) == '\'')) {
        at_ += c == '\'' ? 0 : 1;
        return read_quoted('\'', syntax_.backslash_escapes);
    }
    if (syntax_.escape_strings && (c == 'e' || c == 'E') && peek(1) == '\'') {
        return read_escape_string();
    }
    if (c == '"' || (c == '`' && syntax_.backtick_names)) {
        return read_quoted(c, false);
    }
    if (c == '[' && syntax_.bracket_names) {
        return read_bracketed();
    }
    return read_bare_token(c);
}

TokenKind Lexer::read_bare_token(char c) {
    if (starts_word(c)) {
        return read_word();
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
        return read_number();
    }
    if (c == '$' && syntax_.dollar_quotes && read_dollar_quoted()) {
        return TokenKind::String;
    }
    return read_operator();
}

TokenKind Lexer::read_bracketed() {
    const std::size_t end = text_.find(']', at_);
    closed_ = end != std::string_view::npos;
    at_ = closed_ ? end + 1 : text_.size();
    return TokenKind::QuotedName;
}

/// SQLite does not take a lone CR for the end of a comment, PostgreSQL does.
TokenKind Lexer::read_line_comment() {
    at_ =
        std::min(text_.find_first_of(syntax_.return_ends_line ? "\r\n" : "\n", at_), text_.size());
    if (text_[at_ - 1] == '\r') {
        --at_;
    }
    return TokenKind::LineComment;
}

TokenKind Lexer::read_block_comment() {
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
    closed_ = depth == 0;
    return TokenKind::BlockComment;
}

/// A doubled quote inside stands for one.
TokenKind Lexer::read_quoted(char quote, bool escapes) {
    const std::array<char, 2> stops{quote, '\\'};
    closed_ = false;
    for (++at_; at_ < text_.size() && !closed_;) {
        const std::size_t end =
            escapes ? text_.find_first_of(stops.data(), at_, stops.size()) : text_.find(quote, at_);
        at_ = std::min(end, text_.size());
        const bool pair = (peek() == '\\' && escapes) || peek(1) == quote;
        closed_ = at_ < text_.size() && !pair;
        at_ = std::min(at_ + (pair ? 2 : 1), text_.size());
    }
    return quote == '\'' ? TokenKind::String : TokenKind::QuotedName;
}

/// A string that goes on behind a line end keeps its backslashes there too.
TokenKind Lexer::read_escape_string() {
    ++at_;
    do {
        read_quoted('\'', true);
    } while (closed_ && string_goes_on());
    return TokenKind::String;
}

/// Whether nothing but white space with a line end and line comments stands before the next quote;
/// goes there if so. https://www.postgresql.org/docs/15/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS
bool Lexer::string_goes_on() {
    const std::size_t end = at_;
    skip_space();
    while (follows("--")) {
        read_line_comment();
        skip_space();
    }
    const std::string_view between = text_.substr(end, at_ - end);
    if (peek() == '\'' && between.find_first_of("\r\n") != std::string_view::npos) {
        return true;
    }
    at_ = end;
    return false;
}

/// Reads `$tag$ … $tag$` if one begins here.
bool Lexer::read_dollar_quoted() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (starts_word(text_[end]) || is_digit(text_[end]))) {
        ++end;
    }
    if (end == text_.size() || text_[end] != '$' || is_digit(text_[at_ + 1])) {
        return false;
    }
    const std::string_view mark = text_.substr(at_, end + 1 - at_);
    const std::size_t close = text_.find(mark, end + 1);
    closed_ = close != std::string_view::npos;
    at_ = closed_ ? close + mark.size() : text_.size();
    return true;
}

TokenKind Lexer::read_word() {
    while (at_ < text_.size() && continues_word(text_[at_])) {
        ++at_;
    }
    return TokenKind::Word;
}

/// Digits, a fraction, an exponent, or hexadecimal digits behind `0x`; what sticks to them is
/// taken too.
TokenKind Lexer::read_number() {
    const bool hexadecimal = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
    while ((continues_word(peek()) && !(peek() == '$' && syntax_.dollar_quotes)) || peek() == '.') {
        const bool exponent = !hexadecimal && (peek() == 'e' || peek() == 'E');
        ++at_;
        const bool signed_digits = (peek() == '+' || peek() == '-') && is_digit(peek(1));
        at_ += exponent && signed_digits ? 1 : 0;
    }
    return TokenKind::Number;
}

TokenKind Lexer::read_operator() {
    // Most are these, which begin nothing longer.
    if (const char c = peek(); c == '(' || c == ')' || c == ',' || c == ';') {
        ++at_;
        return TokenKind::Operator;
    }
    const auto found = std::ranges::find_if(
        kLongOperators, [this](std::string_view operation) { return follows(operation); });
    at_ += found == kLongOperators.end() ? 1 : found->size();
    return TokenKind::Operator;
}

std::vector<Token> tokenize(std::string_view text, const Syntax& syntax) {
    Lexer lexer(text, syntax);
    std::vector<Token> tokens;
    while (const std::optional<Token> token = lexer.next()) {
        tokens.push_back(*token);
    }
    return tokens;
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
