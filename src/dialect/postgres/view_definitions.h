#pragma once

#include <string>

#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// Brings the definition of each view, which is what the server prints of it, into the form that
/// view_query.h describes. One that is not understood stays. `default_schema` is the one whose name
/// is left out in `schema`.
void set_canonical_definitions(schema::Schema& schema, const std::string& default_schema);

}  // namespace erdmark::dialect::postgres
