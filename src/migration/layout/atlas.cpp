#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/versioned_file.h"
#include "migration/script_parts.h"

// https://atlasgo.io/concepts/migration-directory-integrity: any `.sql` in the order of the names,
// with `atlas.sum` beside them.

namespace erdmark::migration {
namespace {

bool is_migration_name(std::string_view file_name) {
    return top_sql_name(file_name).has_value();
}

/// The words behind `atlas:`, when a comment is one of its directives.
std::optional<std::string_view> directive_of(std::string_view comment) {
    comment.remove_prefix(std::min(comment.find_first_not_of("- "), comment.size()));
    constexpr std::string_view kMark = "atlas:";
    return comment.starts_with(kMark) ? std::optional(comment.substr(kMark.size())) : std::nullopt;
}

bool is_directive(std::string_view comment) {
    return directive_of(comment).has_value();
}

/// Atlas can also keep the folders of other tools, whose files then say so.
bool is_of_another_tool(const MigrationFile& file) {
    return file.name.ends_with(".down.sql") || file.text.find("-- +goose") != std::string::npos ||
           file.text.find("-- migrate:up") != std::string::npos || file.name.starts_with("V");
}

std::optional<Evidence> recognise(const Folder& folder) {
    if (first_taken(folder, is_migration_name) == nullptr ||
        std::ranges::any_of(folder.files, is_of_another_tool)) {
        return std::nullopt;
    }
    const MigrationFile* sum = folder.find("atlas.sum");
    if (sum != nullptr && sum->text.starts_with("h1:")) {
        return Evidence{Strength::SideFile, "the side file 'atlas.sum'"};
    }
    return marker_evidence(folder, is_migration_name, "-- atlas:", is_directive);
}

/// What the directives at the top of a file say.
struct Directives {
    bool transactional = true;
    bool is_checkpoint = false;
    std::string delimiter;
};

std::string unescaped(std::string_view text) {
    std::string result = replace_all(text, "\\n", "\n");
    result = replace_all(result, "\\r", "\r");
    return replace_all(result, "\\t", "\t");
}

Directives read_directives(const sql::Script& script) {
    Directives directives;
    for (const CommentLine& line : comment_lines(script.text)) {
        const std::optional<std::string_view> words = directive_of(line.text);
        if (!words) {
            continue;
        }
        const std::string_view name = words->substr(0, words->find(' '));
        const std::string_view value = trim(words->substr(name.size()));
        directives.is_checkpoint |= name == "checkpoint";
        directives.transactional &= name != "txmode" || value != "none";
        if (name == "delimiter") {
            directives.delimiter = unescaped(value);
        }
    }
    return directives;
}

/// `script` with semicolons in place of a delimiter of its own, so that it is plain SQL: `;` and
/// the line ends of the delimiter.
void replace_delimiter(sql::Script& script, const std::string& delimiter) {
    if (delimiter.empty() || delimiter == ";") {
        return;
    }
    std::string semicolon = ";";
    for (const char c : delimiter) {
        semicolon += c == '\n' || c == '\r' ? std::string(1, c) : "";
    }
    const std::string_view text = script.text;
    const std::size_t head = std::min(text.find('\n'), text.size());
    script.text =
        std::string(text.substr(0, head)) + replace_all(text.substr(head), delimiter, semicolon);
}

/// An empty database starts with the newest checkpoint, which stands for all before it.
void start_at_checkpoint(std::size_t checkpoint, ParsedFolder& parsed) {
    const std::string& path = parsed.migrations[checkpoint].up.file;
    parsed.notes.push_back(fmt::format("{}: the checkpoint runs in place of {} before it", path,
                                       count_of(checkpoint, "migration", "migrations")));
    parsed.migrations.erase(parsed.migrations.begin(),
                            parsed.migrations.begin() + static_cast<std::ptrdiff_t>(checkpoint));
}

Migration read_file(const MigrationFile& file, bool& is_checkpoint) {
    const std::string_view stem = *top_sql_name(file.name);
    const std::string_view version = stem.substr(0, stem.find('_'));
    Migration migration{.version = std::string(version),
                        .name = std::string(stem.substr(std::min(version.size() + 1, stem.size()))),
                        .up = script_of(file)};
    const Directives directives = read_directives(migration.up);
    migration.transactional = directives.transactional;
    is_checkpoint = directives.is_checkpoint;
    replace_delimiter(migration.up, directives.delimiter);
    return migration;
}

ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    ParsedFolder parsed;
    std::size_t checkpoint = 0;
    const MigrationFile* previous = nullptr;
    for (const MigrationFile* file : taken_files(folder, is_migration_name)) {
        bool is_checkpoint = false;
        Migration migration = read_file(*file, is_checkpoint);
        if (previous != nullptr && parsed.migrations.back().version == migration.version) {
            fail_same_version(*file, *previous);
        }
        checkpoint = is_checkpoint ? parsed.migrations.size() : checkpoint;
        parsed.migrations.push_back(std::move(migration));
        previous = file;
    }
    if (checkpoint > 0) {
        start_at_checkpoint(checkpoint, parsed);
    }
    return parsed;
}

}  // namespace

Layout atlas_layout() {
    return {.name = "atlas",
            .expected = "'20240131235959_create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
