#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/query/translator.h"

// Queries that are made of others: VALUES, UNION, WITH.

namespace erdmark::dialect::postgres {

namespace {

using Outputs = std::vector<std::pair<std::string, SqliteValue>>;

/// An operation on queries that has nothing of its own behind it.
bool is_plain_operation(const PgQuery__SelectStmt& select) {
    return select.op != PG_QUERY__SET_OPERATION__SETOP_NONE && select.with_clause == nullptr &&
           select.n_sort_clause == 0 && select.limit_count == nullptr &&
           select.limit_offset == nullptr;
}

std::string operation_words(const PgQuery__SelectStmt& select) {
    if (select.op == PG_QUERY__SET_OPERATION__SETOP_UNION) {
        return select.all ? " UNION ALL " : " UNION ";
    }
    const std::string_view words =
        select.op == PG_QUERY__SET_OPERATION__SETOP_EXCEPT ? "EXCEPT" : "INTERSECT";
    if (select.all) {
        undecided(fmt::format("{} ALL is not replayed", words));
    }
    return fmt::format(" {} ", words);
}

}  // namespace

SqliteTranslator::Query SqliteTranslator::values(const PgQuery__SelectStmt& select,
                                                 QueryScope& scope) {
    std::vector<std::vector<SqliteValue>> rows;
    for (std::size_t i = 0; i < select.n_values_lists; ++i) {
        const PgQuery__List& list = *select.values_lists[i]->list;
        std::vector<SqliteValue> row;
        for (std::size_t j = 0; j < list.n_items; ++j) {
            row.push_back(expression(*list.items[j], scope));
        }
        rows.push_back(std::move(row));
    }
    Query result;
    for (std::size_t j = 0; j < rows[0].size(); ++j) {
        const auto typed = std::ranges::find_if(rows, [j](const std::vector<SqliteValue>& row) {
            return j < row.size() && !is_untyped(row[j].type);
        });
        const std::string type = typed == rows.end() ? "text" : (*typed)[j].type;
        result.columns.push_back({.name = fmt::format("column{}", j + 1), .type = type});
    }
    std::vector<std::string> texts;
    for (const std::vector<SqliteValue>& row : rows) {
        std::vector<std::string> items;
        for (std::size_t j = 0; j < row.size(); ++j) {
            items.push_back(j < result.columns.size() ? cast(row[j], result.columns[j].type, -1).sql
                                                      : row[j].sql);
        }
        texts.push_back(fmt::format("({})", fmt::join(items, ", ")));
    }
    std::vector<std::string> outputs;
    Outputs sortable;
    for (const QueryColumn& column : result.columns) {
        sortable.emplace_back(column.name, SqliteValue{column.name, column.type});
        outputs.push_back(fmt::format("column{0} AS c{0}", outputs.size() + 1));
    }
    result.sql = fmt::format("SELECT {} FROM (VALUES {}){}{}", fmt::join(outputs, ", "),
                             fmt::join(texts, ", "), order_by(select, scope, sortable),
                             limits(select, scope));
    return result;
}

SqliteTranslator::Query SqliteTranslator::set_operation(const PgQuery__SelectStmt& select,
                                                        QueryScope& scope) {
    // SQLite goes from left to right too, and cannot take many queries inside of each other.
    std::vector<const PgQuery__SelectStmt*> operations{&select};
    while (is_plain_operation(*operations.back()->larg)) {
        operations.push_back(operations.back()->larg);
    }
    std::vector<Query> arms{query(*operations.back()->larg, &scope)};
    std::vector<std::string> words{""};
    for (auto each = operations.rbegin(); each != operations.rend(); ++each) {
        arms.push_back(query(*(*each)->rarg, &scope));
        words.push_back(operation_words(**each));
    }
    std::vector<QueryColumn> columns = common_columns(arms);
    std::string sql;
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        std::vector<std::string> items;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::string name = fmt::format("c{}", i + 1);
            const SqliteValue value{name, arms[arm].columns[i].type};
            const bool is_literal = is_untyped(value.type);
            items.push_back(fmt::format(
                "{} AS {}", is_literal ? cast(value, columns[i].type, -1).sql : value.sql, name));
        }
        // A query may have no output, as in EXISTS.
        const std::string outputs = items.empty() ? "1" : fmt::to_string(fmt::join(items, ", "));
        sql += fmt::format("{}SELECT {} FROM ({})", words[arm], outputs, arms[arm].sql);
    }
    Outputs sortable;
    for (const QueryColumn& column : columns) {
        sortable.emplace_back(column.name,
                              SqliteValue{fmt::format("c{}", sortable.size() + 1), column.type});
    }
    return {fmt::format("SELECT * FROM ({}){}{}", sql, order_by(select, scope, sortable),
                        limits(select, scope)),
            std::move(columns)};
}

