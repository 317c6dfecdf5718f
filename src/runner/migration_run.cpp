#include "runner/migration_run.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "runner/failure_words.h"
#include "runner/outside_step.h"
#include "runner/resuming.h"
#include "runner/retry.h"
#include "runner/transaction.h"

namespace erdmark::runner {

namespace {

using dialect::Failure;
using dialect::FailureKind;
using sql::Statement;

Steps steps_of(const ReadyMigration& ready, const RunParts& parts) {
    if (parts.options.transactions == TransactionMode::None) {
        return make_single_steps(ready.script, parts.dialect);
    }
    return make_steps(ready.script, ready.is_transactional(), parts.dialect);
}

/// What nobody can write down any more is no outcome.
void throw_if_lost(const RunParts& parts, const Failure& failure) {
    if (failure.kind == FailureKind::Lost) {
        throw Error(ErrorKind::Database,
                    fmt::format("{}: {}", parts.session.name(), failure.message));
    }
}

/// Runs one migration.
class MigrationRun {
public:
    MigrationRun(const RunParts& parts, const ReadyMigration& ready)
        : parts_(parts),
          session_(parts.session),
          ready_(ready),
          recorder_(parts.session, parts.dialect, parts.history, parts.options, ready),
          steps_(steps_of(ready, parts)) {}

    RunOutcome run(const std::optional<Progress>& unfinished) {
        recorder_.tell(RunEvent::Started);
        for (const std::string& note : steps_.notes) {
            recorder_.tell(RunEvent::Note, note);
        }
        const RunOutcome outcome =
            unfinished || !steps_.is_one_transaction() ? run_in_parts(unfinished) : run_as_one();
        if (outcome == RunOutcome::Done) {
            apply_last_settings();
        }
        session_.reset();
        if (outcome == RunOutcome::Done) {
            recorder_.tell(RunEvent::Finished);
        }
        return outcome;
    }

private:
    // One transaction for the migration and its row.

    RunOutcome run_as_one() {
        if (const auto failure = apply_settings()) {
            return finish_failed(*failure, 0);
        }
        const auto failure = with_retries(parts_, recorder_, [&] { return try_as_one(); });
        return failure ? finish_failed(*failure, 0) : RunOutcome::Done;
    }

    std::optional<StatementFailure> try_as_one() {
        if (auto failure = session_.begin()) {
            return StatementFailure{std::move(*failure)};
        }
        parts_.lock.confirm(0);
        recorder_.forget_failure();
        for (const Step& step : steps_.steps) {
            if (auto failure = execute_step(parts_, step)) {
                return failure;
            }
        }
        session_.become_oneself();
        recorder_.write_success();
        return commit();
    }

    std::optional<StatementFailure> commit() {
        auto failure = session_.commit();
        return failure ? std::optional(StatementFailure{std::move(*failure)}) : std::nullopt;
    }

    std::optional<StatementFailure> apply_settings() {
        for (const Statement& setting : steps_.before) {
            if (auto failure = session_.execute(setting, nullptr)) {
                return StatementFailure{std::move(*failure), &setting};
            }
        }
        return std::nullopt;
    }

    void apply_last_settings() {
        for (const Statement& setting : steps_.after) {
            if (const auto failure = session_.execute(setting, nullptr)) {
                recorder_.tell(RunEvent::Warning, failure_words(ready_.script, setting, *failure));
            }
        }
    }

    // Several transactions, with what is done written down after each.

    RunOutcome run_in_parts(const std::optional<Progress>& unfinished) {
        progress_ = unfinished.value_or(Progress{});
        if (unfinished) {
            if (const auto problem =
                    problem_of_resuming(ready_.script, steps_, progress_, parts_.dialect)) {
                return note_failure("failed", *problem, progress_.applied);
            }
            if (auto failure = look_after_replaced()) {
                return finish_failed({std::move(*failure)}, progress_.applied);
            }
            cut_behind(steps_, progress_.applied);
            tell_where_it_goes_on();
        }
        progress_.key = ready_.planned.status->key();
        progress_.direction = ready_.planned.direction;
        progress_.script = ready_.script.text;
        if (auto failure = in_transaction(session_, [&] {
                parts_.lock.confirm(0);
                recorder_.write_start(progress_, steps_.statement_count());
            })) {
            return finish_failed({std::move(*failure)}, progress_.applied);
        }
        if (const auto failure = apply_settings()) {
            return finish_failed(*failure, progress_.applied);
        }
        return run_steps();
    }

