#pragma once

#include <string>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

/// How tightly an expression holds together, loosest first, as in PostgreSQL's grammar.
enum class Binding {
    Any,
    Or,
    And,
    Not,
    Is,
    Comparison,
    Like,
    Operator,
    Sum,
    Product,
    Power,
    TimeZone,
    Collate,
    Sign,
    Case,
    Cast,
    Primary,
};

/// The text of the expression: keywords in capitals, names in quotes where they need them,
/// parentheses where the tree needs them and around what NOT negates. The parser reads the same
/// tree from it.
std::string printed(const Node& expression);

/// Appends the text, in parentheses when the expression binds more loosely than `least`.
void print_expression(const Node& expression, Binding least, std::string& out);

/// Appends a query without parentheses around it.
void print_query(const Node& query, std::string& out);

/// Appends a list with commas.
void print_list(const std::vector<Node>& items, std::string& out);

/// Appends the value and the direction of each item of ORDER BY.
void print_sort_items(const Node& order_by, std::string& out);

/// Appends a call of a function in its plain or its SQL form.
void print_call(const Node& call, std::string& out);

}  // namespace erdmark::dialect::postgres
