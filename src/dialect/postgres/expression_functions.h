#pragma once

#include <string_view>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

/// For a call of a function of the server itself whose arguments have types that are known: sets
/// the type of the call and drops the casts of arguments without which the server chooses the same
/// function and adds the same casts again. The arguments have their types already.
void simplify_call(Node& call);

/// Whether that is the name of one of the functions that simplify_call knows.
bool is_server_function(std::string_view name);

}  // namespace erdmark::dialect::postgres
