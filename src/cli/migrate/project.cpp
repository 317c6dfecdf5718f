#include "cli/migrate/project.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.h"
#include "cli/pipeline.h"
#include "config/database_environment.h"
#include "config/env_file.h"
#include "source/replay.h"

namespace erdmark::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kEnvFile = ".env";

config::Config read_project_config(const MigrateFlags& flags) {
    const std::optional<fs::path> file = flags.config.empty()
                                             ? config::find_config(fs::current_path())
                                             : std::optional<fs::path>(flags.config);
    return file ? config::read_config(*file) : config::Config{};
}

/// The variables of `--env-file`, or of `.env`, which may be written for a program that reads it in
/// another way.
config::Variables read_variables(const MigrateFlags& flags, const Context& context) {
    if (!flags.env_file.empty()) {
        return config::read_env_file(flags.env_file);
    }
    try {
        return config::read_env_file(kEnvFile);
    } catch (const Error& error) {
        warn(context, fmt::format("{}; the file is left out", error.what()));
        return {};
    }
}

/// Where the database is, and from where a relative path in it starts.
struct DatabaseChoice {
    std::string url;
    fs::path base_folder;
};

/// Two variables that mean two databases are a slip that nobody should find out afterwards.
void warn_of_contradiction(const config::Lookup& lookup, const Context& context) {
    std::string first;
    std::string first_name;
    for (const char* name : config::kUrlVariables) {
        const std::string value = lookup(name).value_or("");
        if (value.empty()) {
            continue;
        }
        if (!first.empty() && value != first && dialect::Url::looks_like_url(value)) {
            warn(context, fmt::format("{} is taken ({}); {} means another database ({})",
                                      first_name, dialect::Url::parse(first).redacted(), name,
                                      dialect::Url::parse(value).redacted()));
            return;
        }
        first = first.empty() ? value : first;
        first_name = first_name.empty() ? name : first_name;
    }
}

std::optional<DatabaseChoice> choose_database(const MigrateFlags& flags,
                                              const config::Config& config,
                                              const Context& context) {
    if (!flags.database.empty()) {
        return DatabaseChoice{flags.database, {}};
    }
    config::Variables variables = config.env_file;
    const config::Variables file = read_variables(flags, context);
    variables.insert(file.begin(), file.end());
    const config::Lookup lookup = config::environment_and(variables);
    if (const auto url = config::database_source(lookup)) {
        warn_of_contradiction(lookup, context);
        return DatabaseChoice{*url, {}};
    }
    if (!config.migrate.database.empty()) {
        return DatabaseChoice{config.migrate.database, config.source.base_folder};
    }
    if (dialect::Url::looks_like_url(config.source.from)) {
        return DatabaseChoice{config.source.from, config.source.base_folder};
    }
    return std::nullopt;
}

dialect::Url parse_database(const std::string& text) {
    if (!dialect::Url::looks_like_url(text)) {
        const std::size_t at = text.rfind('@');
        throw Error(ErrorKind::Usage,
                    fmt::format("'{}' is no database URL; expected postgresql://HOST/DATABASE or "
                                "sqlite:FILE",
                                at == std::string::npos ? text : "***" + text.substr(at)));
    }
    return dialect::Url::parse(text);
}

const dialect::Dialect& dialect_of_url(const dialect::Url& url) {
    const dialect::Dialect* dialect = dialect::find_dialect_for_scheme(url.scheme());
    if (dialect == nullptr) {
        throw Error(ErrorKind::Usage,
                    fmt::format("{}: migrations run on PostgreSQL and SQLite; expected a URL with "
                                "the scheme postgresql or sqlite",
                                url.redacted()));
    }
    return *dialect;
}

/// Whether the source of the documentation is a folder of migrations.
bool is_folder_source(const config::Config& config) {
    std::error_code ignored;
    return !config.source.from.empty() && !dialect::Url::looks_like_url(config.source.from) &&
           fs::is_directory(config.source.base_folder / config.source.from, ignored);
}

fs::path choose_folder(const MigrateFlags& flags, const config::Config& config) {
    if (!flags.folder.empty()) {
        return flags.folder;
    }
    if (!config.migrate.folder.empty()) {
        return config.migrate.folder;
    }
    if (is_folder_source(config)) {
        return config.source.base_folder / config.source.from;
    }
    if (const auto folder = conventional_folder(config.source.base_folder)) {
        return config.source.base_folder / *folder;
    }
    throw Error(ErrorKind::Usage,
                "no folder of migrations: there is none such as migrations or db/migrations; name "
                "one with --dir, or make the first migration with 'erdmark migrate create NAME "
                "--dir migrations'");
}

