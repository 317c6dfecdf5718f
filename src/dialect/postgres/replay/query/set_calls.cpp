#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/call_kinds.h"
#include "dialect/postgres/replay/query/function_rows.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

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

/// Whether a value of that type is one column.
bool is_plain_type(const std::string& type) {
    return is_whole_number(type) || is_string_type(type) || is_date_type(type) ||
           is_number_type(type) || type == "boolean" || type == "uuid" || type == "json" ||
           type == "jsonb" || type == "void";
}

}  // namespace

bool is_set_function(std::string_view name) {
    return contains(kSetFunctions, name);
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
    if (!is_builtin_name(call) || !is_set_function(name)) {
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

}  // namespace erdmark::dialect::postgres
