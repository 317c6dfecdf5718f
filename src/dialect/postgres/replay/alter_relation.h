#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// An action of ALTER TABLE, ALTER INDEX or ALTER VIEW on what is no table.
void alter_index(Catalog& catalog, ObjectId index, const PgQuery__AlterTableCmd& action);
void alter_view(Catalog& catalog, ObjectId id, const PgQuery__AlterTableCmd& action);

}  // namespace erdmark::dialect::postgres
