#pragma once

#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

/// The tokens of PostgreSQL.
inline constexpr sql::Syntax kSyntax{.nested_comments = true,
                                     .return_ends_line = true,
                                     .dollar_quotes = true,
                                     .escape_strings = true};

/// The same for scripts as psql runs them: with rows of COPY and its own commands.
inline constexpr sql::Syntax kScriptSyntax{.nested_comments = true,
                                           .return_ends_line = true,
                                           .dollar_quotes = true,
                                           .escape_strings = true,
                                           .parentheses_hold = true,
                                           .atomic_bodies = true,
                                           .copy_rows = true,
                                           .command_mark = '\\'};

}  // namespace erdmark::dialect::postgres
