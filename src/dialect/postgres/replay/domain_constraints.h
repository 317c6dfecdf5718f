#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Adds a check to a domain that is in the catalog. Throws a `Refusal` for a constraint of another
/// kind and for a name that the domain has already.
void add_domain_check(Catalog& catalog, ObjectId domain, const PgQuery__Constraint& constraint);

/// The default of a domain; nothing for NULL.
std::optional<Node> read_domain_default(const Catalog& catalog, const ParserNode& expression);

}  // namespace erdmark::dialect::postgres
