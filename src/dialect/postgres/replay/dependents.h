#pragma once

#include <string>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

enum class DropBehavior { Restrict, Cascade };

// What goes away takes along what belongs to it (indexes, constraints, owned sequences, triggers,
// partitions …). What depends on it otherwise goes too with Cascade, or makes it stay: then a
// `Refusal` is thrown that names, as the server does, what depends on it.

/// Drops a table, view, sequence, index, type, routine, extension or schema.
void drop_object(Catalog& catalog, ObjectId object, DropBehavior behavior);

/// Drops a column of a table or a composite type, with the indexes and constraints that use it.
/// Children that have the column from this table only lose it too, unless `only`: then it becomes
/// their own. Throws a `Refusal` for an inherited column and for one of the partition key.
void drop_column(Catalog& catalog, ObjectId relation, int column, DropBehavior behavior,
                 bool only = false);

/// Drops a constraint of a table with its index, and as `drop_column` does that of children.
/// Throws a `Refusal` for one that does not exist and for an inherited one.
void drop_constraint(Catalog& catalog, ObjectId table, const std::string& name,
                     DropBehavior behavior, bool only = false);

/// Takes an index out of the catalog and of its relation, without asking who needs it.
void remove_index(Catalog& catalog, ObjectId index);

}  // namespace erdmark::dialect::postgres
