#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/pipeline.h"
#include "config/new_config.h"
#include "document/annotation.h"
#include "document/module.h"

namespace erdmark::cli {

namespace {

namespace fs = std::filesystem;

struct InitOptions {
    std::string source;
};

std::optional<std::string> schema_script() {
    for (const char* script : {"schema.sql", "structure.sql", "db/schema.sql", "db/structure.sql",
                               "database/schema.sql", "sql/schema.sql"}) {
        if (fs::is_regular_file(script)) {
            return script;
        }
    }
    return std::nullopt;
}

/// The first by name, so that two runs agree.
std::optional<std::string> database_file() {
    std::optional<std::string> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::current_path())) {
        const std::string suffix = entry.path().extension().string();
        const bool fits = suffix == ".db" || suffix == ".sqlite" || suffix == ".sqlite3";
        const std::string name = entry.path().filename().string();
        if (fits && entry.is_regular_file() && (!found || name < *found)) {
            found = name;
        }
    }
    return found;
}

/// The source as `erdmark.toml` should name it.
std::string find_source(const InitOptions& options) {
    if (!options.source.empty()) {
        return options.source;
    }
    if (std::optional<std::string> folder = conventional_folder({})) {
        return *folder;
    }
    for (const auto look : {schema_script, database_file}) {
        if (std::optional<std::string> found = look()) {
            return *found;
        }
    }
    if (const char* url = std::getenv("DATABASE_URL"); url != nullptr && *url != '\0') {
        return "${DATABASE_URL}";
    }
    throw Error(ErrorKind::Usage,
                "found no schema here: no folder of migrations, no schema.sql, no SQLite file and "
                "no DATABASE_URL; "
                "name one with --source");
}

std::string source_to_read(const std::string& named) {
    return named == "${DATABASE_URL}" ? std::getenv("DATABASE_URL") : named;
}

int init(const InitOptions& options, const Context& context) {
    if (fs::exists(config::kConfigFileName)) {
        throw Error(ErrorKind::Usage, "erdmark.toml exists already; edit it, or remove it first");
    }
    const std::string from = find_source(options);
    const source::SourceResult source = read_source({.from = source_to_read(from)}, context);
    const document::ModulePlan plan = document::assign_modules(source.schema, {});
    const std::string title = document::humanize(fs::current_path().filename().string());
    write_file_atomically(config::kConfigFileName, config::new_config(title, from, plan));
    context.out << terminal_safe(
        fmt::format("wrote erdmark.toml: {}, {} in {}\n", source.description,
                    count_of(source.schema.tables.size(), "table", "tables"),
                    count_of(plan.modules.size(), "module", "modules")));
    context.err << "next: look at its modules, then run 'erdmark generate'\n";
    return 0;
}

}  // namespace

void add_init_command(Command& root, Context& context) {
    auto options = std::make_shared<InitOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "init";
    command.group = kProjectGroup;
    command.summary = "Write an erdmark.toml for this folder.";
    command.details =
        "Looks for a folder of migrations, a schema script, a SQLite file or DATABASE_URL, groups "
        "the tables it\n"
        "finds, and writes a commented erdmark.toml. An existing one is never touched.";
    command.value("-s,--source", "SOURCE", options->source,
                  "Take this source instead of looking for one.");
    command.examples = {"erdmark init", "erdmark init --source app.db"};
    command.action = [options, &context] { return init(*options, context); };
}

}  // namespace erdmark::cli
