#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sql/script.h"

namespace erdmark::source {

/// The comments directly above a statement: nothing but line ends parts them, and they do not stand
/// on the line on which the statement before ended.
std::span<const sql::Token> block_above(const sql::Statement& statement, std::string_view script);

/// The words of the comment on the line of a statement's end, when the statement is no longer than
/// a line.
std::string comment_behind(const sql::Statement& statement, std::string_view script,
                           const sql::Syntax& syntax);

}  // namespace erdmark::source
