#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// https://github.com/rickbergfalk/postgrator: `001.do.create-users.sql`,
// `001.undo.create-users.sql`

namespace erdmark::migration {
namespace {

std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    if (!stem) {
        return std::nullopt;
    }
    const std::size_t digits = count_digits(*stem);
    std::string_view rest = stem->substr(digits);
    const bool is_down = rest.starts_with(".undo.") || rest == ".undo";
    if (digits == 0 || !(is_down || rest.starts_with(".do.") || rest == ".do")) {
        return std::nullopt;
    }
    rest.remove_prefix(is_down ? 5 : 3);
    rest.remove_prefix(rest.empty() ? 0 : 1);
    return VersionedFile{.version = std::string(stem->substr(0, digits)),
                         .name = std::string(rest),
                         .number = VersionNumber(stem->substr(0, digits)),
                         .is_down = is_down};
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

Layout postgrator_layout() {
    return {.name = "postgrator",
            .expected = "'001.do.create-users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
