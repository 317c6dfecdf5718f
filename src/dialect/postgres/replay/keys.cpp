#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/constraint_kinds.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

ConstraintKind kind_of(const PgQuery__Constraint& key) {
    switch (key.contype) {
        case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
            return ConstraintKind::PrimaryKey;
        case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
            return ConstraintKind::Unique;
        default:
            return ConstraintKind::Exclusion;
    }
}

std::string key_name(const Catalog& catalog, ObjectId id, const Constraint& constraint,
                     const Index& index) {
    const Table& table = catalog.tables.at(id);
    if (constraint.kind == ConstraintKind::PrimaryKey) {
        return choose_relation_name(catalog, table.space, {table.name, "", "pkey"}, true);
    }
    const std::string columns =
        joined_columns(part_names(catalog, id, index.parts, index.included));
    const bool unique = constraint.kind == ConstraintKind::Unique;
    return choose_relation_name(catalog, table.space,
                                {table.name, columns, unique ? "key" : "excl"}, true);
}

/// The columns and the operators of `EXCLUDE USING gist (room WITH =)`.
void read_exclusions(const Catalog& catalog, ObjectId table, const PgQuery__Constraint& key,
                     Constraint& constraint, Index& index) {
    for (std::size_t place = 0; place < key.n_exclusions; ++place) {
        const PgQuery__List& pair = *key.exclusions[place]->list;
        index.parts.push_back(
            read_index_part(catalog, table, index.method, *pair.items[0]->index_elem));
        const PgQuery__List& operation = *pair.items[1]->list;
        constraint.operators.push_back(
            dotted_name(texts_of(operation.n_items, operation.items)).name);
        if (index.parts.back().column != 0) {
            constraint.columns.push_back(index.parts.back().column);
        }
    }
}

Index make_index(const Catalog& catalog, ObjectId table, const WrittenConstraint& written,
                 Constraint& constraint) {
    const PgQuery__Constraint& key = *written.constraint;
    const std::string method = text_of(key.access_method);
    Index index{.space = catalog.tables.at(table).space,
                .relation = table,
                .method = method.empty() ? "btree" : method};
    const std::vector<std::string> names = constrained_columns(written, key.n_keys, key.keys);
    if (constraint.kind == ConstraintKind::Exclusion) {
        read_exclusions(catalog, table, key, constraint, index);
    } else {
        constraint.columns = read_columns(catalog, table, names);
        for (const int column : constraint.columns) {
            index.parts.push_back({.column = column});
        }
    }
    index.included = read_columns(catalog, table, texts_of(key.n_including, key.including));
    index.unique = constraint.kind != ConstraintKind::Exclusion;
    index.nulls_not_distinct = key.nulls_not_distinct != 0;
    index.immediate = written.deferrability == schema::Deferrability::NotDeferrable;
    index.options = read_options(key.n_options, key.options);
    index.of_constraint = true;
    if (key.where_clause != nullptr) {
        index.predicate = read_bound(catalog, *key.where_clause, relation_scope(catalog, table));
    }
    return index;
}

/// `ADD CONSTRAINT … USING INDEX`: the index becomes the constraint's and takes its name.
void adopt_index(Catalog& catalog, ObjectId table, const std::string& index_name,
                 Constraint constraint) {
    const Table& owner = catalog.tables.at(table);
    const ObjectId* id = catalog.relation_names.find({owner.space, index_name});
    if (id == nullptr || !catalog.indexes.contains(*id)) {
        refuse(fmt::format("index \"{}\" does not exist", index_name), condition::kUndefinedObject);
    }
    const ObjectId index_id = *id;
    Index& index = catalog.indexes.edit(index_id);
    if (index.relation != table) {
        refuse(fmt::format("index \"{}\" does not belong to table \"{}\"", index_name, owner.name),
               condition::kObjectNotInState);
    }
    if (index.of_constraint) {
        refuse(fmt::format("index \"{}\" is already associated with a constraint", index_name),
               condition::kObjectNotInState);
    }
    if (!index.unique) {
        refuse(fmt::format("\"{}\" is not a unique index", index_name),
               condition::kWrongObjectType);
    }
    if (index.predicate) {
        refuse(fmt::format("\"{}\" is a partial index", index_name), condition::kWrongObjectType);
    }
    if (std::ranges::any_of(index.parts, [](const IndexPart& part) { return part.column == 0; })) {
        refuse(fmt::format("index \"{}\" contains expressions", index_name),
               condition::kWrongObjectType);
    }
    if (constraint.name.empty()) {
        constraint.name = index_name;
    } else if (constraint.name != index_name) {
        require_free_relation_name(catalog, owner.space, constraint.name);
        catalog.relation_names.erase({owner.space, index_name});
        catalog.relation_names.insert({owner.space, constraint.name}, index_id);
        index.name = constraint.name;
    }
    index.of_constraint = true;
    index.immediate = constraint.deferrability == schema::Deferrability::NotDeferrable;
    for (const IndexPart& part : index.parts) {
        constraint.columns.push_back(part.column);
    }
    constraint.index = index_id;
    catalog.touch(index_id);
    if (constraint.kind == ConstraintKind::PrimaryKey) {
        set_not_null(catalog, table, constraint.columns);
    }
    put_constraint(catalog, table, std::move(constraint));
}

