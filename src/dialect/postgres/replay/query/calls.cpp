#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/function_rows.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 10> kAggregates{
    "count", "sum", "min", "max", "bool_and", "bool_or", "every", "string_agg", "array_agg", "avg"};

constexpr std::array<std::string_view, 10> kWindowFunctions{
    "row_number",  "rank",       "dense_rank", "lag",       "lead",
    "first_value", "last_value", "ntile",      "nth_value", "percent_rank"};

constexpr std::array<std::string_view, 8> kSetFunctions{"unnest",
                                                        "generate_series",
                                                        "generate_subscripts",
                                                        "regexp_split_to_table",
                                                        "string_to_table",
                                                        "json_array_elements_text",
                                                        "jsonb_array_elements_text",
                                                        "enum_range"};

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string result_type(std::string_view type, const std::vector<SqliteValue>& arguments) {
    const bool is_element = type.starts_with('e') && type.size() == 2;
    const char digit = type.back();
    if (digit < '1' || digit > '9' || (type.size() != 1 && !is_element)) {
        return std::string(type);
    }
    const auto index = static_cast<std::size_t>(digit - '1');
    const std::string& argument = index < arguments.size() ? arguments[index].type : "";
    if (is_element) {
        return element_of(argument);
    }
    return is_untyped(argument) ? "text" : argument;
}

bool is_builtin_name(const PgQuery__FuncCall& call) {
    return call.n_funcname == 1 || std::string_view(call.funcname[0]->string->sval) == "pg_catalog";
}

}  // namespace

std::vector<SqliteValue> SqliteTranslator::arguments(const PgQuery__FuncCall& call,
                                                     QueryScope& scope) {
    std::vector<SqliteValue> values;
    for (std::size_t i = 0; i < call.n_args; ++i) {
        if (call.args[i]->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR) {
            undecided("an argument by name is not replayed", call.location);
        }
        values.push_back(expression(*call.args[i], scope));
    }
    return values;
}

SqliteValue SqliteTranslator::call(const PgQuery__FuncCall& call, QueryScope& scope) {
    const std::string name = texts_of(call.n_funcname, call.funcname).back();
    if (!is_builtin_name(call)) {
        return routine_call(call, scope);
    }
    if (is_one_of(kAggregates, name) || is_one_of(kWindowFunctions, name)) {
        return aggregate(call, name, scope);
    }
    if (is_one_of(kSetFunctions, name) && name != "enum_range") {
        return set_call(call, name, scope);
    }
    if (call.func_variadic && name != "format" && name != "concat" && name != "concat_ws") {
        undecided(fmt::format("VARIADIC in a call of '{}' is not replayed", name), call.location);
    }
    if (find_catalog_function(name, call.n_args) != nullptr) {
        return catalog_call(name, arguments(call, scope), call.location);
    }
    const FunctionRow* row = find_function(name, call.n_args);
    if (row == nullptr || call.func_variadic) {
        return routine_call(call, scope);
    }
    const std::vector<SqliteValue> values = arguments(call, scope);
    std::vector<std::string> items;
    for (std::size_t i = 0; i < values.size(); ++i) {
        items.push_back(
            converted(values[i], argument_kind(row->arguments, i), name, call.location));
    }
    reproducible_ = reproducible_ && row->reproducible;
    if (row->type == "text" && std::ranges::count(values, kDefinition, &SqliteValue::type) > 0) {
        return {sqlite_call(row->function, items), kDefinition};
    }
    return {sqlite_call(row->function, items), result_type(row->type, values)};
}

std::string SqliteTranslator::converted(const SqliteValue& value, char kind,
                                        std::string_view function, int offset) {
    const auto require = [&](bool holds) {
        if (!holds) {
            undecided(fmt::format("a call of '{}' with a value of type '{}' is not replayed",
                                  function, value.type),
                      offset);
        }
    };
    switch (kind) {
        case 't':
            require(is_string_type(value.type) || value.type == kDefinition);
            return as_text(value);
        case 'o':
            require(value.type != "record");
            return as_output(value);
        case 'i':
            return cast(value, "bigint", offset).sql;
        case 'n':
            return as_number(is_untyped(value.type) ? cast(value, "double precision", offset)
                                                    : value);
        case 'b':
            return cast(value, "boolean", offset).sql;
        case 'r':
            return cast(value, "regclass", offset).sql;
        case 'a':
            require(!element_of(value.type).empty() || is_untyped(value.type));
            return value.sql;
        case 'd':
            require(is_date_type(value.type) || is_untyped(value.type));
            return is_untyped(value.type) ? cast(value, "timestamp with time zone", offset).sql
                                          : value.sql;
        case 'v':
            return cast(value, "interval", offset).sql;
        case 'j':
            return as_json(value, offset);
        case 'x':
            require(value.type == "numeric" || is_integer_type(value.type));
            return value.sql;
        default:
            return value.sql;
    }
}

