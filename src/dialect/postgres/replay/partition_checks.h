#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// What the server asks of tables that get a parent, and of keys of tables that are divided.

/// Whether the table is divided by the column.
bool is_in_partition_key(const Table& table, ObjectId id, int column);

/// Refuses an index that its method does not support, and a key of a partitioned table that lacks a
/// column by which the table is divided.
void require_possible_index(const Catalog& catalog, const Index& index, bool is_primary);

/// Refuses ALTER TABLE … INHERIT where the one table cannot be a parent or the other no child.
void require_possible_parent(const Catalog& catalog, ObjectId parent, ObjectId child);

/// Whether two checks of one table say the same.
bool are_same_checks(const Catalog& catalog, const Node& left, const Node& right);

/// Refuses a check of a parent that cannot be one with what the child has under its name.
void require_mergeable_check(const Catalog& catalog, ObjectId parent, const Constraint& check,
                             ObjectId child);

/// Refuses another parent of a new table whose checks are not those of the parents that it has.
void require_agreeing_checks(const Catalog& catalog, ObjectId parent, ObjectId child);

/// Refuses a child that is there already and has not what its parent has, in the same form.
void require_parts_of_parent(const Catalog& catalog, ObjectId parent, ObjectId child);

/// Refuses a table that cannot become a partition of the other one.
void require_possible_partition(const Catalog& catalog, ObjectId parent, ObjectId partition);

/// Refuses a bound that takes rows which another partition has. Says nothing of bounds whose order
/// is not known.
void require_free_bound(const Catalog& catalog, ObjectId parent, const std::string& partition,
                        const std::string& bound);

}  // namespace erdmark::dialect::postgres
