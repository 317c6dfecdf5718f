#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/condition.h"
#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/view_reader.h"
#include "dialect/postgres/view_system.h"

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

const char* join_words(const PgQuery__JoinExpr& join) {
    switch (join.jointype) {
        case PG_QUERY__JOIN_TYPE__JOIN_LEFT:
            return "LEFT JOIN";
        case PG_QUERY__JOIN_TYPE__JOIN_RIGHT:
            return "RIGHT JOIN";
        case PG_QUERY__JOIN_TYPE__JOIN_FULL:
            return "FULL JOIN";
        default:
            return "JOIN";
    }
}

bool is_system_name(const std::string& schema, const std::string& name) {
    return schema == "pg_catalog" || schema == "information_schema" || name.starts_with("pg_");
}

const ViewScopeColumn& column_to_merge(const ViewScope& scope, std::size_t begin, std::size_t end,
                                       const std::string& name, const char* side) {
    const auto first = scope.columns.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = scope.columns.begin() + static_cast<std::ptrdiff_t>(end);
    const auto found = std::ranges::find(first, last, name, &ViewScopeColumn::name);
    if (found == last) {
        throw ViewRefusal{
            fmt::format("column \"{}\" specified in USING clause does not exist in {} table", name,
                        side),
            condition::kUndefinedColumn};
    }
    return *found;
}

}  // namespace

void ViewReader::read_alias(const PgQuery__Alias* alias, ViewTable& table) {
    if (alias == nullptr) {
        return;
    }
    table.name = alias->aliasname;
    const std::vector<std::string> names = read_names(alias->n_colnames, alias->colnames);
    if (names.size() > table.columns.size()) {
        throw ViewRefusal{
            fmt::format("table \"{}\" has {} columns available but {} columns specified",
                        table.name, table.columns.size(), names.size()),
            condition::kInvalidColumnReference};
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        table.columns[i].name = names[i];
    }
}

const ViewReader::CommonTable* ViewReader::find_common(const std::string& name,
                                                       const Place& place) {
    for (const CommonTables* each = place.commons; each != nullptr; each = each->outer) {
        const auto found = std::ranges::find(each->tables, name, &CommonTable::name);
        if (found != each->tables.end()) {
            return &*found;
        }
    }
    return nullptr;
}

void ViewReader::read_relation(const PgQuery__RangeVar& name, ViewTable& table) {
    const std::string schema = name.schemaname;
    // The server's own come first.
    const std::optional<SourceRelation> system = system_relation(schema, table.name);
    const SourceRelation* const relation = system ? &*system : source_.relation(schema, table.name);
    if (relation == nullptr && is_system_name(schema, table.name)) {
        throw ViewNotUnderstood{
            fmt::format("the server's own table '{}'", std::string(name.relname))};
    }
    if (relation == nullptr) {
        throw ViewRefusal{fmt::format("relation \"{}{}{}\" does not exist", schema,
                                      schema.empty() ? "" : ".", table.name),
                          condition::kUndefinedTable, name.location};
    }
    table.is_system = system.has_value() && relation->name.schema.empty();
    table.relation = relation->name;
    table.name = relation->name.name;
    table.columns = relation->columns;
}

std::unique_ptr<ViewTable> ViewReader::read_table(const PgQuery__RangeVar& name,
                                                  const Place& place) {
    auto table = std::make_unique<ViewTable>();
    table->name = name.relname;
    table->only = !name.inh;
    const std::string schema = name.schemaname;
    if (const CommonTable* common = schema.empty() ? find_common(table->name, place) : nullptr) {
        if (common->is_open) {
            throw ViewNotUnderstood{"a query that names itself before it has columns"};
        }
        table->kind = ViewTable::Kind::Common;
        table->relation.name = table->name;
        table->columns = common->columns;
    }
    if (table->kind == ViewTable::Kind::Relation) {
        read_relation(name, *table);
    }
    for (const RelationColumn& column : table->columns) {
        table->own_names.push_back(column.name);
    }
    read_alias(name.alias, *table);
    return table;
}

