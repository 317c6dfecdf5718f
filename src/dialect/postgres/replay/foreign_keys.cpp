#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/constraint_kinds.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// `pg_constraint.confupdtype` and `confdeltype`.
schema::ReferentialAction action_of(const char* code) {
    switch (text_of(code).empty() ? 'a' : *code) {
        case 'r':
            return schema::ReferentialAction::Restrict;
        case 'c':
            return schema::ReferentialAction::Cascade;
        case 'n':
            return schema::ReferentialAction::SetNull;
        case 'd':
            return schema::ReferentialAction::SetDefault;
        default:
            return schema::ReferentialAction::NoAction;
    }
}

std::vector<int> key_columns(const Index& index) {
    std::vector<int> columns;
    for (const IndexPart& part : index.parts) {
        columns.push_back(part.column);
    }
    return columns;
}

/// Whether a foreign key may rely on the index.
bool is_full_key(const Index& index) {
    return index.unique && index.immediate && !index.predicate;
}

ObjectId find_key(const Catalog& catalog, const Table& table, std::vector<int> columns) {
    std::ranges::sort(columns);
    for (const ObjectId id : table.indexes) {
        const Index& index = catalog.indexes.at(id);
        std::vector<int> keys = key_columns(index);
        std::ranges::sort(keys);
        if (is_full_key(index) && keys == columns) {
            return id;
        }
    }
    return 0;
}

void take_primary_key(const Table& table, Constraint& constraint) {
    const auto key =
        std::ranges::find(table.constraints, ConstraintKind::PrimaryKey, &Constraint::kind);
    if (key == table.constraints.end()) {
        refuse(fmt::format("there is no primary key for referenced table \"{}\"", table.name),
               condition::kUndefinedObject);
    }
    constraint.referenced_columns = key->columns;
    constraint.referenced_index = key->index;
}

std::vector<int> referenced_columns(const Catalog& catalog, ObjectId table,
                                    const std::vector<std::string>& names) {
    std::vector<int> columns;
    for (const std::string& name : names) {
        const int column = column_id(catalog, table, truncate_name(name));
        if (column == 0) {
            refuse(fmt::format("column \"{}\" referenced in foreign key constraint does not exist",
                               name),
                   condition::kUndefinedColumn);
        }
        columns.push_back(column);
    }
    return columns;
}

/// Groups of types with operators for equality between each other.
int type_group(std::string_view type) {
    if (is_number_type(type)) {
        return 1;
    }
    if (is_text_type(type) || type == "name" || type == "bpchar") {
        return 2;
    }
    if (type == "date" || type.starts_with("timestamp")) {
        return 3;
    }
    static constexpr std::string_view kOthers[] = {
        "uuid",     "boolean", "bytea",  "jsonb", "time without time zone",
        "interval", "inet",    "macaddr"};
    const auto* const found = std::ranges::find(kOthers, type);
    return found == std::end(kOthers) ? 0 : 4 + static_cast<int>(found - std::begin(kOthers));
}

void refuse_other_type(const Catalog& catalog, const Column& column, const Column& referenced,
                       const std::string& name) {
    const std::string left = base_type(base_type_text(catalog, column.type));
    const std::string right = base_type(base_type_text(catalog, referenced.type));
    const int left_group = type_group(left);
    const int right_group = type_group(right);
    if (left_group != 0 && right_group != 0 && left_group != right_group) {
        refuse(fmt::format("foreign key constraint \"{}\" cannot be implemented; key columns "
                           "\"{}\" and \"{}\" are of incompatible types: {} and {}",
                           name, column.name, referenced.name, type_text(catalog, column.type),
                           type_text(catalog, referenced.type)),
               condition::kDatatypeMismatch);
    }
}

void check_types(const Catalog& catalog, ObjectId table, const Constraint& constraint) {
    const Table& owner = catalog.tables.at(table);
    const Table& other = catalog.tables.at(constraint.referenced);
    for (std::size_t place = 0; place < constraint.columns.size(); ++place) {
        const Column* column = find_column(owner, constraint.columns[place]);
        const Column* referenced = find_column(other, constraint.referenced_columns[place]);
        refuse_other_type(catalog, *column, *referenced, constraint.name);
    }
}

