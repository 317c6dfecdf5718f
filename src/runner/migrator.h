#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "runner/history.h"
#include "runner/plan.h"
#include "runner/progress.h"
#include "runner/run_lock.h"
#include "runner/steps.h"

namespace erdmark::runner {

// Does what a plan says, under the lock of the run. Never prints: what happens is told to a
// `Reporter`.

/// What happens in a run.
enum class RunEvent {
    Started,   ///< A migration begins.
    Finished,  ///< With the milliseconds that it took.
    Failed,    ///< With the reason.
    Note,      ///< Something that the user should know.
    Warning,
};
struct RunMessage {
    RunEvent event;
    Direction direction = Direction::Up;
    std::string migration;
    std::string words;
    std::int64_t milliseconds = 0;
};
using Reporter = std::function<void(const RunMessage&)>;

struct RunOptions {
    TransactionMode transactions = TransactionMode::File;
    int lock_attempts = 5;        ///< How often a migration that could not get a lock is tried.
    int statement_seconds = 0;    ///< How long a statement may take; 0 for no limit.
    std::function<bool()> go_on;  ///< False ends the run behind the current transaction.
    Reporter report;
};

/// A migration that is ready to run.
struct ReadyMigration {
    PlannedMigration planned;
    sql::Script script;

    /// False where a directive of its file asks for no transaction.
    bool is_transactional() const;
};

/// How a run ended.
struct RunResult {
    std::size_t done = 0;
    bool failed = false;
    bool interrupted = false;
};

/// The scripts that a plan runs, in its order: of a migration that is undone the down part of its
/// file, else what the history kept. Throws an `Input` error that names all that have none.
std::vector<ReadyMigration> make_ready(std::span<const PlannedMigration> plan,
                                       dialect::Connection& connection, const History& history);

/// Throws the errors that `run_migrations` would meet in a script, before anything has run.
void check_ready(std::span<const ReadyMigration> migrations, const dialect::Dialect& dialect,
                 TransactionMode transactions);

/// Why a plan cannot run: another migration was cut off half done. Pure.
std::optional<std::string> problem_of_unfinished(const std::optional<Progress>& unfinished,
                                                 std::span<const PlannedMigration> plan);

/// What a run is made of.
struct RunParts {
    dialect::MigrationSession& session;
    const dialect::Dialect& dialect;
    const History& history;
    RunLock& lock;
    const RunOptions& options;

    bool is_stopped() const { return options.go_on && !options.go_on(); }
};

/// Runs migrations one after the other until one fails. Each is in the history if and only if all
/// of it is in the database; one that is no single transaction goes on where it was cut off.
///
/// Throws a `Database` error when the connection or the lock is lost; what was done until then is
/// in the history.
RunResult run_migrations(const RunParts& parts, std::span<const ReadyMigration> migrations);

}  // namespace erdmark::runner
