#include "dialect/sqlite/sql_text.h"

#include <algorithm>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::size_t kNoPartner = static_cast<std::size_t>(-1);

/// How a token changes the depth of nesting.
int depth_change(const sql::Token& token) {
    return is_operator(token, "(") ? 1 : is_operator(token, ")") ? -1 : 0;
}

/// For each opening parenthesis the index of its partner.
std::vector<std::size_t> partners(Tokens tokens) {
    std::vector<std::size_t> partner(tokens.size(), kNoPartner);
    std::vector<std::size_t> open;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        const int change = depth_change(tokens[index]);
        if (change > 0) {
            open.push_back(index);
        } else if (change < 0 && !open.empty()) {
            partner[open.back()] = index;
            open.pop_back();
        }
    }
    return partner;
}

Tokens without_outer_parentheses(Tokens tokens) {
    if (tokens.empty() || !is_operator(tokens.front(), "(")) {
        return tokens;
    }
    const std::vector<std::size_t> partner = partners(tokens);
    std::size_t first = 0;
    std::size_t last = tokens.size() - 1;
    while (first < last && partner[first] == last) {
        ++first;
        --last;
    }
    return tokens.subspan(first, last + 1 - first);
}

}  // namespace

bool is_operator(const sql::Token& token, std::string_view text) {
    return token.kind == sql::TokenKind::Operator && token.text == text;
}

std::vector<sql::Token> significant_tokens(std::string_view text) {
    std::vector<sql::Token> tokens = sql::tokenize(text, kSyntax);
    std::erase_if(tokens, sql::is_comment);
    return tokens;
}

std::string text_of(Tokens tokens) {
    std::string text;
    const char* end = nullptr;
    for (const sql::Token& token : tokens) {
        if (!text.empty() && token.text.data() != end) {
            text += ' ';
        }
        text += token.text;
        end = token.text.data() + token.text.size();
    }
    return text;
}

std::string expression_text(Tokens tokens) {
    return text_of(without_outer_parentheses(tokens));
}

std::string expression_text(std::string_view text) {
    return expression_text(significant_tokens(text));
}

std::string block_text(std::string_view text) {
    text = trim(text);
    while (text.ends_with(';')) {
        text = trim(text.substr(0, text.size() - 1));
    }
    return replace_all(text, "\r\n", "\n");
}

std::vector<Tokens> split_at_commas(Tokens tokens) {
    std::vector<Tokens> parts;
    std::size_t start = 0;
    int depth = 0;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        depth += depth_change(tokens[index]);
        if (depth == 0 && is_operator(tokens[index], ",")) {
            parts.push_back(tokens.subspan(start, index - start));
            start = index + 1;
        }
    }
    if (!tokens.empty()) {
        parts.push_back(tokens.subspan(start));
    }
    return parts;
}

bool Cursor::sees(std::string_view keyword, std::size_t ahead) const {
    return at_ + ahead < tokens_.size() && sql::is_keyword(tokens_[at_ + ahead], keyword);
}

bool Cursor::sees_operator(std::string_view text, std::size_t ahead) const {
    return at_ + ahead < tokens_.size() && is_operator(tokens_[at_ + ahead], text);
}

bool Cursor::accept(std::string_view keyword) {
    const bool found = sees(keyword);
    at_ += found ? 1 : 0;
    return found;
}

std::string Cursor::name() {
    return done() ? std::string() : sql::identifier_name(tokens_[at_++]);
}

Tokens Cursor::group() {
    if (!sees_operator("(")) {
        return {};
    }
    const std::size_t start = ++at_;
    for (int depth = 1; at_ < tokens_.size(); ++at_) {
        depth += depth_change(tokens_[at_]);
        if (depth == 0) {
            return tokens_.subspan(start, at_++ - start);
        }
    }
    return tokens_.subspan(start);
}

}  // namespace erdmark::dialect::sqlite
