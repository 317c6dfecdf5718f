#include <algorithm>

#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://www.prisma.io/docs/orm/prisma-migrate: `20240131235959_create_users/migration.sql`

namespace erdmark::migration {
namespace {

bool is_migration_name(std::string_view file_name) {
    const std::string_view folder = folder_name(file_name);
    return base_name(file_name) == "migration.sql" && !folder.empty() &&
           folder.find('/') == std::string_view::npos;
}

std::optional<Evidence> recognise(const Folder& folder) {
    const MigrationFile* first = first_taken(folder, is_migration_name);
    if (first == nullptr) {
        return std::nullopt;
    }
    if (const std::string side = folder.find_side_file({"migration_lock.toml"}); !side.empty()) {
        return Evidence{Strength::SideFile, "the side file '" + side + "'"};
    }
    return named_evidence(first);
}

/// In the order of the names of the folders. Some projects keep a `down.sql` beside.
ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    ParsedFolder parsed;
    for (const MigrationFile* file : taken_files(folder, is_migration_name)) {
        const std::string_view name = folder_name(file->name);
        const VersionedFile split =
            split_at_underscore(name).value_or(VersionedFile{.version = std::string(name)});
        Migration& migration = parsed.migrations.emplace_back();
        migration.version = split.version;
        migration.name = split.name;
        migration.up = script_of(*file);
        const MigrationFile* down = folder.find(std::string(name) + "/down.sql");
        if (down != nullptr) {
            migration.down = script_of(*down);
        }
    }
    std::ranges::stable_sort(parsed.migrations, {}, &Migration::id);
    return parsed;
}

}  // namespace

Layout prisma_layout() {
    return {.name = "prisma",
            .expected = "'20240131235959_create_users/migration.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
