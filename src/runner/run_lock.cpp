#include "runner/run_lock.h"

#include <array>
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/history/rows.h"
#include "runner/holder.h"

namespace erdmark::runner {

namespace {

using Clock = std::chrono::steady_clock;

/// For how long a lease holds that nobody confirms.
constexpr int kLeaseSeconds = 60;
constexpr auto kFirstPause = std::chrono::milliseconds(20);
constexpr auto kLongestPause = std::chrono::milliseconds(500);
/// A wait that is shorter is not worth a word.
constexpr auto kSilence = std::chrono::milliseconds(500);

struct Lease {
    std::string holder;
    std::string token;
    std::string taken_at;
    bool is_over = false;
};

Lease read_lease(dialect::Connection& connection, const History& history) {
    const std::vector<dialect::Row> rows = connection.query(
        fmt::format("SELECT holder, token, taken_at, expires_at < {} FROM {} WHERE id = 1",
                    history.words().now, history.run_table()));
    if (rows.empty()) {
        return {.is_over = true};
    }
    const dialect::Row& row = rows.front();
    return {text_at(row, 0), text_at(row, 1), text_at(row, 2),
            text_at(row, 1).empty() || is_true(text_at(row, 3))};
}

std::string in_seconds(const History& history, int seconds) {
    return fmt::format(fmt::runtime(history.words().now_and_seconds), seconds);
}

/// Makes the holder another one if it is still `old_token`; gives the failure where a session still
/// holds the row.
std::optional<dialect::Failure> change_holder(dialect::MigrationSession& session,
                                              const History& history, const std::string& old_token,
                                              const std::string& new_token) {
    const std::string change = fmt::format(
        "UPDATE {} SET holder = {}, token = {}, taken_at = {}, expires_at = {} WHERE id = 1 AND "
        "token = {}",
        history.run_table(), quoted_text(new_token.empty() ? "" : holder_name()),
        quoted_text(new_token), history.words().now, in_seconds(history, kLeaseSeconds),
        quoted_text(old_token));
    return session.execute({.text = change}, nullptr);
}

}  // namespace

RunLock::RunLock(dialect::MigrationSession& session, History& history, const LockOptions& options)
    : session_(session),
      history_(history),
      mode_(options.mode),
      name_(history.table().shown()),
      token_(own_token()) {
    if (mode_ == LockMode::Auto) {
        mode_ = session_.holds_locks() ? LockMode::Session : LockMode::Table;
    }
    if (mode_ == LockMode::Session && !session_.holds_locks()) {
        throw Error(ErrorKind::Database,
                    fmt::format("{}: keeps no lock for a session, since it has none or a pooler "
                                "stands between; use --lock table, or connect to the server itself",
                                session_.name()));
    }
    const auto start = Clock::now();
    const auto end = start + std::chrono::seconds(options.wait_seconds);
    auto pause = kFirstPause;
    bool told = false;
    while (!try_to_take()) {
        if (options.go_on && !options.go_on()) {
            return;
        }
        if (Clock::now() >= end) {
            throw Error(ErrorKind::Database,
                        fmt::format("{}: another run holds the lock of the migrations{}; try again "
                                    "when it has finished, or wait longer with --lock-timeout",
                                    session_.name(), holder()));
        }
        if (!told && options.say && Clock::now() - start >= kSilence) {
            options.say("waiting for another run" + holder());
            told = true;
        }
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(kLongestPause));
    }
    is_held_ = true;
}

RunLock::~RunLock() {
    if (!is_held_) {
        return;
    }
    try {
        if (mode_ == LockMode::Table) {
            change_holder(session_, history_, token_, "");
        } else if (mode_ == LockMode::Session) {
            session_.unlock(name_);
        }
    } catch (const std::exception&) {
        // The session ends now, and with it its lock; a lease ends by itself.
        is_held_ = false;
    }
}

bool RunLock::try_to_take() {
    switch (mode_) {
        case LockMode::None:
            return prepare_tables();
        case LockMode::Session:
            return try_session_lock();
        case LockMode::Auto:
        case LockMode::Table:
            break;
    }
    return take_lease();
}

bool RunLock::try_session_lock() {
    if (!session_.try_lock(name_)) {
        return false;
    }
    if (prepare_tables() && !is_leased_by_another()) {
        return true;
    }
    session_.unlock(name_);
    return false;
}

