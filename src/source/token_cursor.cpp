#include "source/token_cursor.h"

#include <algorithm>

#include "base/text.h"

namespace erdmark::source {

bool TokenCursor::sees(std::string_view keyword) const {
    return !done() && sql::is_keyword(tokens_[at_], keyword);
}

bool TokenCursor::sees_operator(std::string_view text) const {
    return !done() && tokens_[at_].kind == sql::TokenKind::Operator && tokens_[at_].text == text;
}

bool TokenCursor::accept(std::initializer_list<std::string_view> keywords) {
    const std::size_t start = at_;
    const auto take = [&](std::string_view keyword) {
        const bool is_there = sees(keyword);
        if (is_there) {
            skip();
        }
        return is_there;
    };
    const bool all = std::ranges::all_of(keywords, take);
    at_ = all ? at_ : start;
    return all;
}

void TokenCursor::skip_any(std::initializer_list<std::string_view> keywords) {
    while (std::ranges::any_of(keywords, [&](std::string_view keyword) { return sees(keyword); })) {
        skip();
    }
}

std::string TokenCursor::name() {
    if (done()) {
        return "";
    }
    std::string name = to_lower(sql::identifier_name(tokens_[at_]));
    skip();
    return name;
}

schema::QualifiedName TokenCursor::qualified_name() {
    schema::QualifiedName result{.name = name()};
    while (sees_operator(".")) {
        skip();
        result.schema = result.name == "public" || result.name == "main" ? "" : result.name;
        result.name = name();
    }
    return result;
}

void TokenCursor::skip() {
    ++at_;
    skip_comments();
}

void TokenCursor::skip_comments() {
    while (!done() && (tokens_[at_].kind == sql::TokenKind::LineComment ||
                       tokens_[at_].kind == sql::TokenKind::BlockComment)) {
        ++at_;
    }
}

std::vector<std::span<const sql::Token>> split_items(std::span<const sql::Token> tokens) {
    std::vector<std::span<const sql::Token>> items;
    std::size_t begin = 0;
    std::size_t depth = 0;
    for (std::size_t index = 0; index < tokens.size(); ++index) {
        const bool is_operator = tokens[index].kind == sql::TokenKind::Operator;
        const std::string_view text = tokens[index].text;
        if (is_operator && (text == "(" || text == "[")) {
            ++depth;
        } else if (is_operator && (text == ")" || text == "]") && depth > 0) {
            --depth;
        } else if (is_operator && text == "," && depth == 0) {
            items.push_back(tokens.subspan(begin, index - begin));
            begin = index + 1;
        }
    }
    items.push_back(tokens.subspan(begin));
    return items;
}

}  // namespace erdmark::source
