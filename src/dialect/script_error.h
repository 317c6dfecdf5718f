#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"
#include "sql/script.h"

namespace erdmark::dialect {

/// An `Input` error at byte `offset` of a script: `file:line:column: message`, and below it the
/// line of the source, cut to what surrounds the place, with a mark under it.
Error script_error(const sql::Script& script, std::size_t offset, std::string_view message);

/// Text for one line: control characters are blanks, and what is beyond `longest` characters is an
/// ellipsis.
std::string visible_text(std::string_view text, std::size_t longest);

}  // namespace erdmark::dialect