bool RunLock::is_leased_by_another() {
    const Lease lease = read_lease(session_, history_);
    return !lease.is_over && !is_gone(lease.token);
}

/// Makes the tables, all or none, while no other runner does.
bool RunLock::prepare_tables() {
    if (history_.is_prepared()) {
        return true;
    }
    const History unprepared = history_;
    const auto refuse_or_wait = [&](const dialect::Failure& failure) {
        trouble_ = failure.message;
        if (failure.kind != dialect::FailureKind::Lock) {
            throw Error(ErrorKind::Database,
                        fmt::format("{}: {}", session_.name(), failure.message));
        }
        return false;
    };
    if (const auto failure = session_.begin()) {
        return refuse_or_wait(*failure);
    }
    if (!session_.try_transaction_lock(name_)) {
        session_.rollback();
        return false;
    }
    history_.prepare(session_);
    if (const auto failure = session_.commit()) {
        history_ = unprepared;
        return refuse_or_wait(*failure);
    }
    return true;
}

bool RunLock::take_lease() {
    if (!prepare_tables()) {
        return false;
    }
    if (const auto failure = session_.begin()) {
        trouble_ = failure->message;
        return false;
    }
    // In this moment a runner with a lock of its session keeps the others away by that.
    bool taken = session_.try_transaction_lock(name_);
    if (taken) {
        const Lease lease = read_lease(session_, history_);
        taken = (lease.is_over || is_gone(lease.token)) && take_over(lease.token);
    }
    if (!taken) {
        session_.rollback();
        return false;
    }
    const auto failure = session_.commit();
    trouble_ = failure ? failure->message : "";
    return !failure;
}

/// Takes the lease over from `old_token`. A session that still holds the row keeps it: what it ran
/// for a runner that is gone may not have ended.
bool RunLock::take_over(const std::string& old_token) {
    if (const auto failure = change_holder(session_, history_, old_token, token_)) {
        trouble_ = failure->message;
        return false;
    }
    return read_lease(session_, history_).token == token_;
}

void RunLock::confirm(int seconds) {
    if (mode_ == LockMode::None) {
        return;
    }
    if (mode_ == LockMode::Session) {
        if (!session_.has_lock(name_)) {
            throw Error(ErrorKind::Database,
                        fmt::format("{}: the lock of the migrations was lost; nothing more is run",
                                    session_.name()));
        }
        return;
    }
    confirm_lease(seconds == 0 ? kLeaseSeconds / 2 : seconds);
}

/// The row stays locked to the end of the transaction, so that nobody takes the lease over in it.
/// It is only written when the lease ends before the `seconds` are over.
void RunLock::confirm_lease(int seconds) {
    const std::vector<dialect::Row> rows = session_.query(fmt::format(
        "SELECT token, expires_at < {} FROM {} WHERE id = 1{}", in_seconds(history_, seconds),
        history_.run_table(), history_.words().row_lock));
    if (rows.empty() || text_at(rows.front(), 0) != token_) {
        throw Error(ErrorKind::Database,
                    fmt::format("{}: another run took the lock of the migrations over, or 'erdmark "
                                "migrate unlock' did; nothing more is run",
                                session_.name()));
    }
    if (is_true(text_at(rows.front(), 1))) {
        session_.write(
            fmt::format("UPDATE {} SET expires_at = {} WHERE id = 1", history_.run_table(),
                        in_seconds(history_, std::max(seconds, kLeaseSeconds))),
            {});
    }
}

std::string RunLock::holder() {
    try {
        if (std::string words = session_.lock_holder(name_); !words.empty()) {
            return ": " + words;
        }
        const Lease lease = read_lease(session_, history_);
        if (!lease.is_over) {
            return fmt::format(": {} since {}", lease.holder, lease.taken_at);
        }
    } catch (const Error&) {
        session_.rollback();
    }
    return trouble_.empty() ? "" : fmt::format(" ({})", trouble_);
}

std::optional<std::string> break_lock(dialect::MigrationSession& session, History& history) {
    if (!history.is_prepared()) {
        return std::nullopt;
    }
    const Lease lease = read_lease(session, history);
    if (lease.token.empty()) {
        return std::nullopt;
    }
    if (const auto failure = change_holder(session, history, lease.token, "")) {
        throw Error(ErrorKind::Database, fmt::format("{}: {}", session.name(), failure->message));
    }
    return fmt::format("{} since {}", lease.holder, lease.taken_at);
}

}  // namespace erdmark::runner
