#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Refuses ADD COLUMN for a table whose columns come from somewhere else, and what the columns of
/// its children would have to repeat. `only`: without the children.
void require_possible_addition(const Table& table, const PgQuery__ColumnDef& definition, bool only);

/// Refuses a default that the type cannot hold. The server computes it for the rows that are there
/// already, even for none; that of a new table it does not.
void require_possible_default(const Catalog& catalog, ObjectId table, const Column& column,
                              const PgQuery__ColumnDef& definition);

}  // namespace erdmark::dialect::postgres
