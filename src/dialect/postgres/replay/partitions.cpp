#include "dialect/postgres/replay/partitions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/operator_classes.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// The type of the value that decides in which partition a row is; empty when it is not known.
std::string key_type(const Catalog& catalog, const Table& table, std::size_t place) {
    if (place >= table.partition_parts.size()) {
        return {};
    }
    const Column* column = find_column(table, table.partition_parts[place].column);
    return column == nullptr ? std::string() : base_type_text(catalog, column->type);
}

std::string value_text(const Catalog& catalog, const Table& parent, std::size_t place,
                       const ParserNode& value) {
    // To the parser MINVALUE and MAXVALUE are columns.
    if (value.node_case == PG_QUERY__NODE__NODE_PARTITION_RANGE_DATUM) {
        const PgQuery__PartitionRangeDatum& datum = *value.partition_range_datum;
        return value_text(catalog, parent, place, *datum.value);
    }
    if (value.node_case == PG_QUERY__NODE__NODE_COLUMN_REF) {
        return to_upper(texts_of(value.column_ref->n_fields, value.column_ref->fields).back());
    }
    Node tree = read_bound(catalog, value, {});
    return canonical_expression(tree, {.type = key_type(catalog, parent, place)});
}

std::string value_list(const Catalog& catalog, const Table& parent, std::size_t count,
                       ParserNode* const* values) {
    std::vector<std::string> texts;
    for (std::size_t place = 0; place < count; ++place) {
        texts.push_back(value_text(catalog, parent, place, *values[place]));
    }
    return "(" + join(texts, ", ") + ")";
}

/// Of the columns of a list, all are of the one column that it is divided by.
std::string list_values(const Catalog& catalog, const Table& parent,
                        const PgQuery__PartitionBoundSpec& bound) {
    std::vector<std::string> texts;
    for (std::size_t place = 0; place < bound.n_listdatums; ++place) {
        texts.push_back(value_text(catalog, parent, 0, *bound.listdatums[place]));
    }
    return "(" + join(texts, ", ") + ")";
}

bool are_alike(const Index& left, const Index& right, const Catalog& catalog) {
    if (left.method != right.method || left.unique != right.unique ||
        left.parts.size() != right.parts.size() ||
        left.predicate.has_value() != right.predicate.has_value()) {
        return false;
    }
    for (std::size_t place = 0; place < left.parts.size(); ++place) {
        const IndexPart& a = left.parts[place];
        const IndexPart& b = right.parts[place];
        const bool same_column = column_name(catalog, left.relation, a.column) ==
                                 column_name(catalog, right.relation, b.column);
        if (!same_column || a.descending != b.descending || a.expression.has_value() ||
            b.expression.has_value()) {
            return false;
        }
    }
    return true;
}

/// Indexes that the new partition has already become pieces of those of its parent.
void adopt_indexes(Catalog& catalog, ObjectId parent, ObjectId partition) {
    for (const ObjectId parent_index : catalog.tables.at(parent).indexes) {
        for (const ObjectId own : catalog.tables.at(partition).indexes) {
            const Index& index = catalog.indexes.at(own);
            if (index.parent == 0 && are_alike(catalog.indexes.at(parent_index), index, catalog)) {
                catalog.indexes.edit(own).parent = parent_index;
                break;
            }
        }
    }
}

bool passes_to_children(const Constraint& constraint, bool is_partition) {
    if (constraint.kind == ConstraintKind::Check) {
        return !constraint.no_inherit;
    }
    return is_partition && constraint.kind == ConstraintKind::ForeignKey;
}

void require_partition_parts(const Catalog& catalog, ObjectId table, const std::string& strategy,
                             const std::vector<IndexPart>& parts) {
    const std::string kind = to_lower(strategy);
    if (kind == "list" && parts.size() > 1) {
        refuse("cannot use \"list\" partition strategy with more than one column",
               condition::kInvalidObjectDefinition);
    }
    require_operator_classes(catalog, kind == "hash" ? "hash" : "btree", table, parts);
}

void forget_parent(Table& table, ObjectId parent) {
    std::erase(table.inherits, parent);
    for (Column& column : table.columns) {
        column.parents = std::max(0, column.parents - 1);
        column.is_local = column.is_local || column.parents == 0;
    }
    for (Constraint& constraint : table.constraints) {
        constraint.parents = std::max(0, constraint.parents - 1);
        constraint.is_local = constraint.is_local || constraint.parents == 0;
    }
}

}  // namespace

