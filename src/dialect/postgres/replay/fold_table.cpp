#include "dialect/postgres/replay/fold_table.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/fold_objects.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

using TypeMap = std::map<std::string, std::string>;

std::vector<std::string> column_options(const Column& column) {
    std::vector<std::string> options;
    if (!column.storage.empty()) {
        options.push_back("STORAGE " + column.storage);
    }
    if (!column.compression.empty()) {
        options.push_back("COMPRESSION " + column.compression);
    }
    if (column.statistics >= 0) {
        options.push_back(fmt::format("STATISTICS {}", column.statistics));
    }
    options.insert(options.end(), column.options.begin(), column.options.end());
    return options;
}

schema::PrimaryKey fold_primary_key(const Catalog& catalog, ObjectId table,
                                    const Constraint& constraint) {
    schema::PrimaryKey key{.name = constraint.name,
                           .columns = column_names(catalog, table, constraint.columns),
                           .deferrability = constraint.deferrability,
                           .comment = constraint.comment};
    if (const Index* index = catalog.indexes.find(constraint.index)) {
        key.included = column_names(catalog, table, index->included);
    }
    return key;
}

schema::UniqueConstraint fold_unique(const Catalog& catalog, ObjectId table,
                                     const Constraint& constraint) {
    schema::UniqueConstraint unique{.name = constraint.name,
                                    .columns = column_names(catalog, table, constraint.columns),
                                    .deferrability = constraint.deferrability,
                                    .comment = constraint.comment};
    if (const Index* index = catalog.indexes.find(constraint.index)) {
        unique.included = column_names(catalog, table, index->included);
        unique.nulls_not_distinct = index->nulls_not_distinct;
    }
    return unique;
}

schema::ForeignKey fold_foreign_key(const Catalog& catalog, ObjectId table,
                                    const Constraint& constraint) {
    return {.name = constraint.name,
            .columns = column_names(catalog, table, constraint.columns),
            .referenced_table = document_name(catalog, constraint.referenced),
            .referenced_columns =
                column_names(catalog, constraint.referenced, constraint.referenced_columns),
            .on_update = constraint.on_update,
            .on_delete = constraint.on_delete,
            .set_columns = column_names(catalog, table, constraint.set_columns),
            .match = constraint.match,
            .deferrability = constraint.deferrability,
            .not_valid = constraint.not_valid,
            .comment = constraint.comment};
}

schema::ExclusionConstraint fold_exclusion(const Catalog& catalog, ObjectId table,
                                           const Constraint& constraint, const TypeMap& types) {
    schema::ExclusionConstraint exclusion{.name = constraint.name,
                                          .deferrability = constraint.deferrability,
                                          .comment = constraint.comment};
    const Index* index = catalog.indexes.find(constraint.index);
    if (index == nullptr) {
        return exclusion;
    }
    exclusion.method = index->method == "btree" ? "" : index->method;
    exclusion.included = column_names(catalog, table, index->included);
    exclusion.predicate = fold_expression(catalog, index->predicate, &types, "boolean");
    for (std::size_t place = 0; place < index->parts.size(); ++place) {
        exclusion.elements.push_back({fold_part(catalog, table, index->parts[place], types),
                                      constraint.operators.at(place)});
    }
    return exclusion;
}

void fold_constraint(const Catalog& catalog, ObjectId id, const Constraint& constraint,
                     const TypeMap& types, schema::Table& table) {
    switch (constraint.kind) {
        case ConstraintKind::PrimaryKey:
            table.primary_key = fold_primary_key(catalog, id, constraint);
            break;
        case ConstraintKind::Unique:
            table.unique_constraints.push_back(fold_unique(catalog, id, constraint));
            break;
        case ConstraintKind::Check:
            table.check_constraints.push_back(
                {.name = constraint.name,
                 .expression = fold_expression(catalog, constraint.expression, &types, "boolean"),
                 .no_inherit = constraint.no_inherit,
                 .not_valid = constraint.not_valid,
                 .comment = constraint.comment});
            break;
        case ConstraintKind::Exclusion:
            table.exclusion_constraints.push_back(fold_exclusion(catalog, id, constraint, types));
            break;
        case ConstraintKind::ForeignKey:
            table.foreign_keys.push_back(fold_foreign_key(catalog, id, constraint));
            break;
    }
}

