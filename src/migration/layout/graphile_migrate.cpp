#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/script_parts.h"
#include "migration/variables.h"

// https://github.com/graphile/migrate: `committed/000001.sql` with headers `--! Previous:` and
// `--! Hash:` that chain the files; `current.sql` is work in progress and no migration yet.

namespace erdmark::migration {
namespace {

constexpr std::string_view kCommitted = "committed/";

std::optional<VersionedFile> split_name(std::string_view file_name) {
    if (file_name.starts_with(kCommitted)) {
        file_name.remove_prefix(kCommitted.size());
    }
    const std::optional<std::string_view> stem = top_sql_name(file_name);
    const std::size_t digits = stem ? count_digits(*stem) : 0;
    if (digits == 0 || (digits < stem->size() && (*stem)[digits] != '-')) {
        return std::nullopt;
    }
    return VersionedFile{.version = std::string(stem->substr(0, digits)),
                         .name = std::string(stem->substr(std::min(digits + 1, stem->size()))),
                         .number = VersionNumber(stem->substr(0, digits))};
}

bool is_migration_name(std::string_view file_name) {
    return split_name(file_name).has_value();
}

bool is_header(std::string_view comment) {
    return comment.starts_with("--! Previous:") || comment.starts_with("--! Hash:");
}

std::optional<Evidence> recognise(const Folder& folder) {
    const bool has_committed = std::ranges::any_of(folder.files, [](const MigrationFile& file) {
        return file.name.starts_with(kCommitted) && is_migration_name(file.name);
    });
    const bool has_current = std::ranges::any_of(folder.files, [](const MigrationFile& file) {
        return file.name == "current.sql" || file.name.starts_with("current/");
    });
    if (has_committed && has_current) {
        return Evidence{Strength::SideFile, "'committed' beside 'current'"};
    }
    const std::string side = folder.find_side_file({".gmrc", ".gmrc.js", ".gmrc.cjs"});
    if (has_committed && !side.empty()) {
        return Evidence{Strength::SideFile, "the side file '" + side + "'"};
    }
    return marker_evidence(folder, is_migration_name, "--! Previous:", is_header);
}

struct Headers {
    std::string previous;
    std::string hash;
    std::string message;
    std::size_t previous_offset = 0;
    bool transactional = true;
};

Headers read_headers(const sql::Script& script) {
    Headers headers;
    for (const CommentLine& line : comment_lines(script.text)) {
        std::string_view text = line.text;
        if (!text.starts_with("--! ")) {
            continue;
        }
        text.remove_prefix(4);
        const std::string_view key = text.substr(0, text.find(':'));
        const std::string value(trim(text.substr(std::min(key.size() + 1, text.size()))));
        if (key == "Previous") {
            headers.previous = value;
            headers.previous_offset = line.offset;
        } else if (key == "Hash") {
            headers.hash = value;
        } else if (key == "Message") {
            headers.message = value;
        } else if (text == "no-transaction") {
            headers.transactional = false;
        }
    }
    return headers;
}

bool is_name_byte(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_placeholder(const std::string& name, const Variables& variables) {
    return name == "DATABASE_NAME" || name == "DATABASE_OWNER" || variables.contains(name);
}

/// Replaces `:NAME` for the names that are known, wherever it stands; the names of the database and
/// of its owner must be.
sql::Script substituted(const sql::Script& script, const Variables& variables) {
    const std::string_view text = script.text;
    sql::Script result{.file = script.file, .start = script.start};
    std::size_t done = 0;
    for (std::size_t at = text.find(':'); at != std::string_view::npos; at = text.find(':', at)) {
        std::size_t end = ++at;
        while (end < text.size() && is_name_byte(text[end])) {
            ++end;
        }
        const std::string name(text.substr(at, end - at));
        if (is_placeholder(name, variables)) {
            result.text += text.substr(done, at - 1 - done);
            result.text += value_of(name, variables, script, at - 1);
            done = end;
        }
        at = end;
    }
    result.text += text.substr(done);
    return result;
}

/// The hash that the file before had must be the one that the next one names.
void check_chain(const sql::Script& script, const Headers& headers, const Headers& before,
                 const MigrationFile* previous) {
    if (previous == nullptr || headers.previous.empty() || before.hash.empty() ||
        headers.previous == before.hash) {
        return;
    }
    fail_at(script, headers.previous_offset,
            fmt::format("follows a migration with the hash '{}', but '{}' before it has '{}'",
                        headers.previous, previous->path, before.hash));
}

ParsedFolder parse(const Folder& folder, const ReadOptions& options) {
    std::vector<VersionedFile> files = versioned_files(folder, split_name);
    const auto is_committed = [](const VersionedFile& file) {
        return file.file->name.starts_with(kCommitted);
    };
    if (std::ranges::any_of(files, is_committed)) {
        std::erase_if(files, [&](const VersionedFile& file) { return !is_committed(file); });
    }
    sort_by_number(files);
    refuse_same_version(files);
    ParsedFolder parsed;
    Headers before;
    const MigrationFile* previous = nullptr;
    for (const VersionedFile& file : files) {
        Migration migration = whole_file(file);
        const Headers headers = read_headers(migration.up);
        check_chain(migration.up, headers, before, previous);
        migration.name = migration.name.empty() ? headers.message : migration.name;
        migration.transactional = headers.transactional;
        migration.up = substituted(migration.up, options.variables);
        parsed.migrations.push_back(std::move(migration));
        before = headers;
        previous = file.file;
    }
    return parsed;
}

}  // namespace

Layout graphile_migrate_layout() {
    return {.name = "graphile-migrate",
            .expected = "'committed/000001.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
