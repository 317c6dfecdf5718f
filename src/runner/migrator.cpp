#include "runner/migrator.h"

#include <fmt/format.h>

#include "base/error.h"
#include "runner/migration_run.h"

namespace erdmark::runner {

namespace {

void add(RunResult& result, RunOutcome outcome, std::size_t count) {
    result.interrupted = outcome == RunOutcome::Interrupted;
    result.failed = outcome == RunOutcome::Failed;
    result.done += outcome == RunOutcome::Done ? count : 0;
}

}  // namespace

bool ReadyMigration::is_transactional() const {
    return planned.status->migration == nullptr ||
           planned.status->migration->migration.transactional;
}

ReadyMigration make_ready(const PlannedMigration& planned, dialect::Connection& connection,
                          const History& history) {
    const MigrationStatus& status = *planned.status;
    if (planned.direction == Direction::Up) {
        return {planned, status.migration->migration.up};
    }
    // A file that changed may no longer undo what ran then.
    const bool is_as_it_was = status.migration != nullptr && status.state != MigrationState::Edited;
    if (is_as_it_was && status.migration->migration.down) {
        return {planned, *status.migration->migration.down};
    }
    if (const auto kept = history.down_sql(connection, status.key())) {
        return {planned, {.file = fmt::format("history of {}", status.name()), .text = *kept}};
    }
    if (status.migration != nullptr && status.migration->migration.down) {
        return {planned, *status.migration->migration.down};
    }
    throw Error(ErrorKind::Input,
                fmt::format("{}: has nothing that undoes it; write its down part, or take it out "
                            "of the history alone with 'erdmark migrate rollback'",
                            status.migration != nullptr ? status.migration->migration.up.file
                                                        : status.name()));
}

void check_ready(std::span<const ReadyMigration> migrations, const dialect::Dialect& dialect,
                 TransactionMode transactions) {
    for (const ReadyMigration& ready : migrations) {
        if (transactions == TransactionMode::None) {
            make_single_steps(ready.script, dialect);
            continue;
        }
        const Steps steps = make_steps(ready.script, ready.is_transactional(), dialect);
        const bool fits = steps.is_one_transaction() && steps.before.empty() && steps.after.empty();
        if (transactions == TransactionMode::Run && !fits) {
            throw Error(ErrorKind::Input,
                        fmt::format("{}: is no single transaction, so it cannot be part of one for "
                                    "the whole run; leave --tx run out",
                                    ready.script.file));
        }
    }
}

std::optional<std::string> problem_of_unfinished(const std::optional<Progress>& unfinished,
                                                 std::span<const PlannedMigration> plan) {
    const bool is_half_done = unfinished && (unfinished->applied > 0 || unfinished->started);
    if (!is_half_done) {
        return std::nullopt;
    }
    const bool goes_on = !plan.empty() && plan.front().status->key() == unfinished->key &&
                         plan.front().direction == unfinished->direction;
    if (goes_on) {
        return std::nullopt;
    }
    return fmt::format(
        "{} {} was cut off: {} of its statements are in the database; finish it first with "
        "'erdmark migrate {}', or mend the database by hand and run 'erdmark migrate repair'",
        unfinished->direction == Direction::Up ? "migration" : "undoing migration", unfinished->key,
        unfinished->applied, unfinished->direction == Direction::Up ? "up" : "down");
}

RunResult run_migrations(const RunParts& parts, std::span<const ReadyMigration> migrations) {
    RunResult result;
    const std::optional<Progress> unfinished =
        migrations.empty() ? std::nullopt : read_progress(parts.session, parts.history);
    for (std::size_t index = 0; index < migrations.size(); ++index) {
        if (parts.is_stopped()) {
            result.interrupted = true;
            return result;
        }
        const ReadyMigration& ready = migrations[index];
        const bool goes_on = unfinished && unfinished->key == ready.planned.status->key() &&
                             unfinished->direction == ready.planned.direction;
        // What is in the database of one that was cut off can be in no transaction with the rest.
        if (parts.options.transactions == TransactionMode::Run && !goes_on) {
            add(result, run_together(parts, migrations.subspan(index)), migrations.size() - index);
            return result;
        }
        add(result, run_migration(parts, ready, goes_on ? unfinished : std::nullopt), 1);
        if (result.interrupted || result.failed) {
            return result;
        }
    }
    return result;
}

}  // namespace erdmark::runner
