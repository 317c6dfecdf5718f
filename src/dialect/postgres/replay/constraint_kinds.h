#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/constraints.h"

namespace erdmark::dialect::postgres {

// The steps of constraints.h, one file for each kind of constraint.

/// The names of the columns that a constraint is on: its list, or the column that it stands behind.
std::vector<std::string> constrained_columns(const WrittenConstraint& written, std::size_t count,
                                             ParserNode* const* list);

void add_check(Catalog& catalog, ObjectId table, const WrittenConstraint& written,
               bool is_new_table);
/// Primary keys, unique constraints and exclusions.
void add_key(Catalog& catalog, ObjectId table, const WrittenConstraint& written);
void add_foreign_key(Catalog& catalog, ObjectId table, const WrittenConstraint& written,
                     bool is_new_table);

/// Puts a constraint into its table and its name into the schema. Throws a `Refusal` when the table
/// has one of that name.
void put_constraint(Catalog& catalog, ObjectId table, Constraint constraint);

/// Adds a foreign key that is complete but for its name, when it has none.
void put_foreign_key(Catalog& catalog, ObjectId table, Constraint constraint);

}  // namespace erdmark::dialect::postgres
