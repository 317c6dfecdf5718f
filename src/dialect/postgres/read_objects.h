#pragma once

#include "dialect/postgres/catalog_reading.h"

namespace erdmark::dialect::postgres {

/// Sequences; those of identity columns become options of their column. Needs the columns.
void read_sequences(CatalogReading& reading);

void read_routines(CatalogReading& reading);
void read_extensions(CatalogReading& reading);
void read_event_triggers(CatalogReading& reading);
void read_publications(CatalogReading& reading);

}  // namespace erdmark::dialect::postgres
