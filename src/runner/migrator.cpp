#include "runner/migrator.h"

#include <algorithm>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/script_error.h"
#include "migration/checksum.h"
#include "migration/file_name.h"

namespace erdmark::runner {

namespace {

using Clock = std::chrono::steady_clock;
using dialect::Failure;
using dialect::FailureKind;
using sql::Statement;

constexpr auto kFirstPause = std::chrono::milliseconds(500);
/// For how long the lock is kept for a statement that has no limit.
constexpr int kDaySeconds = 86400;

std::int64_t milliseconds_since(Clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count();
}

Revision revision_of(const ReadyMigration& ready, const sql::Syntax& syntax) {
    const migration::OrderedMigration& each = *ready.planned.status->migration;
    const migration::Migration& migration = each.migration;
    return {.key = each.key,
            .version = migration.version,
            .name = migration.name,
            .file = std::string(migration::base_name(migration.up.file)),
            .checksum = migration::text_checksum(migration.up.text),
            .token_checksum = migration::token_checksum(migration.up.text, syntax),
            .up_sql = migration.up.text,
            .down_sql = migration.down ? std::optional(migration.down->text) : std::nullopt,
            .has_down = migration.down.has_value()};
}

/// A failure with its place in the script and the line below it.
std::string failure_words(const sql::Script& script, const Statement& statement,
                          const Failure& failure) {
    const std::size_t offset = statement.offset + failure.offset.value_or(0);
    std::string words =
        dialect::script_error(script, std::min(offset, script.text.size()), failure.message).what();
    for (const std::string& line : failure.advice) {
        words += "\n" + line;
    }
    return words;
}

/// Runs one migration.
class MigrationRun {
public:
    MigrationRun(dialect::MigrationSession& session, const dialect::Dialect& dialect,
                 const History& history, RunLock& lock, const RunOptions& options)
        : session_(session), dialect_(dialect), history_(history), lock_(lock), options_(options) {}

    enum class Outcome { Done, Failed, Interrupted };

    Outcome run(const ReadyMigration& ready, const std::optional<Progress>& unfinished) {
        ready_ = &ready;
        start_ = Clock::now();
        tell(RunEvent::Started);
        const bool single = options_.transactions == TransactionMode::None;
        const bool transactional = ready.planned.status->migration == nullptr ||
                                   ready.planned.status->migration->migration.transactional;
        const Steps steps = single ? make_single_steps(ready.script, dialect_)
                                   : make_steps(ready.script, transactional, dialect_);
        for (const std::string& note : steps.notes) {
            tell(RunEvent::Note, note);
        }
        const bool is_atomic = !unfinished && steps.is_atomic() &&
                               (steps.steps.empty() || steps.steps.front().transactional);
        const Outcome outcome = is_atomic ? run_as_one(steps) : run_in_parts(steps, unfinished);
        session_.reset();
        if (outcome == Outcome::Done) {
            tell(RunEvent::Finished);
        }
        return outcome;
    }

private:
    bool is_up() const { return ready_->planned.direction == Direction::Up; }

    void tell(RunEvent event, std::string words = "") const {
        options_.report(
            {event, ready_->planned.status->name(), std::move(words), milliseconds_since(start_)});
    }

    bool is_stopped() const { return options_.go_on && !options_.go_on(); }

    int lease_seconds() const {
        return options_.statement_seconds > 0 ? options_.statement_seconds : kDaySeconds;
    }

    // One transaction for the migration and its row.

    Outcome run_as_one(const Steps& steps) {
        if (const auto words = apply_settings(steps.before)) {
            return note_failure(*words, 0, steps);
        }
        auto pause = kFirstPause;
        for (int attempt = 1;; ++attempt, pause *= 2) {
            const Statement* at = nullptr;
            const std::optional<Failure> failure = try_as_one(steps, at);
            if (!failure) {
                return Outcome::Done;
            }
            session_.rollback();
            const bool again = failure->kind == FailureKind::Lock &&
                               attempt < options_.lock_attempts && !is_stopped();
            if (!again) {
                return finish_failed(*failure, at, 0, steps);
            }
            tell(RunEvent::Warning, fmt::format("{}; trying again", failure->message));
            std::this_thread::sleep_for(pause);
        }
    }

