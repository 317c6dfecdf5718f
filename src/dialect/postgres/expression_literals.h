#pragma once

#include <string_view>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

/// Rules for a literal with its cast, in place: `'-1'::integer` becomes a number, `'t'::boolean`
/// true, a cast of a cast of text one cast; an array of literals gets the cast of the array.
void normalize_literal(Node& cast);

/// A string that stands for a number or a truth value of that type becomes one.
void read_literal_as(Node& literal, std::string_view type);

/// Whether the node is NULL, with or without a cast.
bool is_null(const Node& node);

/// Drops what the type `type` of the place where the value goes says again.
void store_as(Node& value, std::string_view type);

}  // namespace erdmark::dialect::postgres
