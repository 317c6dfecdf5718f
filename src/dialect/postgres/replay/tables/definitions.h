#pragma once

#include <string>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

// What the functions pg_get_…def of PostgreSQL give: SQL that means the same as the server's, but
// may be written in another way, so that nothing may compare it.

std::string expression_definition(const Catalog& catalog, const Node& expression);
std::string constraint_definition(const Catalog& catalog, ObjectId table,
                                  const Constraint& constraint);
std::string index_definition(const Catalog& catalog, ObjectId id);
std::string view_definition(const Catalog& catalog, ObjectId view);
std::string partition_key_definition(const Catalog& catalog, ObjectId id);

/// The arguments by which a routine is told from others of its name: `a integer, text`.
std::string argument_types(const Catalog& catalog, const Routine& routine);

}  // namespace erdmark::dialect::postgres
