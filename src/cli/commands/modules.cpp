#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/pipeline.h"
#include "cli/project_flags.h"

namespace erdmark::cli {

namespace {

struct ModulesOptions {
    ProjectFlags project;
    std::string format = "text";
};

std::string text_report(const document::ModulePlan& plan) {
    std::size_t width = 0;
    for (const document::Assignment& assignment : plan.assignments) {
        width = std::max(width, assignment.table.display().size());
    }
    std::string text;
    for (const document::ModuleRule& module : plan.modules) {
        text += fmt::format("{}{}\n", text.empty() ? "" : "\n", module.name);
        for (const document::Assignment& assignment : plan.assignments) {
            if (assignment.module == module.name) {
                text += fmt::format("  {:<{}}  {}\n", assignment.table.display(), width,
                                    assignment.reason);
            }
        }
    }
    return text;
}

Json json_report(const document::ModulePlan& plan) {
    Json::Array modules;
    for (const document::ModuleRule& module : plan.modules) {
        Json::Array tables;
        for (const document::Assignment& assignment : plan.assignments) {
            if (assignment.module == module.name) {
                tables.push_back(Json::Object{{"name", assignment.table.display()},
                                              {"reason", assignment.reason}});
            }
        }
        modules.push_back(Json::Object{
            {"name", module.name}, {"title", module.title}, {"tables", std::move(tables)}});
    }
    return Json::Object{{"modules", std::move(modules)}};
}

int modules(const ModulesOptions& options, const Context& context) {
    const ProjectSchema project = read_project(load_project(options.project), context);
    if (options.format == "json") {
        context.out << json_report(project.plan).dump() << '\n';
    } else {
        context.out << terminal_safe(text_report(project.plan));
    }
    return 0;
}

}  // namespace

void add_modules_command(Command& root, Context& context) {
    auto options = std::make_shared<ModulesOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "modules";
    command.group = kDocumentationGroup;
    command.summary = "List every table with its module and the rule that put it there.";
    add_source_flags(command, options->project);
    command.choice("-f,--format", options->format, {"text", "json"}, "How to report.");
    command.examples = {"erdmark modules", "erdmark modules --source app.db --format json"};
    command.action = [options, &context] { return modules(*options, context); };
}

}  // namespace erdmark::cli
