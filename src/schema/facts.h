#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"
#include "schema/snapshot/schema_members.h"

namespace erdmark::schema {

/// A property of an object or of a part, as words.
struct Fact {
    std::string name;
    std::string text;
    bool usual = false;  ///< Nothing that need be said of a new part.
};

/// A column, a constraint, an index, … of an object.
struct Part {
    std::string key;   ///< What two forms of one part have in common.
    std::string name;  ///< For people.
    std::vector<Fact> facts;
};

struct PartList {
    std::string what;  ///< What each of them is: `column`.
    std::vector<Part> parts;
};

/// `default_value` → `default`, `on_delete` → `on delete`.
std::string fact_name(std::string_view member);

/// What the parts in the list of that name are: `unique_constraints` → `unique constraint`.
std::string part_word(std::string_view member);

/// The texts with commas between them; one that holds a comma stands in quotes, so that different
/// lists give different texts.
std::string list_text(const std::vector<std::string>& texts);

/// `type text`, `nullable`
std::string fact_text(const Fact& fact);

/// The facts in one line: the first by its text alone, the others with their names.
std::string facts_text(std::span<const Fact> facts);

/// Names a part by its facts.
Part make_part(std::vector<Fact> facts, bool only_one);

/// Collects the facts that `describe` describes, with structs in them as text.
class FactArchive {
public:
    static constexpr bool kReads = false;

    std::vector<Fact> facts;

    void required_text(const char* name, const std::string& value) { add(name, value); }
    void text(const char* name, const std::string& value) { add(name, value); }
    void optional_text(const char* name, const std::optional<std::string>& value) {
        add(name, !value ? "" : value->empty() ? "an empty text" : *value);
    }
    void required_flag(const char* name, bool value) {
        facts.push_back({fact_name(name), value ? "yes" : "no", !value});
    }
    void flag(const char* name, bool value) { required_flag(name, value); }
    template <class Enum>
    void word(const char* name, Enum value, std::span<const std::string_view> words) {
        const auto index = static_cast<std::size_t>(value);
        facts.push_back({fact_name(name), std::string(words[index]), index == 0});
    }

    void required_texts(const char* name, const std::vector<std::string>& values) {
        add(name, list_text(values));
    }
    void some_texts(const char* name, const std::vector<std::string>& values) {
        required_texts(name, values);
    }
    void texts(const char* name, const std::vector<std::string>& values) {
        required_texts(name, values);
    }
    void matching_texts(const char* name, const std::vector<std::string>& values,
                        const char* /*other*/, const std::vector<std::string>& /*others*/) {
        required_texts(name, values);
    }
    template <class Rows>
    void required_rows(const char* name, const Rows& rows, const char* /*columns*/,
                       const std::vector<std::string>& /*columns*/) {
        std::vector<std::string> texts;
        for (const auto& row : rows) {
            std::vector<std::string> values;
            values.reserve(row.size());
            for (const std::optional<std::string>& value : row) {
                values.push_back(value ? "'" + *value + "'" : "NULL");
            }
            texts.push_back(list_text(values));
        }
        add(name, list_text(texts));
    }
    void either_text(const char* name, const std::string& value, const char* /*other_name*/,
                     const std::string& other) {
        add(name, other.empty() ? value : "(" + other + ")");
    }

    void required_rows(const char* name,
                       const std::vector<std::vector<std::optional<std::string>>>& rows,
                       const char* /*columns*/, const std::vector<std::string>& /*columns*/) {
        std::vector<std::string> texts;
        for (const std::vector<std::optional<std::string>>& row : rows) {
            std::vector<std::string> values;
            values.reserve(row.size());
            for (const std::optional<std::string>& value : row) {
                values.push_back(value == "NULL" ? "'NULL'" : value.value_or("NULL"));
            }
            texts.push_back("(" + list_text(values) + ")");
        }
        add(name, list_text(texts));
    }

    template <class Value>
    void required_list(const char* name, const std::vector<Value>& values) {
        std::vector<std::string> texts;
        texts.reserve(values.size());
        for (const Value& value : values) {
            texts.push_back(facts_text(facts_of(value)));
        }
        add(name, list_text(texts));
    }
    template <class Value>
    void some_list(const char* name, const std::vector<Value>& values) {
        required_list(name, values);
    }
    template <class Value>
    void list(const char* name, const std::vector<Value>& values) {
        required_list(name, values);
    }

    template <class Value>
    void required_object(const char* name, const Value& value) {
        add(name, facts_text(facts_of(value)));
    }
    void required_object(const char* name, const QualifiedName& value) {
        add(name, value.display());
    }
    template <class Value>
    void optional_object(const char* name, const std::optional<Value>& value) {
        add(name, value ? facts_text(facts_of(*value)) : "");
    }
    void name_object(const char* name, const QualifiedName& value) { add(name, value.display()); }
    template <class Value>
    void inlined(const Value& value) {
        describe(*this, value);
    }
    void inlined(const QualifiedName& value) { add("name", value.display()); }

    template <class Value>
    static std::vector<Fact> facts_of(const Value& value) {
        FactArchive archive;
        describe(archive, value);
        return std::move(archive.facts);
    }

private:
    void add(std::string_view name, std::string value) {
        const bool is_empty = value.empty();
        facts.push_back({fact_name(name), std::move(value), is_empty});
    }
};

/// The facts of one object, and its parts: what is in its lists of structs.
class ObjectArchive : public FactArchive {
public:
    std::vector<PartList> lists;

    template <class Value>
    void required_list(const char* name, const std::vector<Value>& values) {
        PartList& list = lists.emplace_back(PartList{.what = part_word(name)});
        for (const Value& value : values) {
            list.parts.push_back(make_part(facts_of(value), false));
        }
    }
    template <class Value>
    void some_list(const char* name, const std::vector<Value>& values) {
        required_list(name, values);
    }
    template <class Value>
    void list(const char* name, const std::vector<Value>& values) {
        required_list(name, values);
    }
    template <class Value>
    void optional_object(const char* name, const std::optional<Value>& value) {
        PartList& list = lists.emplace_back(PartList{.what = part_word(name)});
        if (value) {
            list.parts.push_back(make_part(facts_of(*value), true));
        }
    }
};

}  // namespace erdmark::schema