    /// `at` is the statement that failed, if one did.
    std::optional<Failure> try_as_one(const Steps& steps, const Statement*& at) {
        if (auto failure = session_.begin()) {
            return failure;
        }
        lock_.confirm(0);
        for (const Step& step : steps.steps) {
            if (auto failure = execute_all(step, at)) {
                return failure;
            }
        }
        session_.become_oneself();
        record_success();
        at = nullptr;
        return session_.commit();
    }

    std::optional<Failure> execute_all(const Step& step, const Statement*& at) {
        for (std::size_t index = 0; index < step.statements.size(); ++index) {
            const Statement& statement = step.statements[index];
            if (statement.kind == sql::StatementKind::CopyRows) {
                continue;
            }
            at = &statement;
            const bool has_rows = index + 1 < step.statements.size() &&
                                  step.statements[index + 1].kind == sql::StatementKind::CopyRows;
            if (auto failure =
                    session_.execute(statement, has_rows ? &step.statements[index + 1] : nullptr)) {
                return failure;
            }
        }
        return std::nullopt;
    }

    std::optional<std::string> apply_settings(std::span<const Statement> settings) {
        for (const Statement& setting : settings) {
            if (const auto failure = session_.execute(setting, nullptr)) {
                return failure_words(ready_->script, setting, *failure);
            }
        }
        return std::nullopt;
    }

    void record_success() const {
        const Revision revision = row();
        if (is_up()) {
            history_.put(session_, revision);
        } else {
            history_.remove(session_, revision);
        }
        history_.log(session_, {.event = is_up() ? "applied" : "undone",
                                .key = revision.key,
                                .name = ready_->planned.status->name(),
                                .milliseconds = milliseconds_since(start_)});
    }

    Revision row() const {
        if (!is_up()) {
            return *ready_->planned.status->revision;
        }
        Revision revision = revision_of(*ready_, dialect_.syntax());
        revision.milliseconds = milliseconds_since(start_);
        return revision;
    }

    // Several transactions, with what is done written down after each.

    Outcome run_in_parts(const Steps& steps, const std::optional<Progress>& unfinished) {
        Progress progress = unfinished.value_or(Progress{});
        const std::size_t total = steps.statement_count();
        if (unfinished) {
            if (const auto problem = problem_of_resuming(steps, progress)) {
                return note_failure(*problem, progress.applied, steps);
            }
            tell(RunEvent::Note,
                 fmt::format("was cut off: {} of {} statements are in; going on behind them",
                             progress.applied, total));
        } else {
            progress = {.key = ready_->planned.status->key(),
                        .direction = ready_->planned.direction,
                        .script = ready_->script.text};
            if (const auto failure = in_transaction([&] { note_start(progress, total); })) {
                return finish_failed(*failure, nullptr, 0, steps);
            }
        }
        if (const auto words = apply_settings(steps.before)) {
            return note_failure(*words, progress.applied, steps);
        }
        return run_steps(steps, progress);
    }

    Outcome run_steps(const Steps& steps, Progress& progress) {
        std::size_t place = 0;
        for (const Step& step : steps.steps) {
            const std::size_t end = place + count_of_statements(step);
            if (end <= progress.applied) {
                repeat_settings(step);
                place = end;
                continue;
            }
            if (is_stopped()) {
                return note_interruption(progress.applied, steps);
            }
            const Statement* at = &step.statements.front();
            const std::optional<Failure> failure = step.transactional
                                                       ? run_step(step, end, progress, at)
                                                       : run_outside(step, end, progress);
            if (failure) {
                session_.rollback();
                return finish_failed(*failure, at, progress.applied, steps);
            }
            place = end;
        }
        if (const auto failure = in_transaction([&] {
                session_.become_oneself();
                record_success();
                clear_progress(session_, history_);
            })) {
            return finish_failed(*failure, nullptr, progress.applied, steps);
        }
        return Outcome::Done;
    }