std::unique_ptr<ViewTable> ViewReader::read_query_table(PgQuery__RangeSubselect& item,
                                                        const ViewScope& scope,
                                                        const Place& place) {
    auto table = std::make_unique<ViewTable>();
    table->kind = ViewTable::Kind::Query;
    table->lateral = item.lateral;
    table->query = read_query(*item.subquery->select_stmt,
                              {item.lateral ? &scope : place.scope, place.commons});
    resolve_literals(*table->query);
    table->columns = table->query->columns;
    for (const RelationColumn& column : table->columns) {
        table->own_names.push_back(column.name);
    }
    read_alias(item.alias, *table);
    table->lists_columns = item.alias != nullptr && item.alias->n_colnames > 0;
    return table;
}

/// The columns of the rows that a function gives.
void ViewReader::read_call_columns(PgQuery__RangeFunction& function, ViewTable& table) {
    for (std::size_t i = 0; i < function.n_coldeflist; ++i) {
        const PgQuery__ColumnDef& definition = *function.coldeflist[i]->column_def;
        const std::optional<std::string> type = read_type(*definition.type_name);
        if (!type) {
            throw ViewNotUnderstood{"the type of a column of a function"};
        }
        table.columns.push_back(typing_.column(definition.colname, typing_.canonical_type(*type)));
    }
    table.definitions = table.columns;
    if (table.columns.empty()) {
        table.columns = typing_.row_columns(table.call, table.relation);
    }
    const std::string alias = function.alias == nullptr ? "" : function.alias->aliasname;
    // A function of one value gives its name to the column, unless there is an alias.
    if (table.columns.size() == 1 && table.columns[0].name.empty()) {
        table.columns[0].name = alias.empty() ? table.name : alias;
    }
    if (function.ordinality) {
        table.columns.push_back({.name = "ordinality", .type = "bigint"});
    }
}

std::unique_ptr<ViewTable> ViewReader::read_call_table(PgQuery__RangeFunction& item,
                                                       const ViewScope& scope, const Place& place) {
    if (item.is_rowsfrom || item.n_functions != 1 ||
        item.functions[0]->node_case != Case::PG_QUERY__NODE__NODE_LIST ||
        item.functions[0]->list->n_items == 0) {
        throw ViewNotUnderstood{"several functions as one table"};
    }
    auto table = std::make_unique<ViewTable>();
    table->kind = ViewTable::Kind::Call;
    table->lateral = item.lateral;
    table->ordinality = item.ordinality;
    table->call = read_expression(*item.functions[0]->list->items[0], scope, place);
    if (table->call.kind != NodeKind::Call) {
        throw ViewNotUnderstood{"a value as a table"};
    }
    table->name = table->call.names.back();
    read_call_columns(item, *table);
    for (const RelationColumn& column : table->columns) {
        table->own_names.push_back(column.name);
    }
    read_alias(item.alias, *table);
    table->lists_columns =
        !std::ranges::equal(table->own_names, table->columns, {}, {}, &RelationColumn::name);
    return table;
}

ViewFrom ViewReader::add_table(std::unique_ptr<ViewTable> table, ViewScope& scope) {
    ViewTable* const added = table.get();
    const bool is_taken = std::ranges::any_of(scope.tables, [&](const ViewTable* other) {
        return other->name == added->name && other->relation.schema == added->relation.schema;
    });
    if (is_taken) {
        throw ViewRefusal{fmt::format("table name \"{}\" specified more than once", added->name),
                          condition::kDuplicateAlias};
    }
    scope.query->tables.push_back(std::move(table));
    scope.tables.push_back(added);
    tables_.push_back(added);
    for (std::size_t i = 0; i < added->columns.size(); ++i) {
        scope.columns.push_back({.name = added->columns[i].name, .table = added, .column = i});
    }
    return {.table = added};
}

ViewFrom ViewReader::read_from(PgQuery__Node& item, ViewScope& scope, const Place& place) {
    switch (item.node_case) {
        case Case::PG_QUERY__NODE__NODE_RANGE_VAR:
            return add_table(read_table(*item.range_var, place), scope);
        case Case::PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
            return add_table(read_query_table(*item.range_subselect, scope, place), scope);
        case Case::PG_QUERY__NODE__NODE_RANGE_FUNCTION:
            return add_table(read_call_table(*item.range_function, scope, place), scope);
        case Case::PG_QUERY__NODE__NODE_JOIN_EXPR:
            return read_join(*item.join_expr, scope, place);
        default:
            throw ViewNotUnderstood{"an item of FROM"};
    }
}

