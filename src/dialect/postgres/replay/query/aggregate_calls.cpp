#include <array>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/call_kinds.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 14> kAggregateNames{"count",
                                                           "sum",
                                                           "min",
                                                           "max",
                                                           "bool_and",
                                                           "bool_or",
                                                           "every",
                                                           "string_agg",
                                                           "array_agg",
                                                           "json_agg",
                                                           "jsonb_agg",
                                                           "json_object_agg",
                                                           "jsonb_object_agg",
                                                           "avg"};

constexpr std::array<std::string_view, 10> kWindowFunctions{
    "row_number",  "rank",       "dense_rank", "lag",       "lead",
    "first_value", "last_value", "ntile",      "nth_value", "percent_rank"};

std::string aggregate_type(const std::string& name, const std::string& argument, int offset) {
    constexpr std::array<std::string_view, 5> kCounts{"count", "row_number", "rank", "dense_rank",
                                                      "ntile"};
    if (name == "bool_and" || name == "every" || name == "bool_or") {
        return "boolean";
    }
    if (contains(kCounts, name)) {
        return "bigint";
    }
    if (name == "percent_rank") {
        return "double precision";
    }
    if (name == "sum" && is_integer_type(argument)) {
        return argument == "bigint" ? "numeric" : "bigint";
    }
    if (name == "avg" && (is_integer_type(argument) || argument == "numeric")) {
        return "numeric";
    }
    if (name == "avg" || (name == "sum" && !is_number_type(argument))) {
        undecided(fmt::format("'{}' of values of type '{}' is not replayed", name, argument),
                  offset);
    }
    return argument;
}

/// The function that aggregates values which are kept as text, and what it is given; nothing for
/// others.
std::optional<std::string> text_aggregate(const std::string& name,
                                          const std::vector<SqliteValue>& values, bool distinct) {
    if (values.size() != 1) {
        return std::nullopt;
    }
    const SqliteValue& value = values[0];
    const bool is_extreme = name == "min" || name == "max";
    if (is_extreme && (value.type == "numeric" || value.type == "interval")) {
        return fmt::format("pg_{}({}, {})", name, value.sql, as_comparable(value));
    }
    const bool is_exact = value.type == "numeric" || is_integer_type(value.type);
    if ((name == "sum" && value.type == "numeric") || (name == "avg" && is_exact)) {
        return fmt::format("pg_decimal_{}({}{})", name, distinct ? "DISTINCT " : "", value.sql);
    }
    return std::nullopt;
}

std::string_view collecting_function(const std::string& name) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kFunctions{
        {{"array_agg", "pg_array_agg"},
         {"string_agg", "pg_string_agg"},
         {"json_agg", "pg_json_agg"},
         {"jsonb_agg", "pg_jsonb_agg"},
         {"json_object_agg", "pg_json_object_agg"},
         {"jsonb_object_agg", "pg_jsonb_object_agg"}}};
    for (const auto& [aggregate, function] : kFunctions) {
        if (aggregate == name) {
            return function;
        }
    }
    return {};
}

/// What an aggregate that collects its values is given for a row.
std::vector<std::string> collected_values(const std::string& name,
                                          const std::vector<SqliteValue>& values, int offset) {
    if (name.ends_with("object_agg")) {
        return {sqlite_call("pg_json_member", {as_text(values[0]), as_json(values[1], offset)})};
    }
    if (name.starts_with("json")) {
        return {as_json(values[0], offset)};
    }
    return name == "string_agg" ? std::vector{as_output(values[0]), as_text(values[1])}
                                : std::vector{as_output(values[0])};
}

std::string collected_type(const std::string& name, const std::string& type) {
    if (name.starts_with("json")) {
        return name.starts_with("jsonb") ? "jsonb" : "json";
    }
    return name == "array_agg" ? (is_untyped(type) ? "text" : type) + "[]" : "text";
}

