#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://docs.rs/sqlx/latest/sqlx/migrate/: pairs and single files side by side, in the order of
// their numbers.

namespace erdmark::migration {
namespace {

constexpr std::string_view kNoTransaction = "-- no-transaction";

std::optional<VersionedFile> split_name(std::string_view file_name) {
    std::optional<std::string_view> stem = top_sql_name(file_name);
    if (!stem) {
        return std::nullopt;
    }
    const bool is_down = drop_suffix(*stem, ".down");
    if (!is_down) {
        drop_suffix(*stem, ".up");
    }
    std::optional<VersionedFile> file = split_at_underscore(*stem);
    if (file) {
        file->is_down = is_down;
    }
    return file;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    if (first_taken(folder, is_migration_name) == nullptr) {
        return std::nullopt;
    }
    if (const std::string side = folder.find_side_file({"sqlx.toml"}); !side.empty()) {
        return Evidence{Strength::SideFile, "the side file '" + side + "'"};
    }
    for (const MigrationFile* file : taken_files(folder, is_migration_name)) {
        if (file->text.starts_with(kNoTransaction)) {
            return Evidence{Strength::Marker, "'-- no-transaction' begins '" + file->name + "'"};
        }
    }
    return std::nullopt;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    ParsedFolder parsed = pair_files(versioned_files(folder, split_name));
    for (Migration& migration : parsed.migrations) {
        migration.transactional = !migration.up.text.starts_with(kNoTransaction);
    }
    return parsed;
}

}  // namespace

Layout sqlx_layout() {
    return {.name = "sqlx",
            .expected = "'20240131235959_create_users.sql' or '…_create_users.up.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
