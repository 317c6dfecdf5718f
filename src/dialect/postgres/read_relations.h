#pragma once

#include <span>
#include <string>

#include "dialect/postgres/catalog_reading.h"

namespace erdmark::dialect::postgres {

/// The namespaces that `patterns` take (all but the system's when there is none), with their
/// comments. An `Usage` error when a pattern takes none.
void read_namespaces(CatalogReading& reading, std::span<const std::string> patterns);

/// Enums, domains, composite and range types. Needs the namespaces.
void read_types(CatalogReading& reading);

/// Tables and views without their columns; partitions under their root. Needs the namespaces.
void read_relations(CatalogReading& reading);

/// The columns of tables, views and composite types. Needs relations and types.
void read_columns(CatalogReading& reading);

}  // namespace erdmark::dialect::postgres
