#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Carries out an action of ALTER TABLE that changes one column, for the children of the table too
/// where the server does that, unless `only`. Gives false for other actions.
bool alter_column(Catalog& catalog, ObjectId table, const PgQuery__AlterTableCmd& action,
                  bool only);

}  // namespace erdmark::dialect::postgres