    /// The statement that was cut off may have left something, though the file has another one now.
    std::optional<Failure> look_after_replaced() {
        if (!progress_.started) {
            return std::nullopt;
        }
        const sql::Script before{.file = ready_.script.file, .text = progress_.script};
        const auto statement = replaced_statement(before, steps_, progress_, parts_.dialect);
        return statement ? give_up_outside(parts_, recorder_, *statement, progress_) : std::nullopt;
    }

    void tell_where_it_goes_on() const {
        if (progress_.applied > 0 || progress_.started) {
            recorder_.tell(RunEvent::Note,
                           fmt::format("was cut off before: {} of its {} statements are in the "
                                       "database; going on behind them",
                                       progress_.applied, steps_.statement_count()));
        }
    }

    RunOutcome run_steps() {
        std::size_t end = 0;
        for (const Step& step : steps_.steps) {
            end += step.statement_count();
            if (end <= progress_.applied) {
                repeat_settings(step);
                continue;
            }
            if (parts_.is_stopped()) {
                return note_interruption(progress_.applied);
            }
            if (const auto failure = run_step(step, end)) {
                return finish_failed(*failure, progress_.applied);
            }
        }
        if (auto failure = in_transaction(session_, [&] {
                session_.become_oneself();
                recorder_.write_success();
                clear_progress(session_, parts_.history);
            })) {
            return finish_failed({std::move(*failure)}, progress_.applied);
        }
        return RunOutcome::Done;
    }

    /// A session that goes on behind statements of another one needs their settings.
    void repeat_settings(const Step& step) {
        for (std::size_t index = 0; index < step.statements.size(); ++index) {
            if (step.rules[index].sets_session) {
                session_.execute(step.statements[index], nullptr);
            }
        }
    }

    std::optional<StatementFailure> run_step(const Step& step, std::size_t end) {
        if (!step.transactional) {
            const Statement& statement = step.statements.front();
            auto failure = run_outside(parts_, recorder_, statement, end, progress_);
            return failure ? std::optional(StatementFailure{std::move(*failure), &statement})
                           : std::nullopt;
        }
        auto failure = with_retries(parts_, recorder_, [&] { return try_step(step, end); });
        progress_.applied = failure ? progress_.applied : end;
        return failure;
    }

    std::optional<StatementFailure> try_step(const Step& step, std::size_t end) {
        if (auto failure = session_.begin()) {
            return StatementFailure{std::move(*failure)};
        }
        parts_.lock.confirm(0);
        if (auto failure = execute_step(parts_, step)) {
            return failure;
        }
        session_.become_oneself();
        Progress next = progress_;
        next.applied = end;
        next.started = false;
        next.traces.clear();
        recorder_.write_progress(next);
        return commit();
    }

    // Failures.

    RunOutcome finish_failed(const StatementFailure& failed, std::size_t applied) {
        session_.rollback();
        throw_if_lost(parts_, failed.failure);
        if (failed.failure.kind == FailureKind::Stopped) {
            return note_interruption(applied);
        }
        return note_failure("failed",
                            failed.at != nullptr
                                ? failure_words(ready_.script, *failed.at, failed.failure)
                                : fmt::format("{}: {}", ready_.script.file, failed.failure.message),
                            applied);
    }

    RunOutcome note_failure(const std::string& event, const std::string& words,
                            std::size_t applied) {
        const std::size_t total = steps_.statement_count();
        recorder_.write_failure(event, words, applied, total);
        recorder_.tell(RunEvent::Failed,
                       with_extent(words, ready_.planned.direction, applied, total));
        return RunOutcome::Failed;
    }

