#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "base/json.h"
#include "base/line_diff.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/pipeline.h"
#include "cli/project_flags.h"
#include "publish/manifest.h"

namespace erdmark::cli {

namespace {

struct CheckOptions {
    ProjectFlags project;
    std::string format = "text";
    bool quiet = false;
};

const char* state_of(publish::ChangeKind kind) {
    switch (kind) {
        case publish::ChangeKind::Missing:
            return "missing";
        case publish::ChangeKind::Stale:
            return "stale";
        case publish::ChangeKind::Orphaned:
            return "orphaned";
    }
    return "";
}

/// What `generate` would do to the page, as `diff -u` would show it.
std::string diff_of(const publish::Change& change, const std::string& folder) {
    const std::string path = fmt::format("{}/{}", folder, change.path);
    const bool is_new = change.kind == publish::ChangeKind::Missing;
    const bool is_gone = change.kind == publish::ChangeKind::Orphaned;
    return unified_diff(change.before, change.after, is_new ? "/dev/null" : path,
                        is_gone ? "/dev/null" : path);
}

std::string coloured(const std::string& diff) {
    std::string text;
    for (const std::string_view line : split_lines(diff)) {
        const char* colour = line.starts_with('+')   ? "\x1b[32m"
                             : line.starts_with('-') ? "\x1b[31m"
                             : line.starts_with('@') ? "\x1b[36m"
                                                     : "";
        text += colour;
        text += line;
        text += *colour == '\0' ? "\n" : "\x1b[0m\n";
    }
    return text;
}

/// The manifest goes with the pages and is named only when nothing else is amiss: without a true
/// one, nobody would notice the pages of modules that are gone.
publish::Publication with_manifest(publish::Publication publication) {
    if (publication.changes.empty() && !publication.manifest.empty()) {
        publication.changes.push_back(
            {.kind = publish::ChangeKind::Stale, .path = publish::kManifestName});
    }
    return publication;
}

/// The command that mends all changes; pages that were edited by hand have to be overwritten on
/// purpose.
std::string mending_command(const CheckOptions& options, const publish::Publication& publication) {
    const bool edited = std::ranges::any_of(publication.changes, &publish::Change::edited);
    return options.project.command("generate") + (edited ? " --force" : "");
}

void report(const CheckOptions& options, const publish::Publication& publication,
            const std::string& folder, const Context& context) {
    const std::size_t total = publication.changes.size() + publication.unchanged;
    if (publication.changes.empty()) {
        if (!options.quiet) {
            context.out << fmt::format("{}: {} fresh\n", folder,
                                       count_of(total, "page is", "pages are"));
        }
        return;
    }
    if (!options.quiet) {
        for (const publish::Change& change : publication.changes) {
            const std::string diff = terminal_safe(diff_of(change, folder));
            context.out << (context.colour_out ? coloured(diff) : diff);
        }
        context.out << '\n';
    }
    for (const publish::Change& change : publication.changes) {
        context.out << fmt::format("{:<8}  {}/{}{}\n", state_of(change.kind), folder, change.path,
                                   change.edited ? "  (edited by hand)" : "");
    }
    context.out << fmt::format("{} of {} not fresh; to mend it, run:\n{}\n",
                               publication.changes.size(), count_of(total, "page is", "pages are"),
                               mending_command(options, publication));
}

void report_json(const CheckOptions& options, const publish::Publication& publication,
                 const std::string& folder, const Context& context) {
    Json::Array pages;
    for (const publish::Change& change : publication.changes) {
        pages.push_back(Json::Object{{"path", change.path},
                                     {"state", state_of(change.kind)},
                                     {"edited", change.edited},
                                     {"diff", diff_of(change, folder)}});
    }
    context.out << Json(Json::Object{{"fresh", publication.changes.empty()},
                                     {"folder", folder},
                                     {"pages", std::move(pages)},
                                     {"unchanged", publication.unchanged},
                                     {"command", mending_command(options, publication)}})
                       .dump()
                << '\n';
}

int check(const CheckOptions& options, const Context& context) {
    config::Config config = load_project(options.project);
    const Documentation documentation = build_documentation(config, options.project, context);
    if (is_refused(documentation, options.project, context)) {
        return 1;
    }
    config.publish.only = documentation.only;
    const publish::Publication publication =
        with_manifest(publish::compare(documentation.pages, config.publish));
    const std::string folder = config.publish.folder.generic_string();
    if (options.format == "json") {
        report_json(options, publication, folder, context);
    } else {
        report(options, publication, folder, context);
    }
    return publication.changes.empty() ? 0 : 1;
}

}  // namespace

void add_check_command(Command& root, Context& context) {
    auto options = std::make_shared<CheckOptions>();
    Command& command = root.commands.emplace_back();
    command.name = "check";
    command.group = kDocumentationGroup;
    command.summary = "Tell whether the committed pages are fresh.";
    command.details =
        "Makes the same pages as 'erdmark generate' in memory and compares them with the folder. "
        "Writes\n"
        "nothing. Exit status: 0 fresh, 1 stale, 2 usage or configuration, 3 bad input, 4 "
        "database.";
    add_page_flags(command, options->project);
    command.choice("-f,--format", options->format, {"text", "json"}, "How to report.");
    command.flag("--strict", options->project.strict,
                 "Fail when a replay cannot decide what a statement does.");
    command.flag("-q,--quiet", options->quiet,
                 "Only the list of pages that are not fresh; no diff.");
    command.examples = {
        "erdmark check",
        "erdmark check --quiet --source app.db",
        "erdmark check --format json --module users",
    };
    command.action = [options, &context] { return check(*options, context); };
}

}  // namespace erdmark::cli
