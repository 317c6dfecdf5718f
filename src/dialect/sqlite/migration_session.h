#pragma once

#include <memory>

#include "dialect/migration_session.h"
#include "dialect/url.h"

namespace erdmark::dialect::sqlite {

/// See `Dialect::open_session`. Foreign keys are off at the start, whatever SQLite was built with,
/// so that a table can be rebuilt; `commit` refuses rows that would be left without the row that
/// they refer to.
std::unique_ptr<MigrationSession> open_session(const Url& url, const SessionOptions& options);

}  // namespace erdmark::dialect::sqlite
