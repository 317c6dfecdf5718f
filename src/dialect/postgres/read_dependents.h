#pragma once

#include "dialect/postgres/catalog_reading.h"

namespace erdmark::dialect::postgres {

// What hangs on tables and views. Each needs the columns.

void read_triggers(CatalogReading& reading);
void read_policies(CatalogReading& reading);
void read_rules(CatalogReading& reading);
void read_statistics(CatalogReading& reading);

/// What each view reads.
void read_view_sources(CatalogReading& reading);

/// Who may do what, without the owners.
void read_grants(CatalogReading& reading);

}  // namespace erdmark::dialect::postgres
