#pragma once

#include "dialect/dialect.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// The whole schema of a PostgreSQL database, sorted. Sends 19 queries, and one more for grants,
/// whatever the number of tables; all but the last in the one transaction that the connection
/// holds. The last one looks whether anything was changed meanwhile: then all is read again, up to
/// three times.
///
/// A `Database` error names what the role must be granted when it cannot see the default schema;
/// an `Usage` error the pattern of `options.schemas` that takes no schema.
schema::Schema introspect(Connection& connection, const IntrospectOptions& options);

}  // namespace erdmark::dialect::postgres
