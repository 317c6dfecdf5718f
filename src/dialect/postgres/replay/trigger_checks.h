#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// The bits of a trigger in the parser's tree (src/include/catalog/pg_trigger.h).
namespace trigger_bit {
inline constexpr int kBefore = 2;
inline constexpr int kInsert = 4;
inline constexpr int kDelete = 8;
inline constexpr int kUpdate = 16;
inline constexpr int kTruncate = 32;
inline constexpr int kInsteadOf = 64;
}  // namespace trigger_bit

/// Throws the server's `Refusal` when the relation cannot have a trigger like that.
void require_trigger_fits(const Catalog& catalog, ObjectId relation,
                          const PgQuery__CreateTrigStmt& statement);

/// The same for its condition, whose names are bound.
void require_condition_fits(const PgQuery__CreateTrigStmt& statement, const Node& condition);

}  // namespace erdmark::dialect::postgres
