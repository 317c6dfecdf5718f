#pragma once

#include <string>

#include "dialect/connection.h"
#include "dialect/dialect.h"

namespace erdmark::dialect::sqlite {

/// The schema `main` as a script; see `Dialect::dump`. The texts are those that SQLite keeps.
std::string dump(Connection& connection, const IntrospectOptions& options);

}  // namespace erdmark::dialect::sqlite
