#pragma once

#include "dialect/connection.h"
#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

/// The schema with the rows of the tables that are asked for, read in one state of the database.
schema::Schema introspect_with_rows(Connection& connection, const schema::RowTables& wanted);

/// Adds to a schema the rows of its tables that are asked for, as far as they are shown; see
/// reference_rows.h. Virtual tables have none.
void read_rows(Connection& connection, schema::Schema& schema, const schema::RowTables& wanted);

}  // namespace erdmark::dialect::sqlite
