#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace erdmark::sql {

/// What a line of a comment is to a reader of documentation.
enum class LineKind {
    Words,
    Ruler,   ///< `-----`, or nothing but such characters.
    Banner,  ///< Words between rulers on one line: `=== Users ===`.
    Break,   ///< An empty line inside a comment.
    Gap,     ///< An empty line, or anything else, between two comments.
};

struct CommentLine {
    LineKind kind;
    std::string text;  ///< Of words and banners, without the marks of the comment.
};

/// The lines of comments that stand one after the other.
std::vector<CommentLine> comment_lines(std::span<const Token> comments);

/// The words of `lines` for people: paragraphs with an empty line between them, without what is
/// meant for tools (`+goose Up`, `CreateTable`, `Name: users; Type: TABLE`), notes to do, and
/// everything above the last ruler, which heads more than what is below. Empty for a licence and
/// for SQL that was commented out.
std::string prose(std::span<const CommentLine> lines);

/// `text` unless it is SQL that was commented out, a directive or a note to do.
std::string prose(std::string_view text);

/// Whether `words` say nothing but that something of that name is made: `Create the users table`.
bool says_nothing_new(std::string_view words, std::span<const std::string> names);

/// Whether a line is an instruction to a tool, or made by one.
bool is_directive(std::string_view line);

/// Whether a line looks like SQL.
bool is_sql(std::string_view line);

}  // namespace erdmark::sql
