#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sql/script.h"

namespace erdmark::migration {

// A folder of migrations is a value, read once by one reader and used by replay and runner alike.
// What a folder of a certain tool looks like is a layout (src/migration/layout/, one file each).
// Which layout a folder has is found by its side files, then by the marker lines in its files, then
// by the names of its files; or it is told.

struct Migration {
    std::string version;  ///< As the tool knows it: mostly the digits of the file name, as written.
    std::string name;     ///< The rest of the file name, without suffixes: `create_users_table`.
    sql::Script up;
    std::optional<std::string>
        preamble;  ///< What stands in front of the up part, where that is cut from its file.
    std::optional<sql::Script> down;
    bool transactional = true;  ///< False where a directive asks to run it outside a transaction.
    bool repeatable = false;    ///< Runs again whenever it changes (`R__` of Flyway).
    std::vector<std::string> depends;  ///< By `id()`, what must run before, as the tool says it.
    std::string dialect;  ///< Of a file for one database: `postgresql`, `sqlite`, `mysql`.
    /// The text of its file, where `up` has something else for its placeholders.
    std::string unfilled;
    /// The milliseconds since 1970 by which Drizzle knows it; empty in other layouts.
    std::string moment;

    /// `003_create_users_table`, or the one of the two that there is.
    std::string id() const {
        return version.empty() || name.empty() ? version + name : version + "_" + name;
    }
};

struct MigrationDirectory {
    std::string path;                   ///< As the user named it.
    std::string layout;                 ///< The name of the layout it was read as.
    std::string reason;                 ///< Why: `atlas.sum`, `marked by '-- +goose' in 'a.sql'`.
    std::vector<Migration> migrations;  ///< In the order in which they run.
    std::vector<std::string> notes;     ///< What is missing for the user to know: migrations in Go.
};

/// What a user says about a folder of migrations.
struct ReadOptions {
    std::string layout;  ///< Of `layout_names()`; found out when empty.
    /// A file that lists the migrations, one path a line, each from the folder of this file;
    /// `#` begins a comment. A folder in it is read with the layout that it has.
    std::filesystem::path order;
    std::string dialect;  ///< Chooses among files for several databases: `postgresql`, `sqlite`, …
    std::map<std::string, std::string> variables;  ///< What placeholders in the files stand for.
};

/// Reads the migrations of a folder. Throws an `Input` error: for a folder without migrations (it
/// says which names were expected), two files of one version (both named), a `.down.sql` without
/// its `.up.sql`, an unreadable, binary or ill-encoded file, a marker that comes twice or out of
/// order and a placeholder without value (file:line:column). Files that are not migrations
/// (`README.md`, `seed.sql`) are left alone; links to folders are not followed.
MigrationDirectory read_migration_directory(const std::filesystem::path& folder,
                                            const ReadOptions& options = {});

/// Whether a folder holds at least one file that a layout takes for a migration. Never throws for a
/// missing folder.
bool holds_migrations(const std::filesystem::path& folder);

/// The names that `ReadOptions::layout` may have, sorted.
std::vector<std::string> layout_names();

}  // namespace erdmark::migration
