#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sql/script.h"

namespace erdmark::migration {

// A folder of migrations is a value, read once by one reader and used by replay and runner alike.
// What a folder of a certain tool looks like is a layout (src/migration/layout/, one file each).

struct Migration {
    std::string version;  ///< The digits of the file name, as written: `003`.
    std::string name;     ///< The rest of the file name, without suffixes: `create_users_table`.
    sql::Script up;
    std::optional<sql::Script> down;

    /// `003_create_users_table`, or the version alone.
    std::string id() const { return name.empty() ? version : version + "_" + name; }
};

struct MigrationDirectory {
    std::string path;                   ///< As the user named it.
    std::string layout;                 ///< The name of the layout it was read as.
    std::vector<Migration> migrations;  ///< In the order in which they run.
};

/// Reads the migrations of a folder. Throws an `Input` error: for a folder without migrations (it
/// says which names were expected), two files of one version (both named), a `.down.sql` without
/// its `.up.sql`, an unreadable, binary or ill-encoded file, a section marker that comes twice or
/// out of order (file:line:column). Files that are not migrations (`README.md`, `seed.sql`) are
/// left alone; sub-folders are not entered.
MigrationDirectory read_migration_directory(const std::filesystem::path& folder);

/// Whether a folder holds at least one file that a layout takes for a migration. Never throws for a
/// missing folder.
bool holds_migrations(const std::filesystem::path& folder);

}  // namespace erdmark::migration
