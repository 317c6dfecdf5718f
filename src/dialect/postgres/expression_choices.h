#pragma once

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

// Rules for expressions whose value is one of several, whose operands are done. Each fills in the
// type, where it is known.

/// COALESCE, GREATEST, LEAST.
void rewrite_choice(Node& choice);

void rewrite_case(Node& expression);

void rewrite_null_if(Node& null_if);

}  // namespace erdmark::dialect::postgres
