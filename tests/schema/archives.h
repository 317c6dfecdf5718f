#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "schema/schema.h"
#include "schema/snapshot/schema_members.h"

// Archives that go over every member of every struct of a schema, for tests of what must not forget
// one.

namespace erdmark::schema {

/// Calls the hooks that its heirs have for each kind of member; `Heir` has `leaf` for texts, flags
/// and words, `texts_of` for lists of texts, `list_of` for lists of structs, `object_of` for one
/// struct.
template <class Heir>
class EveryMember {
public:
    static constexpr bool kReads = true;

    void required_text(const char*, std::string& value) { heir().leaf(value); }
    void text(const char*, std::string& value) { heir().leaf(value); }
    void optional_text(const char*, std::optional<std::string>& value) { heir().leaf(value); }
    void required_flag(const char*, bool& value) { heir().leaf(value); }
    void flag(const char*, bool& value) { heir().leaf(value); }
    template <class Enum>
    void word(const char*, Enum& value, std::span<const std::string_view> words) {
        heir().word_of(value, words.size());
    }
    void required_texts(const char* name, std::vector<std::string>& values) {
        heir().texts_of(name, values);
    }
    void some_texts(const char* name, std::vector<std::string>& values) {
        heir().texts_of(name, values);
    }
    void texts(const char* name, std::vector<std::string>& values) {
        heir().texts_of(name, values);
    }
    void matching_texts(const char* name, std::vector<std::string>& values, const char*,
                        std::vector<std::string>&) {
        heir().texts_of(name, values);
    }
    void required_rows(const char*, std::vector<std::vector<std::optional<std::string>>>& rows,
                       const char*, std::vector<std::string>&) {
        heir().rows_of(rows);
    }
    void rows_of(std::vector<std::vector<std::optional<std::string>>>& rows) {
        for (std::vector<std::optional<std::string>>& row : rows) {
            for (std::optional<std::string>& value : row) {
                heir().leaf(value);
            }
        }
    }
    void either_text(const char*, std::string& value, const char*, std::string& other) {
        heir().either(value, other);
    }
    template <class Value>
    void required_list(const char* name, std::vector<Value>& values) {
        heir().list_of(name, values);
    }
    template <class Value>
    void some_list(const char* name, std::vector<Value>& values) {
        heir().list_of(name, values);
    }
    template <class Value>
    void list(const char* name, std::vector<Value>& values) {
        heir().list_of(name, values);
    }
    template <class Value>
    void required_object(const char*, Value& value) {
        heir().object_of(value);
    }
    template <class Value>
    void optional_object(const char*, std::optional<Value>& value) {
        heir().object_of(value);
    }
    void name_object(const char*, QualifiedName& value) { heir().object_of(value); }
    template <class Value>
    void inlined(Value& value) {
        heir().object_of(value);
    }

private:
    Heir& heir() { return static_cast<Heir&>(*this); }
};

/// Notes where the members of one struct are, not those of structs in it.
class Addresses : public EveryMember<Addresses> {
public:
    std::set<const void*> seen;

    template <class Value>
    void leaf(Value& value) {
        seen.insert(&value);
    }
    template <class Enum>
    void word_of(Enum& value, std::size_t) {
        leaf(value);
    }
    void either(std::string& value, std::string& other) {
        leaf(value);
        leaf(other);
    }
    template <class Value>
    void texts_of(const char*, Value& value) {
        leaf(value);
    }
    template <class Value>
    void list_of(const char*, Value& value) {
        leaf(value);
    }
    template <class Value>
    void object_of(Value& value) {
        leaf(value);
    }
    template <class Value>
    void rows_of(Value& value) {
        leaf(value);
    }
};

/// Gives every member a value that is not its default. `text_for` gives the text for the number of
/// a text, counted over the whole schema.
class Filling : public EveryMember<Filling> {
public:
    using TextFor = std::function<std::string(std::size_t)>;

    explicit Filling(TextFor text_for) : text_for_(std::move(text_for)) {}

    std::size_t count() const { return count_; }

    void leaf(std::string& value) { value = text_for_(count_++); }
    void leaf(std::optional<std::string>& value) { value = text_for_(count_++); }
    void leaf(bool& value) { value = !value; }
    template <class Enum>
    void word_of(Enum& value, std::size_t words) {
        value = static_cast<Enum>(words - 1);
    }
    void either(std::string& value, std::string& other) {
        leaf((columns_++ % 2) == 0 ? value : other);
    }
    void texts_of(const char*, std::vector<std::string>& values) {
        values = {text_for_(count_), text_for_(count_ + 1)};
        count_ += 2;
    }
    template <class Value>
    void list_of(const char*, std::vector<Value>& values) {
        values.resize(2);
        for (Value& value : values) {
            describe(*this, value);
        }
    }
    template <class Value>
    void object_of(Value& value) {
        describe(*this, value);
    }
    template <class Value>
    void object_of(std::optional<Value>& value) {
        describe(*this, value.emplace());
    }
    void rows_of(std::vector<std::vector<std::optional<std::string>>>& rows) {
        rows.push_back({text_for_(count_), text_for_(count_ + 1)});
        count_ += 2;
    }

private:
    TextFor text_for_;
    std::size_t count_ = 0;
    std::size_t columns_ = 0;
};

/// Turns every list around whose order says nothing.
class Reversing : public EveryMember<Reversing> {
public:
    template <class Value>
    void leaf(Value&) {}
    template <class Enum>
    void word_of(Enum&, std::size_t) {}
    void either(std::string&, std::string&) {}
    void texts_of(const char* name, std::vector<std::string>& values) { turn(name, values); }
    template <class Value>
    void list_of(const char* name, std::vector<Value>& values) {
        for (Value& value : values) {
            describe(*this, value);
        }
        turn(name, values);
    }
    template <class Value>
    void object_of(Value& value) {
        describe(*this, value);
    }
    template <class Value>
    void object_of(std::optional<Value>& value) {
        if (value) {
            describe(*this, *value);
        }
    }
    void rows_of(std::vector<std::vector<std::optional<std::string>>>&) {}

private:
    template <class Value>
    void turn(const char* name, std::vector<Value>& values) {
        static const std::set<std::string> declared = {
            "columns", "elements", "included",           "inherits",
            "parts",   "values",   "referenced_columns", "set_columns",
        };
        if (!declared.contains(name)) {
            std::reverse(values.begin(), values.end());
        }
    }
};

/// A schema in which every member of every struct has a value of its own that is not its default.
inline Schema filled_schema() {
    Schema schema;
    Filling filling([](std::size_t number) { return fmt::format("text {:05}", number); });
    describe(filling, schema);
    return schema;
}

}  // namespace erdmark::schema
