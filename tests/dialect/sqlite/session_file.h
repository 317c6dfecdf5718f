#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "dialect/dialect.h"
#include "dialect/sqlite/dialect.h"
#include "sql/script.h"
#include "support/temp_directory.h"

namespace erdmark::dialect::sqlite {

/// A database file `app.db` in a folder of its own, for sessions of migrations.
class SessionFile : public testing::Test {
protected:
    static SessionOptions with_lock_timeout(int milliseconds) {
        return {.lock_timeout_milliseconds = milliseconds};
    }

    std::unique_ptr<MigrationSession> open(SessionOptions options = with_lock_timeout(100),
                                           const std::string& url = "sqlite:app.db") const {
        options.connect.base_folder = folder_.path();
        return dialect().open_session(Url::parse(url), options);
    }

    /// Another connection to the file, as another program has it.
    SQLite::Database other() const {
        return {(folder_.path() / "app.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    }

    /// Runs the statements of a script up to the first that fails.
    static std::optional<Failure> execute(MigrationSession& session, std::string_view sql) {
        const sql::Script script{.file = "1.sql", .text = std::string(sql)};
        for (const sql::Statement& statement : sql::split_statements(script, dialect().syntax())) {
            if (std::optional<Failure> failure = session.execute(statement, nullptr)) {
                return failure;
            }
        }
        return std::nullopt;
    }

    /// `done`, or why not: `Lock: the database is locked …`, hints below.
    static std::string words_of(const std::optional<Failure>& failure) {
        if (!failure) {
            return "done";
        }
        constexpr std::string_view kKinds[] = {"Refused", "Lock", "Stopped", "TimedOut", "Lost"};
        std::string words(kKinds[static_cast<std::size_t>(failure->kind)]);
        words += ": " + failure->message;
        for (const std::string& advice : failure->advice) {
            words += "\n" + advice;
        }
        return words;
    }

    static std::string run(MigrationSession& session, std::string_view sql) {
        return words_of(execute(session, sql));
    }

    /// Runs a script as one migration, in a transaction of its own.
    static std::string migrate(MigrationSession& session, std::string_view sql) {
        std::optional<Failure> failure = session.begin();
        if (!failure) {
            failure = execute(session, sql);
        }
        if (!failure) {
            failure = session.commit();
        }
        session.rollback();
        return words_of(failure);
    }

    /// The rows of a query: `1|a 2|NULL`.
    static std::string rows(Connection& connection, std::string_view sql) {
        std::string text;
        for (const Row& row : connection.query(sql)) {
            text += text.empty() ? "" : " ";
            for (std::size_t index = 0; index < row.size(); ++index) {
                text += (index > 0 ? "|" : "") + row[index].value_or("NULL");
            }
        }
        return text;
    }

    test::TempDirectory folder_;
};

}  // namespace erdmark::dialect::sqlite
