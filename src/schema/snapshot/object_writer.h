#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "schema/schema.h"

namespace erdmark::schema {

/// Builds the JSON object that `describe` describes. What says nothing is left out: the empty text,
/// the empty list, `false` and the first word of an enum. Only what is required stands always.
class ObjectWriter {
public:
    static constexpr bool kReads = false;

    void required_text(const char* name, const std::string& value) { add(name, value); }
    void text(const char* name, const std::string& value) {
        if (!value.empty()) {
            add(name, value);
        }
    }
    void optional_text(const char* name, const std::optional<std::string>& value) {
        if (value) {
            add(name, *value);
        }
    }

    void required_flag(const char* name, bool value) { add(name, value); }
    void flag(const char* name, bool value) {
        if (value) {
            add(name, true);
        }
    }

    /// `words` are those of the enum, in the order of its enumerators.
    template <class Enum>
    void word(const char* name, Enum value, std::span<const std::string_view> words) {
        if (const auto index = static_cast<std::size_t>(value); index != 0) {
            add(name, words[index]);
        }
    }

    void required_texts(const char* name, const std::vector<std::string>& values) {
        add(name, Json::Array(values.begin(), values.end()));
    }
    void some_texts(const char* name, const std::vector<std::string>& values) {
        required_texts(name, values);
    }
    void texts(const char* name, const std::vector<std::string>& values) {
        if (!values.empty()) {
            required_texts(name, values);
        }
    }
    void matching_texts(const char* name, const std::vector<std::string>& values,
                        const char* /*other*/, const std::vector<std::string>& /*others*/) {
        texts(name, values);
    }

    /// Arrays of texts and, where there is none, null; each as long as `columns`.
    void required_rows(const char* name,
                       const std::vector<std::vector<std::optional<std::string>>>& rows,
                       const char* /*columns*/, const std::vector<std::string>& /*columns*/) {
        Json::Array items;
        for (const std::vector<std::optional<std::string>>& row : rows) {
            Json::Array values;
            for (const std::optional<std::string>& value : row) {
                values.push_back(value ? Json(*value) : Json());
            }
            items.emplace_back(std::move(values));
        }
        add(name, std::move(items));
    }

    // SQLite allows a column whose name is empty.
    void either_text(const char* name, const std::string& value, const char* other_name,
                     const std::string& other) {
        if (other.empty()) {
            add(name, value);
        } else {
            add(other_name, other);
        }
    }

    template <class Value>
    void required_list(const char* name, const std::vector<Value>& values) {
        Json::Array items;
        for (const Value& value : values) {
            items.push_back(json_of(value));
        }
        add(name, std::move(items));
    }
    template <class Value>
    void some_list(const char* name, const std::vector<Value>& values) {
        required_list(name, values);
    }
    template <class Value>
    void list(const char* name, const std::vector<Value>& values) {
        if (!values.empty()) {
            required_list(name, values);
        }
    }

    template <class Value>
    void required_object(const char* name, const Value& value) {
        add(name, json_of(value));
    }
    template <class Value>
    void optional_object(const char* name, const std::optional<Value>& value) {
        if (value) {
            add(name, json_of(*value));
        }
    }
    void name_object(const char* name, const QualifiedName& value) {
        if (!value.empty()) {
            add(name, json_of(value));
        }
    }

    /// The members of `value` as members of this object.
    template <class Value>
    void inlined(const Value& value) {
        describe(*this, value);
    }

    void add(const char* name, Json value) { members_.emplace_back(name, std::move(value)); }

    /// The object; leaves this one empty.
    Json::Object take() { return std::exchange(members_, {}); }

    template <class Value>
    static Json json_of(const Value& value) {
        ObjectWriter object;
        describe(object, value);
        return object.take();
    }

private:
    Json::Object members_;
};

}  // namespace erdmark::schema
