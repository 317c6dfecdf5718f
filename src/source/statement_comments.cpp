#include "source/statement_comments.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sql/comment_text.h"

namespace erdmark::source {

namespace {

using sql::Token;
using sql::TokenKind;

std::size_t line_ends(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

}  // namespace

std::span<const Token> block_above(const sql::Statement& statement, std::string_view script) {
    const std::vector<Token>& comments = statement.comments;
    std::size_t first = comments.size();
    std::size_t next = statement.offset;
    while (first > 0) {
        const Token& comment = comments[first - 1];
        const std::size_t end = comment.offset + comment.text.size();
        if (line_ends(script.substr(end, next - end)) > 1) {
            break;
        }
        const std::size_t line = script.rfind('\n', comment.offset);
        const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
        const std::string_view before = script.substr(begin, comment.offset - begin);
        if (before.find(';') != std::string_view::npos) {
            break;
        }
        next = comment.offset;
        --first;
    }
    return std::span(comments).subspan(first);
}

std::string comment_behind(const sql::Statement& statement, std::string_view script,
                           const sql::Syntax& syntax) {
    const std::size_t end = statement.offset + statement.text.size();
    const std::size_t line_end = std::min(script.find('\n', end), script.size());
    if (line_ends(statement.text) > 0) {
        return "";
    }
    std::string words;
    for (const Token& token : sql::tokenize(script.substr(end, line_end - end), syntax)) {
        if (is_comment(token) && token.closed) {
            words += (words.empty() ? "" : " ") + sql::comment_words(token);
        } else if (token.text != ";") {
            return "";
        }
    }
    return sql::prose(words);
}

}  // namespace erdmark::source
