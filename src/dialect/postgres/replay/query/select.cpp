#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

using Outputs = std::vector<std::pair<std::string, SqliteValue>>;

/// What the server calls an output without a name.
std::string output_name(const ParserNode& node) {
    switch (node.node_case) {
        case PG_QUERY__NODE__NODE_COLUMN_REF: {
            const PgQuery__ColumnRef& column = *node.column_ref;
            return text_of(column.fields[column.n_fields - 1]->string->sval);
        }
        case PG_QUERY__NODE__NODE_FUNC_CALL: {
            const PgQuery__FuncCall& call = *node.func_call;
            return text_of(call.funcname[call.n_funcname - 1]->string->sval);
        }
        case PG_QUERY__NODE__NODE_TYPE_CAST: {
            const std::string inner = output_name(*node.type_cast->arg);
            const PgQuery__TypeName& type = *node.type_cast->type_name;
            return inner != "?column?" ? inner
                                       : text_of(type.names[type.n_names - 1]->string->sval);
        }
        case PG_QUERY__NODE__NODE_COALESCE_EXPR:
            return "coalesce";
        case PG_QUERY__NODE__NODE_CASE_EXPR:
            return "case";
        case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
            return "array";
        case PG_QUERY__NODE__NODE_SUB_LINK:
            if (node.sub_link->sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK) {
                return "exists";
            }
            break;
        case PG_QUERY__NODE__NODE_A_INDIRECTION:
            return output_name(*node.a_indirection->arg);
        default:
            break;
    }
    return "?column?";
}

/// The number that `ORDER BY 2` or `GROUP BY 2` says; 0 for other expressions.
std::size_t ordinal(const ParserNode& node) {
    if (node.node_case != PG_QUERY__NODE__NODE_A_CONST ||
        node.a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL) {
        return 0;
    }
    return static_cast<std::size_t>(std::max(node.a_const->ival->ival, 0));
}

std::string bare_name(const ParserNode& node) {
    if (node.node_case != PG_QUERY__NODE__NODE_COLUMN_REF || node.column_ref->n_fields != 1 ||
        is_star(node)) {
        return {};
    }
    return text_of(node.column_ref->fields[0]->string->sval);
}

/// The place of the output of that name; nothing when there is none.
std::optional<std::size_t> find_output(const Outputs& outputs, const std::string& name) {
    for (std::size_t index = 0; index < outputs.size(); ++index) {
        if (!name.empty() && outputs[index].first == name) {
            return index;
        }
    }
    return std::nullopt;
}

