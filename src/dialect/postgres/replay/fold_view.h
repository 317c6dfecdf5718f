#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// The query of a view under the names that things have now; not always in its canonical form.
std::string current_query(const Catalog& catalog, const View& view);

/// A view as live introspection gives it.
schema::View fold_view(const Catalog& catalog, ObjectId id);

}  // namespace erdmark::dialect::postgres
