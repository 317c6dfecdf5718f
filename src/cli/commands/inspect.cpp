#include <algorithm>
#include <memory>

#include <fmt/format.h>

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
    if (!table.indexes.empty()) {
        line += ", " + count_of(table.indexes.size(), "index", "indexes");
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

int inspect(const InspectOptions& options, const Context& context) {
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
    command.summary = "Show the schema that was read, or print it as a snapshot.";
    command.details =
        "The JSON form is a snapshot: a versioned file that is itself a source, so that pages can "
        "be made where\n"
        "neither migrations nor a database are at hand.";
    add_source_flags(command, options->project);
    command.choice("-f,--format", options->format, {"text", "json"}, "A summary, or the snapshot.");
    command.examples = {"erdmark inspect",
                        "erdmark inspect --source app.db --format json > schema.json"};
    command.action = [options, &context] { return inspect(*options, context); };
}

}  // namespace erdmark::cli
