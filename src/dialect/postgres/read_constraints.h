#pragma once

#include "dialect/postgres/catalog_reading.h"

namespace erdmark::dialect::postgres {

/// The indexes of tables and materialized views. Needs the columns.
void read_indexes(CatalogReading& reading);

/// Keys, unique, check, exclusion and foreign key constraints of tables, and the checks of domains.
/// Needs the indexes.
void read_constraints(CatalogReading& reading);

}  // namespace erdmark::dialect::postgres
