#include "dialect/postgres/replay/transactions.h"

#include <fmt/format.h>

namespace erdmark::dialect::postgres {

namespace {

void call(const std::function<void()>& step) {
    if (step) {
        step();
    }
}

}  // namespace

void Transactions::open(std::string name) {
    marks_.push_back({.name = std::move(name), .mark = catalog_.journal.set_mark()});
    call(companion.begin);
}

void Transactions::close_last(bool keep) {
    if (!keep) {
        catalog_.roll_back(marks_.back().mark);
        call(companion.roll_back);
    }
    catalog_.journal.release();
    call(companion.release);
    marks_.pop_back();
}

void Transactions::finish(bool keep) {
    while (!marks_.empty()) {
        close_last(keep);
    }
    failed_ = false;
}

void Transactions::abandon() {
    finish(false);
}

std::size_t Transactions::find_savepoint(const std::string& name) const {
    for (std::size_t index = marks_.size(); index > 1; --index) {
        if (marks_[index - 1].name == name) {
            return index - 1;
        }
    }
    refuse(fmt::format("savepoint \"{}\" does not exist", name), condition::kInvalidSavepoint);
}

void Transactions::run(const PgQuery__TransactionStmt& statement) {
    switch (statement.kind) {
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN:
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
            if (!is_open()) {
                open("");
            }
            break;
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT:
            finish(!failed_);
            break;
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK:
            finish(false);
            break;
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT:
            if (!is_open()) {
                refuse("SAVEPOINT can only be used in transaction blocks",
                       condition::kNoTransaction);
            }
            if (!failed_) {
                open(text_of(statement.savepoint_name));
            }
            break;
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE: {
            const std::size_t index = find_savepoint(text_of(statement.savepoint_name));
            while (!failed_ && marks_.size() > index) {
                close_last(true);
            }
            break;
        }
        case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO: {
            const std::size_t index = find_savepoint(text_of(statement.savepoint_name));
            while (marks_.size() > index) {
                close_last(false);
            }
            failed_ = false;
            open(text_of(statement.savepoint_name));
            break;
        }
        default:
            break;  // Two-phase commit: what was prepared is kept.
    }
}

void Transactions::guarded(bool atomic, const std::function<void()>& work) {
    if (!atomic) {
        work();
        return;
    }
    open("");
    try {
        work();
    } catch (...) {
        close_last(false);
        throw;
    }
    close_last(true);
}

}  // namespace erdmark::dialect::postgres
