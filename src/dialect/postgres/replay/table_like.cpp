#include "dialect/postgres/replay/table_like.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/constraint_kinds.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

/// The columns of a table, a view or a composite type.
std::vector<Column> columns_of(const Catalog& catalog, ObjectId relation) {
    if (const Table* table = catalog.tables.find(relation)) {
        return table->columns;
    }
    std::vector<Column> columns;
    if (const View* view = catalog.views.find(relation)) {
        for (const ViewColumn& column : view->columns) {
            columns.push_back({.id = column.id,
                               .name = column.name,
                               .type = column.type,
                               .collation = column.collation,
                               .comment = column.comment});
        }
    }
    const Type* type = catalog.types.find(relation);
    const auto* facts = type == nullptr ? nullptr : std::get_if<CompositeFacts>(&type->facts);
    return facts == nullptr ? columns : facts->columns;
}

Column copied(const Column& source, unsigned options) {
    Column column{.name = source.name,
                  .type = source.type,
                  .not_null = source.not_null,
                  .collation = source.collation};
    const bool is_generated = source.generated != schema::Generated::No;
    if ((options & (is_generated ? LikeGenerated : LikeDefaults)) != 0) {
        column.default_value = source.default_value;
        column.generated = source.generated;
    }
    if ((options & LikeStorage) != 0) {
        column.storage = source.storage;
    }
    if ((options & LikeCompression) != 0) {
        column.compression = source.compression;
    }
    if ((options & LikeComments) != 0) {
        column.comment = source.comment;
    }
    return column;
}

void copy_identity(Catalog& catalog, ObjectId table, int column, const Column& source) {
    make_identity(catalog, table, column, source.identity == schema::Identity::Always ? "a" : "d",
                  {});
    const Sequence* old = catalog.sequences.find(source.identity_sequence);
    if (old == nullptr) {
        return;
    }
    Sequence& made =
        catalog.sequences.edit(find_column(catalog.tables.at(table), column)->identity_sequence);
    made.type = old->type;
    made.start = old->start;
    made.increment = old->increment;
    made.minimum = old->minimum;
    made.maximum = old->maximum;
    made.cache = old->cache;
    made.cycle = old->cycle;
}

void copy_column(Catalog& catalog, ObjectId table, const Column& source, unsigned options) {
    Table& edited = catalog.tables.edit(table);
    Column* same = find_column(edited, source.name);
    if (same != nullptr && (same->is_local || same->parents == 0)) {
        refuse(fmt::format("column \"{}\" specified more than once", source.name),
               condition::kDuplicateColumn);
    }
    Column column = copied(source, options);
    if (same != nullptr) {
        same->is_local = true;
        same->not_null = same->not_null || column.not_null;
        if (column.default_value) {
            same->default_value = std::move(column.default_value);
        }
        return;
    }
    column.id = edited.next_column++;
    const int id = column.id;
    edited.columns.push_back(std::move(column));
    if (source.identity != schema::Identity::No && (options & LikeIdentity) != 0) {
        copy_identity(catalog, table, id, source);
    }
}

/// Generated columns use columns that may come behind them.
void rebind_generated(Catalog& catalog, ObjectId table, ObjectId source) {
    for (Column& column : catalog.tables.edit(table).columns) {
        if (column.generated != schema::Generated::No && column.default_value) {
            column.default_value =
                rebound(catalog, std::move(*column.default_value), source, table);
        }
    }
}

Index copied_index(const Catalog& catalog, Index index, ObjectId table) {
    const ObjectId source = index.relation;
    for (IndexPart& part : index.parts) {
        part.column = part.column == 0 ? 0 : same_column(catalog, source, part.column, table);
        if (part.expression) {
            part.expression = rebound(catalog, std::move(*part.expression), source, table);
        }
    }
    for (int& column : index.included) {
        column = same_column(catalog, source, column, table);
    }
    if (index.predicate) {
        index.predicate = rebound(catalog, std::move(*index.predicate), source, table);
    }
    index.relation = table;
    index.space = catalog.tables.at(table).space;
    index.replica_identity = false;
    index.parent = 0;
    return index;
}