void set_partition_key(Catalog& catalog, ObjectId table, const PgQuery__PartitionSpec& spec) {
    std::vector<IndexPart> parts;
    for (std::size_t place = 0; place < spec.n_part_params; ++place) {
        const PgQuery__PartitionElem& element = *spec.part_params[place]->partition_elem;
        PgQuery__IndexElem part = PG_QUERY__INDEX_ELEM__INIT;
        part.name = element.name;
        part.expr = element.expr;
        part.n_collation = element.n_collation;
        part.collation = element.collation;
        part.n_opclass = element.n_opclass;
        part.opclass = element.opclass;
        parts.push_back(read_index_part(catalog, table, "btree", part));
    }
    require_partition_parts(catalog, table, text_of(spec.strategy), parts);
    Table& edited = catalog.tables.edit(table);
    edited.kind = schema::TableKind::Partitioned;
    edited.partition_strategy = to_upper(text_of(spec.strategy));
    edited.partition_parts = std::move(parts);
}

std::string bound_text(const Catalog& catalog, const Table& parent,
                       const PgQuery__PartitionBoundSpec& bound) {
    if (bound.is_default != 0) {
        return "DEFAULT";
    }
    if (parent.partition_strategy == "HASH") {
        return fmt::format("FOR VALUES WITH (modulus {}, remainder {})", bound.modulus,
                           bound.remainder);
    }
    if (parent.partition_strategy == "LIST") {
        return "FOR VALUES IN " + list_values(catalog, parent, bound);
    }
    return fmt::format("FOR VALUES FROM {} TO {}",
                       value_list(catalog, parent, bound.n_lowerdatums, bound.lowerdatums),
                       value_list(catalog, parent, bound.n_upperdatums, bound.upperdatums));
}

void add_parent(Catalog& catalog, ObjectId parent, ObjectId child) {
    catalog.tables.edit(child).inherits.push_back(parent);
    catalog.tables.edit(parent).children.push_back(child);
    catalog.touch(child);
    catalog.touch(parent);
    for (const Column& column : std::vector(catalog.tables.at(parent).columns)) {
        inherit_column(catalog, child, column, parent);
    }
    const bool is_partition = catalog.tables.at(child).is_partition;
    if (is_partition) {
        add_foreign_key_pieces(catalog, child);
    }
    for (const Constraint& constraint : std::vector(catalog.tables.at(parent).constraints)) {
        if (passes_to_children(constraint, is_partition)) {
            inherit_constraint(catalog, child, constraint, parent);
        }
    }
}

void inherit_from(Catalog& catalog, ObjectId parent, ObjectId child) {
    require_possible_parent(catalog, parent, child);
    require_parts_of_parent(catalog, parent, child);
    add_parent(catalog, parent, child);
}

void remove_parent(Catalog& catalog, ObjectId parent, ObjectId child) {
    const std::vector<ObjectId>& parents = catalog.tables.at(child).inherits;
    if (std::ranges::find(parents, parent) == parents.end()) {
        refuse(fmt::format("relation \"{}\" is not a parent of relation \"{}\"",
                           catalog.tables.at(parent).name, catalog.tables.at(child).name),
               condition::kUndefinedTable);
    }
    forget_parent(catalog.tables.edit(child), parent);
    std::erase(catalog.tables.edit(parent).children, child);
    catalog.touch(child);
    catalog.touch(parent);
}

void attach_partition(Catalog& catalog, ObjectId parent, ObjectId partition, std::string bound) {
    require_possible_partition(catalog, parent, partition);
    Table& table = catalog.tables.edit(partition);
    require_free_bound(catalog, parent, table.name, bound);
    require_parts_of_parent(catalog, parent, partition);
    table.is_partition = true;
    table.bound = std::move(bound);
    add_parent(catalog, parent, partition);
    adopt_indexes(catalog, parent, partition);
    inherit_indexes(catalog, partition, parent);
}

void detach_partition(Catalog& catalog, ObjectId parent, ObjectId partition) {
    remove_parent(catalog, parent, partition);
    drop_foreign_key_pieces(catalog, partition);
    Table& table = catalog.tables.edit(partition);
    table.is_partition = false;
    table.bound.clear();
    for (const ObjectId index : table.indexes) {
        catalog.indexes.edit(index).parent = 0;
    }
}

}  // namespace erdmark::dialect::postgres
