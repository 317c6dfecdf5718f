#include <algorithm>

#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md

namespace erdmark::migration {
namespace {

/// `^([0-9]+)_(.*)\.(down|up)\.(.*)$`: what follows the last `.up.` may be anything.
std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    if (!stem) {
        return std::nullopt;
    }
    const std::string_view before_suffix = file_name.substr(0, stem->size() + 1);
    const std::size_t up = before_suffix.rfind(".up.");
    const std::size_t down = before_suffix.rfind(".down.");
    if (up == std::string_view::npos && down == std::string_view::npos) {
        return std::nullopt;
    }
    const bool is_down =
        up == std::string_view::npos || (down != std::string_view::npos && down > up);
    std::optional<VersionedFile> file =
        split_at_underscore(file_name.substr(0, is_down ? down : up));
    if (file) {
        file->is_down = is_down;
    }
    return file;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

bool is_other_migration(const MigrationFile& file) {
    const std::optional<std::string_view> stem = top_sql_name(file.name);
    return stem && count_digits(*stem) > 0 && !is_migration_name(file.name);
}

/// Other numbered SQL files beside the pairs would never run, and golang-migrate refuses two of one
/// number: such a folder is another tool's.
std::optional<Evidence> recognise(const Folder& folder) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    std::erase_if(files, [](const VersionedFile& file) { return file.is_down; });
    sort_by_number(files);
    const bool repeats =
        std::ranges::adjacent_find(files, {}, &VersionedFile::number) != files.end();
    if (files.empty() || repeats || std::ranges::any_of(folder.files, is_other_migration)) {
        return std::nullopt;
    }
    return named_evidence(files.front().file);
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    return pair_files(versioned_files(folder, split_name));
}

}  // namespace

Layout golang_migrate_layout() {
    return {.name = "golang-migrate",
            .expected = "'001_create_users.up.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
