#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace erdmark::dialect::postgres {

// A literal goes into the catalog of a server through the input function of its type and comes back
// through the output function: what was written as `'1 hour'` is printed as `'01:00:00'`. One
// function here says what comes back; the other files have it for one family of types each.

/// What PostgreSQL 15 prints for the literal `text` of `type` (as `format_type` prints it) in a
/// session with TimeZone UTC, DateStyle ISO, MDY and IntervalStyle postgres; `text` itself for a
/// type that keeps it and for one that is not known here. Of modifiers only those of intervals
/// count: a server applies the others when it stores the value.
///
/// Nothing for what the server refuses, what it reads differently each time (`now`) or with other
/// settings (money), and forms that are not known here. Its own results come back unchanged.
std::optional<std::string> literal_output(std::string_view text, std::string_view type);

}  // namespace erdmark::dialect::postgres
