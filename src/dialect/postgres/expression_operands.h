#pragma once

#include <string_view>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

/// Drops the casts of the operands of one of the server's own operators that the server adds by
/// itself, given what is known of the types: the operator and the value stay the same.
void simplify_operands(std::string_view operation, Node& left, Node& right);

/// Puts the operand of a cast in its place.
void drop_cast(Node& cast);

/// `x = ANY (array)` as `x IN (…)` where both mean the same, `<> ALL` as NOT IN; else drops casts.
void simplify_array_test(Node& test);

/// Drops the casts of the items of IN when it may drop them all, then that of the operand.
void simplify_in(Node& in);

/// Drops casts of the values of which one is chosen (COALESCE, CASE …) when the common type of all
/// stays the same. Gives that type, empty when it is not known.
std::string simplify_choice(const std::vector<Node*>& values);

/// An array of literals that all have one cast as one cast of the array; the other way round, casts
/// of an array of literals to their type. Without casts when all are text.
void simplify_array(Node& array);

}  // namespace erdmark::dialect::postgres
