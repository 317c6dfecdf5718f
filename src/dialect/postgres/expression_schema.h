#pragma once

#include <string>
#include <string_view>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

/// Leaves the schema out of the names of functions, types, operators, collations and tables, and of
/// what strings of type regclass name; these are written as the server prints them. The schema may
/// be empty.
void shorten_names(Node& expression, const std::string& schema);

/// `text`, the name of a relation in a string, as the server prints it: quoted where it needs it,
/// otherwise in lower case; without `schema`. As it is when it is no name.
std::string relation_text(std::string_view text, std::string_view schema);

}  // namespace erdmark::dialect::postgres
