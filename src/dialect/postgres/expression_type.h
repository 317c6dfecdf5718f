#pragma once

#include <string>
#include <string_view>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

// What can be said of the type of an expression without a catalog. Types are texts as `format_type`
// prints them, without modifiers; empty when not known.

/// The type of a literal without cast, which takes its type from its surroundings.
constexpr std::string_view kUnknownLiteral = "unknown";

/// Without modifiers: `character varying` for `character varying(20)`; `character` as `bpchar`.
std::string base_type(std::string_view type);

/// Whether the type has a length, a precision or the like.
bool has_modifiers(std::string_view type);

/// Whether both are known and the same; a schema that only one of them names is ignored.
bool same_type(std::string_view left, std::string_view right);

bool is_text_type(std::string_view type);     ///< text or character varying
bool is_citext(std::string_view type);        ///< The extension's, in whichever schema.
bool is_integer_type(std::string_view type);  ///< Of any size.
bool is_number_type(std::string_view type);
bool is_array_type(std::string_view type);

/// Whether `||` makes text of such a value and a text.
bool is_scalar_type(std::string_view type);

/// Whether the type is certainly not that of a row.
bool is_no_row(std::string_view type);

/// Of an array type.
std::string element_type(std::string_view type);

/// Whether a literal without cast that is compared with a value of this type becomes one, so that
/// the comparison stays the same.
bool adopts_literals(std::string_view type);

/// The type of a number as the server reads it: integer, bigint or numeric.
std::string number_type(std::string_view number);

/// Whether `text` is a number as the server prints it: `-1`, `0.50`; no `+1`, `007`, `-0`.
bool is_plain_number(std::string_view text);

/// `number` in the plain form, without an exponent. What the server then reads as another type has
/// a cast.
Node plain_number(const Node& number);

/// The type of `left operation right`; empty for what is not one of the server's own operators on
/// types it knows.
std::string operator_type(std::string_view operation, std::string_view left,
                          std::string_view right);

bool is_comparison(std::string_view operation);  ///< `=`, `<>`, `<`, …
bool is_pattern(std::string_view operation);     ///< `~`, `!~*`, …, `~~`, …

bool is_literal(const Node& node);       ///< A string, a number, TRUE, FALSE, NULL; without cast.
bool is_cast_literal(const Node& node);  ///< A literal with one cast.

/// Of the one value that a query gives; empty when it gives more or its type is not known.
std::string query_type(const Node& query);

/// Whether a number of `type` stays one when it is compared with one of `other`.
bool keeps_type(std::string_view type, std::string_view other);

/// The common type of a value of `type` and a number without cast, of type `number`.
std::string with_number(const std::string& type, const std::string& number);

}  // namespace erdmark::dialect::postgres
