#pragma once

#include <string>

#include "dialect/connection.h"
#include "dialect/dialect.h"

namespace erdmark::dialect::postgres {

/// The whole schema as a script; see `Dialect::dump`. Names that the search path `public` finds are
/// not qualified, and the script sets that path. Read with a constant number of queries.
std::string dump(Connection& connection, const IntrospectOptions& options);

}  // namespace erdmark::dialect::postgres
