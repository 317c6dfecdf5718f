#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/folder.h"
#include "migration/migration.h"

namespace erdmark::migration {

/// How surely something tells a layout; the names of files tell least.
enum class Strength { Name, Marker, SideFile };

/// What tells that a folder has a layout.
struct Evidence {
    Strength strength;
    std::string reason;  ///< For the user: `the side file 'atlas.sum'`.
};

struct ParsedFolder {
    std::vector<Migration> migrations;  ///< In the order in which they run.
    std::vector<std::string> notes;     ///< What the user should know of what was left out.
};

/// What a folder of migrations of a certain tool looks like: which files belong to it, how they are
/// named, cut and ordered. To add one, write a file beside this one and a line in layouts.cpp.
struct Layout {
    const char* name;
    const char* expected;  ///< For messages: what its files are called.

    /// Whether a file, named from the folder, is one of its migrations.
    bool (*takes)(std::string_view file_name);

    /// What tells that `folder` has this layout. Never throws.
    std::optional<Evidence> (*recognise)(const Folder& folder);

    /// Touches no disk. Throws an `Input` error for files that contradict each other or the rules
    /// of the layout.
    ParsedFolder (*parse)(const Folder& folder, const ReadOptions& options);
};

/// All layouts, in the order in which they are tried: of two that are told equally surely, the
/// first is taken.
std::span<const Layout> layouts();

Layout atlas_layout();
Layout dbmate_layout();
Layout diesel_layout();
Layout drizzle_layout();
Layout flyway_layout();
Layout golang_migrate_layout();
Layout goose_layout();
Layout graphile_migrate_layout();
/// Every SQL file, in the order of names; for folders that nothing tells, when the user says so.
Layout named_layout();
Layout node_pg_migrate_layout();
/// `001_create_users.sql`: digits and a name, undone by a section of the same file or by
/// `001_create_users.down.sql`.
Layout numbered_layout();
Layout pairs_layout();
Layout pop_layout();
Layout postgrator_layout();
Layout prisma_layout();
Layout refinery_layout();
Layout sql_migrate_layout();
Layout sqitch_layout();
Layout sqlx_layout();
Layout supabase_layout();
Layout tern_layout();
Layout version_folders_layout();

}  // namespace erdmark::migration
