#pragma once

#include <span>

#include "dialect/dialect.h"
#include "runner/history.h"
#include "runner/state.h"

namespace erdmark::runner {

/// Makes a table of ours and fills it with what the table of another tool says, so that ours is the
/// one that counts from then on; nothing is run, and that table stays as it is. `states` are those
/// of its rows and of the folder.
///
/// The table is `schema_migrations` where we are, or `erdmark_migrations` when that name is taken;
/// throws a `Database` error when both are. To be called outside a transaction; what it does is
/// one.
History adopt(dialect::MigrationSession& session, const dialect::Dialect& dialect,
              const History& from, std::span<const MigrationStatus> states);

}  // namespace erdmark::runner
