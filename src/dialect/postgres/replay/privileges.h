#pragma once

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Gives a new table or view what ALTER DEFAULT PRIVILEGES said.
void apply_default_privileges(Catalog& catalog, ObjectId relation);

}  // namespace erdmark::dialect::postgres
