#pragma once

#include <string>
#include <string_view>

#include "dialect/script_error.h"

namespace erdmark::dialect::sqlite {

/// What SQLite says, fit for one line: with a hint where its words alone would leave one guessing,
/// and shortened where they quote half of the script.
std::string explain(std::string_view reason);

}  // namespace erdmark::dialect::sqlite
