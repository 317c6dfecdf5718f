#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/sections.h"

namespace erdmark::migration {
namespace {

constexpr std::string_view kSeparators = "_-.";

bool is_separator(std::string_view text, std::size_t at) {
    return at < text.size() && kSeparators.find(text[at]) != std::string_view::npos;
}

/// Takes a version from the front of a name. A single letter behind the digits belongs to it:
/// `012a_fix` runs between `012` and `013`.
void take_version(std::string_view& rest, VersionedFile& file) {
    const std::size_t digits = count_digits(rest);
    file.number = VersionNumber(rest.substr(0, digits));
    std::size_t length = digits;
    const char letter = digits < rest.size() ? rest[digits] : '\0';
    if (letter >= 'a' && letter <= 'z' && is_separator(rest, digits + 1)) {
        file.number.add(std::to_string(letter - 'a' + 1));
        ++length;
    }
    file.version = rest.substr(0, length);
    rest.remove_prefix(length);
    if (is_separator(rest, 0)) {
        rest.remove_prefix(1);
    }
}

/// What a file is called: `003`, `create_users` for `003_create_users.up.sql`.
std::optional<VersionedFile> split_name(std::string_view file_name) {
    std::optional<std::string_view> stem = top_sql_name(file_name);
    if (!stem || count_digits(*stem) == 0) {
        return std::nullopt;
    }
    VersionedFile file;
    file.is_down = drop_suffix(*stem, ".down");
    if (!file.is_down) {
        drop_suffix(*stem, ".up");
    }
    take_version(*stem, file);
    file.name = *stem;
    return file;
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

[[noreturn]] void fail(const MigrationFile& file, const std::string& message) {
    throw Error(ErrorKind::Input, file.path + ": " + message);
}

Migration read_up_file(const VersionedFile& up) {
    Sections sections = split_sections(script_of(*up.file));
    return {.version = up.version,
            .name = up.name,
            .up = std::move(sections.up),
            .preamble = std::move(sections.preamble),
            .down = std::move(sections.down),
            .transactional = sections.transactional};
}

sql::Script read_down_file(const VersionedFile& down, const Migration& migration) {
    if (migration.down) {
        fail(*down.file, fmt::format("'{}' has a down section already; keep one of the two",
                                     migration.up.file));
    }
    sql::Script script = script_of(*down.file);
    refuse_sections(script);
    return script;
}

std::string expected_up_path(const VersionedFile& down) {
    std::string_view path = down.file->path;
    path.remove_suffix(std::string_view(".down.sql").size());
    return fmt::format("{}.up.sql", path);
}

void check_pair(const VersionedFile& file, const VersionedFile* previous) {
    const bool same_version = previous != nullptr && previous->number == file.number;
    if (same_version && previous->is_down == file.is_down) {
        fail_same_version(*file.file, *previous->file);
    }
    if (!same_version && file.is_down) {
        fail(*file.file,
             fmt::format("undoes version {}, which has no file; expected '{}' beside it",
                         file.version, expected_up_path(file)));
    }
}

ParsedFolder parse_numbered(const Folder& folder, const ReadOptions& /*options*/) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    sort_by_number(files);
    ParsedFolder parsed;
    const VersionedFile* previous = nullptr;
    for (const VersionedFile& file : files) {
        check_pair(file, previous);
        if (file.is_down) {
            parsed.migrations.back().down = read_down_file(file, parsed.migrations.back());
        } else {
            parsed.migrations.push_back(read_up_file(file));
        }
        previous = &file;
    }
    return parsed;
}

std::optional<Evidence> recognise(const Folder& folder) {
    return named_evidence(first_taken(folder, is_migration_name));
}

}  // namespace

Layout numbered_layout() {
    return {.name = "numbered",
            .expected = "'001_create_users.sql' or '001_create_users.up.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse_numbered};
}

}  // namespace erdmark::migration
