#pragma once

#include <string_view>

namespace erdmark::dialect::postgres {

// What PostgreSQL 15 has of its own, as its catalog says it: read only when it is asked for. Types
// are named as in pg_type (`int4`, `_text`). In the order of the names, with blanks or line ends
// between entries.

/// Functions and aggregates whose names begin with a letter before `k`: `name(types)=result`, with
/// `+` for `=` when they give rows. `?` stands before a type with a default, `*` before the last
/// one when it takes any number of them. A result with names, `{key:text,value:jsonb}`, is what
/// stands in OUT parameters.
std::string_view builtin_functions_below_k();

/// The others.
std::string_view builtin_functions_from_k();

/// `name(left,right)=result`, prefix operators with one type.
std::string_view builtin_operators();

/// `source>target`: casts that need not be written. Not in the order of names.
std::string_view implicit_casts();

/// The tables and views of pg_catalog that people query, each `name(` and then its columns as
/// `name:type`.
std::string_view catalog_relations();

/// Those of information_schema, whose types that are not of pg_catalog are its own.
std::string_view information_relations();

}  // namespace erdmark::dialect::postgres
