#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/constraint_kinds.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/replay/value_checks.h"

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

/// Whether a foreign key could rely on the index if it did not wait for the end of a transaction.
bool is_full_key(const Index& index) {
    return index.unique && !index.predicate;
}

/// Refuses columns that have no key but such as are deferrable.
ObjectId find_key(const Catalog& catalog, const Table& table, std::vector<int> columns) {
    std::ranges::sort(columns);
    bool is_deferrable = false;
    for (const ObjectId id : table.indexes) {
        const Index& index = catalog.indexes.at(id);
        std::vector<int> keys = key_columns(index);
        std::ranges::sort(keys);
        if (is_full_key(index) && keys == columns) {
            if (index.immediate) {
                return id;
            }
            is_deferrable = true;
        }
    }
    if (is_deferrable) {
        refuse(fmt::format(R"(cannot use a deferrable unique constraint for referenced table "{}")",
                           table.name),
               condition::kObjectNotInState);
    }
    return 0;
}

void take_primary_key(const Catalog& catalog, const Table& table, Constraint& constraint) {
    const auto key =
        std::ranges::find(table.constraints, ConstraintKind::PrimaryKey, &Constraint::kind);
    if (key == table.constraints.end()) {
        refuse(fmt::format("there is no primary key for referenced table \"{}\"", table.name),
               condition::kUndefinedObject);
    }
    if (!catalog.indexes.at(key->index).immediate) {
        refuse(fmt::format(R"(cannot use a deferrable primary key for referenced table "{}")",
                           table.name),
               condition::kObjectNotInState);
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

void refuse_other_type(const Catalog& catalog, const Column& column, const Column& referenced,
                       const std::string& name) {
    if (!can_be_compared(catalog, column.type, referenced.type)) {
        refuse(fmt::format("foreign key constraint \"{}\" cannot be implemented; key columns "
                           "\"{}\" and \"{}\" are of incompatible types: {} and {}",
                           name, column.name, referenced.name, type_text(catalog, column.type),
                           type_text(catalog, referenced.type)),
               condition::kDatatypeMismatch);
    }
}

std::vector<std::string> names_of(const Catalog& catalog, ObjectId table,
                                  const std::vector<int>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
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

/// Rows must not outlive those that they refer to.
void refuse_other_persistence(const Table& table, const Table& other) {
    const bool is_permanent = !table.temporary && !table.unlogged;
    if (is_permanent && (other.temporary || other.unlogged)) {
        refuse("constraints on permanent tables may reference only permanent tables",
               condition::kInvalidTableDefinition);
    }
    if (table.unlogged && other.temporary) {
        refuse("constraints on unlogged tables may reference only permanent or unlogged tables",
               condition::kInvalidTableDefinition);
    }
    if (table.temporary && !other.temporary) {
        refuse("constraints on temporary tables may reference only temporary tables",
               condition::kInvalidTableDefinition);
    }
}

void resolve_referenced(const Catalog& catalog, ObjectId table, const PgQuery__Constraint& key,
                        Constraint& constraint) {
    const ObjectId relation = require_relation(catalog, *key.pktable);
    const Table* other = catalog.tables.find(relation);
    if (other == nullptr) {
        refuse(
            fmt::format("referenced relation \"{}\" is not a table", text_of(key.pktable->relname)),
            condition::kWrongObjectType, key.pktable->location);
    }
    refuse_other_persistence(catalog.tables.at(table), *other);
    constraint.referenced = relation;
    if (key.n_pk_attrs == 0) {
        take_primary_key(catalog, *other, constraint);
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

std::vector<ObjectId> partitions_below(const Catalog& catalog, ObjectId table) {
    std::vector<ObjectId> partitions;
    if (catalog.tables.at(table).partition_strategy.empty()) {
        return partitions;
    }
    for (const ObjectId child : catalog.tables.at(table).children) {
        partitions.push_back(child);
        const std::vector<ObjectId> below = partitions_below(catalog, child);
        partitions.insert(partitions.end(), below.begin(), below.end());
    }
    return partitions;
}

void add_piece(Catalog& catalog, ObjectId table, const std::string& constraint,
               ObjectId partition) {
    const Table& owner = catalog.tables.at(table);
    const std::vector<int> columns = find_constraint(owner, constraint)->columns;
    const std::string name = choose_constraint_name(
        catalog, owner.space,
        {owner.name, joined_columns(names_of(catalog, table, columns)), "fkey"});
    add_constraint_name(catalog, owner.space, name);
    find_constraint(catalog.tables.edit(table), constraint)->pieces.push_back({partition, name});
}

/// A foreign key, by its table and its name.
using KeyName = std::pair<ObjectId, std::string>;

template <typename Condition>
std::vector<KeyName> foreign_keys_where(const Catalog& catalog, const Condition& holds) {
    std::vector<KeyName> keys;
    for (const auto& [id, table] : catalog.tables) {
        for (const Constraint& constraint : table.constraints) {
            if (constraint.kind == ConstraintKind::ForeignKey && holds(constraint)) {
                keys.emplace_back(id, constraint.name);
            }
        }
    }
    return keys;
}

}  // namespace

void require_comparable_keys(const Catalog& catalog, ObjectId table, const Constraint& constraint) {
    const Table& owner = catalog.tables.at(table);
    const Table& other = catalog.tables.at(constraint.referenced);
    for (std::size_t place = 0; place < constraint.columns.size(); ++place) {
        const Column* column = find_column(owner, constraint.columns[place]);
        const Column* referenced = find_column(other, constraint.referenced_columns[place]);
        refuse_other_type(catalog, *column, *referenced, constraint.name);
    }
}

void add_foreign_key_pieces(Catalog& catalog, ObjectId partition) {
    std::vector<ObjectId> above;
    for (ObjectId id = partition; catalog.tables.at(id).is_partition;) {
        id = catalog.tables.at(id).inherits.front();
        above.push_back(id);
    }
    const auto refers = [&](const Constraint& constraint) {
        return constraint.is_local &&
               std::ranges::find(above, constraint.referenced) != above.end();
    };
    std::vector<ObjectId> partitions = partitions_below(catalog, partition);
    partitions.insert(partitions.begin(), partition);
    for (const auto& [table, name] : foreign_keys_where(catalog, refers)) {
        for (const ObjectId each : partitions) {
            add_piece(catalog, table, name, each);
        }
    }
}

void drop_foreign_key_pieces(Catalog& catalog, ObjectId partition) {
    const auto is_its = [&](const ForeignKeyPiece& piece) { return piece.partition == partition; };
    const auto has_piece = [&](const Constraint& constraint) {
        return std::ranges::any_of(constraint.pieces, is_its);
    };
    for (const auto& [table, name] : foreign_keys_where(catalog, has_piece)) {
        Table& owner = catalog.tables.edit(table);
        std::vector<ForeignKeyPiece>& pieces = find_constraint(owner, name)->pieces;
        for (const ForeignKeyPiece& piece : pieces) {
            if (is_its(piece)) {
                drop_constraint_name(catalog, owner.space, piece.name);
            }
        }
        std::erase_if(pieces, is_its);
    }
}

void add_foreign_key(Catalog& catalog, ObjectId table, const WrittenConstraint& written,
                     bool is_new_table) {
    const PgQuery__Constraint& key = *written.constraint;
    Constraint constraint{.kind = ConstraintKind::ForeignKey,
                          .name = truncate_name(text_of(key.conname)),
                          .columns = own_columns(catalog, table, written)};
    resolve_referenced(catalog, table, key, constraint);
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
        const std::string columns = joined_columns(names_of(catalog, table, constraint.columns));
        constraint.name =
            choose_constraint_name(catalog, owner.space, {owner.name, columns, "fkey"});
    }
    require_comparable_keys(catalog, table, constraint);
    put_constraint(catalog, table, constraint);
    for (const ObjectId partition : partitions_below(catalog, constraint.referenced)) {
        add_piece(catalog, table, constraint.name, partition);
    }
    for (const ObjectId child : std::vector(catalog.tables.at(table).children)) {
        if (catalog.tables.at(child).is_partition) {
            inherit_constraint(catalog, child, constraint, table);
        }
    }
}

}  // namespace erdmark::dialect::postgres
