#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace erdmark {

/// A JSON value (RFC 8259). Objects keep the order in which their members were written, so that
/// what we print is ordered for the reader and the same each time. A number is an integer when it
/// is written as one and fits 64 bits, else a double.
class Json {
public:
    using Array = std::vector<Json>;
    using Object = std::vector<std::pair<std::string, Json>>;

    Json() = default;
    Json(bool value) : value_(value) {}
    Json(std::int64_t value) : value_(value) {}
    Json(int value) : value_(std::int64_t{value}) {}
    Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
    Json(double value) : value_(value) {}
    Json(std::string value) : value_(std::move(value)) {}
    Json(std::string_view value) : value_(std::string(value)) {}
    Json(const char* value) : value_(std::string(value)) {}
    Json(Array value) : value_(std::move(value)) {}
    Json(Object value) : value_(std::move(value)) {}

    bool operator==(const Json&) const = default;

    bool is_null() const { return std::holds_alternative<std::monostate>(value_); }

    /// The value when it is of that type, else a null pointer.
    const bool* as_bool() const { return std::get_if<bool>(&value_); }
    const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&value_); }
    const double* as_double() const { return std::get_if<double>(&value_); }
    const std::string* as_string() const { return std::get_if<std::string>(&value_); }
    const Array* as_array() const { return std::get_if<Array>(&value_); }
    const Object* as_object() const { return std::get_if<Object>(&value_); }

    /// The member of an object, or a null pointer when there is none or this is no object.
    const Json* find(std::string_view name) const;

    /// The kind of value, for messages: `null`, `boolean`, `number`, `string`, `array` or `object`.
    std::string_view type_name() const;

    /// The text, with two spaces a level and without a newline at the end. Bytes that are not UTF-8
    /// become U+FFFD.
    std::string dump() const;

    /// Throws an `Input` error `name:line:column: message` on a syntax error, a duplicate member
    /// name, nesting deeper than 200, or text after the value.
    static Json parse(std::string_view text, std::string_view name);

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

}  // namespace erdmark
