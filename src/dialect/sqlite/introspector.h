#pragma once

#include "dialect/connection.h"
#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

/// The schema `main` of a SQLite database, sorted; see `Dialect::introspect`.
///
/// Needs 3.37 or later. A view whose tables are gone, or a virtual table whose module is not
/// loaded, keeps what its text tells and has no columns; only when there is such a one do views and
/// virtual tables cost a query each.
schema::Schema introspect(Connection& connection);

}  // namespace erdmark::dialect::sqlite
