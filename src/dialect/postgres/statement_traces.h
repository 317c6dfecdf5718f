#pragma once

#include <string>

#include "dialect/migration_session.h"

namespace erdmark::dialect::postgres {

// What statements leave that run outside a transaction. The traces are lines: of an index
// `+ name` or, when it is invalid, `- name`; before the indexes of a table `table name`; of a
// partition `table name` and `partition name`; otherwise what the catalog says of the object. Names
// are qualified and quoted as SQL needs them. There are none for a statement that can run again.

/// See `MigrationSession::traces`.
std::string statement_traces(MigrationSession& session, const sql::Statement& statement);

/// See `MigrationSession::remains`.
Remains statement_remains(MigrationSession& session, const sql::Statement& statement,
                          const std::string& traces_before);

}  // namespace erdmark::dialect::postgres
