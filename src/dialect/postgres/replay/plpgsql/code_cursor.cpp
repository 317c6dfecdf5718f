#include "dialect/postgres/replay/plpgsql/code_cursor.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/statement_tree.h"
#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

namespace {

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return result;
}

/// The lexer may read several characters as one operator; these stand for themselves.
bool is_single(char c) {
    return std::string_view("();,[]").find(c) != std::string_view::npos;
}

}  // namespace

CodeCursor::CodeCursor(std::string_view code) : code_(code) {
    read_tokens();
    join_tokens();
}

/// The lexer knows neither `:=` nor `..`.
void CodeCursor::join_tokens() {
    std::vector<sql::Token> joined;
    for (const sql::Token& token : tokens_) {
        const bool is_second = !joined.empty() && token.kind == sql::TokenKind::Operator &&
                               joined.back().kind == token.kind &&
                               joined.back().offset + joined.back().text.size() == token.offset;
        const std::string_view both =
            is_second
                ? code_.substr(joined.back().offset, joined.back().text.size() + token.text.size())
                : std::string_view();
        if (both == ":=" || both == "..") {
            joined.back().text = both;
        } else {
            joined.push_back(token);
        }
    }
    tokens_ = std::move(joined);
}

void CodeCursor::read_tokens() {
    for (const sql::Token& token : sql::tokenize(code_, kSyntax)) {
        const std::size_t dots = token.text.find("..");
        if (sql::is_comment(token)) {
            continue;
        }
        if (token.kind == sql::TokenKind::Operator) {
            add_operators(token);
        } else if (token.kind == sql::TokenKind::Number && dots != std::string_view::npos) {
            add_part(token, token.kind, 0, dots);
            add_part(token, sql::TokenKind::Operator, dots, dots + 2);
            add_part(token, token.kind, dots + 2, token.text.size());
        } else {
            tokens_.push_back(token);
        }
    }
}

void CodeCursor::add_operators(const sql::Token& token) {
    std::size_t start = 0;
    for (std::size_t at = 0; at < token.text.size(); ++at) {
        if (is_single(token.text[at])) {
            add_part(token, token.kind, start, at);
            add_part(token, token.kind, at, at + 1);
            start = at + 1;
        }
    }
    add_part(token, token.kind, start, token.text.size());
}

void CodeCursor::add_part(const sql::Token& token, sql::TokenKind kind, std::size_t start,
                          std::size_t end) {
    if (start < end) {
        tokens_.push_back({.kind = kind,
                           .text = token.text.substr(start, end - start),
                           .offset = token.offset + start});
    }
}

std::size_t CodeCursor::offset() const {
    return done() ? code_.size() : tokens_[at_].offset;
}

bool CodeCursor::sees(std::string_view keyword, std::size_t ahead) const {
    return at_ + ahead < tokens_.size() && sql::is_keyword(tokens_[at_ + ahead], keyword);
}

bool CodeCursor::sees_operator(std::string_view text, std::size_t ahead) const {
    return at_ + ahead < tokens_.size() && tokens_[at_ + ahead].kind == sql::TokenKind::Operator &&
           tokens_[at_ + ahead].text == text;
}

bool CodeCursor::sees_name(std::size_t ahead) const {
    if (at_ + ahead >= tokens_.size()) {
        return false;
    }
    const sql::TokenKind kind = tokens_[at_ + ahead].kind;
    return kind == sql::TokenKind::Word || kind == sql::TokenKind::QuotedName;
}

bool CodeCursor::sees_string() const {
    return !done() && tokens_[at_].kind == sql::TokenKind::String;
}

bool CodeCursor::accept(std::string_view keyword) {
    const bool found = sees(keyword);
    at_ += found ? 1 : 0;
    return found;
}

bool CodeCursor::accept_operator(std::string_view text) {
    const bool found = sees_operator(text);
    at_ += found ? 1 : 0;
    return found;
}

void CodeCursor::expect(std::string_view keyword) {
    if (!accept(keyword)) {
        fail(keyword);
    }
}

void CodeCursor::expect_operator(std::string_view text) {
    if (!accept_operator(text)) {
        fail(text);
    }
}

std::string CodeCursor::name() {
    if (!sees_name()) {
        fail("a name");
    }
    const sql::Token& token = tokens_[at_++];
    const std::string name = sql::identifier_name(token);
    return token.kind == sql::TokenKind::Word ? to_lower(name) : name;
}

CodeName CodeCursor::path() {
    CodeName names{name()};
    while (sees_operator(".") && sees_name(1)) {
        skip();
        names.push_back(name());
    }
    return names;
}

std::string CodeCursor::word() const {
    return done() ? "" : upper(tokens_[at_].text);
}

bool CodeCursor::ends_at(std::size_t index, std::initializer_list<std::string_view> ends) const {
    const sql::Token& token = tokens_[index];
    return std::ranges::any_of(ends, [&](std::string_view end) {
        return sql::is_keyword(token, end) ||
               (token.kind == sql::TokenKind::Operator && token.text == end);
    });
}

CodeText CodeCursor::text_between(std::size_t first, std::size_t last) const {
    if (first >= last) {
        return {.offset = first < tokens_.size() ? tokens_[first].offset : code_.size()};
    }
    const std::size_t start = tokens_[first].offset;
    const std::size_t end = tokens_[last - 1].offset + tokens_[last - 1].text.size();
    return {.text = std::string(code_.substr(start, end - start)), .offset = start};
}

CodeText CodeCursor::until(std::initializer_list<std::string_view> ends) {
    const std::size_t first = at_;
    int depth = 0;
    int cases = 0;
    for (; at_ < tokens_.size(); ++at_) {
        if (depth == 0 && cases == 0 && ends_at(at_, ends)) {
            return text_between(first, at_);
        }
        if (sees_operator("(") || sees_operator("[")) {
            ++depth;
        } else if (sees_operator(")") || sees_operator("]")) {
            --depth;
        } else if (sees("CASE")) {
            ++cases;
        } else if (sees("END") && cases > 0) {
            --cases;
        } else if (sees_operator(";")) {
            break;
        }
    }
    fail(*ends.begin());
}

std::vector<CodeText> CodeCursor::list_until(std::initializer_list<std::string_view> ends) {
    std::vector<CodeText> items;
    const std::size_t first = at_;
    const CodeText whole = until(ends);
    const std::size_t last = at_;
    at_ = first;
    int depth = 0;
    std::size_t start = first;
    for (; at_ < last; ++at_) {
        if (sees_operator("(") || sees_operator("[")) {
            ++depth;
        } else if (sees_operator(")") || sees_operator("]")) {
            --depth;
        } else if (depth == 0 && sees_operator(",")) {
            items.push_back(text_between(start, at_));
            start = at_ + 1;
        }
    }
    if (!whole.empty()) {
        items.push_back(text_between(start, last));
    }
    return items;
}

void CodeCursor::fail(std::string_view expected) const {
    if (done()) {
        refuse(fmt::format("the code ends where '{}' was expected", expected),
               condition::kSyntaxError, static_cast<int>(code_.size()));
    }
    refuse(
        fmt::format("syntax error at or near \"{}\"; expected '{}'", tokens_[at_].text, expected),
        condition::kSyntaxError, static_cast<int>(offset()));
}

}  // namespace erdmark::dialect::postgres
