#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/call_kinds.h"
#include "dialect/postgres/replay/query/function_rows.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

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

/// Whether the server takes a call of `substring` for one with a pattern.
bool has_pattern(const std::string& name, const std::vector<SqliteValue>& values) {
    return name == "substring" && values.size() == 2 && is_string_type(values[1].type);
}

}  // namespace

bool is_builtin_name(const PgQuery__FuncCall& call) {
    return call.n_funcname == 1 || std::string_view(call.funcname[0]->string->sval) == "pg_catalog";
}

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
    if (is_aggregate(name)) {
        return aggregate(call, name, scope);
    }
    if (is_set_function(name)) {
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

}  // namespace erdmark::dialect::postgres
