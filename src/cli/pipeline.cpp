#include "cli/pipeline.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "config/database_environment.h"
#include "dialect/url.h"
#include "document/annotation.h"
#include "document/build_view.h"
#include "document/migration.h"
#include "document/section_modules.h"
#include "migration/migration.h"
#include "render/markdown/links.h"
#include "render/renderer.h"

namespace erdmark::cli {

namespace {

namespace fs = std::filesystem;

std::optional<fs::path> config_file(const ProjectFlags& flags) {
    if (flags.config.empty()) {
        return config::find_config(fs::current_path());
    }
    return fs::path(flags.config);
}

/// Where the schema comes from when neither the command line nor the configuration says it.
std::string default_source(const config::Config& config) {
    if (const std::optional<std::string> folder = conventional_folder(config.source.base_folder)) {
        return *folder;
    }
    if (const std::optional<std::string> url =
            config::database_source(config::environment_and(config.env_file))) {
        return *url;
    }
    throw Error(ErrorKind::Usage,
                "no schema to read: there is no source in erdmark.toml, no folder of migrations "
                "(such as migrations or db/migrations) and no database in the environment "
                "(DATABASE_URL, DSN, SQLALCHEMY_URL or DATABASE_PROVIDER); name one with --source, "
                "or run 'erdmark init'");
}

std::string quoted_argument(const std::string& argument) {
    const bool plain = argument.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                           "_-./:=@%+,") == std::string::npos;
    return plain && !argument.empty() ? argument : "'" + replace_all(argument, "'", "'\\''") + "'";
}

/// A URL may hold a password, which no message may repeat.
std::string printable_source(const std::string& source) {
    return dialect::Url::looks_like_url(source) ? dialect::Url::parse(source).redacted() : source;
}

/// What the annotations and the modules of the configuration name must exist; a slip is worth a
/// warning, not a failure: one configuration may serve several branches.
void warn_all(const Context& context, const std::vector<std::string>& warnings,
              const config::Config& config) {
    for (const std::string& warning : warnings) {
        warn(context,
             config.file ? fmt::format("{}: {}", config.file->string(), warning) : warning);
    }
}

std::vector<std::string> pages_of(const std::vector<const document::ModuleView*>& modules) {
    std::vector<std::string> pages;
    pages.reserve(modules.size());
    for (const document::ModuleView* module : modules) {
        pages.push_back(render::markdown::module_file(module->name));
    }
    return pages;
}

document::MigrationRecord record_of(source::AppliedMigration& migration) {
    std::vector<document::MigrationRows> rows;
    for (const dialect::RowChange& change : migration.step.rows) {
        rows.push_back({change.table, change.inserted, change.updated, change.deleted});
    }
    return {.id = migration.id,
            .version = migration.version,
            .name = migration.name,
            .file = migration.file,
            .place = migration.place,
            .title = migration.head.title,
            .description = migration.head.description,
            .author = migration.head.author,
            .revision = migration.head.revision,
            .depends = migration.depends,
            .has_down = migration.has_down,
            .transactional = migration.transactional,
            .repeatable = migration.repeatable,
            .before = std::move(migration.step.before),
            .after = std::move(migration.step.after),
            .renamed = std::move(migration.step.renamed),
            .rows = std::move(rows),
            .reads = std::move(migration.step.reads)};
}

/// Takes the history out of `source`.
void add_migrations(document::SiteView& site, source::SourceResult& source,
                    const Context& context) {
    std::vector<document::MigrationRecord> records;
    records.reserve(source.history.size());
    for (source::AppliedMigration& migration : source.history) {
        records.push_back(record_of(migration));
    }
    document::MigrationReport report = document::make_migrations(records, site);
    site.migrations = std::move(report.view);
    for (const std::string& warning : report.warnings) {
        warn(context, warning);
    }
}

}  // namespace

std::optional<std::string> conventional_folder(const fs::path& project) {
    for (const std::string& folder : config::conventional_folders()) {
        if (migration::holds_migrations(project / folder)) {
            return folder;
        }
    }
    return std::nullopt;
}

std::string ProjectFlags::command(const std::string& verb) const {
    std::string line = "erdmark " + verb;
    const auto add = [&](const char* flag, const std::string& value) {
        if (!value.empty()) {
            line += fmt::format(" {} {}", flag, quoted_argument(value));
        }
    };
    add("--config", config);
    add("--source", printable_source(source));
    add("--dialect", dialect);
    add("--output", output);
    add("--templates", templates);
    for (const std::string& module : modules) {
        add("--module", module);
    }
    line += keep_going ? " --keep-going" : "";
    line += strict ? " --strict" : "";
    return line;
}

