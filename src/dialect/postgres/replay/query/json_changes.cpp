#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/json_value.h"
#include "dialect/postgres/replay/query/translator.h"

// What operators and functions change in values of type jsonb.

namespace erdmark::dialect::postgres {

namespace {

using JsonSteps = std::vector<std::optional<std::string>>;

std::string object_of(const std::vector<std::pair<std::string, std::string>>& members) {
    std::vector<std::string> parts;
    parts.reserve(members.size());
    for (const auto& [name, value] : members) {
        parts.push_back(quoted_json(name) + ": " + value);
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
    refuse("cannot delete from scalar", condition::kInvalidParameterValue);
}

/// `jsonb - text`, `jsonb - text[]`: members by their names, or strings of an array.
void delete_names(FunctionCall& call) {
    const JsonSteps names = call.flag(2) ? array_elements(call.text(1)) : JsonSteps{call.text(1)};
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
        refuse("cannot delete from object using integer index", condition::kInvalidParameterValue);
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
    PathChange(const JsonSteps& path, std::optional<std::string> value, bool creates)
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
        const std::optional<std::int64_t> index = json_index(step);
        if (!index) {
            refuse(fmt::format("path element at position {} is not an integer: \"{}\"", depth + 1,
                               step),
                   condition::kInvalidText);
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

    const JsonSteps& path_;
    std::optional<std::string> value_;
    bool creates_;
};

void give_changed(FunctionCall& call, std::optional<std::string> value, bool creates) {
    const JsonValue target = read_json(call.text(0));
    if (target.kind != JsonKind::Object && target.kind != JsonKind::Array) {
        refuse("cannot set path in scalar", condition::kInvalidParameterValue);
    }
    const JsonSteps path = array_elements(call.text(1));
    call.give(jsonb_output(PathChange(path, std::move(value), creates).apply(call.text(0))));
}

void set_path(FunctionCall& call) {
    give_changed(call, call.text(2), call.size() < 4 || call.flag(3));
}

void delete_path(FunctionCall& call) {
    give_changed(call, std::nullopt, false);
}

constexpr std::array kJsonChanges{
    ScalarFunction{"pg_jsonb_concat", true, concatenate_jsonb},
    ScalarFunction{"pg_jsonb_delete", true, delete_names},
    ScalarFunction{"pg_jsonb_delete_item", true, delete_item},
    ScalarFunction{"pg_jsonb_delete_path", true, delete_path},
    ScalarFunction{"pg_jsonb_set", true, set_path},
};

}  // namespace

std::span<const ScalarFunction> json_change_functions() {
    return kJsonChanges;
}

}  // namespace erdmark::dialect::postgres
