#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/connection.h"
#include "sql/script.h"

namespace erdmark::dialect {

// What the runner of migrations needs of an engine, beyond the reading that documentation does: a
// session that writes.

/// How a session behaves. 0 is no limit.
struct SessionOptions {
    ConnectOptions connect;
    int lock_timeout_milliseconds = 5000;  ///< For which a statement waits for a lock.
    int statement_timeout_milliseconds = 0;
    /// Asked about ten times a second while a statement runs; false stops the statement. May be
    /// empty.
    std::function<bool()> go_on;
};

enum class FailureKind {
    Refused,   ///< The statement is wrong, or not allowed.
    Lock,      ///< Another transaction held a lock for too long, or both waited for each other.
    Stopped,   ///< `go_on` said no.
    TimedOut,  ///< `statement_timeout_milliseconds` passed.
    Lost,      ///< The connection is gone, and nobody knows what became of the statement.
};

/// Why a statement was not done.
struct Failure {
    FailureKind kind = FailureKind::Refused;
    std::string message;                ///< The engine's words, one line, without a severity.
    std::vector<std::string> advice;    ///< Its details and hints, a line each.
    std::optional<std::size_t> offset;  ///< In the text of the statement, in bytes.
};

/// What a statement outside a transaction has left, when it was cut off before anyone could write
/// down that it was done.
enum class Effect {
    None,     ///< It has to run again.
    Partial,  ///< What it left must be removed first, with `Remains::cleanup`.
    Done,
    Unknown,  ///< A person has to decide.
};
struct Remains {
    Effect effect = Effect::Unknown;
    std::string cleanup;  ///< One statement.
    std::string words;    ///< For people: `index 'ix_users_email' is there, but invalid`.
};

/// An open database in which migrations run. Statements that fail are values, since a failed
/// migration has to be written down; everything that the runner asks for itself throws a `Database`
/// error.
class MigrationSession : public Connection {
public:
    /// The database for messages, without a password.
    virtual const std::string& name() const = 0;

    /// As `Connection::query`, with a value for each `?` in `sql`, which has none otherwise.
    /// Without rows for a statement that gives none.
    virtual std::vector<Row> query(std::string_view sql,
                                   std::span<const std::optional<std::string>> values) = 0;
    using Connection::query;

    /// Writes a row of the runner's tables. In a transaction it may wait to be sent until something
    /// is asked or the transaction is committed; a failure is an error there.
    virtual void write(std::string_view sql,
                       std::span<const std::optional<std::string>> values) = 0;

    /// Runs one statement of a migration; `rows` is what follows a `COPY … FROM stdin`. Nothing
    /// when it was done. In a transaction, a failed one may leave the transaction unusable: it must
    /// be rolled back.
    virtual std::optional<Failure> execute(const sql::Statement& statement,
                                           const sql::Statement* rows) = 0;

    /// Begins a transaction that may write, with the timeouts of the session unless a statement has
    /// set others. On SQLite it holds the write lock from the start, for which it waits as long as
    /// `lock_timeout_milliseconds` says.
    virtual std::optional<Failure> begin() = 0;

    /// Makes the transaction last. On a failure it is rolled back. Throws a `Database` error when
    /// something that was to be written could not be.
    virtual std::optional<Failure> commit() = 0;

    /// Ends a transaction without its effects, if there is one. Never fails.
    virtual void rollback() noexcept = 0;

    /// Undoes, outside a transaction, what statements did to the session: settings, roles.
    virtual void reset() = 0;

    /// Undoes, inside the transaction of a migration, what would keep the runner from writing its
    /// history: the role and the timeouts of the migration.
    virtual void become_oneself() = 0;

    /// Whether locks of the session hold until it ends: false where a pooler of transactions stands
    /// between, and on engines without such locks.
    virtual bool holds_locks() = 0;

    /// Takes the lock of that name for the session, at once or not at all. Only where
    /// `holds_locks()`.
    virtual bool try_lock(std::string_view lock) = 0;

    /// Whether the session has the lock still. Throws a `Database` error when the session behind it
    /// is another one.
    virtual bool has_lock(std::string_view lock) = 0;

    /// Gives the lock back; false when the session did not have it.
    virtual bool unlock(std::string_view lock) = 0;

    /// The same until the transaction ends, for engines with such locks; true on others.
    virtual bool try_transaction_lock(std::string_view lock) = 0;

    /// Who holds it, as `process 4711 (psql) of user app at 10.0.0.3 since 2026-03-01 10:00:00
    /// UTC`; empty when it cannot be found out.
    virtual std::string lock_holder(std::string_view lock) = 0;

    /// What there is, before a statement that runs outside a transaction; for `remains`.
    virtual std::string traces(const sql::Statement& statement) = 0;

    /// What became of such a statement that was cut off, by what there was and what there is.
    virtual Remains remains(const sql::Statement& statement, const std::string& traces_before) = 0;
};

}  // namespace erdmark::dialect
