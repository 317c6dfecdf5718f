#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "dialect/dialect.h"
#include "sql/script.h"

namespace erdmark::runner {

/// What `--tx` says.
enum class TransactionMode {
    File,  ///< Each migration is one transaction.
    Run,   ///< All of a run are one.
    None,  ///< Each statement is one.
};

/// Whether it is what follows a COPY, and no statement of its own.
bool is_rows(const sql::Statement& statement);

/// Statements that are done together or not at all.
struct Step {
    /// Each with the rows that belong to it, where it is a COPY.
    std::vector<sql::Statement> statements;
    std::vector<dialect::StatementRule> rules;  ///< Of the statements.
    bool transactional = true;                  ///< False for the one that needs to be outside.

    /// How many statements it has, without rows of COPY.
    std::size_t statement_count() const;
};

/// How a script is run.
struct Steps {
    std::vector<sql::Statement> before;  ///< Settings in front of the first transaction.
    std::vector<Step> steps;
    std::vector<sql::Statement> after;  ///< Settings behind the last one.
    std::vector<std::string> notes;     ///< What the user should know of it.

    /// How many statements the steps have, without rows of COPY.
    std::size_t statement_count() const;

    /// Whether all of it is done or nothing, whatever happens.
    bool is_one_transaction() const {
        return steps.empty() || (steps.size() == 1 && steps.front().transactional);
    }
};

/// Cuts a script into steps. `transactional` is false where a directive of the file says so.
///
/// A file in one transaction is one step. One whose statements all refuse to run in a transaction,
/// one with such a directive, and one that begins and commits by itself, has a step for each of its
/// transactions, and for each statement outside of them. Throws an `Input` error with the place:
/// for a statement that refuses transactions among others, for one that ends a transaction in a way
/// that cannot be followed, and for a transaction without end. Pure; `script` must outlive the
/// steps.
Steps make_steps(const sql::Script& script, bool transactional, const dialect::Dialect& dialect);

/// The same with a step for each statement.
Steps make_single_steps(const sql::Script& script, const dialect::Dialect& dialect);

}  // namespace erdmark::runner