    static std::size_t count_of_statements(const Step& step) {
        return static_cast<std::size_t>(
            std::ranges::count_if(step.statements, [](const Statement& statement) {
                return statement.kind != sql::StatementKind::CopyRows;
            }));
    }

    /// A session that goes on behind statements of another one needs their settings.
    void repeat_settings(const Step& step) {
        for (std::size_t index = 0; index < step.statements.size(); ++index) {
            if (step.rules[index].sets_session) {
                session_.execute(step.statements[index], nullptr);
            }
        }
    }

    std::optional<Failure> run_step(const Step& step, std::size_t end, Progress& progress,
                                    const Statement*& at) {
        auto pause = kFirstPause;
        for (int attempt = 1;; ++attempt, pause *= 2) {
            std::optional<Failure> failure = try_step(step, end, progress, at);
            if (!failure) {
                progress.applied = end;
                return std::nullopt;
            }
            session_.rollback();
            const bool again = failure->kind == FailureKind::Lock &&
                               attempt < options_.lock_attempts && !is_stopped();
            if (!again) {
                return failure;
            }
            tell(RunEvent::Warning, fmt::format("{}; trying again", failure->message));
            std::this_thread::sleep_for(pause);
        }
    }

    std::optional<Failure> try_step(const Step& step, std::size_t end, const Progress& progress,
                                    const Statement*& at) {
        if (auto failure = session_.begin()) {
            return failure;
        }
        lock_.confirm(0);
        if (auto failure = execute_all(step, at)) {
            return failure;
        }
        session_.become_oneself();
        Progress next = progress;
        next.applied = end;
        next.started = false;
        next.traces.clear();
        write_step(next);
        return session_.commit();
    }

    void write_step(const Progress& progress) const {
        advance_progress(session_, history_, progress);
        if (is_up()) {
            Revision revision = row_without_text();
            revision.applied_statements = progress.applied;
            history_.put_progress(session_, revision);
        }
    }

    Revision row_without_text() const {
        Revision revision;
        revision.key = ready_->planned.status->key();
        revision.status = RevisionStatus::Running;
        return revision;
    }

    /// Runs a statement that refuses transactions. What became of one that was cut off before is
    /// found out first.
    std::optional<Failure> run_outside(const Step& step, std::size_t end, Progress& progress) {
        const Statement& statement = step.statements.front();
        auto pause = kFirstPause;
        for (int attempt = 1;; ++attempt, pause *= 2) {
            if (progress.started) {
                auto [is_done, failure] = look_after(statement, progress);
                if (failure || is_done) {
                    return failure ? failure : note_done(end, progress);
                }
            }
            if (auto failure = try_outside(statement, progress); !failure) {
                return note_done(end, progress);
            } else if (failure->kind != FailureKind::Lock || attempt >= options_.lock_attempts ||
                       is_stopped()) {
                return failure;
            } else {
                tell(RunEvent::Warning, fmt::format("{}; trying again", failure->message));
            }
            std::this_thread::sleep_for(pause);
        }
    }

    std::optional<Failure> try_outside(const Statement& statement, Progress& progress) {
        progress.traces = session_.traces(statement);
        progress.started = true;
        if (auto failure = in_transaction([&] {
                lock_.confirm(lease_seconds());
                advance_progress(session_, history_, progress);
            })) {
            return failure;
        }
        return session_.execute(statement, nullptr);
    }

    std::optional<Failure> note_done(std::size_t end, Progress& progress) {
        progress.applied = end;
        progress.started = false;
        progress.traces.clear();
        return in_transaction([&] { write_step(progress); });
    }

    struct Look {
        bool is_done = false;
        std::optional<Failure> failure;
    };