std::string label_of(const Constraint* constraint) {
    if (constraint == nullptr) {
        return "idx";
    }
    return constraint->kind == ConstraintKind::PrimaryKey ? "pkey"
           : constraint->kind == ConstraintKind::Unique   ? "key"
                                                          : "excl";
}

void copy_index(Catalog& catalog, ObjectId table, ObjectId id, unsigned options) {
    const Index source = catalog.indexes.at(id);
    const Constraint* of = constraint_of(catalog.tables.at(source.relation), id);
    Index index = copied_index(catalog, source, table);
    const Table& owner = catalog.tables.at(table);
    if (of != nullptr && of->kind == ConstraintKind::PrimaryKey) {
        refuse_second_primary_key(owner);
    }
    const std::string label = label_of(of);
    const std::string columns =
        label == "pkey" ? std::string()
                        : joined_columns(part_names(catalog, table, index.parts, index.included));
    index.name =
        choose_relation_name(catalog, owner.space, {owner.name, columns, label}, of != nullptr);
    if ((options & LikeComments) == 0) {
        index.comment.clear();
    }
    if (of == nullptr) {
        add_index(catalog, std::move(index));
        return;
    }
    Constraint constraint = *of;
    constraint.name = index.name;
    constraint.columns.clear();
    for (const IndexPart& part : index.parts) {
        constraint.columns.push_back(part.column);
    }
    if ((options & LikeComments) == 0) {
        constraint.comment.clear();
    }
    constraint.is_local = true;
    constraint.parents = 0;
    constraint.index = add_index(catalog, std::move(index));
    put_constraint(catalog, table, std::move(constraint));
}

void copy_checks(Catalog& catalog, ObjectId table, const LikeSource& source, const Table& from) {
    for (Constraint constraint : from.constraints) {
        if (constraint.kind != ConstraintKind::Check) {
            continue;
        }
        constraint.expression =
            rebound(catalog, std::move(*constraint.expression), source.relation, table);
        constraint.columns.clear();
        constraint.is_local = true;
        constraint.parents = 0;
        constraint.not_valid = false;
        if ((source.options & LikeComments) == 0) {
            constraint.comment.clear();
        }
        put_constraint(catalog, table, std::move(constraint));
    }
}

void copy_statistics(Catalog& catalog, ObjectId table, const LikeSource& source,
                     const Table& from) {
    for (Statistics statistics : from.statistics) {
        for (IndexPart& part : statistics.parts) {
            part.column =
                part.column == 0 ? 0 : same_column(catalog, source.relation, part.column, table);
            if (part.expression) {
                part.expression =
                    rebound(catalog, std::move(*part.expression), source.relation, table);
            }
        }
        const Table& owner = catalog.tables.at(table);
        statistics.space = owner.space;
        const std::string parts = joined_columns(part_names(catalog, table, statistics.parts, {}));
        statistics.name =
            choose_relation_name(catalog, owner.space, {owner.name, parts, "stat"}, false);
        if ((source.options & LikeComments) == 0) {
            statistics.comment.clear();
        }
        catalog.tables.edit(table).statistics.push_back(std::move(statistics));
    }
}

}  // namespace

LikeSource copy_like_columns(Catalog& catalog, ObjectId table,
                             const PgQuery__TableLikeClause& clause) {
    const LikeSource source{.relation = require_relation(catalog, *clause.relation),
                            .options = clause.options};
    for (const Column& column : columns_of(catalog, source.relation)) {
        copy_column(catalog, table, column, source.options);
    }
    return source;
}

void copy_like_objects(Catalog& catalog, ObjectId table, const LikeSource& source) {
    rebind_generated(catalog, table, source.relation);
    const Table* found = catalog.tables.find(source.relation);
    if (found == nullptr) {
        return;
    }
    const Table from = *found;
    if ((source.options & LikeConstraints) != 0) {
        copy_checks(catalog, table, source, from);
    }
    if ((source.options & LikeIndexes) != 0) {
        for (const ObjectId index : from.indexes) {
            copy_index(catalog, table, index, source.options);
        }
    }
    if ((source.options & LikeStatistics) != 0) {
        copy_statistics(catalog, table, source, from);
    }
}

}  // namespace erdmark::dialect::postgres
