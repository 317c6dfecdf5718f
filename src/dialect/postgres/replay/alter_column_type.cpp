#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/alter_family.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/dependents_uses.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/replay/value_checks.h"

namespace erdmark::dialect::postgres {

namespace {

void refuse_used_by_views(const Catalog& catalog, ObjectId table, int column) {
    for (const auto& [id, view] : catalog.views) {
        if (reads_column(view.reads, table, column)) {
            refuse(fmt::format("cannot alter type of a column used by a view or rule; rule "
                               "_RETURN on {} {} depends on column \"{}\"",
                               view.materialized ? "materialized view" : "view", view.name,
                               column_name(catalog, table, column)),
                   condition::kFeatureNotSupported);
        }
    }
}

void refuse_used_by_routines(const Catalog& catalog, ObjectId table, int column) {
    for (const auto& [id, routine] : catalog.routines) {
        if (reads_column(routine.reads, table, column)) {
            refuse("cannot alter type of a column used by a function or procedure",
                   condition::kFeatureNotSupported);
        }
    }
}

void refuse_used_elsewhere(const Catalog& catalog, ObjectId table, int column) {
    const Table& owner = catalog.tables.at(table);
    const std::string name = column_name(catalog, table, column);
    for (const Column& other : owner.columns) {
        if (other.generated != schema::Generated::No && other.default_value && other.id != column &&
            refers_to(*other.default_value, table, column)) {
            refuse(fmt::format("cannot alter type of a column used by a generated column; column "
                               "\"{}\" is used by generated column \"{}\"",
                               name, other.name),
                   condition::kSyntaxError);
        }
    }
    const auto uses = [&](const std::optional<Node>& tree) {
        return tree && refers_to(*tree, table, column);
    };
    for (const Policy& policy : owner.policies) {
        if (uses(policy.using_expression) || uses(policy.check_expression)) {
            refuse(fmt::format("cannot alter type of a column used in a policy definition; policy "
                               "{} on table {} depends on column \"{}\"",
                               policy.name, owner.name, name),
                   condition::kFeatureNotSupported);
        }
    }
    for (const Trigger& trigger : owner.triggers) {
        const bool in_list =
            std::ranges::find(trigger.update_columns, column) != trigger.update_columns.end();
        if (in_list || uses(trigger.condition)) {
            refuse(fmt::format("cannot alter type of a column used in a trigger definition; "
                               "trigger {} on table {} depends on column \"{}\"",
                               trigger.name, owner.name, name),
                   condition::kFeatureNotSupported);
        }
    }
}

void alter_identity_sequence(Catalog& catalog, ObjectId id, const std::string& type) {
    if (!catalog.sequences.contains(id)) {
        return;
    }
    Sequence& sequence = catalog.sequences.edit(id);
    const Sequence usual = make_sequence(sequence.type, sequence.increment);
    const Sequence now = make_sequence(type, sequence.increment);
    sequence.type = type;
    if (sequence.maximum == usual.maximum) {
        sequence.maximum = now.maximum;
    }
    if (sequence.minimum == usual.minimum) {
        sequence.minimum = now.minimum;
    }
}

/// What a literal without cast in the default of a column of that type is read as.
TypeUse literal_type(const Catalog& catalog, const TypeUse& type) {
    TypeUse value = without_modifiers(base_type_of(catalog, type));
    if (!value.builtin.empty()) {
        value.builtin = base_type(value.builtin);
    }
    return value;
}

/// What the default of a column is by itself; nothing when that is not known.
std::optional<TypeUse> type_of_default(const Catalog& catalog, const Column& column) {
    const Node& value = *column.default_value;
    switch (value.kind) {
        case NodeKind::String:
            return literal_type(catalog, column.type);
        case NodeKind::Number:
            return TypeUse{.builtin = number_type(value.text)};
        case NodeKind::Boolean:
            return TypeUse{.builtin = "boolean"};
        case NodeKind::Cast:
            return resolve_type_text(catalog, value.text);
        default:
            return std::nullopt;
    }
}

/// Also with USING, which is for the rows.
void refuse_default(const Catalog& catalog, const Column& column, const TypeUse& type) {
    if (!column.default_value || column.generated != schema::Generated::No) {
        return;
    }
    const std::optional<TypeUse> given = type_of_default(catalog, column);
    if (given && !is_assignable(catalog, *given, type)) {
        refuse(fmt::format("default for column \"{}\" cannot be cast automatically to type {}",
                           column.name, type_text(catalog, type)),
               condition::kDatatypeMismatch);
    }
}

/// A literal in the default stays a value of the type that the column had.
void keep_type_of_default(const Catalog& catalog, Column& column, const TypeUse& type) {
    if (!column.default_value || column.default_value->kind != NodeKind::String) {
        return;
    }
    const TypeUse before = literal_type(catalog, column.type);
    if (before == literal_type(catalog, type)) {
        return;
    }
    Node cast =
        make_node(NodeKind::Cast, type_text(catalog, before), {std::move(*column.default_value)});
    cast.object = cast.parts[0].object = before.object;
    column.default_value = std::move(cast);
}

void refuse_type_of_family(const Catalog& catalog, const Family& family, const Column& column) {
    const Table& table = catalog.tables.at(family.table);
    if (table.of_type != 0) {
        refuse("cannot alter column type of typed table", condition::kWrongObjectType);
    }
    if (column.parents > 0) {
        refuse(fmt::format("cannot alter inherited column \"{}\"", column.name),
               condition::kInvalidTableDefinition);
    }
    if (is_in_partition_key(table, family.table, column.id)) {
        refuse(fmt::format("cannot alter column \"{}\" because it is part of the partition key of "
                           "relation \"{}\"",
                           column.name, table.name),
               condition::kInvalidTableDefinition);
    }
    if (family.only && !table.children.empty()) {
        refuse(fmt::format("type of inherited column \"{}\" must be changed in child tables too",
                           column.name),
               condition::kInvalidTableDefinition);
    }
}

void refuse_other_identity(const Catalog& catalog, const Column& column, const TypeUse& type) {
    const std::string base = type_text(catalog, type);
    if (column.identity != schema::Identity::No && base != "smallint" && base != "integer" &&
        base != "bigint") {
        refuse("identity column type must be smallint, integer, or bigint",
               condition::kInvalidParameterValue);
    }
}

/// Without USING.
void refuse_cast(const Catalog& catalog, const Column& column, const TypeUse& type) {
    if (!is_assignable(catalog, column.type, type)) {
        refuse(fmt::format("column \"{}\" cannot be cast automatically to type {}", column.name,
                           type_text(catalog, type)),
               condition::kDatatypeMismatch);
    }
}

/// The foreign keys of a table or to it still have to compare what can be compared.
void require_foreign_keys(const Catalog& catalog, ObjectId table) {
    for (const auto& [id, each] : catalog.tables) {
        for (const Constraint& constraint : each.constraints) {
            if (constraint.kind == ConstraintKind::ForeignKey &&
                (id == table || constraint.referenced == table)) {
                require_comparable_keys(catalog, id, constraint);
            }
        }
    }
}

}  // namespace

void alter_column_type(Catalog& catalog, const Family& family, const std::string& name,
                       const PgQuery__ColumnDef& definition) {
    const ObjectId table = family.table;
    const int id = require_column(catalog.tables.at(table), name).id;
    refuse_type_of_family(catalog, family, *find_column(catalog.tables.at(table), id));
    refuse_used_by_views(catalog, table, id);
    refuse_used_by_routines(catalog, table, id);
    refuse_used_elsewhere(catalog, table, id);
    TypeUse type = resolve_type(catalog, *definition.type_name);
    refuse_other_identity(catalog, *find_column(catalog.tables.at(table), id), type);
    if (definition.raw_default == nullptr) {
        refuse_cast(catalog, *find_column(catalog.tables.at(table), id), type);
    }
    refuse_default(catalog, *find_column(catalog.tables.at(table), id), type);
    std::string collation;
    if (definition.coll_clause != nullptr) {
        collation = dotted_name(texts_of(definition.coll_clause->n_collname,
                                         definition.coll_clause->collname))
                        .name;
    }
    change_all(catalog, family, name, [&](Column& column) {
        keep_type_of_default(catalog, column, type);
        column.type = type;
        column.collation = collation == "default" ? "" : collation;
        column.storage.clear();
    });
    require_foreign_keys(catalog, table);
    alter_identity_sequence(catalog, find_column(catalog.tables.at(table), name)->identity_sequence,
                            base_type_text(catalog, type));
}

}  // namespace erdmark::dialect::postgres
