#pragma once

#include "dialect/postgres/syntax_tree.h"
#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

/// For a call of a function that `source` knows: sets its name and the type of the call, and drops
/// the casts of arguments without which it stays the same call. The arguments have their types
/// already.
void simplify_user_call(Node& call, RelationSource& source);

}  // namespace erdmark::dialect::postgres
