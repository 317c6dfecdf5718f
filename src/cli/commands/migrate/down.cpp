#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/running.h"
#include "runner/destruction.h"
#include "runner/target.h"

namespace erdmark::cli {

namespace {

struct DownOptions {
    MigrateFlags flags;
    std::string target;
};

/// What the down parts destroy, for the eyes before the run.
void tell_destruction(const std::vector<runner::PlannedMigration>& plan, MigrateRun& run,
                      const MigrateProject& project, const Context& context) {
    const sql::Syntax syntax = project.dialect->syntax();
    for (const runner::ReadyMigration& ready :
         runner::make_ready(plan, run.session(), run.picture().history)) {
        for (const sql::Statement& statement : sql::split_statements(ready.script, syntax)) {
            if (const auto words = runner::destruction(statement, syntax)) {
                warn(context, fmt::format("{}: {}", ready.planned.status->name(), *words));
            }
        }
    }
}

int down(const DownOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    MigrateRun run(project, options.flags, context);
    if (!run.lock()) {
        return report_interruption(context);
    }
    HistoryPicture& picture = run.picture();
    const std::size_t place = runner::resolve_target(options.target, picture.states);
    const std::vector<runner::PlannedMigration> plan = runner::plan_down(picture.states, place);
    if (plan.empty()) {
        inform(context,
               fmt::format("nothing to do: nothing above '{}' is applied", options.target));
        print_report(options.flags, {}, context);
        return 0;
    }
    if (!options.flags.quiet) {
        tell_destruction(plan, run, project, context);
    }
    if (options.target == "base" && !options.flags.yes &&
        !ask(context, fmt::format("Undo {}?", count_of(plan.size(), "migration", "migrations")))) {
        report_error(context, "nothing was undone; --yes answers the question");
        return exit_status(ErrorKind::Usage);
    }
    const int status = run.run(plan);
    print_report(options.flags, run.report(), context);
    if (status == 0 && !options.flags.quiet) {
        report_success(context,
                       fmt::format("{} undone", count_of(plan.size(), "migration", "migrations")));
    }
    return status;
}

int redo(const DownOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    MigrateRun run(project, options.flags, context);
    if (!run.lock()) {
        return report_interruption(context);
    }
    const std::string word = options.target.empty() ? "-1" : options.target;
    std::size_t place = runner::resolve_target(word, run.picture().states);
    const bool is_named = !word.starts_with('-') && word != "base";
    place -= is_named && place > 0 ? 1 : 0;
    const std::vector<runner::PlannedMigration> undo =
        runner::plan_down(run.picture().states, place);
    std::vector<runner::PlannedMigration> again;
    for (auto each = undo.rbegin(); each != undo.rend(); ++each) {
        if (each->status->migration == nullptr) {
            throw Error(ErrorKind::Input, fmt::format("{}: has no file, so it cannot run again",
                                                      each->status->name()));
        }
        again.push_back({runner::Direction::Up, each->status});
    }
    int status = run.run(undo);
    status = status == 0 ? run.run(again) : status;
    print_report(options.flags, run.report(), context);
    return status;
}

}  // namespace

void add_down_command(Command& migrate, Context& context) {
    auto options = std::make_shared<DownOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "down";
    command.aliases = {"downgrade", "revert"};
    command.group = kRunGroup;
    command.summary = "Undo migrations, back to a target.";
    command.details =
        "Undoes what is applied behind the target, the last first: '-1' is the last one, 'base' "
        "all.\n"
        "What undoes a migration is its down part, or the one kept in the history when it was "
        "applied.";
    command.positional("TARGET", options->target, "The last migration that stays, '-N', or 'base'.",
                       true);
    add_run_flags(command, options->flags);
    add_yes_flag(command, options->flags);
    add_format_flag(command, options->flags);
    command.examples = {"erdmark migrate down -1", "erdmark migrate down 002_role_permissions"};
    command.action = [options, &context] { return down(*options, context); };
}

void add_redo_command(Command& migrate, Context& context) {
    auto options = std::make_shared<DownOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "redo";
    command.group = kRunGroup;
    command.summary = "Undo the last migration and run it again.";
    command.positional("TARGET", options->target,
                       "Undo back to this migration, it too, or '-N'. Default: -1.", false);
    add_run_flags(command, options->flags);
    add_yes_flag(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return redo(*options, context); };
}

}  // namespace erdmark::cli
