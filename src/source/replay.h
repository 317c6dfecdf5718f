#pragma once

#include <span>
#include <string>
#include <vector>

#include "source/schema_source.h"

namespace erdmark::source {

/// In which dialect scripts are replayed: the one that is told, else the one that their text has
/// marks of, else SQLite. Throws a `Usage` error for one that cannot be replayed.
DialectChoice choose_dialect(const std::string& told, std::span<const sql::Script* const> scripts);

/// Replays one script.
SourceResult replay_script(const sql::Script& script, const SourceOptions& options);

/// Replays the migrations of a folder, in the order in which they run.
SourceResult replay_migrations(const migration::MigrationDirectory& directory,
                               const SourceOptions& options);

}  // namespace erdmark::source
