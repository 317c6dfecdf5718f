#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/migration_session.h"

namespace erdmark::dialect::postgres {

// What statements leave that make, drop or rebuild an index outside a transaction;
// statement_traces.h says what the traces look like. `text` is that of the statement.

/// What stands behind the first of the lines of traces that begins so.
std::optional<std::string> traced_name(const std::vector<std::string_view>& traces,
                                       std::string_view beginning);

/// Of CREATE INDEX CONCURRENTLY.
std::string new_index_traces(MigrationSession& session, std::string_view text);
Remains new_index_remains(MigrationSession& session, std::string_view text,
                          const std::string& traces_before);

/// Of DROP INDEX CONCURRENTLY.
std::string dropped_index_traces(MigrationSession& session, std::string_view text);
Remains dropped_index_remains(MigrationSession& session, std::string_view text,
                              const std::string& traces_before);

/// Of REINDEX CONCURRENTLY, of whatever: the invalid indexes of the whole database that it leaves.
std::string leftover_traces(MigrationSession& session);
Remains reindex_remains(MigrationSession& session, const std::string& traces_before);

}  // namespace erdmark::dialect::postgres
