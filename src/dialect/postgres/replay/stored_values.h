#pragma once

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

// A server does not write the rows of tables anew because a type that they hold changes.

/// Refuses a change of a composite type that a column of a table holds, by itself or within
/// another type.
void require_not_stored(const Catalog& catalog, ObjectId type);

/// The same for a domain. Columns that are of the domain itself are looked at by the server; those
/// that hold it within another type are not.
void require_not_stored_within(const Catalog& catalog, ObjectId domain);

}  // namespace erdmark::dialect::postgres
