#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Refuses an expression whose value a column of that name and type cannot be given without a cast
/// that is written. Says nothing where one of the types is not known. The names in the expression
/// are those of the columns of `relation`; 0 for none.
void require_assignable(const Catalog& catalog, const std::string& column, const TypeUse& type,
                        const ParserNode& expression, ObjectId relation);

/// Whether the expression calls something that may give another value another time.
bool is_certainly_mutable(const Catalog& catalog, const Node& expression);

/// Whether a value of the one type can be stored as the other without a cast that is written.
bool is_assignable(const Catalog& catalog, const TypeUse& from, const TypeUse& to);

/// Whether a foreign key may compare a column of type `type` with one of type `referenced`.
bool can_be_compared(const Catalog& catalog, const TypeUse& type, const TypeUse& referenced);

}  // namespace erdmark::dialect::postgres
