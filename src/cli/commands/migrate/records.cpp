#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/commands/migrate/commands.h"
#include "cli/migrate/running.h"
#include "runner/revision_of.h"
#include "runner/target.h"
#include "runner/transaction.h"

// Commands that change the history and nothing else.

namespace erdmark::cli {

namespace {

struct RecordOptions {
    MigrateFlags flags;
    std::string target;
    bool execute = false;
};

void print_json(const RecordOptions& options, Json::Object report, const Context& context) {
    if (options.flags.is_json()) {
        context.out << Json(std::move(report)).dump() << '\n';
    }
}

runner::Revision noted(const migration::OrderedMigration& each, const sql::Syntax& syntax) {
    return runner::revision_of(each, syntax, runner::RevisionStatus::Baseline);
}

int stamp_to(const std::string& target, const RecordOptions& options, MigrateRun& run,
             const MigrateProject& project, const Context& context) {
    HistoryPicture& picture = run.picture();
    const std::size_t place = runner::resolve_target(target, picture.states);
    Json::Array noted_names;
    Json::Array removed;
    runner::require_transaction(run.session(), [&] {
        for (std::size_t index = 0; index < picture.states.size(); ++index) {
            const runner::MigrationStatus& status = picture.states[index];
            if (index < place && !status.is_applied()) {
                picture.history.put(run.session(),
                                    noted(*status.migration, project.dialect->syntax()));
                noted_names.emplace_back(status.name());
            } else if (index >= place && status.revision != nullptr) {
                picture.history.remove(run.session(), *status.revision);
                removed.emplace_back(status.name());
            }
        }
        picture.history.log(run.session(), {.event = "stamped", .words = target});
    });
    report_success(context,
                   fmt::format("Database stamped at {}: {} noted as applied, {} taken out of the "
                               "history; nothing was run",
                               target, count_of(noted_names.size(), "migration", "migrations"),
                               removed.size()));
    print_json(
        options,
        {{"target", target}, {"noted", std::move(noted_names)}, {"removed", std::move(removed)}},
        context);
    return 0;
}

int stamp(const RecordOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    MigrateRun run(project, options.flags, context);
    return run.lock() ? stamp_to(options.target, options, run, project, context)
                      : report_interruption(context);
}

int setup(const RecordOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    if (!options.flags.yes &&
        !ask(context, "Are you sure you want to stamp the database as 'head'?")) {
        warn(context, "Setup cancelled.");
        return 1;
    }
    MigrateRun run(project, options.flags, context);
    return run.lock() ? stamp_to("head", options, run, project, context)
                      : report_interruption(context);
}

int rollback(const RecordOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    MigrateRun run(project, options.flags, context);
    if (!run.lock()) {
        return report_interruption(context);
    }
    HistoryPicture& picture = run.picture();
    const std::size_t place = runner::resolve_target(options.target, picture.states);
    if (options.execute) {
        const int status = run.run(runner::plan_down(picture.states, place));
        print_report(options.flags, run.report(), context);
        return status;
    }
    Json::Array removed;
    runner::require_transaction(run.session(), [&] {
        for (std::size_t index = place; index < picture.states.size(); ++index) {
            if (const runner::Revision* revision = picture.states[index].revision) {
                picture.history.remove(run.session(), *revision);
                picture.history.log(run.session(), {.event = "forgotten",
                                                    .key = revision->key,
                                                    .name = picture.states[index].name()});
                removed.emplace_back(picture.states[index].name());
            }
        }
    });
    report_success(context,
                   fmt::format("Removed {} after {}",
                               count_of(removed.size(), "migration record", "migration records"),
                               options.target));
    warn(context,
         "only records were removed: the schema is as it was, and the next 'erdmark migrate up' "
         "runs those migrations again; 'erdmark migrate rollback --execute' undoes them");
    print_json(options, {{"removed", std::move(removed)}}, context);
    return 0;
}

/// A change of the history that `repair` proposes.
struct Repair {
    std::string words;
    const runner::MigrationStatus* status;  ///< Null for what was cut off and has no row.
    bool is_removal;
};

/// What was cut off, when no row tells of it: that of a migration that is undone stays till the
/// end.
std::optional<Repair> repair_of_unfinished(const HistoryPicture& picture,
                                           const std::vector<Repair>& repairs) {
    if (!picture.unfinished) {
        return std::nullopt;
    }
    const runner::Progress& unfinished = *picture.unfinished;
    const bool is_known = std::ranges::any_of(
        repairs, [&](const Repair& each) { return each.status->key() == unfinished.key; });
    if (is_known) {
        return std::nullopt;
    }
    return Repair{fmt::format("{}: forget that {} it was cut off behind {}", unfinished.key,
                              unfinished.direction == runner::Direction::Up ? "running" : "undoing",
                              count_of(unfinished.applied, "statement", "statements")),
                  nullptr, false};
}

std::string extent_words(const runner::Revision& revision) {
    return revision.extent_unknown ? "nobody wrote down what of it is in the database"
                                   : fmt::format("{} of {} statements are in the database",
                                                 revision.applied_statements.value_or(0),
                                                 revision.statements.value_or(0));
}

std::vector<Repair> find_repairs(const HistoryPicture& picture) {
    std::vector<Repair> repairs;
    for (const runner::MigrationStatus& status : picture.states) {
        switch (status.state) {
            case runner::MigrationState::Failed:
                repairs.push_back({fmt::format("{}: remove the row of the failed run ({})",
                                               status.name(), extent_words(*status.revision)),
                                   &status, true});
                break;
            case runner::MigrationState::Edited:
                repairs.push_back(
                    {fmt::format("{}: take the checksum of the file as it is now", status.name()),
                     &status, false});
                break;
            case runner::MigrationState::Missing:
                repairs.push_back(
                    {fmt::format("{}: remove the row, since the file is gone", status.name()),
                     &status, true});
                break;
            case runner::MigrationState::Applied:
            case runner::MigrationState::Pending:
            case runner::MigrationState::Late:
            case runner::MigrationState::Outdated:
            case runner::MigrationState::Ahead:
            case runner::MigrationState::Baseline:
                if (status.comment_edited) {
                    repairs.push_back({fmt::format("{}: take the checksum of the file, in which a "
                                                   "comment changed",
                                                   status.name()),
                                       &status, false});
                }
                break;
        }
    }
    if (auto unfinished = repair_of_unfinished(picture, repairs)) {
        repairs.push_back(std::move(*unfinished));
    }
    return repairs;
}

void apply_repair(const Repair& repair, MigrateRun& run, const MigrateProject& project) {
    HistoryPicture& picture = run.picture();
    if (repair.status == nullptr) {
        runner::clear_progress(run.session(), picture.history);
        picture.history.log(run.session(), {.event = "repaired", .words = repair.words});
        return;
    }
    const runner::Revision& revision = *repair.status->revision;
    if (repair.is_removal) {
        picture.history.remove(run.session(), revision);
    } else {
        runner::Revision mended = noted(*repair.status->migration, project.dialect->syntax());
        mended.status = revision.status;
        mended.milliseconds = revision.milliseconds;
        picture.history.put(run.session(), mended);
    }
    if (picture.unfinished && picture.unfinished->key == revision.key) {
        runner::clear_progress(run.session(), picture.history);
    }
    picture.history.log(run.session(), {.event = "repaired",
                                        .key = revision.key,
                                        .name = repair.status->name(),
                                        .words = repair.words});
}

Json::Object repairs_json(const std::vector<Repair>& repairs, bool made) {
    Json::Array changes;
    for (const Repair& each : repairs) {
        changes.emplace_back(each.words);
    }
    return {{"changes", std::move(changes)}, {"made", made}};
}

bool may_repair(const RecordOptions& options, std::size_t changes, const Context& context) {
    const std::string question =
        changes == 1 ? "Make this change to the history?"
                     : fmt::format("Make these {} changes to the history?", changes);
    return options.flags.yes || (!options.flags.is_json() && ask(context, question));
}

int repair(const RecordOptions& options, const Context& context) {
    const MigrateProject project =
        load_migrate_project(options.flags, DatabaseNeed::Needed, context);
    MigrateRun run(project, options.flags, context);
    if (!run.lock()) {
        return report_interruption(context);
    }
    const std::vector<Repair> repairs = find_repairs(run.picture());
    if (repairs.empty()) {
        inform(context, "nothing to repair");
        print_json(options, repairs_json(repairs, false), context);
        return 0;
    }
    for (const Repair& each : repairs) {
        if (!options.flags.is_json()) {
            context.out << terminal_safe(each.words) << '\n';
        }
    }
    if (!may_repair(options, repairs.size(), context)) {
        print_json(options, repairs_json(repairs, false), context);
        report_error(context, "nothing was changed; --yes answers the question");
        return 1;
    }
    runner::require_transaction(run.session(), [&] {
        for (const Repair& each : repairs) {
            apply_repair(each, run, project);
        }
    });
    report_success(context, fmt::format("{} made", count_of(repairs.size(), "change", "changes")));
    print_json(options, repairs_json(repairs, true), context);
    return 0;
}

int unlock(const RecordOptions& options, const Context& context) {
    const MigrateProject project = load_migrate_project(options.flags, DatabaseNeed::Only, context);
    const auto session = open_session(project, options.flags, {});
    runner::History history =
        runner::History::find(*session, *project.dialect, project.history_table);
    if (const auto holder = runner::break_lock(*session, history)) {
        report_success(context, "took the lock away from " + *holder);
        return 0;
    }
    const std::string holder = session->lock_holder(history.table().shown());
    if (!holder.empty()) {
        warn(context, fmt::format("the lock is held by {}, and ends with that session; end it on "
                                  "the server",
                                  holder));
        return 1;
    }
    inform(context, "nobody holds the lock");
    return 0;
}

int wait(const RecordOptions& options, const Context& context) {
    const MigrateProject project = load_migrate_project(options.flags, DatabaseNeed::Only, context);
    MigrateFlags flags = options.flags;
    constexpr const char* kUsualWait = "60";
    flags.wait = flags.wait.empty() ? kUsualWait : flags.wait;
    wait_for_database(project, flags);
    report_success(context, "the database answers");
    return 0;
}

}  // namespace

void add_stamp_command(Command& migrate, Context& context) {
    auto options = std::make_shared<RecordOptions>();
    options->target = "head";
    Command& command = migrate.commands.emplace_back();
    command.name = "stamp";
    command.aliases = {"baseline"};
    command.group = kHistoryGroup;
    command.summary = "Note migrations as applied, up to a target, without running them.";
    command.positional("TARGET", options->target, "The last that is noted. Default: head.", false);
    add_run_flags(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return stamp(*options, context); };
}

void add_setup_command(Command& migrate, Context& context) {
    auto options = std::make_shared<RecordOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "setup";
    command.group = kHistoryGroup;
    command.summary = "Ask, then note all migrations as applied: for a database that is complete.";
    add_run_flags(command, options->flags);
    add_yes_flag(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return setup(*options, context); };
}

void add_rollback_command(Command& migrate, Context& context) {
    auto options = std::make_shared<RecordOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "rollback";
    command.aliases = {"forget"};
    command.group = kHistoryGroup;
    command.summary = "Take the records behind a migration out of the history; undoes nothing.";
    command.positional("NAME", options->target, "The last migration whose record stays.", true);
    add_run_flags(command, options->flags);
    command.flag("--execute", options->execute, "Undo the migrations, as 'down' does.");
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return rollback(*options, context); };
}

