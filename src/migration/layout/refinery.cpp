#include <algorithm>

#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://docs.rs/refinery: `V1__create_users.sql`; `U2__…` may run out of order, it undoes
// nothing.

namespace erdmark::migration {
namespace {

std::optional<VersionedFile> split_name(std::string_view file_name) {
    std::string_view stem = base_name(file_name);
    if (!drop_suffix(stem, ".sql") || !(stem.starts_with('V') || stem.starts_with('U'))) {
        return std::nullopt;
    }
    stem.remove_prefix(1);
    const std::size_t digits = count_digits(stem);
    if (digits == 0 || !stem.substr(digits).starts_with("__") || stem.size() == digits + 2) {
        return std::nullopt;
    }
    return VersionedFile{.version = std::string(stem.substr(0, digits)),
                         .name = std::string(stem.substr(digits + 2)),
                         .number = VersionNumber(stem.substr(0, digits))};
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    const std::string side = folder.find_side_file({"refinery.toml"});
    if (side.empty() || first_taken(folder, is_migration_name) == nullptr) {
        return std::nullopt;
    }
    return Evidence{Strength::SideFile, "the side file '" + side + "'"};
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    sort_by_number(files);
    refuse_same_version(files);
    ParsedFolder parsed;
    for (const VersionedFile& file : files) {
        parsed.migrations.push_back(whole_file(file));
    }
    return parsed;
}

}  // namespace

Layout refinery_layout() {
    return {.name = "refinery",
            .expected = "'V1__create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
