#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// A view as live introspection gives it.
schema::View fold_view(const Catalog& catalog, ObjectId id);

}  // namespace erdmark::dialect::postgres