config::Config load_project(const ProjectFlags& flags) {
    const std::optional<fs::path> file = config_file(flags);
    config::Config config = file ? config::read_config(*file) : config::Config{};
    if (config.publish.folder.empty()) {
        config.publish.folder = config::kDefaultOutput;
    }
    if (!flags.source.empty()) {
        config.source.from = flags.source;
        config.source.base_folder.clear();
    } else if (config.source.from.empty()) {
        config.source.from = default_source(config);
    }
    if (!flags.dialect.empty()) {
        config.source.migrations.dialect = flags.dialect;
    }
    config.source.keep_going = flags.keep_going;
    if (!flags.output.empty()) {
        config.publish.folder = flags.output;
    }
    if (!flags.templates.empty()) {
        config.render.templates = flags.templates;
    }
    config.publish.force = flags.force;
    return config;
}

source::SourceResult read_source(const source::SourceOptions& options, const Context& context) {
    source::SourceResult result = source::read_schema(options);
    for (const std::string& note : result.notes) {
        warn(context, note);
    }
    for (const std::string& note : result.undecided) {
        if (std::ranges::find(result.notes, note) == result.notes.end()) {
            warn(context, note);
        }
    }
    return result;
}

ProjectSchema read_project(const config::Config& config, const Context& context) {
    ProjectSchema project{.source = read_source(config.source, context)};
    warn_all(context, document::annotate(project.source.schema, config.annotations), config);
    const std::vector<document::ModuleRule> rules = module_rules(config, project.source);
    project.plan = document::assign_modules(project.source.schema, rules);
    warn_all(context, project.plan.warnings, config);
    return project;
}

ProjectView view_project(const config::Config& config, const Context& context) {
    ProjectSchema project = read_project(config, context);
    document::SiteView site =
        document::build_view(project.source.schema, project.plan, config.document);
    add_migrations(site, project.source, context);
    return {.source = std::move(project.source.description),
            .undecided = project.source.undecided.size(),
            .plan = std::move(project.plan),
            .site = std::move(site)};
}

Documentation build_documentation(const config::Config& config, const ProjectFlags& flags,
                                  const Context& context) {
    const std::unique_ptr<render::Renderer> renderer =
        render::make_markdown_renderer(config.render);
    config::Config with_history = config;
    with_history.source.history = config.document.migrations;
    const ProjectView project = view_project(with_history, context);
    Documentation documentation{.source = project.source,
                                .table_count = project.site.table_count,
                                .module_count = project.site.modules.size(),
                                .undecided = project.undecided};
    if (!flags.modules.empty()) {
        documentation.only = pages_of(select_modules(project, flags.modules));
    }
    documentation.pages = renderer->render(project.site);
    return documentation;
}

std::vector<document::ModuleRule> module_rules(const config::Config& config,
                                               const source::SourceResult& source) {
    if (!config.modules.empty()) {
        return config.modules;
    }
    std::vector<document::TableSection> sections;
    for (const source::Section& section : source.sections) {
        sections.push_back({section.words, section.tables});
    }
    return document::section_modules(source.schema, sections);
}

bool is_refused(const Documentation& documentation, const ProjectFlags& flags,
                const Context& context) {
    if (!flags.strict || documentation.undecided == 0) {
        return false;
    }
    report_error(context,
                 fmt::format("{} of the replay could not be decided, see above, and --strict "
                             "refuses to guess; nothing was written",
                             count_of(documentation.undecided, "effect", "effects")));
    return true;
}

std::vector<const document::ModuleView*> select_modules(const ProjectView& project,
                                                        const std::vector<std::string>& words) {
    std::vector<std::string> names;
    names.reserve(words.size());
    for (const std::string& word : words) {
        names.push_back(document::resolve_module(word, project.plan.modules));
    }
    std::vector<const document::ModuleView*> modules;
    for (const document::ModuleView& module : project.site.modules) {
        if (words.empty() || std::find(names.begin(), names.end(), module.name) != names.end()) {
            modules.push_back(&module);
        }
    }
    return modules;
}

}  // namespace erdmark::cli