    RunOutcome note_interruption(std::size_t applied) {
        note_failure("interrupted", "interrupted", applied);
        return RunOutcome::Interrupted;
    }

    const RunParts& parts_;
    dialect::MigrationSession& session_;
    const ReadyMigration& ready_;
    RunRecorder recorder_;
    Steps steps_;
    Progress progress_;
};

/// All migrations of a run in one transaction.
class CommonRun {
public:
    CommonRun(const RunParts& parts, std::span<const ReadyMigration> migrations)
        : parts_(parts), migrations_(migrations) {}

    RunOutcome run() {
        if (auto failure = parts_.session.begin()) {
            return fail(migrations_.front(), {std::move(*failure)});
        }
        parts_.lock.confirm(0);
        for (const ReadyMigration& ready : migrations_) {
            if (parts_.is_stopped()) {
                return fail(ready, {{.kind = FailureKind::Stopped}});
            }
            if (const auto failure = run_one(ready)) {
                return fail(ready, *failure);
            }
        }
        if (auto failure = parts_.session.commit()) {
            return fail(migrations_.back(), {std::move(*failure)});
        }
        parts_.session.reset();
        return RunOutcome::Done;
    }

private:
    RunRecorder recorder(const ReadyMigration& ready) const {
        return {parts_.session, parts_.dialect, parts_.history, parts_.options, ready};
    }

    std::optional<StatementFailure> run_one(const ReadyMigration& ready) {
        const RunRecorder recorder = this->recorder(ready);
        recorder.tell(RunEvent::Started);
        recorder.forget_failure();
        steps_ = steps_of(ready, parts_);
        for (const Step& step : steps_.steps) {
            if (auto failure = execute_step(parts_, step)) {
                return failure;
            }
        }
        parts_.session.become_oneself();
        recorder.write_success();
        recorder.tell(RunEvent::Finished);
        return std::nullopt;
    }

    RunOutcome fail(const ReadyMigration& ready, const StatementFailure& failed) {
        parts_.session.rollback();
        throw_if_lost(parts_, failed.failure);
        const bool stopped = failed.failure.kind == FailureKind::Stopped;
        const std::string words = stopped ? "interrupted"
                                  : failed.at == nullptr
                                      ? failed.failure.message
                                      : failure_words(ready.script, *failed.at, failed.failure);
        const RunRecorder recorder = this->recorder(ready);
        recorder.write_failure(stopped ? "interrupted" : "failed", words, 0,
                               steps_of(ready, parts_).statement_count());
        recorder.tell(RunEvent::Failed, words + "\nnothing of the whole run is in the database");
        return stopped ? RunOutcome::Interrupted : RunOutcome::Failed;
    }

    const RunParts& parts_;
    std::span<const ReadyMigration> migrations_;
    Steps steps_;  ///< Of the migration that runs; a failure points into them.
};

}  // namespace

std::optional<StatementFailure> execute_step(const RunParts& parts, const Step& step) {
    for (std::size_t index = 0; index < step.statements.size(); ++index) {
        const Statement& statement = step.statements[index];
        if (is_rows(statement)) {
            continue;
        }
        const bool has_rows =
            index + 1 < step.statements.size() && is_rows(step.statements[index + 1]);
        if (auto failure = parts.session.execute(
                statement, has_rows ? &step.statements[index + 1] : nullptr)) {
            return StatementFailure{std::move(*failure), &statement};
        }
    }
    return std::nullopt;
}

RunOutcome run_migration(const RunParts& parts, const ReadyMigration& ready,
                         const std::optional<Progress>& unfinished) {
    return MigrationRun(parts, ready).run(unfinished);
}

RunOutcome run_together(const RunParts& parts, std::span<const ReadyMigration> migrations) {
    return CommonRun(parts, migrations).run();
}

}  // namespace erdmark::runner
