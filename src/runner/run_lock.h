#pragma once

#include <functional>
#include <optional>
#include <string>

#include "dialect/migration_session.h"
#include "runner/history.h"

namespace erdmark::runner {

/// What `--lock` says.
enum class LockMode {
    Auto,     ///< A lock of the session where it holds, else the table.
    Session,  ///< A lock of the session.
    Table,    ///< A row that says who runs until when; for poolers of transactions.
    None,
};

struct LockOptions {
    LockMode mode = LockMode::Auto;
    int wait_seconds = 60;                        ///< For another runner to finish.
    std::function<bool()> go_on;                  ///< False ends the wait. May be empty.
    std::function<void(const std::string&)> say;  ///< Takes who is waited for, once.
};

/// The right to run migrations on a database, which one process has at a time. Given back at the
/// end of its scope.
///
/// Never waits inside the database: a session that waits for a lock there, or that holds a
/// transaction open, stops CREATE INDEX CONCURRENTLY of the one that runs (measured on PostgreSQL
/// 15). Runners that lock in different ways respect each other.
class RunLock {
public:
    /// Takes the lock, and makes the tables of the history when they are missing. Throws a
    /// `Database` error that says who holds it when the time is over.
    RunLock(dialect::MigrationSession& session, History& history, const LockOptions& options);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

    /// Whether the lock was obtained; false only when the wait was ended by `go_on`.
    bool is_held() const { return is_held_; }

    /// To be called at the beginning of each transaction of a migration, inside it, and before each
    /// statement outside: throws a `Database` error when the lock was lost, and keeps it for
    /// `seconds` more, 0 for the usual time.
    void confirm(int seconds);

private:
    bool try_to_take();
    bool try_session_lock();
    bool prepare_tables();
    bool take_lease();
    bool take_over(const std::string& old_token);
    bool is_leased_by_another();
    void confirm_lease(int seconds);
    std::string holder();

    dialect::MigrationSession& session_;
    History& history_;
    LockMode mode_;
    std::string name_;   ///< Of the lock of the session.
    std::string token_;  ///< Of the lease.
    std::string trouble_;
    bool is_held_ = false;
};

/// Takes the right away from whoever has it in the table, and says who that was; nothing when
/// nobody has. A lock of a session ends with it.
std::optional<std::string> break_lock(dialect::MigrationSession& session, History& history);

}  // namespace erdmark::runner
