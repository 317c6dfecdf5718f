#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "dialect/dialect.h"
#include "sql/script.h"

namespace erdmark::test {

inline std::unique_ptr<dialect::MigrationSession> open_postgres_session(
    const std::string& url, const dialect::SessionOptions& options = {}) {
    return dialect::find_dialect("postgresql")->open_session(dialect::Url::parse(url), options);
}

/// One statement of a script, and the rows below it if it is a COPY.
class ScriptStatement {
public:
    explicit ScriptStatement(std::string text)
        : script_{.file = "1.sql", .text = std::move(text)},
          statements_(
              sql::split_statements(script_, dialect::find_dialect("postgresql")->syntax())) {}
    ScriptStatement(const ScriptStatement&) = delete;
    ScriptStatement& operator=(const ScriptStatement&) = delete;

    const sql::Statement& statement() const { return statements_.at(0); }
    const sql::Statement* rows() const {
        return statements_.size() > 1 ? &statements_[1] : nullptr;
    }

private:
    sql::Script script_;
    std::vector<sql::Statement> statements_;
};

inline std::optional<dialect::Failure> execute(dialect::MigrationSession& session,
                                               const std::string& text) {
    const ScriptStatement script(text);
    return session.execute(script.statement(), script.rows());
}

/// What a statement that runs says: `Refused: division by zero`, `done`.
inline std::string outcome(const std::optional<dialect::Failure>& failure) {
    constexpr const char* kKinds[] = {"Refused", "Lock", "Stopped", "TimedOut", "Lost"};
    return failure ? std::string(kKinds[static_cast<std::size_t>(failure->kind)]) + ": " +
                         failure->message
                   : "done";
}

/// The one value that a query gives.
inline std::string value(dialect::MigrationSession& session, const std::string& sql) {
    return session.query(sql).at(0).at(0).value_or("NULL");
}

/// What an action that must fail says.
template <typename Action>
std::string error_text(Action action) {
    try {
        action();
        return "no error";
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace erdmark::test
