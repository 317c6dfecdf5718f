#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"

namespace erdmark::dialect::postgres {

/// See `Dialect::table_words`.
const TableWords& table_words();

/// See `Dialect::tables_with`. The schema of each is given, `public` too: the search path is not to
/// be trusted while migrations run.
std::vector<TableColumns> tables_with(Connection& connection,
                                      std::span<const std::string_view> columns);

/// See `Dialect::open_session`. Nothing of the session is set but the two timeouts, so that
/// migrations find what they find in psql; behind a pooler, which hands the session on, they hold
/// in transactions alone. Times that the runner reads come in the zone of the session.
std::unique_ptr<MigrationSession> open_session(const Url& url, const SessionOptions& options);

}  // namespace erdmark::dialect::postgres
