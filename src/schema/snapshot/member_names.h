#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace erdmark::schema {

/// Collects the names of the members that `describe` describes.
class MemberNames {
public:
    static constexpr bool kReads = false;

    std::vector<std::string> required;
    std::vector<std::string> optional;

    void required_text(const char* name, const std::string& /*unused*/) {
        required.emplace_back(name);
    }
    void text(const char* name, const std::string& /*unused*/) { optional.emplace_back(name); }
    void optional_text(const char* name, const std::optional<std::string>& /*unused*/) {
        optional.emplace_back(name);
    }
    void required_flag(const char* name, bool /*unused*/) { required.emplace_back(name); }
    void flag(const char* name, bool /*unused*/) { optional.emplace_back(name); }
    template <class Enum>
    void word(const char* name, Enum /*unused*/, std::span<const std::string_view> /*unused*/) {
        optional.emplace_back(name);
    }
    void required_texts(const char* name, const std::vector<std::string>& /*unused*/) {
        required.emplace_back(name);
    }
    void some_texts(const char* name, const std::vector<std::string>& /*unused*/) {
        required.emplace_back(name);
    }
    void texts(const char* name, const std::vector<std::string>& /*unused*/) {
        optional.emplace_back(name);
    }
    void matching_texts(const char* name, const std::vector<std::string>& /*unused*/,
                        const char* /*unused*/, const std::vector<std::string>& /*unused*/) {
        optional.emplace_back(name);
    }
    template <class Rows>
    void required_rows(const char* name, const Rows& /*unused*/, const char* /*unused*/,
                       const std::vector<std::string>& /*unused*/) {
        required.emplace_back(name);
    }
    void either_text(const char* name, const std::string& /*unused*/, const char* other_name,
                     const std::string& /*unused*/) {
        optional.emplace_back(name);
        optional.emplace_back(other_name);
    }
    template <class Value>
    void required_list(const char* name, const std::vector<Value>& /*unused*/) {
        required.emplace_back(name);
    }
    template <class Value>
    void some_list(const char* name, const std::vector<Value>& /*unused*/) {
        required.emplace_back(name);
    }
    template <class Value>
    void list(const char* name, const std::vector<Value>& /*unused*/) {
        optional.emplace_back(name);
    }
    template <class Value>
    void required_object(const char* name, const Value& /*unused*/) {
        required.emplace_back(name);
    }
    template <class Value>
    void optional_object(const char* name, const std::optional<Value>& /*unused*/) {
        optional.emplace_back(name);
    }
    void name_object(const char* name, const QualifiedName& /*unused*/) {
        optional.emplace_back(name);
    }
    template <class Value>
    void inlined(const Value& value) {
        describe(*this, value);
    }
};

/// Those of a struct that has a `describe`.
template <class Value>
const MemberNames& member_names() {
    static const MemberNames names = [] {
        MemberNames collected;
        const Value value;
        describe(collected, value);
        return collected;
    }();
    return names;
}

}  // namespace erdmark::schema
