#include "runner/outside_step.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "runner/progress.h"
#include "runner/retry.h"
#include "runner/transaction.h"

namespace erdmark::runner {

namespace {

using dialect::Effect;
using dialect::Failure;

/// For how long the lock is kept for a statement that has no limit.
constexpr int kDaySeconds = 86400;
/// How many remains of one statement are removed at most.
constexpr int kMostCleanups = 20;

struct Look {
    bool is_done = false;
    bool is_unknown = false;
    std::optional<Failure> failure;
};

class OutsideStep {
public:
    OutsideStep(const RunParts& parts, const RunRecorder& recorder, const sql::Statement& statement,
                Progress& progress)
        : parts_(parts), recorder_(recorder), statement_(statement), progress_(progress) {}

    /// Nothing when the statement is done.
    std::optional<Failure> try_once() {
        if (progress_.started) {
            if (auto failure = keep_lock()) {
                return failure;
            }
            Look look = look_after();
            if (look.failure || look.is_done) {
                return look.failure;
            }
        }
        progress_.traces = parts_.session.traces(statement_);
        progress_.started = true;
        if (auto failure = in_transaction(parts_.session, [&] {
                parts_.lock.confirm(lease_seconds());
                advance_progress(parts_.session, parts_.history, progress_);
            })) {
            return failure;
        }
        return parts_.session.execute(statement_, nullptr);
    }

    /// Takes away what the statement left, which will not run again.
    std::optional<Failure> give_up() {
        if (auto failure = keep_lock()) {
            return failure;
        }
        Look look = look_after();
        const std::string shown = terminal_safe(collapse_whitespace(statement_.text));
        if (look.is_done) {
            return Failure{
                .message = fmt::format(
                    "'{}' was done by a run that was cut off, and the file has another statement "
                    "since; undo the change, or mend the database by hand and run 'erdmark "
                    "migrate repair'",
                    shown)};
        }
        if (look.is_unknown) {
            look.failure->message = fmt::format("'{}' {}", shown, look.failure->message);
        }
        return look.failure;
    }

    std::optional<Failure> note_done(std::size_t end) {
        progress_.applied = end;
        progress_.started = false;
        progress_.traces.clear();
        return in_transaction(parts_.session, [&] { recorder_.write_progress(progress_); });
    }

private:
    int lease_seconds() const {
        const int limit = parts_.options.statement_seconds;
        return limit > 0 ? limit : kDaySeconds;
    }

    std::optional<Failure> keep_lock() {
        return in_transaction(parts_.session, [&] { parts_.lock.confirm(lease_seconds()); });
    }

    /// What became of the statement when it was cut off; what it left half done is removed.
    Look look_after() {
        for (int cleanup = 0; cleanup < kMostCleanups; ++cleanup) {
            const dialect::Remains remains = parts_.session.remains(statement_, progress_.traces);
            switch (remains.effect) {
                case Effect::Done:
                    recorder_.tell(RunEvent::Note, remains.words);
                    return {.is_done = true};
                case Effect::None:
                    return {};
                case Effect::Partial:
                    break;
                case Effect::Unknown:
                    return unknown();
            }
            recorder_.tell(RunEvent::Note, remains.words + "; it is removed first");
            if (auto failure = clean_up(remains.cleanup)) {
                return {.failure = std::move(failure)};
            }
        }
        return unknown();
    }

    static Look unknown() {
        constexpr const char* kWords =
            "was sent to the database by a run that was cut off, and nothing tells whether it was "
            "done; look, finish it by hand if it was not, and run 'erdmark migrate repair'";
        return {.is_unknown = true, .failure = Failure{.message = kWords}};
    }

    std::optional<Failure> clean_up(const std::string& cleanup) {
        const sql::Script script{.file = "cleanup", .text = cleanup};
        for (const sql::Statement& each : sql::split_statements(script, parts_.dialect.syntax())) {
            if (auto failure = parts_.session.execute(each, nullptr)) {
                failure->offset.reset();
                return failure;
            }
        }
        return std::nullopt;
    }

    const RunParts& parts_;
    const RunRecorder& recorder_;
    const sql::Statement& statement_;
    Progress& progress_;
};

}  // namespace

std::optional<Failure> run_outside(const RunParts& parts, const RunRecorder& recorder,
                                   const sql::Statement& statement, std::size_t end,
                                   Progress& progress) {
    OutsideStep step(parts, recorder, statement, progress);
    const auto failure = with_retries(parts, recorder, [&]() -> std::optional<StatementFailure> {
        auto reason = step.try_once();
        return reason ? std::optional(StatementFailure{std::move(*reason), &statement})
                      : std::nullopt;
    });
    return failure ? std::optional(failure->failure) : step.note_done(end);
}

std::optional<Failure> give_up_outside(const RunParts& parts, const RunRecorder& recorder,
                                       const sql::Statement& statement, Progress& progress) {
    OutsideStep step(parts, recorder, statement, progress);
    const auto failure = with_retries(parts, recorder, [&]() -> std::optional<StatementFailure> {
        auto reason = step.give_up();
        return reason ? std::optional(StatementFailure{std::move(*reason), &statement})
                      : std::nullopt;
    });
    if (!failure) {
        progress.started = false;
        progress.traces.clear();
    }
    return failure ? std::optional(failure->failure) : std::nullopt;
}

}  // namespace erdmark::runner
