#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// A constraint of a statement and the column that it stands behind, empty for none.
struct WrittenConstraint {
    const PgQuery__Constraint* constraint = nullptr;
    std::string column;
    schema::Deferrability deferrability = schema::Deferrability::NotDeferrable;
    std::string name;  ///< Of a key, when a second one that says the same gave it.
};

/// How the constraint itself says that it is deferrable.
schema::Deferrability deferrability_of(const PgQuery__Constraint& constraint);

/// Adds the constraints of one CREATE TABLE or ADD COLUMN in the server's order: checks, keys (the
/// primary one first, equal ones merged), foreign keys. Columns are there already. `is_new_table`:
/// NOT VALID means nothing.
void add_constraints(Catalog& catalog, ObjectId table,
                     const std::vector<WrittenConstraint>& constraints, bool is_new_table);

/// Adds one constraint, as ALTER TABLE … ADD CONSTRAINT does; children of the table get it too.
void add_constraint(Catalog& catalog, ObjectId table, const WrittenConstraint& constraint,
                    bool is_new_table);

/// Adds to a partition or a child what its parent has: checks and, for a partition, keys, foreign
/// keys and indexes.
void inherit_constraint(Catalog& catalog, ObjectId child, const Constraint& constraint,
                        ObjectId parent);
void inherit_indexes(Catalog& catalog, ObjectId partition, ObjectId parent);

/// Refuses a foreign key whose columns have types that the server does not compare.
void require_comparable_keys(const Catalog& catalog, ObjectId table, const Constraint& constraint);

/// Gives a new partition its pieces of the foreign keys that refer to what it is part of; takes
/// them away from one that goes.
void add_foreign_key_pieces(Catalog& catalog, ObjectId partition);
void drop_foreign_key_pieces(Catalog& catalog, ObjectId partition);

/// Makes the columns NOT NULL, those of the table's children too.
void set_not_null(Catalog& catalog, ObjectId table, const std::vector<int>& columns);

/// The child's column of the same name as the parent's; 0 for none.
int same_column(const Catalog& catalog, ObjectId parent, int column, ObjectId child);

/// An expression of the parent with its columns bound to those of the child.
Node rebound(const Catalog& catalog, Node tree, ObjectId parent, ObjectId child);

/// A primary key, UNIQUE or EXCLUDE: a constraint that has an index.
bool is_key(const WrittenConstraint& written);

/// Throws `multiple primary keys for table "t" are not allowed` when there is one.
void refuse_second_primary_key(const Table& table);

/// The constraint that an index belongs to; null for none.
const Constraint* constraint_of(const Table& table, ObjectId index);

}  // namespace erdmark::dialect::postgres
