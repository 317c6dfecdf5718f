#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://docs.rs/diesel_migrations: `2024-01-31-235959_create_users/up.sql` and `down.sql`

namespace erdmark::migration {
namespace {

/// The folder of a migration, when `file_name` is its `up.sql`.
std::optional<std::string_view> migration_folder(std::string_view file_name) {
    const std::string_view folder = folder_name(file_name);
    const bool is_up = base_name(file_name) == "up.sql" &&
                       folder.find('/') == std::string_view::npos && count_digits(folder) > 0;
    return is_up ? std::optional(folder) : std::nullopt;
}

bool is_migration_name(std::string_view file_name) {
    return migration_folder(file_name).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    return named_evidence(first_taken(folder, is_migration_name));
}

/// What is before the first `_`, without the dashes: diesel compares these as text.
std::string version_of(std::string_view folder) {
    return replace_all(folder.substr(0, folder.find('_')), "-", "");
}

bool opts_out(std::string_view line) {
    return trim(replace_all(line.substr(0, line.find('#')), " ", "")) == "run_in_transaction=false";
}

/// `run_in_transaction = false` in `metadata.toml` beside the SQL.
bool is_transactional(const MigrationFile* metadata) {
    return metadata == nullptr || std::ranges::none_of(split_lines(metadata->text), opts_out);
}

Migration read_migration(const Folder& folder, const MigrationFile& file) {
    const std::string name(*migration_folder(file.name));
    Migration migration{.version = version_of(name),
                        .name = name.substr(std::min(name.find('_'), name.size() - 1) + 1),
                        .up = script_of(file)};
    if (const MigrationFile* down = folder.find(name + "/down.sql"); down != nullptr) {
        migration.down = script_of(*down);
    }
    migration.transactional = is_transactional(folder.find(name + "/metadata.toml"));
    return migration;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    std::vector<const MigrationFile*> files = taken_files(folder, is_migration_name);
    const auto version = [](const MigrationFile* file) {
        return version_of(*migration_folder(file->name));
    };
    std::ranges::stable_sort(files, {}, version);
    const auto same = std::ranges::adjacent_find(files, {}, version);
    if (same != files.end()) {
        fail_same_version(*same[1], *same[0]);
    }
    ParsedFolder parsed;
    for (const MigrationFile* file : files) {
        parsed.migrations.push_back(read_migration(folder, *file));
    }
    return parsed;
}

}  // namespace

Layout diesel_layout() {
    return {.name = "diesel",
            .expected = "'2024-01-31-235959_create_users/up.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
