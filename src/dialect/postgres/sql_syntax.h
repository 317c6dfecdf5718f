#pragma once

#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

/// The tokens of PostgreSQL.
inline constexpr sql::Syntax kSyntax{.nested_comments = true,
                                     .return_ends_line = true,
                                     .dollar_quotes = true,
                                     .escape_strings = true};

}  // namespace erdmark::dialect::postgres
