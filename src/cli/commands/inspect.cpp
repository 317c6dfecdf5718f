#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/pipeline.h"
#include "cli/project_flags.h"
#include "schema/snapshot.h"

namespace erdmark::cli {

namespace {

struct InspectOptions {
    ProjectFlags project;
    std::string format = "text";
    bool migrations = false;
};

std::string references(const schema::Table& table) {
    std::vector<std::string> targets;
    for (const schema::ForeignKey& key : table.foreign_keys) {
        const std::string target = key.referenced_table.display();
        if (std::find(targets.begin(), targets.end(), target) == targets.end()) {
            targets.push_back(target);
        }
    }
    return targets.empty() ? "" : " -> " + join(targets, ", ");
}

std::string table_line(const schema::Table& table, std::size_t width) {
    std::string line = fmt::format("  {:<{}}  {}", table.name.display(), width,
                                   count_of(table.columns.size(), "column", "columns"));
    if (table.primary_key) {
        line += fmt::format(", key ({})", join(table.primary_key->columns, ", "));
    }
    // That of a key is told by the key.
    const auto indexes =
        std::ranges::count(table.indexes, schema::IndexOrigin::Created, &schema::Index::origin);
    if (indexes > 0) {
        line += ", " + count_of(static_cast<std::size_t>(indexes), "index", "indexes");
    }
    if (!table.triggers.empty()) {
        line += ", " + count_of(table.triggers.size(), "trigger", "triggers");
    }
    return line + references(table) + "\n";
}

std::string summary(const source::SourceResult& result) {
    const schema::Schema& schema = result.schema;
    std::string text = fmt::format("{}: {}, {} ({})\n", result.description,
                                   count_of(schema.tables.size(), "table", "tables"),
                                   count_of(schema.views.size(), "view", "views"), schema.engine);
    std::size_t width = 0;
    for (const schema::Table& table : schema.tables) {
        width = std::max(width, table.name.display().size());
    }
    for (const schema::View& view : schema.views) {
        width = std::max(width, view.name.display().size());
    }
    if (!schema.tables.empty()) {
        text += "\nTables\n";
    }
    for (const schema::Table& table : schema.tables) {
        text += table_line(table, width);
    }
    if (!schema.views.empty()) {
        text += "\nViews\n";
    }
    for (const schema::View& view : schema.views) {
        text += fmt::format("  {:<{}}  {}\n", view.name.display(), width,
                            count_of(view.columns.size(), "column", "columns"));
    }
    return text;
}

std::string yes_or_no(bool answer) {
    return answer ? "yes" : "no";
}

using Cells = std::vector<std::string>;

Cells cells_of(const migration::Migration& migration) {
    return {migration.repeatable ? "(repeats)" : migration.version,
            migration.name,
            yes_or_no(migration.down.has_value()),
            yes_or_no(migration.transactional),
            migration.dialect,
            migration.up.file};
}

std::string table_text(const std::vector<Cells>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const Cells& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const Cells& row : rows) {
        text += " ";
        for (std::size_t i = 0; i + 1 < row.size(); ++i) {
            text += fmt::format(" {:<{}} ", row[i], widths[i]);
        }
        text += " " + row.back() + "\n";
    }
    return text;
}

std::string migrations_text(const migration::MigrationDirectory& directory,
                            const std::string& dialect) {
    std::vector<Cells> rows{{"version", "name", "down", "transaction", "dialect", "file"}};
    std::ranges::transform(directory.migrations, std::back_inserter(rows), cells_of);
    return fmt::format("{} in {}, read as {}: {}\n{}\n{}",
                       count_of(directory.migrations.size(), "migration", "migrations"),
                       directory.path, directory.layout, directory.reason, dialect,
                       table_text(rows));
}

/// In which dialect the migrations are replayed. Listing them needs none.
std::string dialect_words(const source::SourceOptions& options,
                          const migration::MigrationDirectory& directory) {
    try {
        const source::DialectChoice choice = source::choose_dialect(options, directory);
        return fmt::format("replayed as {}: {}\n", choice.dialect->name(), choice.reason);
    } catch (const Error& error) {
        return fmt::format("{}\n", error.what());
    }
}

Json migrations_json(const migration::MigrationDirectory& directory) {
    Json::Array migrations;
    for (const migration::Migration& migration : directory.migrations) {
        migrations.push_back(Json::Object{{"version", migration.version},
                                          {"name", migration.name},
                                          {"down", migration.down.has_value()},
                                          {"transaction", migration.transactional},
                                          {"repeatable", migration.repeatable},
                                          {"dialect", migration.dialect},
                                          {"file", migration.up.file}});
    }
    return Json::Object{{"path", directory.path},
                        {"layout", directory.layout},
                        {"reason", directory.reason},
                        {"migrations", std::move(migrations)},
                        {"notes", Json::Array(directory.notes.begin(), directory.notes.end())}};
}

int inspect_migrations(const InspectOptions& options, const Context& context) {
    const config::Config config = load_project(options.project);
    const migration::MigrationDirectory directory = source::read_migrations(config.source);
    if (options.format == "json") {
        context.out << migrations_json(directory).dump() << "\n";
        return 0;
    }
    for (const std::string& note : directory.notes) {
        warn(context, note);
    }
    context.out << terminal_safe(
        migrations_text(directory, dialect_words(config.source, directory)));
    return 0;
}

int inspect(const InspectOptions& options, const Context& context) {
    if (options.migrations) {
        return inspect_migrations(options, context);
    }
    const source::SourceResult result = read_source(load_project(options.project).source, context);
    if (options.format == "json") {
        context.out << schema::to_snapshot(result.schema);
    } else {
        context.out << terminal_safe(summary(result));
    }
    return 0;
}

}  // namespace

void add_inspect_command(Command& root, Context& context) {
    auto options = std::make_shared<InspectOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "inspect";
    command.group = kDocumentationGroup;
    command.summary = "Show the schema or the migrations that were read, or print them as JSON.";
    command.details =
        "The JSON form is a snapshot: a versioned file that is itself a source, so that pages can "
        "be made where\n"
        "neither migrations nor a database are at hand.";
    add_source_flags(command, options->project);
    command.choice("-f,--format", options->format, {"text", "json"}, "A summary, or the snapshot.");
    command.flag("--migrations", options->migrations,
                 "List the migrations in their order, and say how the folder was recognised.");
    command.examples = {"erdmark inspect",
                        "erdmark inspect --source app.db --format json > schema.json",
                        "erdmark inspect --migrations"};
    command.action = [options, &context] { return inspect(*options, context); };
}

}  // namespace erdmark::cli
