#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

std::string alias_name(const PgQuery__Alias* alias) {
    return alias == nullptr ? "" : text_of(alias->aliasname);
}

std::vector<std::string> alias_columns(const PgQuery__Alias* alias) {
    return alias == nullptr ? std::vector<std::string>()
                            : texts_of(alias->n_colnames, alias->colnames);
}

const QueryTable* find_common_table(const QueryScope& scope, const std::string& name) {
    for (const QueryScope* each = &scope; each != nullptr; each = each->outer) {
        if (each->common_tables != nullptr) {
            const auto found = each->common_tables->find(name);
            if (found != each->common_tables->end()) {
                return &found->second;
            }
        }
    }
    return nullptr;
}

/// The column that USING means in the ranges from `first` to `last`; a null pointer for none.
RangeColumn* find_join_column(QueryScope& scope, std::size_t first, std::size_t last,
                              const std::string& name) {
    for (std::size_t i = first; i < last; ++i) {
        for (RangeColumn& column : scope.ranges[i].columns) {
            if (column.name == name && !column.is_merged) {
                return &column;
            }
        }
    }
    return nullptr;
}

/// The names that NATURAL means, in the order of the left side.
std::vector<std::string> common_names(QueryScope& scope, std::size_t first, std::size_t second) {
    std::vector<std::string> names;
    for (std::size_t i = first; i < second; ++i) {
        for (const RangeColumn& column : scope.ranges[i].columns) {
            if (!column.is_merged &&
                find_join_column(scope, second, scope.ranges.size(), column.name) != nullptr) {
                names.push_back(column.name);
            }
        }
    }
    return names;
}

std::string_view join_words(PgQuery__JoinType type) {
    switch (type) {
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

/// The columns of what a function gives; `numbered` for WITH ORDINALITY.
void add_set_columns(QueryRange& view, const FunctionSet& set, const std::string& alias,
                     const std::vector<std::string>& given, bool numbered) {
    view.is_scalar = set.columns.size() == 1 && !numbered;
    for (std::size_t i = 0; i < set.columns.size(); ++i) {
        const QueryColumn& column = set.columns[i];
        const std::string& usual = column.name.empty() ? view.alias : column.name;
        view.columns.push_back(
            {.name = i < given.size() ? given[i] : usual,
             .type = column.type,
             .sql = set.columns.size() == 1
                        ? alias + ".value"
                        : fmt::format("json_extract({}.value, '$[{}]')", alias, i)});
    }
    if (numbered) {
        view.columns.push_back(
            {.name = given.size() > view.columns.size() ? given[view.columns.size()] : "ordinality",
             .type = "bigint",
             .sql = fmt::format("({}.key + 1)", alias)});
    }
}

}  // namespace

std::string SqliteTranslator::from_item(const ParserNode& item, QueryScope& scope) {
    switch (item.node_case) {
        case PG_QUERY__NODE__NODE_RANGE_VAR:
            return range_table(*item.range_var, scope);
        case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
            return range_subselect(*item.range_subselect, scope);
        case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
            return range_function(*item.range_function, scope);
        case PG_QUERY__NODE__NODE_JOIN_EXPR:
            return join(*item.join_expr, scope);
        default:
            undecided("an item of FROM is of a kind that is not replayed");
    }
}

std::string SqliteTranslator::add_table(const QueryTable& table, std::string alias,
                                        const PgQuery__Alias* names, QueryScope& scope) {
    const std::string sqlite_alias = new_alias("r");
    const std::vector<std::string> given = alias_columns(names);
    QueryRange range{.alias = names == nullptr ? std::move(alias) : alias_name(names)};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const QueryColumn& column = table.columns[i];
        range.columns.push_back({.name = i < given.size() ? given[i] : column.name,
                                 .type = column.type,
                                 .sql = column.type == kNotKnown
                                            ? "NULL"
                                            : sqlite_alias + "." + sqlite_name(column.name)});
    }
    scope.ranges.push_back(std::move(range));
    return table.sql + " AS " + sqlite_alias;
}

std::string SqliteTranslator::range_table(const PgQuery__RangeVar& range, QueryScope& scope) {
    const DottedName name = dotted_name(range);
    if (const QueryTable* common =
            name.schema.empty() ? find_common_table(scope, name.name) : nullptr) {
        QueryTable table = *common;
        std::string text = add_table(table, name.name, range.alias, scope);
        // The columns of a query of WITH are called by their numbers.
        const std::string alias = text.substr(text.rfind(' ') + 1);
        std::size_t number = 0;
        for (RangeColumn& column : scope.ranges.back().columns) {
            column.sql = fmt::format("{}.c{}", alias, ++number);
        }
        return text;
    }
    const std::optional<QueryTable> table = names_.find_table(name);
    if (!table) {
        refuse(fmt::format("relation \"{}{}{}\" does not exist", name.schema,
                           name.schema.empty() ? "" : ".", name.name),
               condition::kUndefinedTable, range.location);
    }
    return add_table(*table, name.name, range.alias, scope);
}

