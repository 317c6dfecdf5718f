#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// The transaction of a session, with its savepoints.
class Transactions {
public:
    explicit Transactions(Catalog& catalog) : catalog_(catalog) {}

    /// BEGIN, COMMIT, ROLLBACK, SAVEPOINT … Throws a `Refusal` for a savepoint that does not exist.
    void run(const PgQuery__TransactionStmt& statement);

    bool is_open() const { return !marks_.empty(); }

    /// Whether a statement failed in the open transaction: then all until its end do nothing.
    bool is_failed() const { return failed_; }

    /// Notes that a statement failed.
    void fail() { failed_ = is_open(); }

    /// Takes an open transaction back, as the server does at the end of a session.
    void abandon();

    /// Runs `work`; when it throws and `atomic`, nothing of it stays.
    void guarded(bool atomic, const std::function<void()>& work);

    /// What else goes back and forth with the transactions: rows. Called after the catalog's.
    struct Companion {
        std::function<void()> begin;
        std::function<void()> release;
        std::function<void()> roll_back;  ///< To the last begin, which stays.
    };
    Companion companion;

private:
    struct Mark {
        std::string name;  ///< Of a savepoint; empty for the transaction.
        Journal::Mark mark = 0;
    };

    void open(std::string name);
    void close_last(bool keep);
    void finish(bool keep);
    std::size_t find_savepoint(const std::string& name) const;

    Catalog& catalog_;
    std::vector<Mark> marks_;
    bool failed_ = false;
};

}  // namespace erdmark::dialect::postgres
