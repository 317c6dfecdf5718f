#pragma once

#include <string>

#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// Brings those expressions of a schema into their canonical form for which the whole schema must
/// be known: they call functions of it or have sub-queries. All others are canonical already.
/// Routines in standard SQL that only return an expression are such, too.
void settle_expressions(schema::Schema& schema, const std::string& default_schema);

}  // namespace erdmark::dialect::postgres
