#pragma once

#include <string>
#include <string_view>

#include "sql/lexer.h"

namespace erdmark::migration {

/// `text` with LF as its only line end.
std::string with_plain_line_ends(std::string_view text);

/// SHA-256 of a migration's text with LF as its line end and without a byte order mark, as 64
/// hexadecimal digits: the same for a checkout on Windows.
std::string text_checksum(std::string_view text);

/// SHA-256 of the tokens of a migration without its comments: what stays when a comment or the
/// space between tokens changes, and changes with every statement.
std::string token_checksum(std::string_view text, const sql::Syntax& syntax);

}  // namespace erdmark::migration
