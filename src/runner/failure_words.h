#pragma once

#include <cstddef>
#include <string>

#include "dialect/migration_session.h"
#include "runner/plan.h"
#include "sql/script.h"

namespace erdmark::runner {

/// Why a statement of a script failed, for people: the place, the engine's words, the line, and
/// what to do.
std::string failure_words(const sql::Script& script, const sql::Statement& statement,
                          const dialect::Failure& failure);

/// The same with what of the migration was done: `applied` of the `total` statements of that
/// direction.
std::string with_extent(const std::string& words, Direction direction, std::size_t applied,
                        std::size_t total);

}  // namespace erdmark::runner
