#pragma once

#include <span>
#include <string>

#include "dialect/connection.h"
#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

/// The schema `main` of a SQLite database, sorted; see `Dialect::introspect`.
///
/// Needs 3.37 or later. A view whose tables are gone, or a virtual table whose module is not
/// loaded, keeps what its text tells and has no columns; only when there is such a one do views and
/// virtual tables cost a query each.
schema::Schema introspect(Connection& connection);

/// The tables and views among these rows of sqlite_schema, given by their ids, with what of the
/// rows belongs to them. What foreign keys refer to stays as declared.
schema::Schema introspect_rows(Connection& connection, std::span<const std::string> row_ids);

}  // namespace erdmark::dialect::sqlite
