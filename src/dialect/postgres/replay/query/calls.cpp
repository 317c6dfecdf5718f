#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/function_rows.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array<std::string_view, 14> kAggregates{"count",
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

constexpr std::array<std::string_view, 16> kSetFunctions{"unnest",
                                                         "generate_series",
                                                         "generate_subscripts",
                                                         "regexp_split_to_table",
                                                         "regexp_matches",
                                                         "string_to_table",
                                                         "json_array_elements",
                                                         "json_array_elements_text",
                                                         "json_each",
                                                         "json_each_text",
                                                         "json_object_keys",
                                                         "jsonb_array_elements",
                                                         "jsonb_array_elements_text",
                                                         "jsonb_each",
                                                         "jsonb_each_text",
                                                         "jsonb_object_keys"};

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

std::string aggregate_type(const std::string& name, const std::string& argument, int offset) {
    constexpr std::array<std::string_view, 5> kCounts{"count", "row_number", "rank", "dense_rank",
                                                      "ntile"};
    if (name == "bool_and" || name == "every" || name == "bool_or") {
        return "boolean";
    }
    if (is_one_of(kCounts, name)) {
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

bool is_builtin_name(const PgQuery__FuncCall& call) {
    return call.n_funcname == 1 || std::string_view(call.funcname[0]->string->sval) == "pg_catalog";
}

/// What a function makes of a text.
FunctionSet text_set(const std::string& name, const std::vector<SqliteValue>& values, int offset) {
    std::vector<std::string> items;
    items.reserve(values.size());
    for (const SqliteValue& value : values) {
        items.push_back(value.sql);
    }
    if (name.ends_with("to_table")) {
        const std::string_view function =
            name == "string_to_table" ? "pg_string_to_array" : "pg_regexp_split";
        return {fmt::format("pg_elements({}, 's')", sqlite_call(function, items)),
                {{.name = "", .type = "text"}}};
    }
    if (name == "regexp_matches") {
        return {sqlite_call("pg_regexp_matches", items), {{.name = "", .type = "text[]"}}};
    }
    undecided(fmt::format("this call of '{}' is not replayed", name), offset);
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

/// Arguments in the order of the names: those that were given by position, then by name.
std::vector<std::optional<SqliteValue>> in_order(
    const PgQuery__FuncCall& call, const std::vector<std::string>& names,
    const std::function<SqliteValue(const ParserNode&)>& value_of) {
    std::vector<std::optional<SqliteValue>> values(std::max(names.size(), call.n_args));
    for (std::size_t i = 0; i < call.n_args; ++i) {
        const ParserNode& node = *call.args[i];
        if (node.node_case != PG_QUERY__NODE__NODE_NAMED_ARG_EXPR) {
            values[i] = value_of(node);
            continue;
        }
        const auto name = std::ranges::find(names, text_of(node.named_arg_expr->name));
        if (name == names.end()) {
            undecided("an argument by name is not replayed", call.location);
        }
        values[static_cast<std::size_t>(name - names.begin())] =
            value_of(*node.named_arg_expr->arg);
    }
    return values;
}

bool has_names(const PgQuery__FuncCall& call) {
    return std::any_of(call.args, call.args + call.n_args, [](const ParserNode* node) {
        return node->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR;
    });
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

/// Whether a value of that type is one column.
bool is_plain_type(const std::string& type) {
    return is_whole_number(type) || is_string_type(type) || is_date_type(type) ||
           is_number_type(type) || type == "boolean" || type == "uuid" || type == "json" ||
           type == "jsonb" || type == "void";
}

/// Whether the server takes a call of `substring` for one with a pattern.
bool has_pattern(const std::string& name, const std::vector<SqliteValue>& values) {
    return name == "substring" && values.size() == 2 && is_string_type(values[1].type);
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
    if (is_one_of(kSetFunctions, name)) {
        return set_call(call, name, scope);
    }
    if ((name == "enum_range" || name == "enum_first" || name == "enum_last") && call.n_args == 1) {
        return enum_call(name, expression(*call.args[0], scope), call.location);
    }
    if (name == "timezone" && call.n_args == 2) {
        return at_time_zone(arguments(call, scope), call.location);
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
    return row_call(call, *row, name, scope);
}

SqliteValue SqliteTranslator::row_call(const PgQuery__FuncCall& call, const FunctionRow& row,
                                       const std::string& name, QueryScope& scope) {
    const std::vector<SqliteValue> values = arguments_for(call, row, scope);
    if (has_pattern(name, values)) {
        return {sqlite_call("pg_regexp_substring", {as_text(values[0]), as_text(values[1])}),
                "text"};
    }
    std::vector<std::string> items;
    for (std::size_t i = 0; i < values.size(); ++i) {
        items.push_back(converted(values[i], argument_kind(row.arguments, i), name, call.location));
    }
    if (row.typed_by > 0) {
        items.push_back(sqlite_text(values[static_cast<std::size_t>(row.typed_by - 1)].type));
    }
    reproducible_ = reproducible_ && row.reproducible;
    if (row.type == "text" && std::ranges::count(values, kDefinition, &SqliteValue::type) > 0) {
        return {sqlite_call(row.function, items), kDefinition};
    }
    return {sqlite_call(row.function, items), result_type(row.type, values)};
}

std::vector<SqliteValue> SqliteTranslator::arguments_for(const PgQuery__FuncCall& call,
                                                         const FunctionRow& row,
                                                         QueryScope& scope) {
    if (row.names.empty() || !has_names(call)) {
        return arguments(call, scope);
    }
    std::vector<std::string> names;
    for (const std::string_view name : split(row.names, ' ')) {
        names.emplace_back(name);
    }
    std::vector<SqliteValue> values;
    for (std::optional<SqliteValue>& value :
         in_order(call, names, [&](const ParserNode& node) { return expression(node, scope); })) {
        values.push_back(value ? std::move(*value) : SqliteValue{"0", "integer"});
    }
    return values;
}

SqliteValue SqliteTranslator::enum_call(const std::string& name, const SqliteValue& value,
                                        int offset) {
    const std::optional<std::vector<std::string>> labels =
        is_untyped(value.type) ? std::nullopt : names_.find_labels(value.type);
    if (!labels) {
        undecided(fmt::format("'{}' of a value of type '{}' is not replayed", name, value.type),
                  offset);
    }
    if (name == "enum_range") {
        std::vector<std::optional<std::string>> elements(labels->begin(), labels->end());
        return {sqlite_text(array_text(elements)), value.type + "[]"};
    }
    if (labels->empty()) {
        return {"NULL", value.type};
    }
    return {sqlite_text(name == "enum_first" ? labels->front() : labels->back()), value.type};
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
        case 'm':
            require(is_date_type(value.type) || value.type == "interval");
            return value.sql;
        case 'v':
            return cast(value, "interval", offset).sql;
        case 'w':
            require(is_number_type(value.type) || is_integer_type(value.type));
            return value.sql;
        case 'J':
            require(value.type.starts_with("json") || is_untyped(value.type));
            return value.sql;
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

std::vector<std::string> SqliteTranslator::routine_arguments(const PgQuery__FuncCall& call,
                                                             const QueryRoutine& routine,
                                                             QueryScope& scope) {
    std::vector<std::string> items{std::to_string(routine.id)};
    bool has_gap = false;
    for (const std::optional<SqliteValue>& value :
         in_order(call, routine.inputs,
                  [&](const ParserNode& node) { return expression(node, scope); })) {
        if (value && has_gap) {
            undecided("an argument by name is not replayed", call.location);
        }
        has_gap = !value;
        if (value) {
            items.push_back(sqlite_text(value->type));
            items.push_back(as_output(*value));
        }
    }
    return items;
}

std::optional<FunctionSet> SqliteTranslator::routine_set(const PgQuery__FuncCall& call,
                                                         QueryScope& scope) {
    const DottedName name = dotted_name(texts_of(call.n_funcname, call.funcname));
    const bool is_own = is_builtin_name(call) && find_function(name.name, call.n_args) != nullptr;
    const std::optional<QueryRoutine> routine =
        is_own ? std::nullopt : names_.find_routine(name, call.n_args);
    if (!routine || !routine->returns_set || call.func_variadic) {
        return std::nullopt;
    }
    const std::vector<std::string> items = routine_arguments(call, *routine, scope);
    if (routine->columns.size() > 1) {
        return FunctionSet{sqlite_call("pg_call_rows", items), routine->columns};
    }
    if (!is_plain_type(routine->type)) {
        return std::nullopt;
    }
    const std::string column = routine->columns.empty() ? "" : routine->columns[0].name;
    return FunctionSet{sqlite_call("pg_call_set", items),
                       {{.name = column, .type = routine->type}}};
}

SqliteValue SqliteTranslator::routine_call(const PgQuery__FuncCall& call, QueryScope& scope) {
    const std::vector<std::string> path = texts_of(call.n_funcname, call.funcname);
    const std::optional<QueryRoutine> routine = names_.find_routine(dotted_name(path), call.n_args);
    if (!routine || call.func_variadic || call.agg_star || call.over != nullptr) {
        undecided(fmt::format("a call of '{}' is not replayed", erdmark::join(path, ".")),
                  call.location);
    }
    const std::vector<std::string> items = routine_arguments(call, *routine, scope);
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
    const FunctionSet set = *set_of(call, name, scope);
    if (set.columns.size() != 1) {
        undecided("a row as a value is not replayed", call.location);
    }
    const std::string alias = new_alias("r");
    scope.set_calls->push_back(fmt::format("json_each({}) AS {}", set.sql, alias));
    return {alias + ".value", set.columns[0].type};
}

std::optional<FunctionSet> SqliteTranslator::set_of(const PgQuery__FuncCall& call,
                                                    const std::string& name, QueryScope& scope) {
    if (!is_builtin_name(call) || !is_one_of(kSetFunctions, name)) {
        return std::nullopt;
    }
    std::vector<SqliteValue> values = arguments(call, scope);
    if (name == "unnest" && values.size() == 1 && !element_of(values[0].type).empty()) {
        const std::string element = element_of(values[0].type);
        return FunctionSet{
            fmt::format("pg_elements({}, '{}')", values[0].sql, element_kind(element)),
            {{.name = "", .type = element}}};
    }
    if (name == "generate_series" && values.size() >= 2) {
        return series(std::move(values), call.location);
    }
    if (name == "generate_subscripts" && values.size() == 2) {
        return FunctionSet{
            fmt::format("pg_series(1, pg_array_length({}, {}))", values[0].sql, values[1].sql),
            {{.name = "", .type = "integer"}}};
    }
    if (std::optional<FunctionSet> set = json_set(name, values, call.location)) {
        return set;
    }
    return text_set(name, values, call.location);
}

FunctionSet SqliteTranslator::series(std::vector<SqliteValue> values, int offset) {
    unify(values[0], values[1], offset);
    std::vector<std::string> items{values[0].sql, values[1].sql};
    if (is_date_type(values[0].type) && values.size() == 3) {
        items.push_back(cast(values[2], "interval", offset).sql);
        // The server turns dates into timestamps with time zone.
        const std::string type = values[0].type == "timestamp without time zone"
                                     ? values[0].type
                                     : "timestamp with time zone";
        items[0] = cast(values[0], type, offset).sql;
        items[1] = cast(values[1], type, offset).sql;
        items.push_back(sqlite_text(type));
        return {sqlite_call("pg_time_series", items), {{.name = "", .type = type}}};
    }
    if (!is_integer_type(values[0].type)) {
        undecided(fmt::format("a series of values of type '{}' is not replayed", values[0].type),
                  offset);
    }
    if (values.size() == 3) {
        items.push_back(cast(values[2], "bigint", offset).sql);
    }
    return {sqlite_call("pg_series", items), {{.name = "", .type = values[0].type}}};
}

}  // namespace erdmark::dialect::postgres
