#pragma once

#include <string>

#include "dialect/postgres/view_tree.h"

namespace erdmark::dialect::postgres {

/// The name that the server gives to an output of that value where the query does not name it
/// (FigureColname in parse_target.c). Columns are tokens.
std::string output_name(const Node& value, const ViewTokens& tokens);

}  // namespace erdmark::dialect::postgres
