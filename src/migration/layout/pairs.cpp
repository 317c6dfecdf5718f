#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"

// What programs that embed their migrations call them: `V0001.Initial.up.sql` and
// `V0001.Initial.down.sql`, `20200101-users-up.sql` and `20200101-users-down.sql` (db-migrate). The
// whole name tells them apart: a number may come twice (https://github.com/maragudk/migrate).

namespace erdmark::migration {
namespace {

/// What stands before `up` or `down`, when one of them ends a name behind a separator.
bool drop_direction(std::string_view& stem, bool& is_down) {
    for (const std::string_view word : {"down", "up"}) {
        std::string_view rest = stem;
        if (drop_suffix(rest, word) && rest.find_last_of(".-_") + 1 == rest.size()) {
            rest.remove_suffix(1);
            stem = rest;
            is_down = word == "down";
            return true;
        }
    }
    return false;
}

std::optional<VersionedFile> split_name(std::string_view file_name) {
    std::optional<std::string_view> stem = top_sql_name(file_name);
    VersionedFile file;
    if (!stem || !drop_direction(*stem, file.is_down)) {
        return std::nullopt;
    }
    const std::size_t mark = stem->starts_with('V') || stem->starts_with('v') ? 1 : 0;
    const std::size_t digits = count_digits(stem->substr(mark));
    if (digits == 0) {
        return std::nullopt;
    }
    file.version = stem->substr(0, mark + digits);
    file.number = VersionNumber(stem->substr(mark, digits));
    stem->remove_prefix(mark + digits);
    stem->remove_prefix(std::min(stem->find_first_not_of("._-"), stem->size()));
    file.name = *stem;
    return file;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

bool is_numbered_sql(std::string_view file_name) {
    std::optional<std::string_view> stem = top_sql_name(file_name);
    if (stem && (stem->starts_with('V') || stem->starts_with('v'))) {
        stem->remove_prefix(1);
    }
    return stem && count_digits(*stem) > 0;
}

/// A folder that writes `.up.sql` means nothing by `_up.sql`.
bool is_dotted(const MigrationFile& file) {
    const std::string_view stem = *top_sql_name(file.name);
    return stem.ends_with(".up") || stem.ends_with(".down");
}

/// A name may end in `_up` for reasons of its own, so at least one file must undo another, and all
/// must be of pairs.
std::optional<Evidence> recognise(const Folder& folder) {
    const std::vector<const MigrationFile*> taken = taken_files(folder, is_migration_name);
    const bool undoes = std::ranges::any_of(
        taken, [](const MigrationFile* file) { return split_name(file->name)->is_down; });
    if (!undoes || taken.size() != taken_files(folder, is_numbered_sql).size()) {
        return std::nullopt;
    }
    return named_evidence(taken.front());
}

bool is_same_migration(const VersionedFile& left, const VersionedFile& right) {
    return left.number == right.number && left.name == right.name;
}

/// A number that comes twice may be a slip, unless the user said that it is not.
void note_repeated(const VersionedFile& file, const VersionedFile& previous,
                   const ReadOptions& options, ParsedFolder& parsed) {
    if (options.layout.empty() && file.number == previous.number) {
        parsed.notes.push_back(fmt::format(
            "{}: has the same version as '{}'; they run in the order of their names (layout = "
            "\"pairs\" in [source] says that this is meant)",
            file.file->path, previous.file->path));
    }
}

void leave_out_undotted(std::vector<VersionedFile>& files, ParsedFolder& parsed) {
    const auto dotted = [](const VersionedFile& file) { return is_dotted(*file.file); };
    if (std::ranges::none_of(files, dotted)) {
        return;
    }
    for (const VersionedFile& file : files) {
        if (!dotted(file) && !file.is_down) {
            parsed.notes.push_back(
                fmt::format("{}: does not end in '.up.sql' as the others do, so it never runs",
                            file.file->path));
        }
    }
    std::erase_if(files, [&](const VersionedFile& file) { return !dotted(file); });
}

ParsedFolder parse(const Folder& folder, const ReadOptions& options) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    ParsedFolder parsed;
    leave_out_undotted(files, parsed);
    std::ranges::sort(files, [](const VersionedFile& left, const VersionedFile& right) {
        return std::tie(left.number, left.name, left.is_down, left.file->name) <
               std::tie(right.number, right.name, right.is_down, right.file->name);
    });
    const VersionedFile* up = nullptr;
    for (const VersionedFile& file : files) {
        if (file.is_down && up != nullptr && is_same_migration(*up, file)) {
            parsed.migrations.back().down = script_of(*file.file);
        } else if (file.is_down) {
            parsed.notes.push_back(note_undone(file));
        } else {
            if (up != nullptr) {
                note_repeated(file, *up, options, parsed);
            }
            parsed.migrations.push_back(whole_file(file));
            up = &file;
        }
    }
    return parsed;
}

}  // namespace

Layout pairs_layout() {
    return {.name = "pairs",
            .expected = "'V001.create_users.up.sql' and 'V001.create_users.down.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
