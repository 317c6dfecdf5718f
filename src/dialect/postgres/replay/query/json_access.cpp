#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/json_value.h"
#include "dialect/postgres/replay/query/translator.h"

// What operators and functions read out of values of type json and jsonb, and change in them.

namespace erdmark::dialect::postgres {

namespace {

using JsonParts = std::vector<std::optional<std::string>>;

std::optional<std::int64_t> index_of(std::string_view text) {
    std::int64_t index = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, index);
    return error == std::errc() && end == last ? std::optional(index) : std::nullopt;
}

/// A part by a name of an object, or by the number of an item.
std::optional<std::string> part_of(const std::string& json, const std::string& step) {
    const JsonValue value = read_json(json);
    if (value.kind == JsonKind::Object) {
        return value.member(step);
    }
    const std::optional<std::int64_t> index = index_of(step);
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

std::string object_of(const std::vector<std::pair<std::string, std::string>>& members) {
    std::vector<std::string> parts;
    parts.reserve(members.size());
    for (const auto& [name, value] : members) {
        parts.push_back(json_quoted(name) + ": " + value);
    }
    return fmt::format("{{{}}}", fmt::join(parts, ", "));
}

std::string array_of_items(const std::vector<std::string>& items) {
    return fmt::format("[{}]", fmt::join(items, ", "));
}

void concatenate_jsonb(FunctionCall& call) {
    const JsonValue left = read_json(call.text(0));
    const JsonValue right = read_json(call.text(1));
    if (left.kind == JsonKind::Object && right.kind == JsonKind::Object) {
        std::vector<std::pair<std::string, std::string>> members = left.members;
        members.insert(members.end(), right.members.begin(), right.members.end());
        call.give(jsonb_output(object_of(members)));
        return;
    }
    std::vector<std::string> items =
        left.kind == JsonKind::Array ? left.items : std::vector{call.text(0)};
    const std::vector<std::string> further =
        right.kind == JsonKind::Array ? right.items : std::vector{call.text(1)};
    items.insert(items.end(), further.begin(), further.end());
    call.give(jsonb_output(array_of_items(items)));
}

[[noreturn]] void refuse_deletion() {
    refuse("cannot delete from scalar", "22023");
}

/// `jsonb - text`, `jsonb - text[]`: members by their names, or strings of an array.
void delete_names(FunctionCall& call) {
    const JsonParts names = call.flag(2) ? array_elements(call.text(1)) : JsonParts{call.text(1)};
    JsonValue value = read_json(call.text(0));
    const auto is_named = [&](const std::optional<std::string>& name) {
        return name && std::ranges::find(names, name) != names.end();
    };
    if (value.kind == JsonKind::Object) {
        std::erase_if(value.members, [&](const auto& member) { return is_named(member.first); });
        call.give(std::string_view(object_of(value.members)));
        return;
    }
    if (value.kind != JsonKind::Array) {
        refuse_deletion();
    }
    std::erase_if(value.items, [&](const std::string& item) {
        return item.starts_with('"') && is_named(json_text(item));
    });
    call.give(std::string_view(array_of_items(value.items)));
}

void delete_item(FunctionCall& call) {
    JsonValue value = read_json(call.text(0));
    if (value.kind == JsonKind::Object) {
        refuse("cannot delete from object using integer index", "22023");
    }
    if (value.kind != JsonKind::Array) {
        refuse_deletion();
    }
    const auto count = static_cast<std::int64_t>(value.items.size());
    const std::int64_t index = call.integer(1) < 0 ? count + call.integer(1) : call.integer(1);
    if (index >= 0 && index < count) {
        value.items.erase(value.items.begin() + static_cast<std::ptrdiff_t>(index));
    }
    call.give(std::string_view(array_of_items(value.items)));
}

/// What a path leads to is replaced, or removed for no value.
class PathChange {
public:
    PathChange(const JsonParts& path, std::optional<std::string> value, bool creates)
        : path_(path), value_(std::move(value)), creates_(creates) {}

    std::string apply(const std::string& json, std::size_t depth = 0) const {
        JsonValue value = read_json(json);
        if (depth >= path_.size() || !path_[depth]) {
            return json;
        }
        const std::string& step = *path_[depth];
        if (value.kind == JsonKind::Object) {
            change_member(value, step, depth);
            return object_of(value.members);
        }
        if (value.kind == JsonKind::Array) {
            change_item(value, step, depth);
            return array_of_items(value.items);
        }
        return json;
    }

private:
    bool is_last(std::size_t depth) const { return depth + 1 == path_.size(); }

    void change_member(JsonValue& value, const std::string& name, std::size_t depth) const {
        const auto found =
            std::ranges::find(value.members, name, &std::pair<std::string, std::string>::first);
        if (found == value.members.end()) {
            if (is_last(depth) && creates_ && value_) {
                value.members.emplace_back(name, *value_);
            }
        } else if (!is_last(depth)) {
            found->second = apply(found->second, depth + 1);
        } else if (value_) {
            found->second = *value_;
        } else {
            value.members.erase(found);
        }
    }

    void change_item(JsonValue& value, const std::string& step, std::size_t depth) const {
        const std::optional<std::int64_t> index = index_of(step);
        if (!index) {
            refuse(fmt::format("path element at position {} is not an integer: \"{}\"", depth + 1,
                               step),
                   "22P02");
        }
        const auto count = static_cast<std::int64_t>(value.items.size());
        const std::int64_t place = *index < 0 ? count + *index : *index;
        const bool exists = place >= 0 && place < count;
        const auto item = value.items.begin() +
                          static_cast<std::ptrdiff_t>(std::clamp<std::int64_t>(place, 0, count));
        if (!exists) {
            if (is_last(depth) && creates_ && value_) {
                value.items.insert(item, *value_);
            }
        } else if (!is_last(depth)) {
            *item = apply(*item, depth + 1);
        } else if (value_) {
            *item = *value_;
        } else {
            value.items.erase(item);
        }
    }

    const JsonParts& path_;
    std::optional<std::string> value_;
    bool creates_;
};

void give_changed(FunctionCall& call, std::optional<std::string> value, bool creates) {
    const JsonValue target = read_json(call.text(0));
    if (target.kind != JsonKind::Object && target.kind != JsonKind::Array) {
        refuse("cannot set path in scalar", "22023");
    }
    const JsonParts path = array_elements(call.text(1));
    call.give(jsonb_output(PathChange(path, std::move(value), creates).apply(call.text(0))));
}

void set_path(FunctionCall& call) {
    give_changed(call, call.text(2), call.size() < 4 || call.flag(3));
}

void delete_path(FunctionCall& call) {
    give_changed(call, std::nullopt, false);
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
               "22023");
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
               "22023");
    }
    return value;
}

/// Pairs of a name and a value, each an array in the form of json_each.
void object_members(FunctionCall& call) {
    std::vector<std::string> pairs;
    for (const auto& [name, member] : require_object(call, call.text(2)).members) {
        const std::optional<std::string> text =
            call.flag(1) ? json_text(member) : std::optional(member);
        pairs.push_back(fmt::format("[{},{}]", json_quoted(name),
                                    text ? json_quoted(*text) : std::string("null")));
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
               "22023");
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
    ScalarFunction{"pg_jsonb_concat", true, concatenate_jsonb},
    ScalarFunction{"pg_jsonb_delete", true, delete_names},
    ScalarFunction{"pg_jsonb_delete_item", true, delete_item},
    ScalarFunction{"pg_jsonb_delete_path", true, delete_path},
    ScalarFunction{"pg_jsonb_set", true, set_path},
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
