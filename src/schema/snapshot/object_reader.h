#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "schema/schema.h"
#include "schema/snapshot/located.h"
#include "schema/snapshot/member_names.h"

namespace erdmark::schema {

/// Reads the members that `describe` describes from a JSON object. One that is left out means the
/// empty text, the empty list, `false` or the first word of its enum. Throws an `Input` error with
/// the place of what is not as it should be.
class ObjectReader {
public:
    static constexpr bool kReads = true;

    /// `object` must live as long as the reader and what it gives.
    explicit ObjectReader(const Located& object) : object_(object) {
        if (object.json->as_object() == nullptr) {
            object.fail_type("an object");
        }
    }

    template <class Value>
    static Value value_of(const Located& object) {
        ObjectReader reader(object);
        reader.expect(member_names<Value>());
        Value value;
        describe(reader, value);
        return value;
    }

    const Located& object() const { return object_; }

    /// Refuses members with another name than these, then the lack of a required one.
    void expect(const MemberNames& names) const {
        for (const auto& [name, value] : *object_.json->as_object()) {
            if (!holds(names.required, name) && !holds(names.optional, name)) {
                std::vector<std::string> known = names.required;
                known.insert(known.end(), names.optional.begin(), names.optional.end());
                object_.fail(fmt::format("unknown member '{}'{}", name, hint(name, known)));
            }
        }
        for (const std::string& name : names.required) {
            if (!find(name.c_str())) {
                fail_missing(name);
            }
        }
    }

    std::optional<Located> find(const char* name) const {
        const Json* json = object_.json->find(name);
        return json == nullptr ? std::nullopt : std::optional(Located{json, name, &object_});
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

    void required_text(const char* name, std::string& value) const { text(name, value); }
    void text(const char* name, std::string& value) const {
        if (const std::optional<Located> member = find(name)) {
            value = text_of(*member);
        }
    }
    void optional_text(const char* name, std::optional<std::string>& value) const {
        if (const std::optional<Located> member = find(name)) {
            value = text_of(*member);
        }
    }

    void required_flag(const char* name, bool& value) const { flag(name, value); }
    void flag(const char* name, bool& value) const {
        const std::optional<Located> member = find(name);
        if (!member) {
            return;
        }
        const bool* found = member->json->as_bool();
        if (found == nullptr) {
            member->fail_type("a boolean");
        }
        value = *found;
    }

    template <class Enum>
    void word(const char* name, Enum& value, std::span<const std::string_view> words) const {
        if (const std::optional<Located> member = find(name)) {
            value = static_cast<Enum>(index_of(*member, words));
        }
    }

    void required_texts(const char* name, std::vector<std::string>& values) const {
        texts(name, values);
    }
    void some_texts(const char* name, std::vector<std::string>& values) const {
        expect_some(name);
        texts(name, values);
    }
    void texts(const char* name, std::vector<std::string>& values) const {
        for (const Located& item : items(name)) {
            values.push_back(text_of(item));
        }
    }
    /// As many as `others` has, or none at all.
    void matching_texts(const char* name, std::vector<std::string>& values, const char* others_name,
                        const std::vector<std::string>& others) const {
        texts(name, values);
        if (!values.empty() && values.size() != others.size()) {
            find(name)->fail(fmt::format("expected {} as in '{}', found {}",
                                         count_of(others.size(), "name", "names"), others_name,
                                         values.size()));
        }
    }

    /// Arrays of texts and nulls, each as long as `columns`.
    void required_rows(const char* name, std::vector<std::vector<std::optional<std::string>>>& rows,
                       const char* columns_name, const std::vector<std::string>& columns) const {
        for (const Located& item : items(name)) {
            const Json::Array* values = item.json->as_array();
            if (values == nullptr) {
                item.fail_type("an array");
            }
            if (values->size() != columns.size()) {
                item.fail(fmt::format("expected {} as in '{}', found {}",
                                      count_of(columns.size(), "value", "values"), columns_name,
                                      values->size()));
            }
            rows.push_back(row_of(item, *values));
        }
    }

    void either_text(const char* name, std::string& value, const char* other_name,
                     std::string& other) const {
        if (find(name).has_value() == find(other_name).has_value()) {
            object_.fail(fmt::format("expected either '{}' or '{}'", name, other_name));
        }
        text(name, value);
        text(other_name, other);
    }

    template <class Value>
    void required_list(const char* name, std::vector<Value>& values) const {
        list(name, values);
    }
    template <class Value>
    void some_list(const char* name, std::vector<Value>& values) const {
        expect_some(name);
        list(name, values);
    }
    template <class Value>
    void list(const char* name, std::vector<Value>& values) const {
        for (const Located& item : items(name)) {
            values.push_back(value_of<Value>(item));
        }
    }

    template <class Value>
    void required_object(const char* name, Value& value) const {
        value = value_of<Value>(*find(name));
    }
    template <class Value>
    void optional_object(const char* name, std::optional<Value>& value) const {
        if (const std::optional<Located> member = find(name)) {
            value = value_of<Value>(*member);
        }
    }
    void name_object(const char* name, QualifiedName& value) const {
        if (const std::optional<Located> member = find(name)) {
            value = value_of<QualifiedName>(*member);
        }
    }

    template <class Value>
    void inlined(Value& value) {
        describe(*this, value);
    }

private:
    [[noreturn]] void fail_missing(const std::string& name) const {
        object_.fail(fmt::format("missing member '{}'", name));
    }

    std::vector<Located> items(const char* name) const {
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

    void expect_some(const char* name) const {
        if (items(name).empty()) {
            object_.fail(fmt::format("expected at least one item in '{}'", name));
        }
    }

    static std::vector<std::optional<std::string>> row_of(const Located& row,
                                                          const Json::Array& values) {
        std::vector<std::optional<std::string>> texts;
        for (const Json& value : values) {
            const std::string* text = value.as_string();
            if (text == nullptr && !value.is_null()) {
                row.fail("expected nothing but strings and nulls");
            }
            texts.push_back(text == nullptr ? std::nullopt : std::optional(*text));
        }
        return texts;
    }

    static bool holds(const std::vector<std::string>& names, const std::string& name) {
        return std::ranges::find(names, name) != names.end();
    }

    static std::string text_of(const Located& value) {
        const std::string* text = value.json->as_string();
        if (text == nullptr) {
            value.fail_type("a string");
        }
        return *text;
    }

    static std::size_t index_of(const Located& member, std::span<const std::string_view> words) {
        const std::string word = text_of(member);
        const auto found = std::ranges::find(words, word);
        if (found == words.end()) {
            const std::vector<std::string> known(words.begin(), words.end());
            member.fail(fmt::format("unknown word '{}'{}", word, hint(word, known)));
        }
        return static_cast<std::size_t>(found - words.begin());
    }

    static std::string hint(std::string_view word, const std::vector<std::string>& known) {
        const std::string near = did_you_mean(word, known);
        return near.empty() ? fmt::format(", expected one of '{}'", join(known, "', '")) : near;
    }

    const Located& object_;
};

}  // namespace erdmark::schema
