#pragma once

#include <optional>
#include <string>

#include "sql/lexer.h"
#include "sql/script.h"

namespace erdmark::runner {

/// What data a statement may destroy, in words: `drops table users with its rows`, `deletes rows of
/// users`. Nothing for one that keeps all. Judged by its words alone.
std::optional<std::string> destruction(const sql::Statement& statement, const sql::Syntax& syntax);

}  // namespace erdmark::runner
