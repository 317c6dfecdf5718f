#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/position.h"

namespace erdmark::config {

enum class ValueKind { Text, Number, Flag, Time, List, Table };

struct Member;

/// A value of a TOML file (v1.0) and where it stands.
struct Value {
    ValueKind kind = ValueKind::Table;
    Position position;
    std::string text;             ///< Of a `Text`.
    bool flag = false;            ///< Of a `Flag`.
    std::optional<long> integer;  ///< Of a `Number` that is whole.
    std::vector<Value> items;     ///< Of a `List`.
    std::vector<Member> members;  ///< Of a `Table`, by key.
};

struct Member {
    std::string key;
    Position position;  ///< Of the key.
    Value value;
};

/// The member of a table, or a null pointer.
const Value* find(const Value& table, std::string_view key);

/// Reads a file. Throws a `Config` error `file:line:column: message` for what is not TOML.
Value parse_toml(std::string_view text, std::string_view file);

}  // namespace erdmark::config