std::string sort_words(const PgQuery__SortBy& sort) {
    if (sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING) {
        undecided("ORDER BY … USING is not replayed", sort.location);
    }
    const bool descending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
    bool nulls_first = descending;
    if (sort.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST) {
        nulls_first = true;
    } else if (sort.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST) {
        nulls_first = false;
    }
    return fmt::format("{}{}", descending ? " DESC" : "",
                       nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

bool is_sortable(const std::string& type) {
    return is_whole_number(type) || is_string_type(type) || is_date_type(type) ||
           type == "boolean" || type == "numeric" || type == "double precision" || type == "real" ||
           type == "uuid" || type == "interval";
}

std::string sort_key(const SqliteValue& value, int offset) {
    if (!is_sortable(value.type)) {
        undecided(fmt::format("the order of values of type '{}' is not known", value.type), offset);
    }
    return as_comparable(value);
}

std::vector<QueryColumn> columns_of(const Outputs& outputs) {
    std::vector<QueryColumn> columns;
    for (const auto& [name, value] : outputs) {
        columns.push_back({.name = name, .type = value.type});
    }
    return columns;
}

/// DISTINCT ON. An empty node stands for DISTINCT without ON.
bool picks_rows(const PgQuery__SelectStmt& select) {
    return select.n_distinct_clause > 0 &&
           select.distinct_clause[0]->node_case != PG_QUERY__NODE__NODE__NOT_SET;
}

void refuse_what_is_not_translated(const PgQuery__SelectStmt& select) {
    if (select.into_clause != nullptr) {
        undecided("SELECT INTO inside of an expression is not replayed");
    }
    if (picks_rows(select) && select.n_sort_clause <= select.n_distinct_clause) {
        undecided("which rows DISTINCT ON takes is not known without a further order");
    }
    if (select.limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES) {
        undecided("FETCH … WITH TIES is not replayed");
    }
}

}  // namespace

std::string sqlite_call(std::string_view function, const std::vector<std::string>& items) {
    return fmt::format("{}({})", function, fmt::join(items, ", "));
}

SqliteTranslator::Query SqliteTranslator::query(const PgQuery__SelectStmt& select,
                                                const QueryScope* outer) {
    QueryScope scope{.outer = outer};
    std::map<std::string, QueryTable> common;
    scope.common_tables = &common;
    std::string with;
    if (select.with_clause != nullptr) {
        with = with_clause(*select.with_clause, scope);
    }
    Query result;
    if (select.op != PG_QUERY__SET_OPERATION__SETOP_NONE) {
        result = set_operation(select, scope);
    } else {
        result = select.n_values_lists > 0 ? values(select, scope) : plain_select(select, scope);
    }
    result.sql = with + result.sql;
    return result;
}

SqliteTranslator::Query SqliteTranslator::plain_select(const PgQuery__SelectStmt& select,
                                                       QueryScope& scope) {
    refuse_what_is_not_translated(select);
    scope.select = &select;
    std::vector<std::string> from;
    for (std::size_t i = 0; i < select.n_from_clause; ++i) {
        from.push_back(from_item(*select.from_clause[i], scope));
    }
    std::vector<std::string> set_calls;
    scope.set_calls = &set_calls;
    const Outputs outputs = targets(select, scope);
    scope.set_calls = nullptr;
    from.insert(from.end(), set_calls.begin(), set_calls.end());
    std::string source = from.empty() ? "" : fmt::format(" FROM {}", fmt::join(from, ", "));
    if (select.where_clause != nullptr) {
        source += " WHERE " + condition(*select.where_clause, scope).sql;
    }
    source += group_by(select, scope, outputs);
    if (picks_rows(select)) {
        return {picked_rows(select, scope, source, outputs) + limits(select, scope),
                columns_of(outputs)};
    }
    std::vector<std::string> items;
    for (const auto& [name, value] : outputs) {
        items.push_back(fmt::format("{} AS c{}", value.sql, items.size() + 1));
    }
    // A query may have no output, as in EXISTS (SELECT FROM t).
    return {fmt::format("SELECT {}{}{}{}{}", select.n_distinct_clause > 0 ? "DISTINCT " : "",
                        items.empty() ? "1" : fmt::to_string(fmt::join(items, ", ")), source,
                        order_by(select, scope, outputs), limits(select, scope)),
            columns_of(outputs)};
}

std::vector<std::pair<std::string, SqliteValue>> SqliteTranslator::targets(
    const PgQuery__SelectStmt& select, QueryScope& scope) {
    Outputs outputs;
    for (std::size_t i = 0; i < select.n_target_list; ++i) {
        const PgQuery__ResTarget& target = *select.target_list[i]->res_target;
        if (is_star(*target.val)) {
            add_star(*target.val->column_ref, scope, outputs);
            continue;
        }
        const std::string name =
            target.name != nullptr && *target.name != '\0' ? target.name : output_name(*target.val);
        outputs.emplace_back(name, expression(*target.val, scope));
    }
    return outputs;
}

void SqliteTranslator::add_star(const PgQuery__ColumnRef& star, const QueryScope& scope,
                                std::vector<std::pair<std::string, SqliteValue>>& outputs) {
    const std::string alias =
        star.n_fields > 1 ? text_of(star.fields[star.n_fields - 2]->string->sval) : "";
    bool is_found = alias.empty() && !scope.ranges.empty();
    for (const QueryRange& range : scope.ranges) {
        if (!alias.empty() && range.alias != alias) {
            continue;
        }
        is_found = true;
        for (const RangeColumn& column : range.columns) {
            if (!alias.empty() || !column.is_merged) {
                outputs.emplace_back(column.name, SqliteValue{column.sql, column.type});
            }
        }
    }
    if (!is_found) {
        undecided("the columns of '*' are not known", star.location);
    }
}

std::string SqliteTranslator::group_by(
    const PgQuery__SelectStmt& select, QueryScope& scope,
    const std::vector<std::pair<std::string, SqliteValue>>& outputs) {
    std::vector<std::string> items;
    for (std::size_t i = 0; i < select.n_group_clause; ++i) {
        const ParserNode& node = *select.group_clause[i];
        if (node.node_case == PG_QUERY__NODE__NODE_GROUPING_SET) {
            undecided("GROUPING SETS are not replayed", node.grouping_set->location);
        }
        if (const std::size_t place = ordinal(node); place > 0 && place <= outputs.size()) {
            items.push_back(outputs[place - 1].second.sql);
            continue;
        }
        // The name of a column goes before that of an output.
        const std::optional<std::size_t> output = find_output(outputs, bare_name(node));
        try {
            items.push_back(expression(node, scope).sql);
        } catch (const Refusal&) {
            if (!output) {
                throw;
            }
            items.push_back(outputs[*output].second.sql);
        }
    }
    std::string sql = items.empty() ? "" : fmt::format(" GROUP BY {}", fmt::join(items, ", "));
    if (select.having_clause != nullptr) {
        sql += " HAVING " + condition(*select.having_clause, scope).sql;
    }
    return sql;
}

SqliteValue SqliteTranslator::sorted_value(
    const ParserNode& node, QueryScope& scope,
    const std::vector<std::pair<std::string, SqliteValue>>& outputs) {
    std::size_t place = ordinal(node);
    if (const std::optional<std::size_t> output = find_output(outputs, bare_name(node))) {
        place = *output + 1;
    }
    return place > 0 && place <= outputs.size() ? outputs[place - 1].second
                                                : expression(node, scope);
}

std::vector<SqliteTranslator::SortItem> SqliteTranslator::sort_items(
    const PgQuery__SelectStmt& select, QueryScope& scope,
    const std::vector<std::pair<std::string, SqliteValue>>& outputs) {
    std::vector<SortItem> items;
    for (std::size_t i = 0; i < select.n_sort_clause; ++i) {
        const PgQuery__SortBy& sort = *select.sort_clause[i]->sort_by;
        const SqliteValue value = sorted_value(*sort.node, scope, outputs);
        items.push_back({sort_key(value, sort.location), sort_words(sort)});
    }
    return items;
}

/// The first row of those with the same keys, by a number that each row gets among them.
std::string SqliteTranslator::picked_rows(
    const PgQuery__SelectStmt& select, QueryScope& scope, const std::string& source,
    const std::vector<std::pair<std::string, SqliteValue>>& outputs) {
    std::vector<std::string> inner;
    std::vector<std::string> outer;
    for (const auto& [name, value] : outputs) {
        outer.push_back(fmt::format("c{}", outer.size() + 1));
        inner.push_back(fmt::format("{} AS {}", value.sql, outer.back()));
    }
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < select.n_distinct_clause; ++i) {
        keys.push_back(sorted_value(*select.distinct_clause[i], scope, outputs).sql);
    }
    std::vector<std::string> places;
    std::vector<std::string> order;
    for (const SortItem& item : sort_items(select, scope, outputs)) {
        order.push_back(fmt::format("s{}{}", order.size() + 1, item.words));
        inner.push_back(fmt::format("{} AS s{}", item.key, order.size()));
        places.push_back(item.key + item.words);
    }
    return fmt::format(
        "SELECT {} FROM (SELECT {}, row_number() OVER (PARTITION BY {} ORDER BY {}) AS place{}) "
        "WHERE place = 1 ORDER BY {}",
        fmt::join(outer, ", "), fmt::join(inner, ", "), fmt::join(keys, ", "),
        fmt::join(places, ", "), source, fmt::join(order, ", "));
}

