#pragma once

#include <string>

namespace erdmark::dialect {

/// Where a statement may run.
enum class TransactionUse {
    Either,   ///< Inside a transaction or outside.
    Outside,  ///< The engine refuses it inside a transaction, or ignores it there.
    Begin,    ///< Begins a transaction.
    Commit,
    Rollback,
    Unsupported,  ///< Ends or splits transactions in a way that the runner cannot follow.
};

/// What the runner of migrations has to know of a statement before it runs.
struct StatementRule {
    TransactionUse use = TransactionUse::Either;
    /// It changes nothing but the session; a run that goes on behind it has to repeat it.
    bool sets_session = false;
    /// Of one that sets the session `Outside`: inside a transaction it may be left out.
    bool is_ignored_inside = false;
    /// What it is called in messages: `CREATE INDEX CONCURRENTLY`. Empty for `Either`.
    std::string name;
    /// A line for the client that the runner leaves out, since it concerns the display alone.
    bool is_left_out = false;
};

}  // namespace erdmark::dialect