std::vector<QueryColumn> SqliteTranslator::common_columns(const std::vector<Query>& arms) {
    std::vector<QueryColumn> columns = arms[0].columns;
    for (const Query& arm : arms) {
        if (arm.columns.size() != columns.size()) {
            refuse("each UNION query must have the same number of columns",
                   condition::kSyntaxError);
        }
        for (std::size_t i = 0; i < columns.size(); ++i) {
            SqliteValue first{"c", columns[i].type};
            SqliteValue second{"c", arm.columns[i].type};
            unify(first, second, -1);
            columns[i].type = first.type;
        }
    }
    for (QueryColumn& column : columns) {
        column.type = is_untyped(column.type) ? "text" : column.type;
    }
    return columns;
}

std::string SqliteTranslator::with_clause(const PgQuery__WithClause& with, QueryScope& scope) {
    std::vector<std::string> tables;
    for (std::size_t i = 0; i < with.n_ctes; ++i) {
        tables.push_back(
            common_table(*with.ctes[i]->common_table_expr, with.recursive != 0, scope));
    }
    return fmt::format("WITH RECURSIVE {} ", fmt::join(tables, ", "));
}

std::string SqliteTranslator::common_table(const PgQuery__CommonTableExpr& common, bool recursive,
                                           QueryScope& scope) {
    if (common.ctequery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
        undecided("a data change inside of WITH is not replayed here", common.location);
    }
    if (common.search_clause != nullptr || common.cycle_clause != nullptr) {
        undecided("SEARCH and CYCLE are not replayed", common.location);
    }
    const PgQuery__SelectStmt& select = *common.ctequery->select_stmt;
    QueryTable table{.sql = new_alias("q")};
    const bool may_be_recursive = recursive && select.op == PG_QUERY__SET_OPERATION__SETOP_UNION;
    std::string sql;
    if (may_be_recursive) {
        sql = recursive_table(common, table, scope);
    } else {
        Query result = query(select, &scope);
        table.columns = std::move(result.columns);
        sql = std::move(result.sql);
    }
    std::vector<std::string> names;
    const std::vector<std::string> given = texts_of(common.n_aliascolnames, common.aliascolnames);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        names.push_back(fmt::format("c{}", i + 1));
        if (i < given.size()) {
            table.columns[i].name = given[i];
        }
    }
    std::string text = fmt::format("{}({}) AS ({})", table.sql, fmt::join(names, ", "), sql);
    (*scope.common_tables)[text_of(common.ctename)] = std::move(table);
    return text;
}

std::string SqliteTranslator::recursive_table(const PgQuery__CommonTableExpr& common,
                                              QueryTable& table, QueryScope& scope) {
    const PgQuery__SelectStmt& select = *common.ctequery->select_stmt;
    const Query first = query(*select.larg, &scope);
    table.columns = first.columns;
    const std::vector<std::string> given = texts_of(common.n_aliascolnames, common.aliascolnames);
    for (std::size_t i = 0; i < given.size() && i < table.columns.size(); ++i) {
        table.columns[i].name = given[i];
    }
    (*scope.common_tables)[text_of(common.ctename)] = table;
    const Query second = query(*select.rarg, &scope);
    if (select.n_sort_clause > 0 || select.limit_count != nullptr) {
        undecided("ORDER BY and LIMIT of a recursive query are not replayed", common.location);
    }
    return fmt::format("{} UNION{} {}", first.sql, select.all ? " ALL" : "", second.sql);
}

}  // namespace erdmark::dialect::postgres