    /// What became of a statement that was cut off; what it left half done is removed.
    Look look_after(const Statement& statement, Progress& progress) {
        const dialect::Remains remains = session_.remains(statement, progress.traces);
        switch (remains.effect) {
            case dialect::Effect::Done:
                tell(RunEvent::Note, remains.words);
                return {.is_done = true};
            case dialect::Effect::None:
                progress.started = false;
                return {};
            case dialect::Effect::Partial:
                tell(RunEvent::Note, fmt::format("{}; it is removed first", remains.words));
                return clean_up(statement, remains, progress);
            case dialect::Effect::Unknown:
                break;
        }
        return {.failure = Failure{
                    .message = "was sent to the database, and nobody knows whether it was done; "
                               "look, then note it with 'erdmark migrate repair'"}};
    }

    Look clean_up(const Statement& statement, const dialect::Remains& remains, Progress& progress) {
        const sql::Script script{.file = ready_->script.file, .text = remains.cleanup};
        const std::vector<Statement> cleanup = sql::split_statements(script, dialect_.syntax());
        for (const Statement& each : cleanup) {
            if (auto failure = session_.execute(each, nullptr)) {
                failure->offset.reset();
                return {.failure = std::move(failure)};
            }
        }
        const bool is_done =
            session_.remains(statement, progress.traces).effect == dialect::Effect::Done;
        progress.started = false;
        return {.is_done = is_done};
    }

    /// What keeps a migration from going on where it was cut off.
    std::optional<std::string> problem_of_resuming(const Steps& steps,
                                                   const Progress& progress) const {
        const sql::Script old{.file = ready_->script.file, .text = progress.script};
        const std::vector<Statement> before = sql::split_statements(old, dialect_.syntax());
        std::size_t place = 0;
        std::size_t at = 0;
        for (const Step& step : steps.steps) {
            for (const Statement& statement : step.statements) {
                if (place >= progress.applied) {
                    return std::nullopt;
                }
                while (at < before.size() && before[at].kind == sql::StatementKind::CopyRows) {
                    ++at;
                }
                at = next_same(before, at, statement);
                if (at == before.size()) {
                    return fmt::format(
                        "{}: this statement was changed after it had been applied, when the "
                        "migration was cut off; undo the change, or mend the database by hand and "
                        "run 'erdmark migrate repair'",
                        format_position(ready_->script.file, statement.position));
                }
                ++at;
                place += statement.kind == sql::StatementKind::CopyRows ? 0 : 1;
            }
        }
        return std::nullopt;
    }

    /// The next of the old statements from `at` that is the same as `statement`.
    std::size_t next_same(const std::vector<Statement>& old, std::size_t at,
                          const Statement& statement) const {
        const sql::Syntax syntax = dialect_.syntax();
        const std::string wanted = migration::token_checksum(statement.text, syntax);
        while (at < old.size() && migration::token_checksum(old[at].text, syntax) != wanted) {
            ++at;
        }
        return at;
    }

    void note_start(const Progress& progress, std::size_t total) const {
        lock_.confirm(0);
        begin_progress(session_, history_, progress);
        if (is_up()) {
            Revision revision = row();
            revision.status = RevisionStatus::Running;
            revision.statements = total;
            revision.applied_statements = 0;
            history_.put(session_, revision);
        }
        history_.log(
            session_,
            {.event = "started", .key = progress.key, .name = ready_->planned.status->name()});
    }

    template <class Work>
    std::optional<Failure> in_transaction(const Work& work) {
        if (auto failure = session_.begin()) {
            return failure;
        }
        work();
        return session_.commit();
    }

    // Failures.

    Outcome finish_failed(const Failure& failure, const Statement* at, std::size_t applied,
                          const Steps& steps) {
        if (failure.kind == FailureKind::Lost) {
            throw Error(ErrorKind::Database,
                        fmt::format("{}: {}", session_.name(), failure.message));
        }
        if (failure.kind == FailureKind::Stopped) {
            return note_interruption(applied, steps);
        }
        return note_failure(at != nullptr
                                ? failure_words(ready_->script, *at, failure)
                                : fmt::format("{}: {}", ready_->script.file, failure.message),
                            applied, steps);
    }

    Outcome note_failure(const std::string& words, std::size_t applied, const Steps& steps) {
        write_failure("failed", words, applied, steps);
        tell(RunEvent::Failed, with_extent(words, applied, steps));
        return Outcome::Failed;
    }

