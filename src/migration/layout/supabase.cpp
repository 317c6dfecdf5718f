#include <filesystem>

#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://supabase.com/docs/guides/deployment/database-migrations

namespace erdmark::migration {
namespace {

std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    return stem ? split_at_underscore(*stem) : std::nullopt;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    const std::filesystem::path path(folder.full_path);
    if (path.filename() != "migrations" || path.parent_path().filename() != "supabase" ||
        first_taken(folder, is_migration_name) == nullptr) {
        return std::nullopt;
    }
    return Evidence{Strength::SideFile, "the folder 'supabase/migrations'"};
}

/// In the order of file names, as the command line of Supabase runs them.
ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    ParsedFolder parsed;
    const MigrationFile* previous = nullptr;
    for (const VersionedFile& file : versioned_files(folder, split_name)) {
        if (previous != nullptr && parsed.migrations.back().version == file.version) {
            fail_same_version(*file.file, *previous);
        }
        parsed.migrations.push_back(whole_file(file));
        previous = file.file;
    }
    return parsed;
}

}  // namespace

Layout supabase_layout() {
    return {.name = "supabase",
            .expected = "'20240131235959_create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
