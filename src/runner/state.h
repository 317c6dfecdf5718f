#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "migration/ordered_migration.h"
#include "runner/revision.h"
#include "sql/lexer.h"

namespace erdmark::runner {

/// What is to be said of a migration, by its file and by the history.
enum class MigrationState {
    Applied,
    Pending,
    Late,      ///< Pending, though one behind it was applied.
    Failed,    ///< Tried, and not finished.
    Edited,    ///< Applied, and its statements have changed since.
    Outdated,  ///< Repeatable, and changed since it last ran.
    Missing,   ///< Applied, and has no file any more.
    Ahead,     ///< Applied, without a file, behind all files: the database is newer.
    Baseline,  ///< Noted as applied without having run.
};

/// `applied`, `pending`, `late`, …
const char* word_of(MigrationState state);

/// A migration and what is known of it on both sides.
struct MigrationStatus {
    MigrationState state = MigrationState::Pending;
    const migration::OrderedMigration* migration = nullptr;  ///< Null without a file.
    const Revision* revision = nullptr;                      ///< Null when it never ran.
    bool comment_edited = false;  ///< Nothing but comments or white space changed since.

    bool is_repeatable() const;
    bool is_applied() const;  ///< Its effects are in the database.
    bool is_pending() const;  ///< It would run: pending, late or outdated, or failed before.
    std::string name() const;
    std::string key() const;
};

/// The migrations of the folder in their order, those without a file between them: a missing one
/// behind the last that was applied before it, those ahead at the end. Pure; both must outlive the
/// result. Linear in both.
std::vector<MigrationStatus> compare(std::span<const migration::OrderedMigration> migrations,
                                     std::span<const Revision> history, const sql::Syntax& syntax);

/// The last of those that are applied, or a null pointer.
const MigrationStatus* current(std::span<const MigrationStatus> states);

/// Why nothing may run yet: files that changed after they were applied, lost files, files that came
/// late; each a message for people. What `Tolerance` allows is left out.
struct Tolerance {
    bool out_of_order = false;
    bool missing = false;
};
std::vector<std::string> conflicts(std::span<const MigrationStatus> states, Tolerance tolerance);

}  // namespace erdmark::runner