SqliteValue SqliteTranslator::catalog_call(const std::string& name,
                                           std::vector<SqliteValue> arguments, int offset) {
    const CatalogFunctionRow& row = *find_catalog_function(name, arguments.size());
    const std::optional<QueryTable> table =
        names_.find_table({.schema = "pg_catalog", .name = std::string(row.table)});
    if (!table) {
        undecided(fmt::format("a call of '{}' is not replayed", name), offset);
    }
    std::string sql = replace_all(row.sql, "{table}", table->sql);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const char kind = argument_kind(row.arguments, i);
        sql =
            replace_all(sql, fmt::format("{{{}}}", i), converted(arguments[i], kind, name, offset));
    }
    return {"(" + sql + ")", std::string(row.type)};
}

SqliteValue SqliteTranslator::aggregate(const PgQuery__FuncCall& call, const std::string& name,
                                        QueryScope& scope) {
    if (name == "string_agg" || name == "array_agg") {
        return ordered_aggregate(call, name, scope);
    }
    std::vector<SqliteValue> values = arguments(call, scope);
    std::vector<std::string> items;
    for (const SqliteValue& value : values) {
        items.push_back(as_number(value));
    }
    std::string type = values.empty() ? "bigint" : values[0].type;
    std::string_view function = name;
    if (name == "bool_and" || name == "every" || name == "bool_or") {
        function = name == "bool_or" ? "max" : "min";
        type = "boolean";
    } else if (name == "count" || name == "row_number" || name.ends_with("rank") ||
               name == "ntile") {
        type = name == "percent_rank" ? "double precision" : "bigint";
    } else if (name == "sum" && is_integer_type(type)) {
        type = type == "bigint" ? "numeric" : "bigint";
    } else if (name == "avg" || (name == "sum" && !is_number_type(type))) {
        undecided(fmt::format("'{}' of values of type '{}' is not replayed", name, type),
                  call.location);
    }
    if (call.n_agg_order > 0 || call.agg_within_group) {
        undecided(fmt::format("ORDER BY in a call of '{}' is not replayed", name), call.location);
    }
    std::string sql = call.agg_star
                          ? "count(*)"
                          : fmt::format("{}({}{})", function, call.agg_distinct ? "DISTINCT " : "",
                                        fmt::join(items, ", "));
    if (call.agg_filter != nullptr) {
        sql += fmt::format(" FILTER (WHERE {})", condition(*call.agg_filter, scope).sql);
    }
    if (call.over != nullptr) {
        sql += window(*call.over, scope);
    }
    return {std::move(sql), std::move(type)};
}

SqliteValue SqliteTranslator::ordered_aggregate(const PgQuery__FuncCall& call,
                                                const std::string& name, QueryScope& scope) {
    const std::vector<SqliteValue> values = arguments(call, scope);
    const bool is_array = name == "array_agg";
    if (values.size() != (is_array ? 1U : 2U) || call.over != nullptr) {
        undecided(fmt::format("this call of '{}' is not replayed", name), call.location);
    }
    std::vector<std::string> items{call.agg_distinct ? "1" : "0", as_output(values[0])};
    if (!is_array) {
        items.push_back(as_text(values[1]));
    }
    for (std::size_t i = 0; i < call.n_agg_order; ++i) {
        const PgQuery__SortBy& sort = *call.agg_order[i]->sort_by;
        const bool descending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
        if (sort.sortby_nulls > PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT) {
            undecided("NULLS FIRST in an aggregate is not replayed", sort.location);
        }
        items.push_back(as_number(expression(*sort.node, scope)));
        items.push_back(descending ? "1" : "0");
    }
    std::string sql = sqlite_call(is_array ? "pg_array_agg" : "pg_string_agg", items);
    if (call.agg_filter != nullptr) {
        sql += fmt::format(" FILTER (WHERE {})", condition(*call.agg_filter, scope).sql);
    }
    const std::string type = is_untyped(values[0].type) ? "text" : values[0].type;
    return {std::move(sql), is_array ? type + "[]" : "text"};
}

std::string SqliteTranslator::window(const PgQuery__WindowDef& window, QueryScope& scope) {
    constexpr int kDefaultFrame = 1058;  // FRAMEOPTION_DEFAULTS of PostgreSQL 15
    if (window.name != nullptr && *window.name != '\0') {
        undecided("the clause WINDOW is not replayed", window.location);
    }
    if (window.frame_options != kDefaultFrame) {
        undecided("the frame of a window is not replayed", window.location);
    }
    std::vector<std::string> partition;
    for (std::size_t i = 0; i < window.n_partition_clause; ++i) {
        partition.push_back(expression(*window.partition_clause[i], scope).sql);
    }
    std::vector<std::string> order;
    for (std::size_t i = 0; i < window.n_order_clause; ++i) {
        const PgQuery__SortBy& sort = *window.order_clause[i]->sort_by;
        const bool descending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
        order.push_back(as_number(expression(*sort.node, scope)) +
                        (descending ? " DESC NULLS FIRST" : " NULLS LAST"));
    }
    std::string sql = " OVER (";
    sql += partition.empty() ? "" : fmt::format("PARTITION BY {}", fmt::join(partition, ", "));
    sql += order.empty() ? "" : fmt::format(" ORDER BY {}", fmt::join(order, ", "));
    return sql + ")";
}

