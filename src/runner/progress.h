#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "dialect/migration_session.h"
#include "runner/history.h"
#include "runner/plan.h"

namespace erdmark::runner {

/// How far a migration is that is no single transaction. A database has at most one: the next run
/// must finish it, or be told that it never will.
struct Progress {
    std::string key;
    Direction direction = Direction::Up;
    std::size_t applied = 0;  ///< How many of its statements are done.
    /// The next one was sent without a transaction, and nobody wrote down what became of it.
    bool started = false;
    std::string traces;  ///< See `MigrationSession::traces`; of that statement.
    std::string script;  ///< What ran, to see whether the file still begins with it.
};

/// What is unfinished; nothing without the table.
std::optional<Progress> read_progress(dialect::Connection& connection, const History& history);

// The rest is to be called inside a transaction, so that it is true whatever happens.

/// Notes that a migration begins; all of `progress` is written.
void begin_progress(dialect::MigrationSession& session, const History& history,
                    const Progress& progress);

/// Notes how far it is: what changes from statement to statement.
void advance_progress(dialect::MigrationSession& session, const History& history,
                      const Progress& progress);

void clear_progress(dialect::MigrationSession& session, const History& history);

}  // namespace erdmark::runner