std::vector<std::string> table_options(const Catalog& catalog, const Table& table) {
    std::vector<std::string> options = table.options;
    if (table.unlogged) {
        options.emplace_back("UNLOGGED");
    }
    if (!table.access_method.empty()) {
        options.push_back("USING " + table.access_method);
    }
    if (table.of_type != 0) {
        options.push_back("OF " + type_text(catalog, {.object = table.of_type}));
    }
    if (!table.replica_identity.empty()) {
        options.push_back("REPLICA IDENTITY " + table.replica_identity);
    }
    return options;
}

std::string partition_part_text(const Catalog& catalog, ObjectId id, const IndexPart& part,
                                const TypeMap& types) {
    const schema::IndexPart folded = fold_part(catalog, id, part, types);
    std::string text = folded.column.empty() ? folded.expression : quoted_name(folded.column);
    if (!folded.collation.empty()) {
        text += " COLLATE " + quoted_name(folded.collation);
    }
    return folded.operator_class.empty() ? text : text + " " + folded.operator_class;
}

std::string partition_key_text(const Catalog& catalog, ObjectId id) {
    const Table& table = catalog.tables.at(id);
    if (table.partition_strategy.empty()) {
        return {};
    }
    const TypeMap types = column_types(catalog, id);
    std::vector<std::string> parts;
    for (const IndexPart& part : table.partition_parts) {
        parts.push_back(partition_part_text(catalog, id, part, types));
    }
    return fmt::format("{} ({})", table.partition_strategy, join(parts, ", "));
}

void fold_partitions(const Catalog& catalog, ObjectId parent, schema::Table& root) {
    for (const ObjectId child : catalog.tables.at(parent).children) {
        const Table& table = catalog.tables.at(child);
        if (!table.is_partition) {
            continue;
        }
        root.partitions.push_back({.name = document_name(catalog, child),
                                   .parent = document_name(catalog, parent),
                                   .bound = table.bound,
                                   .partition_key = partition_key_text(catalog, child),
                                   .comment = table.comment});
        fold_partitions(catalog, child, root);
    }
}

schema::IndexOrigin origin_of(ConstraintKind kind) {
    switch (kind) {
        case ConstraintKind::PrimaryKey:
            return schema::IndexOrigin::PrimaryKey;
        case ConstraintKind::Unique:
            return schema::IndexOrigin::UniqueConstraint;
        case ConstraintKind::Exclusion:
            return schema::IndexOrigin::ExclusionConstraint;
        default:
            return schema::IndexOrigin::Created;
    }
}

schema::IndexOrigin origin_of(const Catalog& catalog, ObjectId relation, ObjectId index) {
    const Table* table = catalog.tables.find(relation);
    if (table == nullptr) {
        return schema::IndexOrigin::Created;
    }
    const auto owner = std::ranges::find(table->constraints, index, &Constraint::index);
    return owner == table->constraints.end() ? schema::IndexOrigin::Created
                                             : origin_of(owner->kind);
}

schema::Index fold_index(const Catalog& catalog, ObjectId id, const TypeMap& types) {
    const Index& index = catalog.indexes.at(id);
    schema::Index folded{.name = index.name,
                         .method = index.method == "btree" ? "" : index.method,
                         .included = column_names(catalog, index.relation, index.included),
                         .unique = index.unique,
                         .nulls_not_distinct = index.nulls_not_distinct,
                         .predicate = fold_expression(catalog, index.predicate, &types, "boolean"),
                         .options = index.options,
                         .origin = origin_of(catalog, index.relation, id),
                         .comment = index.comment};
    if (index.replica_identity) {
        folded.options.emplace_back("REPLICA IDENTITY");
    }
    for (const IndexPart& part : index.parts) {
        folded.parts.push_back(fold_part(catalog, index.relation, part, types));
    }
    return folded;
}

}  // namespace

bool is_shown(const Table& table) {
    return !table.is_partition && !table.temporary;
}