Index index_of_partition(const Catalog& catalog, Index index, ObjectId partition) {
    const ObjectId parent = index.relation;
    for (IndexPart& part : index.parts) {
        part.column = part.column == 0 ? 0 : same_column(catalog, parent, part.column, partition);
        if (part.expression) {
            part.expression = rebound(catalog, std::move(*part.expression), parent, partition);
        }
    }
    for (int& column : index.included) {
        column = same_column(catalog, parent, column, partition);
    }
    if (index.predicate) {
        index.predicate = rebound(catalog, std::move(*index.predicate), parent, partition);
    }
    index.relation = partition;
    index.space = catalog.tables.at(partition).space;
    index.comment.clear();
    return index;
}

/// The piece of an index that a partition gets, under a name made from the partition's.
void inherit_index(Catalog& catalog, ObjectId partition, ObjectId index_id) {
    const Index parent_index = catalog.indexes.at(index_id);
    const Constraint* parent_constraint =
        constraint_of(catalog.tables.at(parent_index.relation), index_id);
    Index index = index_of_partition(catalog, parent_index, partition);
    index.parent = index_id;
    if (parent_constraint == nullptr) {
        const Table& table = catalog.tables.at(partition);
        const std::string columns =
            joined_columns(part_names(catalog, partition, index.parts, index.included));
        index.name =
            choose_relation_name(catalog, table.space, {table.name, columns, "idx"}, false);
        add_index(catalog, std::move(index));
        return;
    }
    Constraint constraint = *parent_constraint;
    constraint.columns.clear();
    for (const IndexPart& part : index.parts) {
        constraint.columns.push_back(part.column);
    }
    constraint.name = key_name(catalog, partition, constraint, index);
    constraint.comment.clear();
    constraint.is_local = false;
    constraint.parents = 1;
    index.name = constraint.name;
    constraint.index = add_index(catalog, std::move(index));
    if (constraint.kind == ConstraintKind::PrimaryKey) {
        set_not_null(catalog, partition, constraint.columns);
    }
    put_constraint(catalog, partition, std::move(constraint));
}

}  // namespace

void refuse_second_primary_key(const Table& table) {
    if (std::ranges::find(table.constraints, ConstraintKind::PrimaryKey, &Constraint::kind) !=
        table.constraints.end()) {
        refuse(fmt::format(R"(multiple primary keys for table "{}" are not allowed)", table.name),
               condition::kInvalidTableDefinition);
    }
}

void add_key(Catalog& catalog, ObjectId table, const WrittenConstraint& written) {
    const PgQuery__Constraint& key = *written.constraint;
    Constraint constraint{.kind = kind_of(key), .deferrability = written.deferrability};
    constraint.name = written.name.empty() ? truncate_name(text_of(key.conname)) : written.name;
    if (constraint.kind == ConstraintKind::PrimaryKey) {
        refuse_second_primary_key(catalog.tables.at(table));
    }
    if (!text_of(key.indexname).empty()) {
        adopt_index(catalog, table, key.indexname, std::move(constraint));
        return;
    }
    Index index = make_index(catalog, table, written, constraint);
    if (constraint.kind == ConstraintKind::Exclusion &&
        !catalog.tables.at(table).partition_strategy.empty()) {
        refuse(fmt::format("cannot create exclusion constraint on partitioned table \"{}\"",
                           catalog.tables.at(table).name),
               condition::kFeatureNotSupported);
    }
    if (constraint.name.empty()) {
        constraint.name = key_name(catalog, table, constraint, index);
    }
    if (constraint.kind == ConstraintKind::PrimaryKey) {
        set_not_null(catalog, table, constraint.columns);
    }
    index.name = constraint.name;
    require_possible_index(catalog, index, constraint.kind == ConstraintKind::PrimaryKey);
    const ObjectId index_id = add_index(catalog, std::move(index));
    constraint.index = index_id;
    put_constraint(catalog, table, std::move(constraint));
    for (const ObjectId child : std::vector(catalog.tables.at(table).children)) {
        if (catalog.tables.at(child).is_partition) {
            inherit_indexes(catalog, child, table);
        }
    }
}

void inherit_indexes(Catalog& catalog, ObjectId partition, ObjectId parent) {
    if (catalog.tables.at(partition).kind == schema::TableKind::Foreign) {
        return;
    }
    for (const ObjectId index : std::vector(catalog.tables.at(parent).indexes)) {
        const std::vector<ObjectId>& own = catalog.tables.at(partition).indexes;
        const bool has_it = std::ranges::any_of(
            own, [&](ObjectId id) { return catalog.indexes.at(id).parent == index; });
        if (!has_it) {
            inherit_index(catalog, partition, index);
        }
    }
    for (const ObjectId child : std::vector(catalog.tables.at(partition).children)) {
        inherit_indexes(catalog, child, partition);
    }
}

}  // namespace erdmark::dialect::postgres
