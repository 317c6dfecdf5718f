#pragma once

#include "dialect/connection.h"
#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

/// The schema of the `main` database, sorted. Six queries, whatever the number of tables; one more
/// for each view and virtual table only when one of them cannot be compiled (a table it reads is
/// gone, its module is not loaded): such a view has no columns then.
schema::Schema introspect(Connection& connection);

}  // namespace erdmark::dialect::sqlite
