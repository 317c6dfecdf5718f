#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace erdmark::dialect::postgres {

// The families of types, for literal.cpp: each says what literal_output says of its types.

/// `t` or `f`, from any of the words that the server takes.
std::optional<std::string> boolean_output(std::string_view text);

/// `type` is smallint, integer, bigint or oid.
std::optional<std::string> integer_output(std::string_view text, std::string_view type);

/// All digits, with as many behind the point as were written. Nothing for exponents of hundreds.
std::optional<std::string> numeric_output(std::string_view text);

/// The shortest digits that mean the same number; of type real or double precision.
std::optional<std::string> float_output(std::string_view text, bool is_real);

std::optional<std::string> interval_output(std::string_view text, std::string_view type);

/// Of a date, a timestamp or a time, with time zone or without.
std::optional<std::string> moment_output(std::string_view text, std::string_view type);

std::optional<std::string> jsonb_output(std::string_view text);

/// A text as a JSON string.
std::string quoted_json(std::string_view text);

std::optional<std::string> array_output(std::string_view text, std::string_view element_type);

/// Of one of the server's own range and multirange types.
std::optional<std::string> range_output(std::string_view text, std::string_view type);
std::optional<std::string> multirange_output(std::string_view text, std::string_view type);
bool is_range_type(std::string_view type);
std::string_view range_subtype(std::string_view type);  ///< Empty for another type.
bool is_multirange_type(std::string_view type);

std::optional<std::string> inet_output(std::string_view text);
std::optional<std::string> cidr_output(std::string_view text);
std::optional<std::string> macaddr_output(std::string_view text);

std::optional<std::string> uuid_output(std::string_view text);

/// In hexadecimal, from that or from the escaped form.
std::optional<std::string> bytea_output(std::string_view text);

std::optional<std::string> bit_output(std::string_view text);

}  // namespace erdmark::dialect::postgres
