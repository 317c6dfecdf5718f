#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_json(const std::string& type) {
    return type == "json" || type == "jsonb";
}

/// `->`, `->>`, `#>`, `#>>`.
SqliteValue json_part(const std::string& name, const SqliteValue& left, const SqliteValue& right) {
    const bool is_path = name.starts_with('#');
    const bool gives_text = name.ends_with(">>");
    const std::string step = is_path || is_whole_number(right.type) ? right.sql : as_text(right);
    return {fmt::format("pg_json_{}{}({}, {})", is_path ? "path" : "get", gives_text ? "_text" : "",
                        left.sql, step),
            gives_text ? "text" : left.type};
}

/// `jsonb - x`.
SqliteValue without_part(const SqliteValue& left, const SqliteValue& right) {
    if (is_whole_number(right.type)) {
        return {fmt::format("pg_jsonb_delete_item({}, {})", left.sql, right.sql), "jsonb"};
    }
    const bool is_array = !element_of(right.type).empty();
    return {fmt::format("pg_jsonb_delete({}, {}, {})", left.sql,
                        is_array ? right.sql : as_text(right), is_array ? 1 : 0),
            "jsonb"};
}

/// `||`, `@>` and `<@` of two values of type jsonb.
SqliteValue json_pair(const std::string& name, const SqliteValue& left, const SqliteValue& right) {
    if (name == "||") {
        return {sqlite_call("pg_jsonb_concat", {left.sql, right.sql}), "jsonb"};
    }
    return {name == "@>" ? sqlite_call("pg_jsonb_contains", {left.sql, right.sql})
                         : sqlite_call("pg_jsonb_contains", {right.sql, left.sql}),
            "boolean"};
}

}  // namespace

std::optional<SqliteValue> SqliteTranslator::json_operation(const std::string& name,
                                                            const SqliteValue& left,
                                                            const SqliteValue& right, int offset) {
    if (is_json(left.type) && (name == "->" || name == "->>")) {
        return json_part(name, left, right);
    }
    if (is_json(left.type) && (name == "#>" || name == "#>>")) {
        return json_part(name, left, as_path(right, offset));
    }
    const bool is_binary = left.type == "jsonb" || right.type == "jsonb";
    if (!is_binary || left.type == "json" || right.type == "json") {
        return std::nullopt;
    }
    if (name == "||" || name == "@>" || name == "<@") {
        return json_pair(name, cast(left, "jsonb", offset), cast(right, "jsonb", offset));
    }
    return json_names(name, left, right, offset);
}

SqliteValue SqliteTranslator::as_path(const SqliteValue& value, int offset) {
    return is_untyped(value.type) ? cast(value, "text[]", offset) : value;
}

std::optional<SqliteValue> SqliteTranslator::json_names(const std::string& name,
                                                        const SqliteValue& left,
                                                        const SqliteValue& right, int offset) {
    if (name == "-") {
        return without_part(left, right);
    }
    if (name == "#-") {
        return SqliteValue{
            sqlite_call("pg_jsonb_delete_path", {left.sql, as_path(right, offset).sql}), "jsonb"};
    }
    if (name == "?" || name == "?|" || name == "?&") {
        const std::string names = name == "?" ? as_text(right) : as_path(right, offset).sql;
        return SqliteValue{sqlite_call("pg_jsonb_has", {left.sql, names, sqlite_text(name)}),
                           "boolean"};
    }
    return std::nullopt;
}

std::optional<FunctionSet> SqliteTranslator::json_set(const std::string& name,
                                                      const std::vector<SqliteValue>& values,
                                                      int offset) {
    const bool is_binary = name.starts_with("jsonb_");
    const std::string type = is_binary ? "jsonb" : "json";
    const std::string_view kind = std::string_view(name).substr(type.size() + 1);
    const bool is_text = kind.ends_with("_text");
    const bool is_known =
        kind.starts_with("array_elements") || kind.starts_with("each") || kind == "object_keys";
    if (values.size() != 1 || !name.starts_with("json") || !is_known) {
        return std::nullopt;
    }
    const std::string json = cast(values[0], type, offset).sql;
    const std::string value_type = is_text ? "text" : type;
    if (kind == "object_keys") {
        return FunctionSet{fmt::format("pg_json_names({}, '{}')", json, name),
                           {{.name = "", .type = "text"}}};
    }
    if (kind.starts_with("array_elements")) {
        return FunctionSet{fmt::format("pg_json_items({}, {})", json, is_text ? 1 : 0),
                           {{.name = "value", .type = value_type}}};
    }
    return FunctionSet{fmt::format("pg_json_members({}, {}, '{}')", json, is_text ? 1 : 0, name),
                       {{.name = "key", .type = "text"}, {.name = "value", .type = value_type}}};
}

}  // namespace erdmark::dialect::postgres
