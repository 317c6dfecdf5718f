#pragma once

#include "dialect/postgres/expression.h"
#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

/// Brings the tree into the one form that what people write and what the server prints of it have
/// in common, as short as the context allows. Never changes a value or the type of one. Fills in
/// the types. What comes out may change once more when it is rewritten again.
void rewrite_expression(Node& expression, const ExpressionContext& context);

}  // namespace erdmark::dialect::postgres
