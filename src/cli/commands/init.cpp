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
#include "config/database_environment.h"
#include "config/new_config.h"
#include "dialect/url.h"
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

/// A source, and how `erdmark.toml` names it: by a variable where it may hold a password, not at
/// all where the environment gives it in parts.
struct FoundSource {
    std::string from;
    std::string named;
};

/// What is written down stays in the repository.
void refuse_password(const std::string& source) {
    if (dialect::Url::looks_like_url(source) && dialect::Url::parse(source).redacted() != source) {
        throw Error(ErrorKind::Usage,
                    "the source holds a password, which would stand in erdmark.toml; set "
                    "DATABASE_URL to it and run 'erdmark init' without --source");
    }
}

std::optional<FoundSource> source_of_environment() {
    const config::Lookup lookup = config::environment_and({});
    const std::optional<std::string> url = config::database_source(lookup);
    if (!url) {
        return std::nullopt;
    }
    for (const char* variable : {"DATABASE_URL", "DSN", "SQLALCHEMY_URL"}) {
        if (lookup(variable).value_or("") == *url) {
            return FoundSource{*url, fmt::format("${{{}}}", variable)};
        }
    }
    return FoundSource{*url, ""};
}

FoundSource find_source(const InitOptions& options) {
    if (!options.source.empty()) {
        refuse_password(options.source);
        return {options.source, options.source};
    }
    if (std::optional<std::string> folder = conventional_folder({})) {
        return {*folder, *folder};
    }
    for (const auto look : {schema_script, database_file}) {
        if (std::optional<std::string> found = look()) {
            return {*found, *found};
        }
    }
    if (std::optional<FoundSource> found = source_of_environment()) {
        return *found;
    }
    throw Error(ErrorKind::Usage,
                "found no schema here: no folder of migrations, no schema.sql, no SQLite file and "
                "no database in the environment (DATABASE_URL, DSN, SQLALCHEMY_URL or "
                "DATABASE_PROVIDER); name one with --source");
}

int init(const InitOptions& options, const Context& context) {
    if (fs::exists(config::kConfigFileName)) {
        throw Error(ErrorKind::Usage, "erdmark.toml exists already; edit it, or remove it first");
    }
    const FoundSource found = find_source(options);
    const source::SourceResult source = read_source({.from = found.from}, context);
    const document::ModulePlan plan =
        document::assign_modules(source.schema, module_rules({}, source));
    const std::string title = document::humanize(fs::current_path().filename().string());
    write_file_atomically(config::kConfigFileName, config::new_config(title, found.named, plan));
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
        "Looks for a folder of migrations, a schema script, a SQLite file or a database in "
        "the environment,\n"
        "groups the tables it finds, and writes a commented erdmark.toml. An existing one is never "
        "touched.";
    command.value("-s,--source", "SOURCE", options->source,
                  "Take this source instead of looking for one.");
    command.examples = {"erdmark init", "erdmark init --source app.db"};
    command.action = [options, &context] { return init(*options, context); };
}

}  // namespace erdmark::cli
