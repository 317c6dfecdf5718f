#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "schema/schema.h"

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

/// Reads the members of an object as docs/formats/snapshot.md has them: one that is left out means
/// the empty text, the empty list, `false` or the first word of its enum. Throws an `Input` error
/// with the place of what is not as it should be.
class ObjectReader {
public:
    using Names = std::initializer_list<const char*>;

    /// `object` must live as long as the reader and what it gives.
    explicit ObjectReader(const Located& object) : object_(object) {
        if (object.json->as_object() == nullptr) {
            object.fail_type("an object");
        }
    }

    const Located& object() const { return object_; }

    /// Refuses members with another name than these, then the lack of a required one.
    void expect(Names required, Names optional) const {
        for (const auto& [name, value] : *object_.json->as_object()) {
            if (!holds(required, name) && !holds(optional, name)) {
                std::vector<std::string> known(required.begin(), required.end());
                known.insert(known.end(), optional.begin(), optional.end());
                object_.fail(fmt::format("unknown member '{}'{}", name, hint(name, known)));
            }
        }
        for (const char* name : required) {
            if (!find(name)) {
                fail_missing(name);
            }
        }
    }

    std::optional<Located> find(const char* name) const {
        const Json* json = object_.json->find(name);
        return json == nullptr ? std::nullopt : std::optional(Located{json, name, &object_});
    }

    std::string text(const char* name) const {
        const std::optional<Located> member = find(name);
        return member ? text_of(*member) : "";
    }

    std::optional<std::string> optional_text(const char* name) const {
        const std::optional<Located> member = find(name);
        return member ? std::optional(text_of(*member)) : std::nullopt;
    }

    QualifiedName qualified_name() const {
        return {.schema = text("schema"), .name = text("name")};
    }

    /// Of a member that must be there.
    std::int64_t integer(const char* name) const {
        const std::optional<Located> member = find(name);
        if (!member) {
            fail_missing(name);
        }
        const std::int64_t* value = member->json->as_integer();
        if (value == nullptr) {
            member->fail_type("an integer");
        }
        return *value;
    }

    bool flag(const char* name) const {
        const std::optional<Located> member = find(name);
        if (!member) {
            return false;
        }
        const bool* value = member->json->as_bool();
        if (value == nullptr) {
            member->fail_type("a boolean");
        }
        return *value;
    }

    /// The index of the word among `words`, those of an enum in the order of its enumerators.
    std::size_t word(const char* name, std::span<const std::string_view> words) const {
        const std::optional<Located> member = find(name);
        if (!member) {
            return 0;
        }
        const std::string word = text_of(*member);
        const auto found = std::ranges::find(words, word);
        if (found == words.end()) {
            const std::vector<std::string> known(words.begin(), words.end());
            member->fail(fmt::format("unknown word '{}'{}", word, hint(word, known)));
        }
        return static_cast<std::size_t>(found - words.begin());
    }

    std::vector<Located> list(const char* name) const {
        const std::optional<Located> member = find(name);
        if (!member) {
            return {};
        }
        const Json::Array* array = member->json->as_array();
        if (array == nullptr) {
            member->fail_type("an array");
        }
        std::vector<Located> items;
        items.reserve(array->size());
        for (const Json& item : *array) {
            items.push_back({&item, name, &object_, items.size()});
        }
        return items;
    }

    std::vector<std::string> texts(const char* name) const {
        std::vector<std::string> texts;
        for (const Located& item : list(name)) {
            texts.push_back(text_of(item));
        }
        return texts;
    }

    /// As `list` and `texts`, but refuses an empty array.
    std::vector<Located> some(const char* name) const {
        std::vector<Located> items = list(name);
        if (items.empty()) {
            object_.fail(fmt::format("expected at least one item in '{}'", name));
        }
        return items;
    }
    std::vector<std::string> some_texts(const char* name) const {
        some(name);
        return texts(name);
    }

private:
    [[noreturn]] void fail_missing(const char* name) const {
        object_.fail(fmt::format("missing member '{}'", name));
    }

    static bool holds(Names names, const std::string& name) {
        return std::ranges::find(names, name) != names.end();
    }

    static std::string text_of(const Located& value) {
        const std::string* text = value.json->as_string();
        if (text == nullptr) {
            value.fail_type("a string");
        }
        return *text;
    }

    static std::string hint(std::string_view word, const std::vector<std::string>& known) {
        const std::string near = did_you_mean(word, known);
        return near.empty() ? fmt::format(", expected one of '{}'", join(known, "', '")) : near;
    }

    const Located& object_;
};

}  // namespace erdmark::schema
