#include "dialect/postgres/replay/added_column.h"

#include "dialect/postgres/replay/literal_checks.h"

namespace erdmark::dialect::postgres {

void require_possible_addition(const Table& table, const PgQuery__ColumnDef& definition,
                               bool only) {
    if (table.is_partition) {
        refuse("cannot add column to a partition", condition::kWrongObjectType);
    }
    if (table.of_type != 0) {
        refuse("cannot add column to typed table", condition::kWrongObjectType);
    }
    if (table.children.empty()) {
        return;
    }
    if (only) {
        refuse("column must be added to child tables too", condition::kInvalidTableDefinition);
    }
    for (std::size_t index = 0; index < definition.n_constraints; ++index) {
        if (definition.constraints[index]->constraint->contype ==
            PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY) {
            refuse("cannot recursively add identity column to table that has child tables",
                   condition::kInvalidTableDefinition);
        }
    }
}

void require_possible_default(const Catalog& catalog, ObjectId table, const Column& column,
                              const PgQuery__ColumnDef& definition) {
    if (catalog.tables.at(table).kind != schema::TableKind::Ordinary) {
        return;
    }
    for (std::size_t index = 0; index < definition.n_constraints; ++index) {
        const PgQuery__Constraint& constraint = *definition.constraints[index]->constraint;
        if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT) {
            require_short_literal(catalog, column.type, *constraint.raw_expr);
        }
    }
}

}  // namespace erdmark::dialect::postgres