std::vector<std::string> names_of(const Catalog& catalog, ObjectId table,
                                  const std::vector<int>& columns) {
    std::vector<std::string> names;
    for (const int column : columns) {
        names.push_back(column_name(catalog, table, column));
    }
    return names;
}

std::vector<int> own_columns(const Catalog& catalog, ObjectId table,
                             const WrittenConstraint& written) {
    const PgQuery__Constraint& key = *written.constraint;
    std::vector<int> columns;
    for (const std::string& name : constrained_columns(written, key.n_fk_attrs, key.fk_attrs)) {
        const int column = column_id(catalog, table, truncate_name(name));
        if (column == 0) {
            refuse(fmt::format("column \"{}\" referenced in foreign key constraint does not exist",
                               name),
                   condition::kUndefinedColumn, key.location);
        }
        columns.push_back(column);
    }
    return columns;
}

void resolve_referenced(const Catalog& catalog, const PgQuery__Constraint& key,
                        Constraint& constraint) {
    const ObjectId relation = require_relation(catalog, *key.pktable);
    const Table* other = catalog.tables.find(relation);
    if (other == nullptr) {
        refuse(
            fmt::format("referenced relation \"{}\" is not a table", text_of(key.pktable->relname)),
            condition::kWrongObjectType, key.pktable->location);
    }
    constraint.referenced = relation;
    if (key.n_pk_attrs == 0) {
        take_primary_key(*other, constraint);
    } else {
        constraint.referenced_columns =
            referenced_columns(catalog, relation, texts_of(key.n_pk_attrs, key.pk_attrs));
    }
    if (constraint.columns.size() != constraint.referenced_columns.size()) {
        refuse("number of referencing and referenced columns for foreign key disagree",
               condition::kInvalidForeignKey, key.location);
    }
    if (constraint.referenced_index == 0) {
        constraint.referenced_index = find_key(catalog, *other, constraint.referenced_columns);
    }
    if (constraint.referenced_index == 0) {
        refuse(fmt::format(
                   "there is no unique constraint matching given keys for referenced table \"{}\"",
                   other->name),
               condition::kInvalidForeignKey);
    }
}

}  // namespace

void add_foreign_key(Catalog& catalog, ObjectId table, const WrittenConstraint& written,
                     bool is_new_table) {
    const PgQuery__Constraint& key = *written.constraint;
    Constraint constraint{.kind = ConstraintKind::ForeignKey,
                          .name = truncate_name(text_of(key.conname)),
                          .columns = own_columns(catalog, table, written)};
    resolve_referenced(catalog, key, constraint);
    constraint.on_update = action_of(key.fk_upd_action);
    constraint.on_delete = action_of(key.fk_del_action);
    constraint.set_columns =
        read_columns(catalog, table, texts_of(key.n_fk_del_set_cols, key.fk_del_set_cols));
    constraint.match =
        text_of(key.fk_matchtype) == "f" ? schema::MatchType::Full : schema::MatchType::Simple;
    constraint.deferrability = written.deferrability;
    constraint.not_valid = key.skip_validation != 0 && !is_new_table;
    put_foreign_key(catalog, table, std::move(constraint));
}

void put_foreign_key(Catalog& catalog, ObjectId table, Constraint constraint) {
    const Table& owner = catalog.tables.at(table);
    if (constraint.name.empty()) {
        constraint.name = choose_constraint_name(
            catalog, owner.space, owner.name,
            joined_columns(names_of(catalog, table, constraint.columns)), "fkey");
    }
    check_types(catalog, table, constraint);
    put_constraint(catalog, table, constraint);
    for (const ObjectId child : std::vector(catalog.tables.at(table).children)) {
        if (catalog.tables.at(child).is_partition) {
            inherit_constraint(catalog, child, constraint, table);
        }
    }
}

}  // namespace erdmark::dialect::postgres
