#include <memory>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/pipeline.h"
#include "cli/project_flags.h"
#include "render/renderer.h"

namespace erdmark::cli {

namespace {

struct GenerateOptions {
    ProjectFlags project;
    std::string format = "markdown";
    bool quiet = false;
};

const char* verb_of(publish::ChangeKind kind) {
    switch (kind) {
        case publish::ChangeKind::Missing:
            return "created";
        case publish::ChangeKind::Stale:
            return "updated";
        case publish::ChangeKind::Orphaned:
            return "removed";
    }
    return "";
}

void report(const Documentation& documentation, const publish::Publication& publication,
            const std::string& folder, const Context& context) {
    for (const publish::Change& change : publication.changes) {
        context.out << fmt::format("{}  {}/{}\n", verb_of(change.kind), folder, change.path);
    }
    const std::size_t pages = publication.unchanged;
    if (publication.changes.empty()) {
        context.out << fmt::format("{}: {} up to date\n", folder,
                                   count_of(pages, "page is", "pages are"));
    } else if (pages > 0) {
        context.out << fmt::format("{}\n",
                                   count_of(pages, "page was up to date", "pages were up to date"));
    }
    context.out << fmt::format("{}, {} from {}\n",
                               count_of(documentation.table_count, "table", "tables"),
                               count_of(documentation.module_count, "module", "modules"),
                               terminal_safe(documentation.source));
}

void report_json(const publish::Publication& publication, const std::string& folder,
                 const Context& context) {
    Json::Array changes;
    for (const publish::Change& change : publication.changes) {
        changes.push_back(Json::Object{{"path", change.path}, {"change", verb_of(change.kind)}});
    }
    Json::Array warnings(publication.warnings.begin(), publication.warnings.end());
    context.out << Json(Json::Object{{"folder", folder},
                                     {"changes", std::move(changes)},
                                     {"unchanged", publication.unchanged},
                                     {"warnings", std::move(warnings)}})
                       .dump()
                << '\n';
}

int print_diagrams(const GenerateOptions& options, const Context& context) {
    const config::Config config = load_project(options.project);
    const std::unique_ptr<render::Renderer> renderer =
        render::make_markdown_renderer(config.render);
    const ProjectView project = view_project(config, context);
    const std::vector<const document::ModuleView*> modules =
        select_modules(project, options.project.modules);
    std::string separator;
    for (const document::ModuleView* module : modules) {
        const std::string heading = modules.size() > 1 ? fmt::format("%% {}\n", module->name) : "";
        context.out << separator << heading << renderer->render_diagram(*module);
        separator = "\n";
    }
    return 0;
}

int generate(const GenerateOptions& options, const Context& context) {
    if (options.format == "mermaid") {
        return print_diagrams(options, context);
    }
    config::Config config = load_project(options.project);
    const Documentation documentation = build_documentation(config, options.project, context);
    if (is_refused(documentation, options.project, context)) {
        return 1;
    }
    config.publish.only = documentation.only;
    const publish::Publication publication = publish::compare(documentation.pages, config.publish);
    publish::publish(publication, config.publish);
    for (const std::string& warning : publication.warnings) {
        warn(context, warning);
    }
    if (options.format == "json") {
        report_json(publication, config.publish.folder.generic_string(), context);
    } else if (!options.quiet) {
        report(documentation, publication, config.publish.folder.generic_string(), context);
    }
    return 0;
}

}  // namespace

int generate_pages(const std::string& config_file, const Context& context) {
    GenerateOptions options;
    options.project.config = config_file;
    options.quiet = true;
    return generate(options, context);
}

void add_generate_command(Command& root, Context& context) {
    auto options = std::make_shared<GenerateOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "generate";
    command.group = kDocumentationGroup;
    command.summary = "Write the pages.";
    command.details =
        "Writes README.md and one page for each module into the output folder. Pages that would "
        "not change\n"
        "are left untouched, pages of modules that are gone are removed, text between keep markers "
        "is carried\n"
        "over. A page that was edited by hand anywhere else is not overwritten without --force.";
    add_page_flags(command, options->project);
    command.choice("-f,--format", options->format, {"markdown", "mermaid", "json"},
                   "markdown writes the pages; json writes them and reports as JSON; mermaid "
                   "writes nothing and "
                   "prints the diagrams.");
    command.flag("--force", options->project.force, "Overwrite pages that were edited by hand.");
    command.flag("--strict", options->project.strict,
                 "Fail when a replay cannot decide what a statement does.");
    command.flag("-q,--quiet", options->quiet, "Print nothing but warnings and errors.");
    command.examples = {
        "erdmark generate",
        "erdmark generate --source migrations --output docs/database",
        "erdmark generate --module authentication --format mermaid",
    };
    command.action = [options, &context] { return generate(*options, context); };
}

}  // namespace erdmark::cli
