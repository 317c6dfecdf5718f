#include <algorithm>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/sections.h"

// Every `.sql` file is a migration and its whole name tells it apart; where some names begin with
// digits, the others are something else (dumps, seeds). Numbers in names count as numbers:
// `2_b.sql` runs before `10_a.sql`, `users2.sql` before `users10.sql`.

namespace erdmark::migration {
namespace {

bool is_migration_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    return stem && !stem->ends_with(".down");
}

/// Nothing tells this layout: any folder of scripts would have it.
std::optional<Evidence> recognise(const Folder& /*folder*/) {
    return std::nullopt;
}

/// A run of digits, or of other characters, from the front of `text`, which loses it.
std::string_view take_run(std::string_view& text) {
    const std::size_t digits = count_digits(text);
    const std::size_t other = std::min(text.find_first_of("0123456789"), text.size());
    const std::string_view run = text.substr(0, digits > 0 ? digits : other);
    text.remove_prefix(run.size());
    return run;
}

bool runs_before(std::string_view left, std::string_view right) {
    while (!left.empty() && !right.empty()) {
        const std::string_view first = take_run(left);
        const std::string_view second = take_run(right);
        const bool numbers = count_digits(first) > 0 && count_digits(second) > 0;
        if (numbers && VersionNumber(first) != VersionNumber(second)) {
            return VersionNumber(first) < VersionNumber(second);
        }
        if (!numbers && first != second) {
            return first < second;
        }
    }
    return left.empty() && !right.empty();
}

bool is_numbered(const MigrationFile* file) {
    return count_digits(file->name) > 0;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    std::vector<const MigrationFile*> files = taken_files(folder, is_migration_name);
    if (std::ranges::any_of(files, is_numbered)) {
        std::erase_if(files, [](const MigrationFile* file) { return !is_numbered(file); });
    }
    std::ranges::stable_sort(files, runs_before, &MigrationFile::name);
    ParsedFolder parsed;
    for (const MigrationFile* file : files) {
        std::string_view stem = *top_sql_name(file->name);
        drop_suffix(stem, ".up");
        const std::size_t digits = count_digits(stem);
        const std::size_t name = std::min(stem.find_first_not_of("_-.", digits), stem.size());
        Sections sections = split_sections(script_of(*file));
        parsed.migrations.push_back({.version = std::string(stem.substr(0, digits)),
                                     .name = std::string(stem.substr(name)),
                                     .up = std::move(sections.up),
                                     .preamble = std::move(sections.preamble),
                                     .down = std::move(sections.down),
                                     .transactional = sections.transactional});
    }
    return parsed;
}

}  // namespace

Layout named_layout() {
    return {.name = "named",
            .expected = "'create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
