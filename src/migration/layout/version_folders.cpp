#include <algorithm>

#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// A folder for each version of the program: `1/01_users.up.sql`, `0.22/00__memo_tags.sql`. Both are
// numbers, the folder's first.

namespace erdmark::migration {
namespace {

constexpr std::size_t kMostParts = 4;  ///< Of a folder's version; a longer one is something else.

/// The numbers of a folder, as many for each, so that those of its files stand behind them.
std::optional<VersionNumber> folder_number(std::string_view folder) {
    if (folder.starts_with('v') || folder.starts_with('V')) {
        folder.remove_prefix(1);
    }
    const std::size_t parts = static_cast<std::size_t>(std::ranges::count(folder, '.')) + 1;
    std::optional<VersionNumber> number = parse_version(folder, ".");
    if (!number || parts > kMostParts) {
        return std::nullopt;
    }
    for (std::size_t i = parts; i < kMostParts; ++i) {
        number->add("0");
    }
    return number;
}

std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::string_view folder = folder_name(file_name);
    std::optional<std::string_view> stem = top_sql_name(base_name(file_name));
    std::optional<VersionNumber> number = folder_number(folder);
    const std::size_t digits = stem ? count_digits(*stem) : 0;
    if (!number || digits == 0) {
        return std::nullopt;
    }
    VersionedFile file;
    file.is_down = drop_suffix(*stem, ".down");
    if (!file.is_down) {
        drop_suffix(*stem, ".up");
    }
    number->add(stem->substr(0, digits));
    file.number = *number;
    file.version = std::string(folder) + "/" + std::string(stem->substr(0, digits));
    file.name = stem->substr(std::min(stem->find_first_not_of("_-.", digits), stem->size()));
    return file;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    return named_evidence(first_taken(folder, is_migration_name));
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    return pair_files(versioned_files(folder, split_name));
}

}  // namespace

Layout version_folders_layout() {
    return {.name = "version-folders",
            .expected = "'1.2/01_create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