SqliteValue SqliteTranslator::routine_call(const PgQuery__FuncCall& call, QueryScope& scope) {
    const std::vector<std::string> path = texts_of(call.n_funcname, call.funcname);
    const std::optional<QueryRoutine> routine = names_.find_routine(dotted_name(path), call.n_args);
    if (!routine || call.func_variadic || call.agg_star || call.over != nullptr) {
        undecided(fmt::format("a call of '{}' is not replayed", erdmark::join(path, ".")),
                  call.location);
    }
    std::vector<std::string> items{std::to_string(routine->id)};
    for (const SqliteValue& value : arguments(call, scope)) {
        items.push_back(sqlite_text(value.type));
        items.push_back(as_output(value));
    }
    if (!routine->returns_set) {
        return {sqlite_call("pg_call", items), routine->type};
    }
    if (scope.set_calls == nullptr || routine->type == "record") {
        undecided(
            fmt::format("a set that '{}' returns is not replayed here", erdmark::join(path, ".")),
            call.location);
    }
    const std::string alias = new_alias("r");
    scope.set_calls->push_back(
        fmt::format("json_each({}) AS {}", sqlite_call("pg_call_set", items), alias));
    return {alias + ".value", routine->type};
}

SqliteValue SqliteTranslator::set_call(const PgQuery__FuncCall& call, const std::string& name,
                                       QueryScope& scope) {
    if (scope.set_calls == nullptr || !scope.set_calls->empty()) {
        undecided(fmt::format("'{}' is not replayed at this place", name), call.location);
    }
    const SqliteValue set = *set_of(call, name, scope);
    const std::string alias = new_alias("r");
    scope.set_calls->push_back(fmt::format("json_each({}) AS {}", set.sql, alias));
    return {alias + ".value", set.type};
}

std::optional<SqliteValue> SqliteTranslator::set_of(const PgQuery__FuncCall& call,
                                                    const std::string& name, QueryScope& scope) {
    if (!is_builtin_name(call) || !is_one_of(kSetFunctions, name)) {
        return std::nullopt;
    }
    std::vector<SqliteValue> values = arguments(call, scope);
    const auto call_of = [&](std::string_view function) {
        std::vector<std::string> items;
        for (const SqliteValue& value : values) {
            items.push_back(value.sql);
        }
        return sqlite_call(function, items);
    };
    if (name == "unnest" && values.size() == 1 && !element_of(values[0].type).empty()) {
        const std::string element = element_of(values[0].type);
        return SqliteValue{
            fmt::format("pg_elements({}, '{}')", values[0].sql, element_kind(element)), element};
    }
    if (name == "generate_series" && values.size() >= 2) {
        return series(std::move(values), call.location);
    }
    if (name == "generate_subscripts" && values.size() == 2) {
        return SqliteValue{
            fmt::format("pg_series(1, pg_array_length({}, {}))", values[0].sql, values[1].sql),
            "integer"};
    }
    if (name == "regexp_split_to_table" || name == "string_to_table") {
        return SqliteValue{fmt::format("pg_elements({}, 's')",
                                       call_of(name == "string_to_table" ? "pg_string_to_array"
                                                                         : "pg_regexp_split")),
                           "text"};
    }
    if (name.starts_with("json") && values.size() == 1) {
        return SqliteValue{values[0].sql, "text"};
    }
    undecided(fmt::format("this call of '{}' is not replayed", name), call.location);
}

SqliteValue SqliteTranslator::series(std::vector<SqliteValue> values, int offset) {
    unify(values[0], values[1], offset);
    std::vector<std::string> items{values[0].sql, values[1].sql};
    if (is_date_type(values[0].type) && values.size() == 3) {
        items.push_back(cast(values[2], "interval", offset).sql);
        const std::string type = values[0].type == "timestamp with time zone"
                                     ? values[0].type
                                     : "timestamp without time zone";
        items[0] = cast(values[0], type, offset).sql;
        items[1] = cast(values[1], type, offset).sql;
        items.push_back(sqlite_text(type));
        // The server turns dates into timestamps with time zone.
        return {sqlite_call("pg_time_series", items),
                values[0].type == "date" ? "timestamp with time zone" : type};
    }
    if (!is_integer_type(values[0].type)) {
        undecided(fmt::format("a series of values of type '{}' is not replayed", values[0].type),
                  offset);
    }
    if (values.size() == 3) {
        items.push_back(cast(values[2], "bigint", offset).sql);
    }
    return {sqlite_call("pg_series", items), values[0].type};
}

}  // namespace erdmark::dialect::postgres
