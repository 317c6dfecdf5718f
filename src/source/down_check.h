#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "migration/ordered_migration.h"
#include "source/schema_source.h"

namespace erdmark::source {

/// What was found when a migration ran, was undone, and ran again on a scratch database.
enum class DownVerdict {
    Restores,     ///< Undone, the schema was what it had been before.
    HasNoDown,    ///< Nothing undoes it.
    DownFails,    ///< What undoes it cannot run.
    Differs,      ///< Undone, the schema was another one than before.
    AgainFails,   ///< Undone, it could not run again.
    AgainDiffers  ///< The second time it made another schema than the first.
};

struct DownFinding {
    std::size_t migration = 0;  ///< Its index.
    DownVerdict verdict = DownVerdict::Restores;
    std::string reason;                    ///< Of a failure.
    std::vector<std::string> differences;  ///< `table users: new column email`; of others.
};

/// Tries what undoes each migration, in their order: up, down, up, in the scratch database of the
/// replay, and compares the schemas as documentation does. One finding for each. Throws an `Input`
/// error for a migration that cannot run the first time.
std::vector<DownFinding> check_downs(std::span<const migration::OrderedMigration> migrations,
                                     const dialect::Dialect& dialect);

}  // namespace erdmark::source
