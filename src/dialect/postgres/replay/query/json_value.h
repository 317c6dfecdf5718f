#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace erdmark::dialect::postgres {

enum class JsonKind { Null, Boolean, Number, String, Array, Object };

/// A value of type json or jsonb, one level deep: what is inside of it is its text.
struct JsonValue {
    JsonKind kind = JsonKind::Null;
    std::string text;  ///< As it was written; of a string, the characters that it stands for.
    std::vector<std::pair<std::string, std::string>> members;  ///< Of an object, in their order.
    std::vector<std::string> items;                            ///< Of an array.

    /// The value of a member, of the last of that name; nothing when there is none.
    std::optional<std::string> member(std::string_view name) const;

    /// The item of an array, from the end for a number below zero.
    std::optional<std::string> item(std::int64_t index) const;
};

/// Reads a text of type json or jsonb. Throws an `Undecidable` for what is none.
JsonValue read_json(std::string_view text);

/// The number of an item, as a path has it; nothing for what is none.
std::optional<std::int64_t> json_index(std::string_view text);

/// The value as `->>` gives it: of a string its characters; nothing for null.
std::optional<std::string> json_text(std::string_view json);

}  // namespace erdmark::dialect::postgres
