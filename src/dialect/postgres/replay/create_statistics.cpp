#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

template <typename Objects>
bool has_statistics(const Objects& objects, ObjectId space, const std::string& name) {
    return std::ranges::any_of(objects, [&](const auto& object) {
        return std::ranges::any_of(object.second.statistics, [&](const Statistics& each) {
            return each.space == space && each.name == name;
        });
    });
}

bool is_taken(const Catalog& catalog, ObjectId space, const std::string& name) {
    return has_statistics(catalog.tables, space, name) ||
           has_statistics(catalog.views, space, name);
}

ObjectId require_relation_with_rows(const Catalog& catalog,
                                    const PgQuery__CreateStatsStmt& statement) {
    const PgQuery__RangeVar* name =
        statement.n_relations == 1 ? statement.relations[0]->range_var : nullptr;
    if (name == nullptr) {
        refuse("only a single relation is allowed in CREATE STATISTICS",
               condition::kFeatureNotSupported);
    }
    const ObjectId relation = require_relation(catalog, *name);
    const View* view = catalog.views.find(relation);
    if (!catalog.tables.contains(relation) && (view == nullptr || !view->materialized)) {
        refuse(fmt::format("cannot define statistics for relation \"{}\"", text_of(name->relname)),
               condition::kWrongObjectType);
    }
    return relation;
}

/// In the order in which the server keeps them.
std::vector<std::string> read_kinds(const PgQuery__CreateStatsStmt& statement) {
    const std::vector<std::string> written = texts_of(statement.n_stat_types, statement.stat_types);
    std::vector<std::string> kinds;
    for (const char* kind : {"ndistinct", "dependencies", "mcv"}) {
        if (std::ranges::find(written, kind) != written.end()) {
            kinds.emplace_back(kind);
        }
    }
    for (const std::string& kind : written) {
        if (std::ranges::find(kinds, kind) == kinds.end()) {
            refuse(fmt::format("unrecognized statistics kind \"{}\"", kind),
                   condition::kSyntaxError);
        }
    }
    return kinds.size() == 3 ? std::vector<std::string>() : kinds;
}

/// A column in parentheses is a column too.
IndexPart read_part(const Catalog& catalog, ObjectId relation, const PgQuery__StatsElem& element) {
    const std::string name = text_of(element.name);
    if (!name.empty()) {
        const int column = column_id(catalog, relation, name);
        if (column == 0) {
            refuse(fmt::format("column \"{}\" does not exist", name), condition::kUndefinedColumn);
        }
        return {.column = column};
    }
    Node tree = read_bound(catalog, *element.expr, relation_scope(catalog, relation));
    if (tree.kind == NodeKind::Column && tree.object == relation && tree.column != 0) {
        return {.column = tree.column};
    }
    return {.expression = std::move(tree)};
}

/// Columns come first, in the order of the table.
std::vector<IndexPart> read_parts(const Catalog& catalog, ObjectId relation,
                                  const PgQuery__CreateStatsStmt& statement) {
    std::vector<IndexPart> columns;
    std::vector<IndexPart> expressions;
    for (std::size_t index = 0; index < statement.n_exprs; ++index) {
        IndexPart part = read_part(catalog, relation, *statement.exprs[index]->stats_elem);
        if (part.column == 0) {
            expressions.push_back(std::move(part));
            continue;
        }
        if (std::ranges::find(columns, part.column, &IndexPart::column) != columns.end()) {
            refuse("duplicate column name in statistics definition", condition::kDuplicateColumn);
        }
        columns.push_back(std::move(part));
    }
    if (columns.empty() && expressions.size() == 1 && statement.n_stat_types > 0) {
        refuse(
            "when building statistics on a single expression, statistics kinds may not be "
            "specified",
            condition::kFeatureNotSupported);
    }
    if (columns.size() < 2 && expressions.empty()) {
        refuse("extended statistics require at least 2 columns",
               condition::kInvalidObjectDefinition);
    }
    std::ranges::sort(columns, {}, &IndexPart::column);
    for (IndexPart& part : expressions) {
        columns.push_back(std::move(part));
    }
    return columns;
}

}  // namespace

void create_statistics(Catalog& catalog, const PgQuery__CreateStatsStmt& statement) {
    const ObjectId relation = require_relation_with_rows(catalog, statement);
    NameKey key =
        key_for_new(catalog, dotted_name(texts_of(statement.n_defnames, statement.defnames)));
    if (is_taken(catalog, key.space, key.name)) {
        if (statement.if_not_exists != 0) {
            return;
        }
        refuse(fmt::format("statistics object \"{}\" already exists", key.name),
               condition::kDuplicateObject);
    }
    Statistics statistics{.space = key.space,
                          .name = std::move(key.name),
                          .kinds = read_kinds(statement),
                          .parts = read_parts(catalog, relation, statement)};
    edit_any_relation(catalog, relation)->statistics.push_back(std::move(statistics));
    catalog.touch(relation);
}

}  // namespace erdmark::dialect::postgres
