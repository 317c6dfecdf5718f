#pragma once

#include <string>
#include <string_view>

#include "dialect/migration_session.h"
#include "dialect/sqlite/statement_watch.h"

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// What SQLite says, or quotes, in one line that is safe to print.
std::string single_line(std::string_view text);

/// What to do about a failure that is not the statement's fault; empty for others.
std::string_view hint_for(int code);

/// Why the last call failed. `watch` knows what was stopped.
Failure failure_of(sqlite3* database, const StatementWatch& watch);

/// The same of a call that failed with `code` and left no words of its own.
Failure failure_of(int code, std::string_view words, const StatementWatch& watch);

}  // namespace erdmark::dialect::sqlite
