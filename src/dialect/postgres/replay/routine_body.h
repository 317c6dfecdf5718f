#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Sets the body of a routine whose language and arguments are known. Throws the server's `Refusal`
/// when there is none, or two, or when one in standard SQL names what is not there.
void set_body(Catalog& catalog, Routine& routine, const PgQuery__CreateFunctionStmt& statement);

}  // namespace erdmark::dialect::postgres
