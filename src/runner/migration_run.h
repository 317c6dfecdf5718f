#pragma once

#include <optional>
#include <string>

#include "runner/migrator.h"
#include "runner/run_recorder.h"

namespace erdmark::runner {

enum class RunOutcome { Done, Failed, Interrupted };

/// Runs one migration; `unfinished` is where an earlier run of it was cut off. Tells and writes
/// down how it ended. Throws a `Database` error when the connection or the lock is lost.
RunOutcome run_migration(const RunParts& parts, const ReadyMigration& ready,
                         const std::optional<Progress>& unfinished);

/// Runs all in one transaction. None is in the database unless it gives `Done`.
RunOutcome run_together(const RunParts& parts, std::span<const ReadyMigration> migrations);

/// A failure of a statement, which is where `at` is; of none, when `at` is a null pointer.
struct StatementFailure {
    dialect::Failure failure;
    const sql::Statement* at = nullptr;
};

/// Runs the statements of a step in the transaction that is open.
std::optional<StatementFailure> execute_step(const RunParts& parts, const Step& step);

}  // namespace erdmark::runner
