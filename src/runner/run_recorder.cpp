#include "runner/run_recorder.h"

#include <utility>

#include <fmt/format.h>

#include "base/error.h"
#include "runner/revision_of.h"
#include "runner/transaction.h"

namespace erdmark::runner {

RunRecorder::RunRecorder(dialect::MigrationSession& session, const dialect::Dialect& dialect,
                         const History& history, const RunOptions& options,
                         const ReadyMigration& ready)
    : session_(session), dialect_(dialect), history_(history), options_(options), ready_(ready) {}

std::int64_t RunRecorder::milliseconds() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start_).count();
}

void RunRecorder::tell(RunEvent event, std::string words) const {
    options_.report({event, ready_.planned.direction, name(), std::move(words), milliseconds()});
}

Revision RunRecorder::row() const {
    if (!is_up()) {
        return *ready_.planned.status->revision;
    }
    Revision revision =
        revision_of(*ready_.planned.status->migration, dialect_.syntax(), RevisionStatus::Success);
    revision.milliseconds = milliseconds();
    return revision;
}

void RunRecorder::forget_failure() const {
    const Revision* before = ready_.planned.status->revision;
    if (is_up() && before != nullptr && !before->is_applied() && history_.is_own()) {
        history_.remove(session_, *before);
    }
}

void RunRecorder::write_success() const {
    const Revision revision = row();
    if (is_up()) {
        history_.put(session_, revision);
    } else {
        history_.remove(session_, revision);
    }
    history_.log(session_, {.event = is_up() ? "applied" : "undone",
                            .key = revision.key,
                            .name = name(),
                            .milliseconds = milliseconds()});
}

void RunRecorder::write_start(const Progress& progress, std::size_t statements) const {
    begin_progress(session_, history_, progress);
    if (is_up()) {
        Revision revision = row();
        revision.status = RevisionStatus::Running;
        revision.statements = statements;
        revision.applied_statements = progress.applied;
        history_.put(session_, revision);
    }
    history_.log(session_, {.event = progress.applied == 0 ? "started" : "resumed",
                            .key = progress.key,
                            .name = name()});
}

void RunRecorder::write_progress(const Progress& progress) const {
    advance_progress(session_, history_, progress);
    if (is_up()) {
        history_.put_progress(session_, progress.key, progress.applied);
    }
}

void RunRecorder::write_failure(const std::string& event, const std::string& words,
                                std::size_t applied, std::size_t statements) const {
    session_.rollback();
    try {
        const auto failure =
            in_transaction(session_, [&] { put_failure(event, words, applied, statements); });
        if (failure) {
            tell(RunEvent::Warning,
                 fmt::format("the failure could not be noted: {}", failure->message));
        }
    } catch (const Error& error) {
        session_.rollback();
        tell(RunEvent::Warning, fmt::format("the failure could not be noted: {}", error.what()));
    }
}

void RunRecorder::put_failure(const std::string& event, const std::string& words,
                              std::size_t applied, std::size_t statements) const {
    session_.become_oneself();
    if (is_up()) {
        Revision revision = row();
        revision.status = RevisionStatus::Failed;
        revision.error = words;
        revision.statements = statements;
        revision.applied_statements = applied;
        history_.put(session_, revision);
    }
    history_.log(session_, {.event = event,
                            .key = key(),
                            .name = name(),
                            .milliseconds = milliseconds(),
                            .words = words});
}

}  // namespace erdmark::runner
