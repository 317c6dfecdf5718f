#pragma once

#include <optional>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

// Rules that the server applies when it reads an expression, so that it never prints the short
// form. Operands that would be written twice are of bounded size: otherwise the short form stays.

/// `x >= a AND x <= b` and so on for BETWEEN.
std::optional<Node> expand_between(const Node& between);

/// `a = 1 AND b = 2` for `(a, b) = (1, 2)`; OR for `<>`.
std::optional<Node> expand_row_comparison(const Node& comparison);

/// `a IS DISTINCT FROM 1 OR b IS DISTINCT FROM 2` for rows of several values, and its contrary.
std::optional<Node> expand_row_distinct(const Node& distinct);

/// IN of one item, of rows, or with columns among the items, as comparisons.
std::optional<Node> expand_in(const Node& in);

/// Drops the names of the values that a query gives to an expression, where nothing uses them.
void drop_target_names(Node& query);

/// `*` for the columns of a query that is only asked whether it gives rows.
void drop_target_columns(Node& query);

}  // namespace erdmark::dialect::postgres