ViewScopeColumn ViewReader::merged_column(const ViewFrom& join, const ViewScopeColumn& left,
                                          const ViewScopeColumn& right) {
    ViewScopeColumn merged{.name = left.name, .type = left.type_text()};
    const bool is_same = left.type_text() == right.type_text();
    if (join.words == "RIGHT JOIN" && is_same) {
        return right;
    }
    if (join.words != "FULL JOIN" && is_same) {
        return left;
    }
    if (!is_same) {
        const std::string code =
            typing_.rules().common({type_code(left.type_text()), type_code(right.type_text())});
        if (code.empty()) {
            throw ViewRefusal{fmt::format("JOIN/USING types {} and {} cannot be matched",
                                          left.type_text(), right.type_text()),
                              condition::kDatatypeMismatch};
        }
        merged.type = type_words(code);
    }
    // The one of an inner join that needs no cast stands for both.
    if (join.words == "JOIN" && !is_same) {
        return merged.type == left.type_text() ? left : right;
    }
    return merged;
}

void ViewReader::merge_columns(ViewFrom& join, std::size_t start, std::size_t middle,
                               ViewScope& scope) {
    std::vector<ViewScopeColumn> merged;
    ViewLookup lookup(tokens_);
    for (const std::string& name : join.using_columns) {
        const ViewScopeColumn& left = column_to_merge(scope, start, middle, name, "left");
        const ViewScopeColumn& right =
            column_to_merge(scope, middle, scope.columns.size(), name, "right");
        // Both are read, whichever is shown.
        lookup.token(scope, left);
        lookup.token(scope, right);
        merged.push_back(merged_column(join, left, right));
    }
    for (std::size_t i = start; i < scope.columns.size(); ++i) {
        if (std::ranges::find(join.using_columns, scope.columns[i].name) ==
            join.using_columns.end()) {
            merged.push_back(scope.columns[i]);
        }
    }
    scope.columns.resize(start);
    std::ranges::move(merged, std::back_inserter(scope.columns));
}

ViewFrom ViewReader::read_join(PgQuery__JoinExpr& expression, ViewScope& scope,
                               const Place& place) {
    if (expression.alias != nullptr || expression.join_using_alias != nullptr) {
        throw ViewNotUnderstood{"a join with an alias"};
    }
    ViewFrom join{.words = join_words(expression)};
    const std::size_t start = scope.columns.size();
    const std::size_t start_table = scope.tables.size();
    join.left = std::make_unique<ViewFrom>(read_from(*expression.larg, scope, place));
    const std::size_t middle = scope.columns.size();
    join.right = std::make_unique<ViewFrom>(read_from(*expression.rarg, scope, place));
    join.using_columns = read_names(expression.n_using_clause, expression.using_clause);
    if (expression.is_natural) {
        for (std::size_t i = start; i < middle; ++i) {
            const std::string& name = scope.columns[i].name;
            if (std::any_of(scope.columns.begin() + static_cast<std::ptrdiff_t>(middle),
                            scope.columns.end(),
                            [&](const ViewScopeColumn& column) { return column.name == name; })) {
                join.using_columns.push_back(name);
            }
        }
    }
    if (expression.quals != nullptr) {
        ViewScope inner{.outer = scope.outer, .query = scope.query};
        inner.tables.assign(scope.tables.begin() + static_cast<std::ptrdiff_t>(start_table),
                            scope.tables.end());
        inner.columns.assign(scope.columns.begin() + static_cast<std::ptrdiff_t>(start),
                             scope.columns.end());
        join.condition = read_expression(*expression.quals, inner, place, "boolean");
    } else if (join.using_columns.empty()) {
        join.words = "CROSS JOIN";
    }
    merge_columns(join, start, middle, scope);
    return join;
}

}  // namespace erdmark::dialect::postgres
