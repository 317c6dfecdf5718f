#pragma once

#include <span>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/constraints.h"

namespace erdmark::dialect::postgres {

/// Adds a column of CREATE TABLE or ALTER TABLE … ADD COLUMN with its type, default, identity and
/// sequence; appends its constraints to `later`. A column that a parent gave already is merged.
/// Gives the number of the column.
int add_column(Catalog& catalog, ObjectId table, const PgQuery__ColumnDef& definition,
               std::vector<WrittenConstraint>& later);

/// Takes the expressions of generated columns out of `later` and gives them to their columns, all
/// of which are there by now.
void set_generation(Catalog& catalog, ObjectId table, std::vector<WrittenConstraint>& later);

/// The default of a column: bound, none for NULL. Throws a `Refusal` as the server does.
std::optional<Node> read_default(const Catalog& catalog, const TypeUse& type,
                                 const ParserNode& expression);

/// Makes a column an identity with a sequence of its own. `when`: `a` for ALWAYS, `d` for BY
/// DEFAULT.
void make_identity(Catalog& catalog, ObjectId table, int column, std::string_view when,
                   std::span<ParserNode* const> options);

/// Adds a column of a parent to a child, or counts it when the child has one of its name; goes on
/// to the children of the child.
void inherit_column(Catalog& catalog, ObjectId child, const Column& column, ObjectId parent);

}  // namespace erdmark::dialect::postgres