/// The window itself, or what the clause WINDOW says of its name.
const PgQuery__WindowDef& meant_window(const PgQuery__WindowDef& over, const QueryScope& scope) {
    const std::string name = text_of(over.name);
    if (name.empty()) {
        return over;
    }
    for (std::size_t i = 0; scope.select != nullptr && i < scope.select->n_window_clause; ++i) {
        const PgQuery__WindowDef& window = *scope.select->window_clause[i]->window_def;
        if (text_of(window.name) == name) {
            return window;
        }
    }
    refuse(fmt::format("window \"{}\" does not exist", name), condition::kUndefinedObject,
           over.location);
}

}  // namespace

bool is_aggregate(std::string_view name) {
    return contains(kAggregateNames, name) || contains(kWindowFunctions, name);
}

SqliteValue SqliteTranslator::aggregate(const PgQuery__FuncCall& call, const std::string& name,
                                        QueryScope& scope) {
    if (!collecting_function(name).empty()) {
        return ordered_aggregate(call, name, scope);
    }
    std::vector<SqliteValue> values = arguments(call, scope);
    std::vector<std::string> items;
    items.reserve(values.size());
    for (const SqliteValue& value : values) {
        items.push_back(as_number(value));
    }
    std::string type =
        aggregate_type(name, values.empty() ? "bigint" : values[0].type, call.location);
    std::string_view function = name;
    if (name == "bool_and" || name == "every" || name == "bool_or") {
        function = name == "bool_or" ? "max" : "min";
    }
    if (call.n_agg_order > 0 || call.agg_within_group) {
        undecided(fmt::format("ORDER BY in a call of '{}' is not replayed", name), call.location);
    }
    std::string sql = call.agg_star
                          ? "count(*)"
                          : fmt::format("{}({}{})", function, call.agg_distinct ? "DISTINCT " : "",
                                        fmt::join(items, ", "));
    if (std::optional<std::string> exact = text_aggregate(name, values, call.agg_distinct != 0)) {
        sql = std::move(*exact);
    }
    if (call.agg_filter != nullptr) {
        sql += fmt::format(" FILTER (WHERE {})", condition(*call.agg_filter, scope).sql);
    }
    if (call.over != nullptr) {
        sql += window(meant_window(*call.over, scope), scope);
    }
    return {std::move(sql), std::move(type)};
}

SqliteValue SqliteTranslator::ordered_aggregate(const PgQuery__FuncCall& call,
                                                const std::string& name, QueryScope& scope) {
    const std::vector<SqliteValue> values = arguments(call, scope);
    const bool has_two = name == "string_agg" || name.ends_with("object_agg");
    if (values.size() != (has_two ? 2U : 1U) || call.over != nullptr) {
        undecided(fmt::format("this call of '{}' is not replayed", name), call.location);
    }
    std::vector<std::string> items = collected_values(name, values, call.location);
    items.insert(items.begin(), call.agg_distinct ? "1" : "0");
    for (std::size_t i = 0; i < call.n_agg_order; ++i) {
        const PgQuery__SortBy& sort = *call.agg_order[i]->sort_by;
        const bool descending = sort.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
        if (sort.sortby_nulls > PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT) {
            undecided("NULLS FIRST in an aggregate is not replayed", sort.location);
        }
        items.push_back(as_comparable(expression(*sort.node, scope)));
        items.emplace_back(descending ? "1" : "0");
    }
    std::string sql = sqlite_call(collecting_function(name), items);
    if (call.agg_filter != nullptr) {
        sql += fmt::format(" FILTER (WHERE {})", condition(*call.agg_filter, scope).sql);
    }
    return {std::move(sql), collected_type(name, values[0].type)};
}

std::string SqliteTranslator::window(const PgQuery__WindowDef& window, QueryScope& scope) {
    constexpr int kDefaultFrame = 1058;  // FRAMEOPTION_DEFAULTS of PostgreSQL 15
    if (!text_of(window.refname).empty()) {
        undecided("a window that is made of another is not replayed", window.location);
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
        order.push_back(as_comparable(expression(*sort.node, scope)) +
                        (descending ? " DESC NULLS FIRST" : " NULLS LAST"));
    }
    std::string sql = " OVER (";
    sql += partition.empty() ? "" : fmt::format("PARTITION BY {}", fmt::join(partition, ", "));
    sql += order.empty() ? "" : fmt::format(" ORDER BY {}", fmt::join(order, ", "));
    return sql + ")";
}

}  // namespace erdmark::dialect::postgres
