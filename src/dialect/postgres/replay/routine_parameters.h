#pragma once

#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// The arguments of a routine in the order of the statement. Throws the server's `Refusal`s.
std::vector<RoutineArgument> read_arguments(const Catalog& catalog, std::size_t count,
                                            ParserNode* const* parameters);

/// Sets what the routine gives from the statement and from its arguments, which are read already.
void set_result(Catalog& catalog, Routine& routine, const PgQuery__CreateFunctionStmt& statement);

/// Throws the server's `Refusal` when `routine` may not replace `old`.
void require_same_shape(const Routine& old, const Routine& routine);

}  // namespace erdmark::dialect::postgres
