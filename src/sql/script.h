#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"
#include "sql/lexer.h"

namespace erdmark::sql {

/// A piece of SQL text and where it stands, so that a message can point into the file that holds
/// it.
struct Script {
    std::string file;  ///< As the user named it; `<stdin>` for standard input.
    std::string text;
    Position start;  ///< Of the first character of `text` in the file.
};

enum class StatementKind {
    Sql,
    CopyRows,  ///< The rows below `COPY … FROM stdin;`, without the line `\.` that ends them.
    ClientCommand,  ///< A line for the client: `\connect shop`, `.read x.sql`; `\gexec` too.
};

/// A statement of a script and where it stands.
struct Statement {
    StatementKind kind = StatementKind::Sql;
    std::string_view
        text;  ///< Points into the script. Without the semicolon and what surrounds it.
    std::size_t offset = 0;  ///< Of `text` in the script, in bytes.
    Position position;       ///< Of `text` in the file.
    std::string keywords;    ///< The bare words it begins with, at most six: `CREATE UNIQUE INDEX`.
    std::vector<Token> comments;  ///< Between the previous statement and this one.
};

/// The statements of a script, in order. Boundaries come from tokens, never from lines: `syntax`
/// says where a semicolon ends nothing. Empty statements and comments behind the last one are left
/// out; the last needs no semicolon. Linear in the text. The statements point into `script`, which
/// must outlive them. Throws an `Input` error with the place of its beginning for a string, a
/// quoted name, a comment, a body (`BEGIN ATOMIC`, of a trigger) or rows of `COPY` without end.
std::vector<Statement> split_statements(const Script& script, const Syntax& syntax);
std::vector<Statement> split_statements(Script&& script, const Syntax& syntax) = delete;

}  // namespace erdmark::sql
