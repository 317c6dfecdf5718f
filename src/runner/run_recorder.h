#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "dialect/dialect.h"
#include "runner/history.h"
#include "runner/migrator.h"
#include "runner/progress.h"

namespace erdmark::runner {

/// Writes what becomes of one migration into the history, the log and the row of the run, and tells
/// it to the reporter. What it writes belongs to the transaction of its caller.
class RunRecorder {
public:
    RunRecorder(dialect::MigrationSession& session, const dialect::Dialect& dialect,
                const History& history, const RunOptions& options, const ReadyMigration& ready);

    void tell(RunEvent event, std::string words = "") const;

    /// Takes the row of an earlier failure away: a file that writes its own row would meet it.
    void forget_failure() const;

    /// The migration is done, or undone.
    void write_success() const;

    /// A migration of several transactions begins.
    void write_start(const Progress& progress, std::size_t statements) const;

    /// A part of it is done.
    void write_progress(const Progress& progress) const;

    /// It failed behind `applied` of `statements`; `event` is for the log. In a transaction of its
    /// own; a failure to write is told and not thrown.
    void write_failure(const std::string& event, const std::string& words, std::size_t applied,
                       std::size_t statements) const;

private:
    using Clock = std::chrono::steady_clock;

    std::int64_t milliseconds() const;
    bool is_up() const { return ready_.planned.direction == Direction::Up; }
    std::string key() const { return ready_.planned.status->key(); }
    std::string name() const { return ready_.planned.status->name(); }
    Revision row() const;
    void put_failure(const std::string& event, const std::string& words, std::size_t applied,
                     std::size_t statements) const;

    dialect::MigrationSession& session_;
    const dialect::Dialect& dialect_;
    const History& history_;
    const RunOptions& options_;
    const ReadyMigration& ready_;
    Clock::time_point start_ = Clock::now();
};

}  // namespace erdmark::runner