std::string SqliteTranslator::range_subselect(const PgQuery__RangeSubselect& range,
                                              QueryScope& scope) {
    // What stands to the left is seen by LATERAL only; SQLite does not know it, and refuses.
    QueryScope around{.outer = scope.outer, .common_tables = scope.common_tables};
    if (range.lateral) {
        around.ranges = scope.ranges;
    }
    const Query inner = query(*range.subquery->select_stmt, &around);
    QueryTable table{.sql = "(" + inner.sql + ")", .columns = inner.columns};
    std::string text = add_table(table, "", range.alias, scope);
    const std::string alias = text.substr(text.rfind(' ') + 1);
    std::size_t number = 0;
    for (RangeColumn& column : scope.ranges.back().columns) {
        column.sql = fmt::format("{}.c{}", alias, ++number);
    }
    return text;
}

std::string SqliteTranslator::range_function(const PgQuery__RangeFunction& range,
                                             QueryScope& scope) {
    if (range.n_functions != 1 || range.n_coldeflist > 0) {
        undecided("ROWS FROM and a list of columns with types are not replayed");
    }
    const ParserNode& item = *range.functions[0]->list->items[0];
    if (item.node_case != PG_QUERY__NODE__NODE_FUNC_CALL) {
        undecided("a function in FROM is of a kind that is not replayed");
    }
    const PgQuery__FuncCall& call = *item.func_call;
    const std::string name = text_of(call.funcname[call.n_funcname - 1]->string->sval);
    std::optional<FunctionSet> set = set_of(call, name, scope);
    if (!set) {
        set = routine_set(call, scope);
    }
    const std::string alias = new_alias("r");
    const std::vector<std::string> given = alias_columns(range.alias);
    const std::string own = range.alias == nullptr ? name : alias_name(range.alias);
    QueryRange view{.alias = own};
    if (!set) {
        SqliteValue value = expression(item, scope);
        view.is_scalar = true;
        view.columns.push_back(
            {.name = given.empty() ? own : given[0], .type = value.type, .sql = alias + ".c1"});
        scope.ranges.push_back(std::move(view));
        return fmt::format("(SELECT {} AS c1) AS {}", value.sql, alias);
    }
    add_set_columns(view, *set, alias, given, range.ordinality != 0);
    scope.ranges.push_back(std::move(view));
    return fmt::format("json_each({}) AS {}", set->sql, alias);
}

std::string SqliteTranslator::join(const PgQuery__JoinExpr& join, QueryScope& scope) {
    if (join.alias != nullptr || join.join_using_alias != nullptr) {
        undecided("a name for a whole join is not replayed");
    }
    const std::size_t first = scope.ranges.size();
    const std::string left = from_item(*join.larg, scope);
    const std::size_t second = scope.ranges.size();
    std::string right = from_item(*join.rarg, scope);
    if (join.rarg->node_case == PG_QUERY__NODE__NODE_JOIN_EXPR) {
        right = "(" + right + ")";
    }
    const std::string on = join_condition(join, first, second, scope);
    return fmt::format("{} {} {}{}", left, join_words(join.jointype), right, on);
}

std::string SqliteTranslator::join_condition(const PgQuery__JoinExpr& join, std::size_t first,
                                             std::size_t second, QueryScope& scope) {
    if (join.n_using_clause > 0 || join.is_natural) {
        return merge_columns(join, first, second, scope);
    }
    return join.quals == nullptr ? "" : " ON " + condition(*join.quals, scope).sql;
}

std::string SqliteTranslator::merge_columns(const PgQuery__JoinExpr& join, std::size_t first,
                                            std::size_t second, QueryScope& scope) {
    const std::vector<std::string> names = join.is_natural
                                               ? common_names(scope, first, second)
                                               : texts_of(join.n_using_clause, join.using_clause);
    QueryRange merged;
    std::vector<std::string> conditions;
    for (const std::string& name : names) {
        RangeColumn* left = find_join_column(scope, first, second, name);
        RangeColumn* right = find_join_column(scope, second, scope.ranges.size(), name);
        if (left == nullptr || right == nullptr) {
            refuse(fmt::format("column \"{}\" specified in USING clause does not exist in both "
                               "tables",
                               name),
                   condition::kUndefinedColumn);
        }
        SqliteValue first_value{left->sql, left->type};
        conditions.push_back(
            comparison("=", first_value, SqliteValue{right->sql, right->type}, -1).sql);
        const bool takes_right = join.jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT;
        std::string sql = takes_right ? right->sql : left->sql;
        if (join.jointype == PG_QUERY__JOIN_TYPE__JOIN_FULL) {
            sql = fmt::format("coalesce({}, {})", left->sql, right->sql);
        }
        merged.columns.push_back({.name = name, .type = left->type, .sql = std::move(sql)});
        left->is_merged = true;
        right->is_merged = true;
    }
    scope.ranges.insert(scope.ranges.begin() + static_cast<std::ptrdiff_t>(first),
                        std::move(merged));
    return conditions.empty() ? "" : fmt::format(" ON {}", fmt::join(conditions, " AND "));
}

}  // namespace erdmark::dialect::postgres
