#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "migration/migration.h"
#include "migration/migration_head.h"
#include "sql/lexer.h"

namespace erdmark::migration {

/// A migration in its place among the others.
struct OrderedMigration {
    Migration migration;
    MigrationHead head;
    /// As `history_key` has it; for those that share a version the id, or as much of the path as
    /// tells them apart. Of no other migration.
    std::string key;
    std::vector<std::size_t> depends;  ///< What it declares to need, by index; all smaller.

    /// By which users know it: what its head calls its revision, else its id.
    std::string shown_name() const {
        return head.revision.empty() ? migration.id() : head.revision;
    }
};

/// By which histories know a migration: its version, a number without leading zeros; the id of a
/// repeatable one and of one without a version.
std::string history_key(const Migration& migration);

/// `007` → `7`; what is no number stays.
std::string plain_version(std::string_view version);

/// What migrations are ordered for. To run, each must be known by a name of its own and find what
/// it depends on; to read, what a line `-- depends:` names may be missing.
enum class Purpose { Run, Read };

/// The migrations in the order in which they run: that of the folder, except that one stands behind
/// what its line `-- depends: ID` names (an id, a version, a name, a file or a revision).
///
/// Throws an `Input` error for a circle, with all that are in it, and where they are to run for a
/// name that means no migration and for a file that comes twice. Other words for dependencies
/// (`Requires: …`) are followed where they name a migration, since many write prose there.
std::vector<OrderedMigration> order_migrations(std::vector<Migration> migrations,
                                               const sql::Syntax& syntax,
                                               Purpose purpose = Purpose::Run);

}  // namespace erdmark::migration
