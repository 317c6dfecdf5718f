#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Refuses a string that cannot be read as a value of the type, where that is certain. Says nothing
/// of other expressions.
void require_readable_literal(const Catalog& catalog, const TypeUse& type,
                              const ParserNode& expression);

/// Refuses a string that is longer than the type allows.
void require_short_literal(const Catalog& catalog, const TypeUse& type,
                           const ParserNode& expression);

}  // namespace erdmark::dialect::postgres
