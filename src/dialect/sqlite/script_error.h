#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"
#include "sql/script.h"

namespace erdmark::dialect::sqlite {

/// An `Input` error at byte `offset` of a script: `file:line:column: message`, and below it the
/// line of the source, cut to what surrounds the place, with a mark under it.
Error script_error(const sql::Script& script, std::size_t offset, std::string_view message);

/// What SQLite says, fit for one line: with a hint where its words alone would leave one guessing,
/// and shortened where they quote half of the script.
std::string explain(std::string_view reason);

}  // namespace erdmark::dialect::sqlite
