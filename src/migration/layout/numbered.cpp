#include <algorithm>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "base/error.h"
#include "base/position.h"
#include "base/text.h"
#include "migration/layout/layout.h"
#include "sql/lexer.h"

namespace erdmark::migration {
namespace {

enum class Section { Up, Down };

/// What a file is called: `003`, `create_users` for `003_create_users.up.sql`.
struct NumberedName {
    std::string version;
    std::string name;
    Section section = Section::Up;
};

/// A line that begins a section: `-- migrate:up` of dbmate, `-- +migrate Up` of sql-migrate, `--
/// +goose Up` of goose.
struct Marker {
    Section section;
    std::size_t offset;
    std::size_t content;  ///< Where the next line begins.
};

struct NumberedFile {
    NumberedName name;
    std::string number;  ///< The version without leading zeros; of any length, so not an integer.
    const MigrationFile* file;
};

bool runs_before(const NumberedFile& left, const NumberedFile& right) {
    const std::size_t left_digits = left.number.size();
    const std::size_t right_digits = right.number.size();
    return std::tie(left_digits, left.number, left.name.section, left.file->name) <
           std::tie(right_digits, right.number, right.name.section, right.file->name);
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
                        .section = is_down ? Section::Down : Section::Up};
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

[[noreturn]] void fail(const MigrationFile& file, const std::string& message) {
    throw Error(ErrorKind::Input, file.path + ": " + message);
}

[[noreturn]] void fail_at(const MigrationFile& file, std::size_t offset,
                          const std::string& message) {
    throw Error(ErrorKind::Input,
                format_position(file.path, position_at(file.text, offset)) + ": " + message);
}

const char* words_of(Section section) {
    return section == Section::Up ? "up" : "down";
}

std::string_view take_word(std::string_view& text) {
    text = trim(text);
    const std::string_view word = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(word.size());
    return word;
}

/// The section that `line` begins. What follows the words is an option of the tool that they come
/// from.
std::optional<Section> section_begun_by(std::string_view line) {
    std::string_view rest = trim(line);
    if (!rest.starts_with("--")) {
        return std::nullopt;
    }
    rest.remove_prefix(2);
    std::string words = to_lower(take_word(rest));
    if (words == "+migrate" || words == "+goose") {
        words = "migrate:" + to_lower(take_word(rest));
    }
    for (const Section section : {Section::Up, Section::Down}) {
        if (words == std::string("migrate:") + words_of(section)) {
            return section;
        }
    }
    return std::nullopt;
}

std::vector<Marker> find_markers(std::string_view text) {
    const std::vector<std::string_view> lines = split_lines(text);
    std::vector<Marker> markers;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const std::optional<Section> section = section_begun_by(lines[i])) {
            const bool is_last = i + 1 == lines.size();
            const char* const end = is_last ? text.data() + text.size() : lines[i + 1].data();
            const char* const dashes = lines[i].data() + lines[i].find('-');
            markers.push_back({.section = *section,
                               .offset = static_cast<std::size_t>(dashes - text.data()),
                               .content = static_cast<std::size_t>(end - text.data())});
        }
    }
    return markers;
}

void check_order(const MigrationFile& file, std::span<const Marker> markers) {
    if (markers.front().section == Section::Down) {
        fail_at(file, markers.front().offset,
                "a down section before the up section; begin the file with '-- migrate:up'");
    }
    for (std::size_t i = 1; i < markers.size(); ++i) {
        if (i > 1 || markers[i].section == Section::Up) {
            fail_at(file, markers[i].offset,
                    fmt::format("a second {} section; expected one up section and at most one down "
                                "section in a file",
                                words_of(markers[i].section)));
        }
    }
}

/// What stands above the first section would belong to none, so only comments may.
void check_preamble(const MigrationFile& file, std::size_t end) {
    const std::string_view preamble = std::string_view(file.text).substr(0, end);
    for (const sql::Token& token : sql::tokenize(preamble, {.unclosed_comment_ends = true})) {
        if (token.kind != sql::TokenKind::LineComment &&
            token.kind != sql::TokenKind::BlockComment) {
            fail_at(
                file, token.offset,
                "SQL before the first section; move it below the line that begins the up section");
        }
    }
}

sql::Script script_of(const MigrationFile& file, std::size_t begin, std::size_t end) {
    return {.file = file.path,
            .text = file.text.substr(begin, end - begin),
            .start = position_at(file.text, begin)};
}

Migration read_up_file(const NumberedFile& up) {
    const MigrationFile& file = *up.file;
    Migration migration{.version = up.name.version, .name = up.name.name};
    const std::vector<Marker> markers = find_markers(file.text);
    if (markers.empty()) {
        migration.up = script_of(file, 0, file.text.size());
        return migration;
    }
    check_order(file, markers);
    check_preamble(file, markers.front().offset);
    const bool has_down = markers.size() > 1;
    const std::size_t up_end = has_down ? markers[1].offset : file.text.size();
    migration.up = script_of(file, markers[0].content, up_end);
    if (has_down) {
        migration.down = script_of(file, markers[1].content, file.text.size());
    }
    return migration;
}

void read_down_file(const NumberedFile& down, Migration& migration) {
    const MigrationFile& file = *down.file;
    if (migration.down) {
        fail(file, fmt::format("'{}' has a down section already; keep one of the two",
                               migration.up.file));
    }
    if (const std::vector<Marker> markers = find_markers(file.text); !markers.empty()) {
        fail_at(file, markers.front().offset,
                "the whole of a '.down.sql' file is one section; remove this line");
    }
    migration.down = script_of(file, 0, file.text.size());
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
    if (same_version && previous->name.section == file.name.section) {
        fail(*file.file,
             fmt::format("has the same version as '{}'; give one of them another number",
                         previous->file->path));
    }
    if (!same_version && file.name.section == Section::Down) {
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
        if (file.name.section == Section::Up) {
            migrations.push_back(read_up_file(file));
        } else {
            read_down_file(file, migrations.back());
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
