#include <algorithm>

#include "base/text.h"
#include "migration/layout/layout.h"
#include "migration/layout/statement_marks.h"
#include "migration/layout/versioned_file.h"
#include "migration/sections.h"

// https://github.com/rubenv/sql-migrate#writing-migrations

namespace erdmark::migration {
namespace {

bool is_migration_name(std::string_view file_name) {
    return top_sql_name(file_name).has_value();
}

/// The lower-case words behind `-- +migrate`, or nothing.
std::optional<std::vector<std::string>> command_of(std::string_view comment) {
    comment.remove_prefix(2);
    if (to_lower(take_word(comment)) != "+migrate") {
        return std::nullopt;
    }
    std::vector<std::string> words;
    while (!trim(comment).empty()) {
        words.push_back(to_lower(take_word(comment)));
    }
    words.resize(std::max<std::size_t>(words.size(), 1));
    return words;
}

bool is_command(std::string_view comment) {
    return command_of(comment).has_value();
}

std::optional<Evidence> recognise(const Folder& folder) {
    return required_marker_evidence(folder, is_migration_name, "-- +migrate", is_command);
}

/// The commands of a file.
struct Commands {
    std::vector<SectionMarker> sections;
    std::vector<StatementMark> statements;
    bool transactional = true;
};

Commands read_commands(const sql::Script& script) {
    Commands commands;
    for (const CommentLine& line : comment_lines(script.text)) {
        const std::optional<std::vector<std::string>> words = command_of(line.text);
        if (!words) {
            continue;
        }
        const std::string& word = words->front();
        if (word == "up" || word == "down") {
            commands.sections.push_back({word == "up", line});
            const bool opted_out = std::ranges::find(*words, "notransaction") != words->end();
            commands.transactional &= word == "down" || !opted_out;
        } else if (word == "statementbegin" || word == "statementend") {
            commands.statements.push_back({word == "statementbegin", line});
        } else {
            fail_at(script, line.offset,
                    "no command of sql-migrate; expected Up, Down, StatementBegin or StatementEnd "
                    "behind '-- +migrate'");
        }
    }
    return commands;
}

Migration read_file(const MigrationFile& file) {
    const sql::Script script = script_of(file);
    const Commands commands = read_commands(script);
    if (commands.sections.empty()) {
        fail_at(script, 0, "expected a line '-- +migrate Up' above the SQL that runs");
    }
    check_statement_marks(script, commands.statements);
    Sections sections = cut_sections(script, commands.sections);
    return {.up = std::move(sections.up),
            .preamble = std::move(sections.preamble),
            .down = std::move(sections.down),
            .transactional = commands.transactional};
}

/// Names with digits in front by number, then the others by name. The whole name tells migrations
/// apart, so a number may come twice.
ParsedFolder parse(const Folder& folder, const ReadOptions& /*options*/) {
    std::vector<VersionedFile> numbered;
    std::vector<VersionedFile> named;
    for (const MigrationFile* file : taken_files(folder, is_migration_name)) {
        const std::string_view stem = *top_sql_name(file->name);
        const std::size_t digits = count_digits(stem);
        const std::size_t name = std::min(stem.find_first_not_of("_-", digits), stem.size());
        (digits > 0 ? numbered : named)
            .push_back({.version = std::string(stem.substr(0, digits)),
                        .name = std::string(stem.substr(name)),
                        .number = VersionNumber(stem.substr(0, digits)),
                        .file = file});
    }
    sort_by_number(numbered);
    numbered.insert(numbered.end(), named.begin(), named.end());
    ParsedFolder parsed;
    for (const VersionedFile& file : numbered) {
        Migration& migration = parsed.migrations.emplace_back(read_file(*file.file));
        migration.version = file.version;
        migration.name = file.name;
    }
    return parsed;
}

}  // namespace

Layout sql_migrate_layout() {
    return {.name = "sql-migrate",
            .expected = "'20240131235959-create_users.sql'",
            .takes = is_migration_name,
            .recognise = recognise,
            .parse = parse};
}

}  // namespace erdmark::migration
