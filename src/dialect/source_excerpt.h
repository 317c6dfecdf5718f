#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sql/script.h"

namespace erdmark::dialect {

/// `file:line:column: message`, and below it the line of the script with a caret under byte
/// `offset`. A long line is cut around the place; control characters are blanks there.
std::string error_at(const sql::Script& script, std::size_t offset, std::string_view message);

}  // namespace erdmark::dialect
