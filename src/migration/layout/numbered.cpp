#include <algorithm>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/sections.h"

namespace erdmark::migration {
namespace {

/// What a file is called: `003`, `create_users` for `003_create_users.up.sql`.
struct NumberedName {
    std::string version;
    std::string name;
    bool is_down = false;
};

struct NumberedFile {
    NumberedName name;
    std::string number;  ///< The version without leading zeros; of any length, so not an integer.
    const MigrationFile* file;
};

bool runs_before(const NumberedFile& left, const NumberedFile& right) {
    const std::size_t left_digits = left.number.size();
    const std::size_t right_digits = right.number.size();
    return std::tie(left_digits, left.number, left.name.is_down, left.file->name) <
           std::tie(right_digits, right.number, right.name.is_down, right.file->name);
}

bool drop_suffix(std::string_view& text, std::string_view suffix) {
    if (text.size() < suffix.size() ||
        !equals_ignoring_case(text.substr(text.size() - suffix.size()), suffix)) {
        return false;
    }
    text.remove_suffix(suffix.size());
    return true;
}

std::optional<NumberedName> split_name(std::string_view file_name) {
    const std::size_t digits =
        std::min(file_name.find_first_not_of("0123456789"), file_name.size());
    std::string_view rest = file_name.substr(digits);
    if (digits == 0 || !drop_suffix(rest, ".sql")) {
        return std::nullopt;
    }
    const bool is_down = drop_suffix(rest, ".down");
    if (!is_down) {
        drop_suffix(rest, ".up");
    }
    if (!rest.empty() && std::string_view("_-.").find(rest.front()) != std::string_view::npos) {
        rest.remove_prefix(1);
    }
    return NumberedName{.version = std::string(file_name.substr(0, digits)),
                        .name = std::string(rest),
                        .is_down = is_down};
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

[[noreturn]] void fail(const MigrationFile& file, const std::string& message) {
    throw Error(ErrorKind::Input, file.path + ": " + message);
}

sql::Script script_of(const MigrationFile& file) {
    return {.file = file.path, .text = file.text};
}

Migration read_up_file(const NumberedFile& up) {
    Sections sections = split_sections(script_of(*up.file));
    return {.version = up.name.version,
            .name = up.name.name,
            .up = std::move(sections.up),
            .down = std::move(sections.down)};
}

sql::Script read_down_file(const NumberedFile& down, const Migration& migration) {
    if (migration.down) {
        fail(*down.file, fmt::format("'{}' has a down section already; keep one of the two",
                                     migration.up.file));
    }
    sql::Script script = script_of(*down.file);
    refuse_sections(script);
    return script;
}

std::vector<NumberedFile> in_order(std::span<const MigrationFile> files) {
    std::vector<NumberedFile> numbered;
    for (const MigrationFile& file : files) {
        NumberedName name = split_name(file.name).value();
        const std::size_t zeros =
            std::min(name.version.find_first_not_of('0'), name.version.size());
        std::string number = name.version.substr(zeros);
        numbered.push_back({std::move(name), std::move(number), &file});
    }
    std::ranges::sort(numbered, runs_before);
    return numbered;
}

std::string expected_up_path(const NumberedFile& down) {
    std::string_view path = down.file->path;
    path.remove_suffix(std::string_view(".down.sql").size());
    return fmt::format("{}.up.sql", path);
}

void check_pair(const NumberedFile& file, const NumberedFile* previous) {
    const bool same_version = previous != nullptr && previous->number == file.number;
    if (same_version && previous->name.is_down == file.name.is_down) {
        fail(*file.file,
             fmt::format("has the same version as '{}'; give one of them another number",
                         previous->file->path));
    }
    if (!same_version && file.name.is_down) {
        fail(*file.file,
             fmt::format("undoes version {}, which has no file; expected '{}' beside it",
                         file.name.version, expected_up_path(file)));
    }
}

std::vector<Migration> parse_numbered(std::span<const MigrationFile> files) {
    std::vector<Migration> migrations;
    const NumberedFile* previous = nullptr;
    const std::vector<NumberedFile> ordered = in_order(files);
    for (const NumberedFile& file : ordered) {
        check_pair(file, previous);
        if (file.name.is_down) {
            migrations.back().down = read_down_file(file, migrations.back());
        } else {
            migrations.push_back(read_up_file(file));
        }
        previous = &file;
    }
    return migrations;
}

}  // namespace

Layout numbered_layout() {
    return {.name = "numbered",
            .expected = "'001_create_users.sql' or '001_create_users.up.sql'",
            .takes = is_migration_name,
            .parse = parse_numbered};
}

}  // namespace erdmark::migration
