#pragma once

#include <string_view>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Whether the name can be one of the server's own: without a schema, or with theirs.
bool is_builtin_name(const PgQuery__FuncCall& call);

/// Window functions too.
bool is_aggregate(std::string_view name);

/// Whether the function returns a set.
bool is_set_function(std::string_view name);

}  // namespace erdmark::dialect::postgres
