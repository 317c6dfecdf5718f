#pragma once

#include "dialect/postgres/catalog_reading.h"

namespace erdmark::dialect::postgres {

/// The rows of the tables that are asked for, as far as they are shown; see reference_rows.h. Needs
/// everything else. Throws a `Database` error for a table that the role may not read.
void read_rows(CatalogReading& reading, const schema::RowTables& wanted);

}  // namespace erdmark::dialect::postgres
