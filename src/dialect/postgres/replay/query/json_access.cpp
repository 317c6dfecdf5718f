#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/json_value.h"
#include "dialect/postgres/replay/query/translator.h"

// What operators and functions read out of values of type json and jsonb.

namespace erdmark::dialect::postgres {

namespace {

using JsonParts = std::vector<std::optional<std::string>>;

/// A part by a name of an object, or by the number of an item.
std::optional<std::string> part_of(const std::string& json, const std::string& step) {
    const JsonValue value = read_json(json);
    if (value.kind == JsonKind::Object) {
        return value.member(step);
    }
    const std::optional<std::int64_t> index = json_index(step);
    return value.kind == JsonKind::Array && index ? value.item(*index) : std::nullopt;
}

std::optional<std::string> part_at(const FunctionCall& call) {
    const JsonValue value = read_json(call.text(0));
    if (call.is_integer(1)) {
        return value.kind == JsonKind::Array ? value.item(call.integer(1)) : std::nullopt;
    }
    return value.kind == JsonKind::Object ? value.member(call.text(1)) : std::nullopt;
}

std::optional<std::string> part_at_path(const FunctionCall& call) {
    std::optional<std::string> json = call.text(0);
    for (const std::optional<std::string>& step : array_elements(call.text(1))) {
        json = json && step ? part_of(*json, *step) : std::nullopt;
    }
    return json;
}

void get_part(FunctionCall& call) {
    call.give(part_at(call));
}

void get_part_text(FunctionCall& call) {
    const std::optional<std::string> part = part_at(call);
    call.give(part ? json_text(*part) : std::nullopt);
}

void get_path(FunctionCall& call) {
    call.give(part_at_path(call));
}

void get_path_text(FunctionCall& call) {
    const std::optional<std::string> part = part_at_path(call);
    call.give(part ? json_text(*part) : std::nullopt);
}

/// The steps of the path are arguments of their own.
std::optional<std::string> walked(const FunctionCall& call) {
    std::optional<std::string> json = call.text(0);
    for (std::size_t index = 1; index < call.size(); ++index) {
        json = json ? part_of(*json, call.text(index)) : std::nullopt;
    }
    return json;
}

void walk(FunctionCall& call) {
    call.give(walked(call));
}

void walk_text(FunctionCall& call) {
    const std::optional<std::string> part = walked(call);
    call.give(part ? json_text(*part) : std::nullopt);
}

bool has_name(const JsonValue& value, const std::optional<std::string>& name) {
    if (!name) {
        return false;
    }
    if (value.kind == JsonKind::Object) {
        return value.member(*name).has_value();
    }
    if (value.kind == JsonKind::String) {
        return value.text == *name;
    }
    return std::ranges::any_of(value.items, [&](const std::string& item) {
        return item.starts_with('"') && json_text(item) == name;
    });
}

/// `?`, `?|` and `?&`, by the third argument.
void has_names(FunctionCall& call) {
    const JsonValue value = read_json(call.text(0));
    const std::string kind = call.text(2);
    const JsonParts names = kind == "?" ? JsonParts{call.text(1)} : array_elements(call.text(1));
    const auto is_there = [&](const std::optional<std::string>& name) {
        return has_name(value, name);
    };
    call.give(kind == "?&" ? std::ranges::all_of(names, is_there)
                           : std::ranges::any_of(names, is_there));
}

bool holds_json(const std::string& outer, const std::string& inner);

bool holds_items(const JsonValue& outer, const JsonValue& inner) {
    return std::ranges::all_of(inner.items, [&](const std::string& item) {
        return std::ranges::any_of(outer.items,
                                   [&](const std::string& each) { return holds_json(each, item); });
    });
}

/// `@>` of values that are printed as jsonb.
bool holds_json(const std::string& outer, const std::string& inner) {
    const JsonValue left = read_json(outer);
    const JsonValue right = read_json(inner);
    if (left.kind != right.kind) {
        return false;
    }
    switch (left.kind) {
        case JsonKind::Object:
            return std::ranges::all_of(right.members, [&](const auto& member) {
                const std::optional<std::string> value = left.member(member.first);
                return value && holds_json(*value, member.second);
            });
        case JsonKind::Array:
            return holds_items(left, right);
        case JsonKind::Number: {
            double first = 0;
            double second = 0;
            std::from_chars(outer.data(), outer.data() + outer.size(), first);
            std::from_chars(inner.data(), inner.data() + inner.size(), second);
            return first == second;
        }
        case JsonKind::Null:
        case JsonKind::Boolean:
        case JsonKind::String:
            break;
    }
    return outer == inner;
}

void contains_json(FunctionCall& call) {
    const JsonValue left = read_json(call.text(0));
    const JsonValue right = read_json(call.text(1));
    // An array may hold a plain value by itself.
    const bool is_plain = right.kind != JsonKind::Object && right.kind != JsonKind::Array;
    if (left.kind == JsonKind::Array && is_plain) {
        call.give(holds_items(left, {.items = {call.text(1)}}));
        return;
    }
    call.give(holds_json(call.text(0), call.text(1)));
}

/// The items of an array, as values of JSON or as text, in the form of json_each.
void array_items(FunctionCall& call) {
    const JsonValue value = read_json(call.text(0));
    if (value.kind != JsonKind::Array) {
        refuse(value.kind == JsonKind::Object ? "cannot extract elements from an object"
                                              : "cannot extract elements from a scalar",
               condition::kInvalidParameterValue);
    }
    JsonParts parts;
    for (const std::string& item : value.items) {
        parts.push_back(call.flag(1) ? json_text(item) : std::optional(item));
    }
    call.give(std::string_view(json_elements(parts, 's')));
}

JsonValue require_object(const FunctionCall& call, std::string_view function) {
    JsonValue value = read_json(call.text(0));
    if (value.kind != JsonKind::Object) {
        refuse(fmt::format("cannot call {} on {}", function,
                           value.kind == JsonKind::Array ? "an array" : "a scalar"),
               condition::kInvalidParameterValue);
    }
    return value;
}

/// Pairs of a name and a value, each an array in the form of json_each.
void object_members(FunctionCall& call) {
    std::vector<std::string> pairs;
    for (const auto& [name, member] : require_object(call, call.text(2)).members) {
        const std::optional<std::string> text =
            call.flag(1) ? json_text(member) : std::optional(member);
        pairs.push_back(fmt::format("[{},{}]", quoted_json(name),
                                    text ? quoted_json(*text) : std::string("null")));
    }
    call.give(std::string_view(fmt::format("[{}]", fmt::join(pairs, ","))));
}

void object_names(FunctionCall& call) {
    JsonParts names;
    for (const auto& [name, member] : require_object(call, call.text(1)).members) {
        names.emplace_back(name);
    }
    call.give(std::string_view(json_elements(names, 's')));
}

void array_size(FunctionCall& call) {
    const JsonValue value = read_json(call.text(0));
    if (value.kind != JsonKind::Array) {
        refuse(value.kind == JsonKind::Object ? "cannot get array length of a non-array"
                                              : "cannot get array length of a scalar",
               condition::kInvalidParameterValue);
    }
    call.give(static_cast<std::int64_t>(value.items.size()));
}

void type_name(FunctionCall& call) {
    constexpr std::array<std::string_view, 6> kNames{"null",   "boolean", "number",
                                                     "string", "array",   "object"};
    call.give(kNames.at(static_cast<std::size_t>(read_json(call.text(0)).kind)));
}

constexpr std::array kJsonAccess{
    ScalarFunction{"pg_json_get", true, get_part},
    ScalarFunction{"pg_json_get_text", true, get_part_text},
    ScalarFunction{"pg_json_path", true, get_path},
    ScalarFunction{"pg_json_path_text", true, get_path_text},
    ScalarFunction{"pg_json_walk", true, walk},
    ScalarFunction{"pg_json_walk_text", true, walk_text},
    ScalarFunction{"pg_jsonb_has", true, has_names},
    ScalarFunction{"pg_jsonb_contains", true, contains_json},
    ScalarFunction{"pg_json_items", true, array_items},
    ScalarFunction{"pg_json_members", true, object_members},
    ScalarFunction{"pg_json_names", true, object_names},
    ScalarFunction{"pg_json_size", true, array_size},
    ScalarFunction{"pg_json_type", true, type_name},
};

}  // namespace

std::span<const ScalarFunction> json_access_functions() {
    return kJsonAccess;
}

}  // namespace erdmark::dialect::postgres
