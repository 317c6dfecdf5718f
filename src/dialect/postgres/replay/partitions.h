#pragma once

#include <string>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Sets what a table is divided by, `PARTITION BY RANGE (created_at)`.
void set_partition_key(Catalog& catalog, ObjectId table, const PgQuery__PartitionSpec& spec);

/// The bound of a partition as the server prints it: `FOR VALUES FROM ('2026-01-01') TO
/// (MAXVALUE)`.
std::string bound_text(const Catalog& catalog, const Table& parent,
                       const PgQuery__PartitionBoundSpec& bound);

/// Makes a table a partition: it gets the checks, keys, foreign keys and indexes of its parent that
/// it lacks.
void attach_partition(Catalog& catalog, ObjectId parent, ObjectId partition, std::string bound);

/// Makes a partition a table of its own, with all that it has.
void detach_partition(Catalog& catalog, ObjectId parent, ObjectId partition);

/// Makes a table a child of another one: counts the columns and checks of both, and adds those that
/// the child lacks.
void add_parent(Catalog& catalog, ObjectId parent, ObjectId child);
/// The same for ALTER TABLE … INHERIT, where the child must have all of them.
void inherit_from(Catalog& catalog, ObjectId parent, ObjectId child);
void remove_parent(Catalog& catalog, ObjectId parent, ObjectId child);

}  // namespace erdmark::dialect::postgres
