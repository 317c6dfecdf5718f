#pragma once

#include <map>
#include <string>

#include "dialect/connection.h"

namespace erdmark::test {

// The forms in which both sides of the cross-check put their facts.

/// An expression in erdmark's canonical form; empty for the empty text.
std::string canonical_value(const std::string& text,
                            const std::map<std::string, std::string>* column_types,
                            const std::string& type);

/// One key of an index as `pg_get_indexdef` shows it: a column, or an expression.
std::string index_part(const std::string& text,
                       const std::map<std::string, std::string>* column_types);

/// The type of a row of `information_schema.columns`, as the server shows it: data type, schema and
/// name of the type, data type of an array's elements, whether it is a domain, length, scale,
/// precision of a time, fields of an interval, from the fourth value of the row on.
std::string type_text(const dialect::Row& row);

/// A type as erdmark tells it, without what `information_schema` does not know: the length of an
/// array's elements and that of an extension's type, and a precision of 6, the default of times.
std::string comparable_type(const std::string& type);

}  // namespace erdmark::test