migration::ReadOptions read_options(const MigrateFlags& flags, const config::Config& config,
                                    const std::string& dialect) {
    migration::ReadOptions options = config.source.migrations;
    if (!flags.folder.empty()) {
        options.order.clear();
    }
    if (!flags.layout.empty()) {
        options.layout = flags.layout;
    }
    options.dialect = dialect.empty() ? options.dialect : dialect;
    return options;
}

/// The folder's migrations; none, with a warning, for a folder that has none yet.
migration::MigrationDirectory read_folder(const fs::path& folder,
                                          const migration::ReadOptions& options,
                                          const Context& context) {
    std::error_code ignored;
    const bool is_bare =
        options.order.empty() && fs::is_directory(folder, ignored) && fs::is_empty(folder, ignored);
    if (is_bare) {
        warn(context, "No migration files found in " + folder.string());
        return {.path = folder.string()};
    }
    migration::MigrationDirectory directory = migration::read_migration_directory(folder, options);
    for (const std::string& note : directory.notes) {
        warn(context, note);
    }
    return directory;
}

const dialect::Dialect& choose_dialect(const MigrateProject& project, const std::string& told,
                                       const migration::MigrationDirectory& directory) {
    if (project.database) {
        return dialect_of_url(*project.database);
    }
    std::vector<const sql::Script*> scripts;
    for (const migration::Migration& each : directory.migrations) {
        scripts.push_back(&each.up);
    }
    return *source::choose_dialect(told, scripts).dialect;
}

void set_database(MigrateProject& project, const MigrateFlags& flags, const Context& context) {
    const std::optional<DatabaseChoice> database = choose_database(flags, project.config, context);
    if (!database) {
        throw Error(ErrorKind::Config,
                    "DATABASE_URL or DSN environment variable is required; or give the database "
                    "with --database-url");
    }
    project.database = parse_database(database->url);
    project.connect = project.config.source.connect;
    project.connect.base_folder = database->base_folder;
}

}  // namespace

MigrateProject load_migrate_project(const MigrateFlags& flags, DatabaseNeed need,
                                    const Context& context) {
    MigrateProject project{.config = read_project_config(flags)};
    project.history_table =
        flags.history_table.empty() ? project.config.migrate.history_table : flags.history_table;
    if (need != DatabaseNeed::None) {
        set_database(project, flags, context);
    }
    if (need == DatabaseNeed::Only) {
        project.dialect = &dialect_of_url(*project.database);
        return project;
    }
    const std::string told =
        project.database ? std::string(dialect_of_url(*project.database).name()) : flags.dialect;
    const migration::ReadOptions options = read_options(flags, project.config, told);
    const fs::path folder = choose_folder(flags, project.config);
    migration::MigrationDirectory directory = read_folder(folder, options, context);
    project.dialect = &choose_dialect(project, options.dialect, directory);
    project.folder = folder.generic_string();
    project.layout = directory.layout;
    project.migrations =
        migration::order_migrations(std::move(directory.migrations), project.dialect->syntax());
    return project;
}

migration::MigrationDirectory read_directory(const MigrateFlags& flags, const Context& context) {
    const config::Config config = read_project_config(flags);
    const fs::path folder = choose_folder(flags, config);
    std::error_code ignored;
    const bool is_new = !fs::exists(folder, ignored) || fs::is_empty(folder, ignored);
    if (is_new) {
        return {.path = folder.generic_string()};
    }
    return read_folder(folder, read_options(flags, config, flags.dialect), context);
}

std::unique_ptr<HistoryPicture> read_picture(const MigrateProject& project,
                                             dialect::Connection& connection) {
    auto picture = std::make_unique<HistoryPicture>();
    picture->history = runner::History::find(connection, *project.dialect, project.history_table);
    picture->history.set_folder(project.migrations);
    picture->revisions = picture->history.read(connection);
    picture->unfinished = runner::read_progress(connection, picture->history);
    for (runner::Revision& revision : picture->revisions) {
        const bool is_known = picture->unfinished && picture->unfinished->key == revision.key;
        revision.extent_unknown = revision.extent_unknown && !is_known;
    }
    picture->states =
        runner::compare(project.migrations, picture->revisions, project.dialect->syntax());
    return picture;
}

std::unique_ptr<HistoryPicture> read_picture(const MigrateProject& project) {
    if (!project.dialect->exists(*project.database, project.connect)) {
        return picture_without_history(project);
    }
    const std::unique_ptr<dialect::Connection> connection =
        project.dialect->connect(*project.database, project.connect);
    return read_picture(project, *connection);
}

std::unique_ptr<HistoryPicture> picture_without_history(const MigrateProject& project) {
    auto picture = std::make_unique<HistoryPicture>();
    picture->states = runner::compare(project.migrations, {}, project.dialect->syntax());
    return picture;
}

}  // namespace erdmark::cli