    Outcome note_interruption(std::size_t applied, const Steps& steps) {
        session_.rollback();
        write_failure("interrupted", "interrupted", applied, steps);
        tell(RunEvent::Failed, with_extent("interrupted", applied, steps));
        return Outcome::Interrupted;
    }

    /// Says what is in the database and what is not.
    static std::string with_extent(const std::string& words, std::size_t applied,
                                   const Steps& steps) {
        if (applied == 0) {
            return words + "\nnothing of it is in the database";
        }
        return fmt::format(
            "{}\n{} of its {} statements are in the database; when the cause is mended, 'erdmark "
            "migrate up' goes on behind them",
            words, applied, steps.statement_count());
    }

    void write_failure(const std::string& event, const std::string& words, std::size_t applied,
                       const Steps& steps) {
        session_.rollback();
        try {
            const auto failure = in_transaction([&] {
                session_.become_oneself();
                if (is_up()) {
                    Revision revision = row();
                    revision.status = RevisionStatus::Failed;
                    revision.error = words;
                    revision.statements = steps.statement_count();
                    revision.applied_statements = applied;
                    history_.put(session_, revision);
                }
                history_.log(session_, {.event = event,
                                        .key = ready_->planned.status->key(),
                                        .name = ready_->planned.status->name(),
                                        .milliseconds = milliseconds_since(start_),
                                        .words = words});
            });
            if (failure) {
                tell(RunEvent::Warning,
                     fmt::format("the failure could not be noted: {}", failure->message));
            }
        } catch (const Error& error) {
            session_.rollback();
            tell(RunEvent::Warning,
                 fmt::format("the failure could not be noted: {}", error.what()));
        }
    }

    dialect::MigrationSession& session_;
    const dialect::Dialect& dialect_;
    const History& history_;
    RunLock& lock_;
    const RunOptions& options_;
    const ReadyMigration* ready_ = nullptr;
    Clock::time_point start_;
};

}  // namespace

ReadyMigration make_ready(const PlannedMigration& planned, dialect::Connection& connection,
                          const History& history) {
    const MigrationStatus& status = *planned.status;
    if (planned.direction == Direction::Up) {
        return {planned, status.migration->migration.up};
    }
    if (status.migration != nullptr && status.migration->migration.down) {
        return {planned, *status.migration->migration.down};
    }
    if (const auto kept = history.down_sql(connection, status.key())) {
        return {planned, {.file = fmt::format("history of {}", status.name()), .text = *kept}};
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
        const migration::OrderedMigration* file = ready.planned.status->migration;
        const Steps steps =
            make_steps(ready.script, file == nullptr || file->migration.transactional, dialect);
        const bool is_one =
            steps.steps.empty() || (steps.is_atomic() && steps.steps.front().transactional);
        if (transactions == TransactionMode::Run && !is_one) {
            throw Error(ErrorKind::Input,
                        fmt::format("{}: is no single transaction, so it cannot be part of one for "
                                    "the whole run; leave --tx run out",
                                    ready.script.file));
        }
    }
}

RunResult run_migrations(dialect::MigrationSession& session, const dialect::Dialect& dialect,
                         const History& history, RunLock& lock,
                         std::span<const ReadyMigration> migrations, const RunOptions& options) {
    RunResult result;
    const std::optional<Progress> unfinished = read_progress(session, history);
    MigrationRun run(session, dialect, history, lock, options);
    for (const ReadyMigration& ready : migrations) {
        if (options.go_on && !options.go_on()) {
            result.interrupted = true;
            return result;
        }
        const bool goes_on = unfinished && unfinished->key == ready.planned.status->key() &&
                             unfinished->direction == ready.planned.direction;
        const MigrationRun::Outcome outcome = run.run(ready, goes_on ? unfinished : std::nullopt);
        result.interrupted = outcome == MigrationRun::Outcome::Interrupted;
        result.failed = outcome == MigrationRun::Outcome::Failed;
        if (result.interrupted || result.failed) {
            return result;
        }
        ++result.done;
    }
    return result;
}

}  // namespace erdmark::runner