std::string SqliteTranslator::order_by(
    const PgQuery__SelectStmt& select, QueryScope& scope,
    const std::vector<std::pair<std::string, SqliteValue>>& outputs) {
    std::vector<std::string> items;
    for (const SortItem& item : sort_items(select, scope, outputs)) {
        items.push_back(item.key + item.words);
    }
    return items.empty() ? "" : fmt::format(" ORDER BY {}", fmt::join(items, ", "));
}

std::string SqliteTranslator::limits(const PgQuery__SelectStmt& select, QueryScope& scope) {
    const auto number = [&](const ParserNode& node) {
        return cast(expression(node, scope), "bigint", -1).sql;
    };
    const auto is_all = [](const ParserNode* node) {
        return node == nullptr ||
               (node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->isnull);
    };
    if (is_all(select.limit_count) && is_all(select.limit_offset)) {
        return {};
    }
    std::string sql = " LIMIT ";
    sql += is_all(select.limit_count) ? "-1" : number(*select.limit_count);
    if (!is_all(select.limit_offset)) {
        sql += " OFFSET " + number(*select.limit_offset);
    }
    return sql;
}

SqliteQuery to_sqlite(const PgQuery__SelectStmt& query, QueryNames& names) {
    SqliteTranslator translator(names);
    SqliteTranslator::Query translated = translator.query(query, nullptr);
    SqliteQuery result{.sql = std::move(translated.sql), .columns = std::move(translated.columns)};
    for (QueryColumn& column : result.columns) {
        if (is_untyped(column.type)) {
            column.type = "text";
        }
    }
    result.parameters = translator.take_parameters();
    result.reproducible = translator.reproducible();
    return result;
}

}  // namespace erdmark::dialect::postgres