std::map<std::string, std::string> column_types(const Catalog& catalog, ObjectId relation) {
    TypeMap types;
    if (const Table* table = catalog.tables.find(relation)) {
        for (const Column& column : table->columns) {
            types.emplace(column.name, base_type_text(catalog, column.type));
        }
    } else if (const View* view = catalog.views.find(relation)) {
        for (const ViewColumn& column : view->columns) {
            types.emplace(column.name, base_type_text(catalog, column.type));
        }
    }
    return types;
}

std::string fold_expression(const Catalog& catalog, const std::optional<Node>& expression,
                            const TypeMap* types, const std::string& type) {
    if (!expression) {
        return {};
    }
    return canonical_expression(with_current_names(catalog, *expression),
                                {.column_types = types, .type = type});
}

std::vector<std::string> column_names(const Catalog& catalog, ObjectId relation,
                                      const std::vector<int>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const int column : columns) {
        names.push_back(column_name(catalog, relation, column));
    }
    return names;
}

schema::Column fold_column(const Catalog& catalog, const Column& column, const TypeMap& types) {
    schema::Column folded{.name = column.name,
                          .type = type_text(catalog, column.type),
                          .user_type = user_type_name(catalog, column.type),
                          .nullable = !column.not_null,
                          .identity = column.identity,
                          .generated = column.generated,
                          .collation = column.collation,
                          .options = column_options(column),
                          .comment = column.comment};
    const std::string base = base_type_text(catalog, column.type);
    if (column.generated != schema::Generated::No) {
        folded.generation_expression = fold_expression(catalog, column.default_value, &types, base);
    } else if (column.default_value) {
        folded.default_value = fold_expression(catalog, column.default_value, nullptr, base);
    }
    if (folded.default_value == "NULL") {
        folded.default_value.reset();
    }
    if (const Sequence* sequence = catalog.sequences.find(column.identity_sequence)) {
        folded.identity_options = fold_sequence_options(*sequence);
        if (sequence->type != folded.type) {
            folded.identity_options.insert(folded.identity_options.begin(), "AS " + sequence->type);
        }
    }
    return folded;
}

schema::IndexPart fold_part(const Catalog& catalog, ObjectId relation, const IndexPart& part,
                            const TypeMap& types) {
    return {.column = column_name(catalog, relation, part.column),
            .expression = fold_expression(catalog, part.expression, &types, ""),
            .descending = part.descending,
            .nulls = part.nulls,
            .collation = part.collation,
            .operator_class = part.operator_class};
}

std::vector<schema::Index> fold_indexes(const Catalog& catalog, ObjectId relation) {
    const TypeMap types = column_types(catalog, relation);
    std::vector<schema::Index> indexes;
    for (const ObjectId index : find_any_relation(catalog, relation)->indexes) {
        indexes.push_back(fold_index(catalog, index, types));
    }
    return indexes;
}

schema::Table fold_table(const Catalog& catalog, ObjectId id) {
    const Table& table = catalog.tables.at(id);
    const TypeMap types = column_types(catalog, id);
    schema::Table folded{.name = document_name(catalog, id),
                         .kind = table.kind,
                         .server = table.server,
                         .partition_key = partition_key_text(catalog, id),
                         .options = table_options(catalog, table),
                         .comment = table.comment};
    for (const Column& column : table.columns) {
        folded.columns.push_back(fold_column(catalog, column, types));
    }
    for (const Constraint& constraint : table.constraints) {
        fold_constraint(catalog, id, constraint, types, folded);
    }
    folded.indexes = fold_indexes(catalog, id);
    folded.triggers = fold_triggers(catalog, table, id);
    folded.rules = fold_rules(catalog, table, id);
    folded.statistics = fold_statistics(catalog, table, id);
    folded.row_security = table.row_security;
    folded.forced_row_security = table.forced_row_security;
    folded.policies = fold_policies(catalog, table, id);
    folded.grants = fold_grants(catalog, table, id);
    for (const ObjectId parent : table.inherits) {
        folded.inherits.push_back(document_name(catalog, parent));
    }
    fold_partitions(catalog, id, folded);
    return folded;
}

}  // namespace erdmark::dialect::postgres