void add_repair_command(Command& migrate, Context& context) {
    auto options = std::make_shared<RecordOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "repair";
    command.group = kHistoryGroup;
    command.summary =
        "Bring the history in line with the folder: failed runs, changed and lost files.";
    add_run_flags(command, options->flags);
    add_yes_flag(command, options->flags);
    add_format_flag(command, options->flags);
    command.action = [options, &context] { return repair(*options, context); };
}

void add_unlock_command(Command& migrate, Context& context) {
    auto options = std::make_shared<RecordOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "unlock";
    command.group = kHistoryGroup;
    command.summary = "Take the lock away from a runner that has ended.";
    add_database_flags(command, options->flags);
    command.action = [options, &context] { return unlock(*options, context); };
}

void add_wait_command(Command& migrate, Context& context) {
    auto options = std::make_shared<RecordOptions>();
    Command& command = migrate.commands.emplace_back();
    command.name = "wait";
    command.group = kRunGroup;
    command.summary = "Wait until the database answers.";
    add_database_flags(command, options->flags);
    command.value("--timeout", "SECONDS", options->target, "How long. Default: 60.");
    command.action = [options, &context] {
        if (!options->target.empty()) {
            options->flags.wait = options->target;
        }
        return wait(*options, context);
    };
}

}  // namespace erdmark::cli
