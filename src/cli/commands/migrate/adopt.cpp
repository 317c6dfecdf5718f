#include <cstdint>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/project.h"
#include "cli/migrate/running.h"
#include "runner/adoption.h"

namespace erdmark::cli {

namespace {

/// What a table of another tool says of the folder.
struct Finding {
    std::unique_ptr<HistoryPicture> picture;
    std::string rows;  ///< How many it has.
};

Finding find_history(const MigrateProject& project) {
    if (!project.dialect->exists(*project.database, project.connect)) {
        return {picture_without_history(project), "0"};
    }
    const std::unique_ptr<dialect::Connection> connection =
        project.dialect->connect(*project.database, project.connect);
    Finding finding{read_picture(project, *connection), "0"};
    if (finding.picture->history.exists()) {
        const std::vector<dialect::Row> rows = connection->query(
            fmt::format("SELECT count(*) FROM {}", finding.picture->history.table().quoted()));
        finding.rows = rows.front().front().value_or("0");
    }
    return finding;
}

std::string found_words(const runner::MigrationStatus& status) {
    const std::string words = runner::word_of(status.state);
    return status.migration == nullptr ? words + " (no file)" : words;
}

std::string findings_text(const Finding& finding) {
    const runner::History& history = finding.picture->history;
    std::vector<std::vector<std::string>> rows{{"version", "name", "applied_at", "status"}};
    for (const runner::MigrationStatus& status : finding.picture->states) {
        const std::string applied = status.revision == nullptr ? "" : status.revision->applied_at;
        rows.push_back({status.key(), status.name(), applied, found_words(status)});
    }
    return fmt::format("The table {} keeps a history as {} does ({}).\n\n{}\n",
                       history.table().shown(), history.owner(),
                       finding.rows == "1" ? "1 row" : finding.rows + " rows", columns_text(rows));
}

Json findings_json(const Finding& finding, const std::string& into) {
    const runner::History& history = finding.picture->history;
    Json::Array migrations;
    for (const runner::MigrationStatus& status : finding.picture->states) {
        Json::Object each{
            {"migration", status.name()},
            {"version", status.key()},
            {"state", runner::word_of(status.state)},
            {"file",
             status.migration == nullptr ? Json() : Json(status.migration->migration.up.file)}};
        if (status.revision != nullptr) {
            each.emplace_back("applied_at", status.revision->applied_at);
        }
        migrations.push_back(std::move(each));
    }
    return Json::Object{{"table", history.table().shown()},
                        {"owner", std::string(history.owner())},
                        {"rows", static_cast<std::int64_t>(std::stoll(finding.rows))},
                        {"migrations", std::move(migrations)},
                        {"adopted_into", into.empty() ? Json() : Json(into)}};
}

/// Why the history cannot be taken over as it is.
std::vector<std::string> problems_of(const HistoryPicture& picture) {
    std::vector<std::string> problems;
    if (picture.unfinished) {
        problems.push_back(
            fmt::format("migration {} was cut off; let 'erdmark migrate up' finish it first",
                        picture.unfinished->key));
    }
    for (const runner::MigrationStatus& status : picture.states) {
        if (status.state == runner::MigrationState::Edited) {
            problems.push_back(fmt::format(
                "{}: was changed after it had been applied, by the checksum of {}; undo the "
                "change, or accept it with 'erdmark migrate repair'",
                status.migration->migration.up.file, picture.history.owner()));
        }
    }
    return problems;
}

/// Whether there is something to take over. Says why not; `exit_status` is that of the command
/// then.
bool is_adoptable(const HistoryPicture& picture, const Context& context, int& exit_status) {
    const runner::History& history = picture.history;
    exit_status = 1;
    if (!history.exists()) {
        report_error(context,
                     "nothing to adopt: no table of the database keeps a history of migrations "
                     "that erdmark knows; note what is applied with 'erdmark migrate stamp'");
        return false;
    }
    if (history.is_own()) {
        inform(context, fmt::format("nothing to adopt: the history is in the table {} already",
                                    history.table().shown()));
        exit_status = 0;
        return false;
    }
    const std::vector<std::string> problems = problems_of(picture);
    for (const std::string& problem : problems) {
        report_error(context, problem);
    }
    return problems.empty();
}

void tell_adopted(const MigrateProject& project, const runner::History& old,
                  const runner::History& history, const Context& context) {
    report_success(context,
                   fmt::format("the history is in the table {} now; nothing was run, and {} is no "
                               "longer written",
                               history.table().shown(), old.table().shown()));
    if (!project.history_table.empty()) {
        warn(context, fmt::format("the history table is told to be '{}'; leave that out from now "
                                  "on, or name '{}'",
                                  project.history_table, history.table().shown()));
    }
}

int adopt(const MigrateFlags& flags, const Context& context) {
    const MigrateProject project = load_migrate_project(flags, DatabaseNeed::Needed, context);
    const Finding finding = find_history(project);
    int exit_status = 0;
    if (!is_adoptable(*finding.picture, context, exit_status)) {
        return exit_status;
    }
    if (!flags.is_json()) {
        context.out << terminal_safe(findings_text(finding)) << std::flush;
    }
    if (!flags.yes && (flags.is_json() || !ask(context, "Take this history over?"))) {
        if (flags.is_json()) {
            context.out << findings_json(finding, "").dump() << '\n';
        }
        report_error(context, "nothing was changed; --yes answers the question");
        return 1;
    }
    MigrateRun run(project, flags, context);
    if (!run.lock()) {
        return report_interruption(context);
    }
    if (!is_adoptable(run.picture(), context, exit_status)) {
        return exit_status;
    }
    const runner::History history =
        runner::adopt(run.session(), *project.dialect, run.picture().history, run.picture().states);
    if (flags.is_json()) {
        context.out << findings_json(finding, history.table().shown()).dump() << '\n';
    }
    tell_adopted(project, run.picture().history, history, context);
    return 0;
}

}  // namespace

void add_adopt_command(Command& migrate, Context& context) {
    auto flags = std::make_shared<MigrateFlags>();
    Command& command = migrate.commands.emplace_back();
    command.name = "adopt";
    command.aliases = {"import"};
    command.group = kHistoryGroup;
    command.summary = "Take the history over that another tool kept, without running anything.";
    add_run_flags(command, *flags);
    add_yes_flag(command, *flags);
    add_format_flag(command, *flags);
    command.action = [flags, &context] { return adopt(*flags, context); };
}

}  // namespace erdmark::cli
