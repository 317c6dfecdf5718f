#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/sections.h"

// https://github.com/amacneil/dbmate#creating-migrations

namespace erdmark::migration {
namespace {

bool is_migration_name(std::string_view file_name) {
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    return stem && count_digits(*stem) > 0;
}

/// `-- migrate:up transaction:false`
struct Header {
    bool is_up = true;
    bool transactional = true;
};

std::optional<Header> read_header(std::string_view comment) {
    comment.remove_prefix(2);
    const std::string word = to_lower(take_word(comment));
    if (word != "migrate:up" && word != "migrate:down") {
        return std::nullopt;
    }
    Header header{.is_up = word == "migrate:up"};
    while (!trim(comment).empty()) {
        header.transactional &= to_lower(take_word(comment)) != "transaction:false";
    }
    return header;
}

bool is_header(std::string_view comment) {
    return read_header(comment).has_value();
}

/// Files without a header are none of dbmate's, so one of them makes the folder a plain one.
std::optional<Evidence> recognise(const Folder& folder) {
    const std::vector<const MigrationFile*> files = taken_files(folder, is_migration_name);
    const bool all = std::ranges::all_of(files, [](const MigrationFile* file) {
        return !file->problem.empty() || has_marker(*file, is_header);
    });
    return all ? marker_evidence(folder, is_migration_name, "-- migrate:up", is_header)
               : std::nullopt;
}

Migration read_file(const MigrationFile& file) {
    const sql::Script script = script_of(file);
    Migration migration;
    std::vector<SectionMarker> markers;
    for (const CommentLine& line : comment_lines(script.text)) {
        if (const std::optional<Header> header = read_header(line.text)) {
            markers.push_back({header->is_up, line});
            migration.transactional &= header->transactional || !header->is_up;
        }
    }
    if (markers.empty() || !markers.front().is_up) {
        fail_at(script, markers.empty() ? 0 : markers.front().line.offset,
                "expected a line '-- migrate:up' above the SQL that runs");
    }
    Sections sections = cut_sections(script, markers);
    migration.up = std::move(sections.up);
    migration.preamble = std::move(sections.preamble);
    migration.down = std::move(sections.down);
    return migration;
}

/// In the order of their names, which is dbmate's: `9_x.sql` runs after `10_x.sql`.
ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    ParsedFolder parsed;
    const MigrationFile* previous = nullptr;
    for (const MigrationFile* file : taken_files(folder, is_migration_name)) {
        Migration migration = read_file(*file);
        const std::string_view stem = *top_sql_name(file->name);
        const std::size_t digits = count_digits(stem);
        migration.version = stem.substr(0, digits);
        migration.name = trim(stem.substr(std::min(digits + 1, stem.size())));
        if (previous != nullptr && parsed.migrations.back().version == migration.version) {
            fail_same_version(*file, *previous);
        }
        parsed.migrations.push_back(std::move(migration));
        previous = file;
    }
    return parsed;
}

}  // namespace

Layout dbmate_layout() {
    return {.name = "dbmate",
            .expected = "'20240131235959_create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
