#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Sets the body of a routine whose language and arguments are known. Throws the server's `Refusal`
/// when there is none, or two.
void set_body(const Catalog& catalog, Routine& routine,
              const PgQuery__CreateFunctionStmt& statement);

}  // namespace erdmark::dialect::postgres
