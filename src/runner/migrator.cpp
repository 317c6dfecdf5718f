#include "runner/migrator.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/migration_run.h"

namespace erdmark::runner {

namespace {

void add(RunResult& result, RunOutcome outcome, std::size_t count) {
    result.interrupted = outcome == RunOutcome::Interrupted;
    result.failed = outcome == RunOutcome::Failed;
    result.done += outcome == RunOutcome::Done ? count : 0;
}

std::optional<sql::Script> script_of(const PlannedMigration& planned,
                                     dialect::Connection& connection, const History& history) {
    const MigrationStatus& status = *planned.status;
    if (planned.direction == Direction::Up) {
        return status.migration->migration.up;
    }
    std::optional<sql::Script> down =
        status.migration == nullptr ? std::nullopt : status.migration->migration.down;
    // A file that changed may no longer undo what ran then.
    if (down && status.state != MigrationState::Edited) {
        return down;
    }
    const auto kept = history.down_sql(connection, status.key());
    if (kept) {
        return sql::Script{.file = fmt::format("history of {}", status.name()), .text = *kept};
    }
    return down;
}

std::string file_of(const MigrationStatus& status) {
    return status.migration != nullptr ? status.migration->migration.up.file : status.name();
}

}  // namespace

bool ReadyMigration::is_transactional() const {
    return planned.status->migration == nullptr ||
           planned.status->migration->migration.transactional;
}

std::vector<ReadyMigration> make_ready(std::span<const PlannedMigration> plan,
                                       dialect::Connection& connection, const History& history) {
    std::vector<ReadyMigration> ready;
    ready.reserve(plan.size());
    std::vector<std::string> missing;
    for (const PlannedMigration& planned : plan) {
        if (auto script = script_of(planned, connection, history)) {
            ready.push_back({planned, std::move(*script)});
        } else {
            missing.push_back(file_of(*planned.status));
        }
    }
    if (!missing.empty()) {
        const bool is_one = missing.size() == 1;
        throw Error(ErrorKind::Input,
                    fmt::format("{}: {}, or take {} out of the history alone with 'erdmark migrate "
                                "rollback'",
                                join(missing, ", "),
                                is_one ? "has nothing that undoes it; write its down part"
                                       : "have nothing that undoes them; write their down parts",
                                is_one ? "it" : "them"));
    }
    return ready;
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
