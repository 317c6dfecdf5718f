#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/context.h"
#include "cli/migrate/flags.h"
#include "cli/migrate/project.h"
#include "cli/migrate/signals.h"
#include "runner/migrator.h"
#include "runner/run_lock.h"

namespace erdmark::cli {

/// A database that migrations are run on.
class MigrateRun {
public:
    /// Opens it. Throws as that does.
    MigrateRun(const MigrateProject& project, const MigrateFlags& flags, const Context& context);

    /// Takes the lock, and reads the history under it; false when a signal ended the wait. Throws a
    /// `Database` error when it cannot.
    bool lock();

    /// The history: as it is under the lock, or without that as it was at the first call.
    HistoryPicture& picture();
    dialect::MigrationSession& session() { return *session_; }

    /// Refuses what keeps all migrations from running: each problem as an error on `context`; false
    /// when there is one.
    bool is_ready() const;

    /// Runs a plan and tells what happens. Gives the exit status.
    int run(const std::vector<runner::PlannedMigration>& plan);

    /// What `--format json` shows of it: an object for each migration that ran.
    const Json::Array& report() const { return told_; }

private:
    void tell(const runner::RunMessage& message);
    bool go_on();

    const MigrateProject& project_;
    const MigrateFlags& flags_;
    const Context& context_;
    SignalWatch signals_;
    std::unique_ptr<dialect::MigrationSession> session_;
    std::unique_ptr<HistoryPicture> picture_;
    runner::History history_;  ///< As it is found before the lock.
    std::unique_ptr<runner::RunLock> lock_;
    Json::Array told_;
    std::string running_;  ///< The migration that runs, for the line of progress.
    std::chrono::steady_clock::time_point started_;
    bool line_shown_ = false;
};

/// What keeps all migrations of a project from running, see `runner::conflicts`.
std::vector<std::string> conflicts_of(const MigrateProject& project, const MigrateFlags& flags,
                                      const HistoryPicture& picture);

/// Opens a session, waiting for the database as long as `--wait` says.
std::unique_ptr<dialect::MigrationSession> open_session(const MigrateProject& project,
                                                        const MigrateFlags& flags,
                                                        std::function<bool()> go_on);

/// Prints what ran, for `--format json` alone.
void print_report(const MigrateFlags& flags, const Json::Array& migrations, const Context& context);

/// Says that a signal ended the run; gives the exit status that shells have for it.
int report_interruption(const Context& context);

/// Waits until the database answers, as long as `--wait` says; nothing is made or written. Throws
/// as connecting does.
void wait_for_database(const MigrateProject& project, const MigrateFlags& flags);

/// Asks on `err` and reads an answer; true for `yes` or `y`. Without a terminal or a line to read,
/// false.
bool ask(const Context& context, const std::string& question);

}  // namespace erdmark::cli
