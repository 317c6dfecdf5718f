#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"

namespace erdmark::schema {

/// A value and the way to it, which becomes text only when a message needs it. The owner must live
/// as long.
struct Located {
    const Json* json;
    const char* name;                ///< Of the member it is, or of the file.
    const Located* owner = nullptr;  ///< The object it is a member of; null for the whole document.
    std::optional<std::size_t> index;  ///< When it is an item of the member's array.

    /// `file`, `file: tables`, `file: tables[3].columns[0].type`.
    std::string place() const {
        const char* separator = owner == nullptr ? "" : owner->owner == nullptr ? ": " : ".";
        const std::string prefix = owner == nullptr ? "" : owner->place();
        const std::string suffix = index ? fmt::format("[{}]", *index) : "";
        return prefix + separator + name + suffix;
    }

    [[noreturn]] void fail(const std::string& message) const {
        throw Error(ErrorKind::Input, place() + ": " + message);
    }

    /// `expected` has its article: `a string`.
    [[noreturn]] void fail_type(std::string_view expected) const {
        const std::string_view found = json->type_name();
        if (json->is_null()) {
            fail(fmt::format("expected {}, found {}", expected, found));
        }
        const bool starts_with_vowel = found == "array" || found == "object";
        fail(fmt::format("expected {}, found {} {}", expected, starts_with_vowel ? "an" : "a",
                         found));
    }
};

}  // namespace erdmark::schema
