#include <algorithm>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/sections.h"

// https://salsita.github.io/node-pg-migrate/: SQL files with `-- Up Migration` and
// `-- Down Migration`

namespace erdmark::migration {
namespace {

std::optional<VersionedFile> split_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    const std::size_t digits = stem ? count_digits(*stem) : 0;
    if (digits == 0) {
        return std::nullopt;
    }
    const std::size_t name = std::min(stem->find_first_not_of("_-", digits), stem->size());
    return VersionedFile{.version = std::string(stem->substr(0, digits)),
                         .name = std::string(stem->substr(name)),
                         .number = VersionNumber(stem->substr(0, digits))};
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

/// Whether a comment begins an up section, or a down section: `^--[\s-]*up\s+migration`.
std::optional<bool> begins_up(std::string_view comment) {
    comment.remove_prefix(std::min(comment.find_first_not_of("- \t"), comment.size()));
    const std::string direction = to_lower(take_word(comment));
    const bool is_marker = to_lower(trim(comment)).starts_with("migration");
    if (!is_marker || (direction != "up" && direction != "down")) {
        return std::nullopt;
    }
    return direction == "up";
}

bool is_marker(std::string_view comment) {
    return begins_up(comment).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    return required_marker_evidence(folder, is_migration_name, "-- Up Migration", is_marker);
}

/// Without an up line, all above the down line is up.
Sections read_sections(const sql::Script& script) {
    std::optional<CommentLine> up;
    std::optional<CommentLine> down;
    for (const CommentLine& line : comment_lines(script.text)) {
        const std::optional<bool> is_up = begins_up(line.text);
        std::optional<CommentLine>& place = is_up.value_or(false) ? up : down;
        if (is_up && !place) {
            place = line;
        }
    }
    if (up && down && down->offset < up->offset) {
        fail_at(script, down->offset,
                "a down section before the up section; begin the file with '-- Up Migration'");
    }
    const std::size_t end = script.text.size();
    Sections sections{.up = part_of(script, {up ? up->next : 0, down ? down->offset : end})};
    if (down) {
        sections.down = part_of(script, {down->next, end});
    }
    return sections;
}

/// By number; the whole name tells migrations apart, so a number may come twice.
ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    sort_by_number(files);
    ParsedFolder parsed;
    for (const VersionedFile& file : files) {
        Sections sections = read_sections(script_of(*file.file));
        parsed.migrations.push_back({.version = file.version,
                                     .name = file.name,
                                     .up = std::move(sections.up),
                                     .preamble = std::move(sections.preamble),
                                     .down = std::move(sections.down)});
    }
    return parsed;
}

}  // namespace

Layout node_pg_migrate_layout() {
    return {.name = "node-pg-migrate",
            .expected = "'1706745599000_create-users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
