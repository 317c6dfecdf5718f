#include "config/toml_value.h"

#include <algorithm>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "base/error.h"

namespace erdmark::config {
namespace {

Position position_of(const toml::source_region& where) {
    return {.line = where.begin.line, .column = where.begin.column};
}

ValueKind kind_of(const toml::node& node) {
    switch (node.type()) {
        case toml::node_type::none:
        case toml::node_type::table:
            return ValueKind::Table;
        case toml::node_type::array:
            return ValueKind::List;
        case toml::node_type::string:
            return ValueKind::Text;
        case toml::node_type::integer:
        case toml::node_type::floating_point:
            return ValueKind::Number;
        case toml::node_type::boolean:
            return ValueKind::Flag;
        case toml::node_type::date:
        case toml::node_type::time:
        case toml::node_type::date_time:
            return ValueKind::Time;
    }
    return ValueKind::Table;
}

Value to_value(const toml::node& node) {
    Value value{.kind = kind_of(node), .position = position_of(node.source())};
    if (const auto* text = node.as_string()) {
        value.text = text->get();
    } else if (const auto* flag = node.as_boolean()) {
        value.flag = flag->get();
    } else if (const auto* integer = node.as_integer()) {
        value.integer = integer->get();
    } else if (const toml::array* items = node.as_array()) {
        for (const toml::node& item : *items) {
            value.items.push_back(to_value(item));
        }
    } else if (const toml::table* table = node.as_table()) {
        for (const auto& [key, member] : *table) {
            value.members.push_back({.key = std::string(key.str()),
                                     .position = position_of(key.source()),
                                     .value = to_value(member)});
        }
    }
    return value;
}

}  // namespace

const Value* find(const Value& table, std::string_view key) {
    const auto member = std::ranges::find(table.members, key, &Member::key);
    return member == table.members.end() ? nullptr : &member->value;
}

Value parse_toml(std::string_view text, std::string_view file) {
    try {
        return to_value(toml::parse(text, file));
    } catch (const toml::parse_error& error) {
        // toml++ 3.3 begins with "Error while parsing key-value pair: ".
        std::string_view reason = error.description();
        const std::size_t colon = reason.find(": ");
        reason.remove_prefix(colon == std::string_view::npos ? 0 : colon + 2);
        throw Error(ErrorKind::Config,
                    fmt::format("{}: not valid TOML: {}",
                                format_position(file, position_of(error.source())), reason));
    }
}

}  // namespace erdmark::config
