#pragma once

#include <chrono>

#include "dialect/migration_session.h"

struct sqlite3;

namespace erdmark::dialect::sqlite {

/// Looks after the statements of a session: waits for locks of other processes, and stops what runs
/// for too long or is no longer wanted.
class StatementWatch {
public:
    enum class Stop { None, Asked, Timeout };

    /// Watches over `database` until it is destroyed, before which `database` must not be closed.
    StatementWatch(sqlite3* database, SessionOptions options);
    ~StatementWatch();
    StatementWatch(const StatementWatch&) = delete;
    StatementWatch& operator=(const StatementWatch&) = delete;

    /// What runs from now on is a statement of a migration, with all that `SessionOptions` says.
    void begin_statement();

    /// What runs from now on is a query of the runner, which has to write down what became of a
    /// stopped statement: nothing but a lock that it does not get in time can end it, or, where it
    /// would wait for ever, `go_on`.
    void begin_query();

    /// Waits for locks, again after a statement has set a `busy_timeout`.
    void install();

    /// Why the last statement was stopped.
    Stop stop() const { return stop_; }

    /// How long a statement may take at most.
    std::chrono::milliseconds statement_limit() const {
        return std::chrono::milliseconds(options_.statement_timeout_milliseconds);
    }

    /// For how long it waited for a lock at last.
    std::chrono::milliseconds waited() const { return waited_; }

private:
    using Clock = std::chrono::steady_clock;

    static int wait_for_lock(void* watch, int tries);
    static int look_at_clock(void* watch);

    bool wait(int tries);
    bool goes_on();

    sqlite3* database_;
    SessionOptions options_;
    bool is_query_ = true;
    Stop stop_ = Stop::None;
    Clock::time_point begin_;
    Clock::time_point next_question_;
    Clock::time_point wait_begin_;
    std::chrono::milliseconds waited_{0};
};

}  // namespace erdmark::dialect::sqlite
