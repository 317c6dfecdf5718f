#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// The name of a setting as the server lists it: `TimeZone` for `timezone`.
std::string setting_name(std::string_view name);

/// The value that SET gives, as `SHOW` prints it; for FROM CURRENT that of the session.
std::string setting_value(const Catalog& catalog, const PgQuery__VariableSetStmt& statement);

/// What `SET search_path` and `set_config('search_path', …)` do. `is_local`: until the transaction
/// ends.
void set_search_path(Catalog& catalog, std::vector<std::string> names, bool is_local = false);

/// The names in the text of a search path: `"$user", public`.
std::vector<std::string> search_path_names(std::string_view text);

/// Takes back what SET LOCAL did; for the end of each transaction, that of a single statement too.
void end_local_settings(Catalog& catalog);

}  // namespace erdmark::dialect::postgres
