#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "source/down_check.h"

namespace erdmark::cli {

namespace {

using source::DownVerdict;

bool is_bad(DownVerdict verdict) {
    return verdict != DownVerdict::Restores && verdict != DownVerdict::HasNoDown;
}

const char* words_of(DownVerdict verdict) {
    switch (verdict) {
        case DownVerdict::Restores:
            return "restores what was";
        case DownVerdict::HasNoDown:
            return "has nothing that undoes it";
        case DownVerdict::DownFails:
            return "cannot be undone";
        case DownVerdict::Differs:
            return "undone, it leaves another schema than before";
        case DownVerdict::AgainFails:
            return "cannot run again after it was undone";
        case DownVerdict::AgainDiffers:
            return "makes another schema the second time";
    }
    return "";
}

std::string finding_text(const source::DownFinding& finding, const MigrateProject& project) {
    std::string text = fmt::format("{}: {}\n", project.migrations[finding.migration].migration.id(),
                                   words_of(finding.verdict));
    if (!finding.reason.empty()) {
        text += fmt::format("    {}\n", replace_all(finding.reason, "\n", "\n    "));
    }
    for (const std::string& difference : finding.differences) {
        text += fmt::format("    {}\n", difference);
    }
    return text;
}

Json finding_json(const source::DownFinding& finding, const MigrateProject& project) {
    Json::Array differences;
    for (const std::string& difference : finding.differences) {
        differences.emplace_back(difference);
    }
    return Json::Object{{"migration", project.migrations[finding.migration].migration.id()},
                        {"ok", !is_bad(finding.verdict)},
                        {"verdict", words_of(finding.verdict)},
                        {"reason", finding.reason},
                        {"differences", std::move(differences)}};
}

int verify(const MigrateFlags& flags, const Context& context) {
    const MigrateProject project = load_migrate_project(flags, DatabaseNeed::None, context);
    const std::vector<source::DownFinding> findings =
        source::check_downs(project.migrations, *project.dialect);
    const auto bad = std::ranges::count_if(
        findings, [](const source::DownFinding& each) { return is_bad(each.verdict); });
    if (flags.is_json()) {
        Json::Array all;
        for (const source::DownFinding& each : findings) {
            all.push_back(finding_json(each, project));
        }
        context.out << Json(Json::Object{{"ok", bad == 0}, {"migrations", std::move(all)}}).dump()
                    << '\n';
        return bad == 0 ? 0 : 1;
    }
    for (const source::DownFinding& each : findings) {
        const bool is_plain = each.verdict == DownVerdict::Restores;
        if (!is_plain || flags.verbose) {
            context.out << terminal_safe(finding_text(each, project));
        }
    }
    const auto undone =
        std::ranges::count(findings, DownVerdict::Restores, &source::DownFinding::verdict);
    const std::string summary = fmt::format(
        "{} of {} restore what was when they are undone, {} have nothing that undoes them", undone,
        count_of(findings.size(), "migration", "migrations"), std::ssize(findings) - undone - bad);
    if (bad == 0) {
        report_success(context, summary);
    } else {
        report_error(context, summary);
    }
    return bad == 0 ? 0 : 1;
}

}  // namespace

void add_verify_command(Command& migrate, Context& context) {
    auto flags = std::make_shared<MigrateFlags>();
    Command& command = migrate.commands.emplace_back();
    command.name = "verify";
    command.group = kWriteGroup;
    command.summary = "Try each migration up, down and up on a scratch database in memory.";
    command.details =
        "Compares the schemas before and after, as the documentation does. Exit status: 0 when "
        "every down\n"
        "part restores what was, 1 when one does not.";
    add_folder_flags(command, *flags);
    add_format_flag(command, *flags);
    command.action = [flags, &context] { return verify(*flags, context); };
}

}  // namespace erdmark::cli
