#include "dialect/sqlite/statement_watch.h"

#include <chrono>
#include <thread>

#include "base/error.h"
#include "dialect/sqlite/session_file.h"

namespace erdmark::dialect::sqlite {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view kEndless =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

/// How long something takes.
milliseconds time_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begin);
}

using StatementTime = SessionFile;

TEST_F(StatementTime, EndsWithinASecondWhenTheStatementIsNoLongerWanted) {
    int questions = 0;
    const auto session = open({.go_on = [&] { return ++questions < 4; }});

    const milliseconds time =
        time_of([&] { EXPECT_EQ(run(*session, kEndless), "Stopped: the statement was stopped"); });

    EXPECT_LT(time, milliseconds(1000));
    EXPECT_EQ(questions, 4);
    EXPECT_EQ(rows(*session, "SELECT 1"), "1");
}

TEST_F(StatementTime, IsLimitedForEachStatement) {
    const auto session = open({.statement_timeout_milliseconds = 200});

    const milliseconds time = time_of([&] {
        EXPECT_EQ(run(*session, kEndless),
                  "TimedOut: the statement was stopped after 0.2 s, which is all that it may take");
    });

    EXPECT_LT(time, milliseconds(1000));
    EXPECT_EQ(run(*session, "SELECT 1"), "done");
}

TEST_F(StatementTime, IsNotLimitedForQueriesOfTheRunner) {
    const auto session = open({.statement_timeout_milliseconds = 1, .go_on = [] { return false; }});

    EXPECT_EQ(rows(*session,
                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                   "WHERE i < 300000) SELECT max(i) FROM n"),
              "300000");
}

TEST_F(StatementTime, ThatIsUpUndoesTheTransaction) {
    const auto session = open({.statement_timeout_milliseconds = 100});
    ASSERT_EQ(words_of(session->begin()), "done");
    ASSERT_EQ(run(*session, "CREATE TABLE a (x)"), "done");

    EXPECT_EQ(execute(*session,
                      "INSERT INTO a WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT "
                      "i + 1 FROM n) SELECT i FROM n")
                  ->kind,
              FailureKind::TimedOut);
    session->rollback();

    EXPECT_EQ(rows(*session, "SELECT name FROM sqlite_schema"), "");
}

using Lock = SessionFile;

TEST_F(Lock, ThatIsNotGivenBackInTimeIsTold) {
    const auto session = open(with_lock_timeout(300));
    SQLite::Database writer = other();
    writer.exec("BEGIN IMMEDIATE");

    const milliseconds time = time_of([&] {
        EXPECT_EQ(words_of(session->begin()),
                  "Lock: the database is locked by another process; waited 0.3 s\n"
                  "hint: try again when its transaction has ended, or wait for longer");
    });

    EXPECT_GE(time, milliseconds(300));
    EXPECT_LT(time, milliseconds(900));
}

TEST_F(Lock, ThatIsGivenBackInTimeIsTaken) {
    const auto session = open(with_lock_timeout(5000));
    SQLite::Database writer = other();
    writer.exec("BEGIN IMMEDIATE; CREATE TABLE a (x)");
    std::thread release([&] {
        std::this_thread::sleep_for(milliseconds(200));
        writer.exec("COMMIT");
    });

    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (1)"), "done");

    release.join();
    EXPECT_EQ(rows(*session, "SELECT x FROM a"), "1");
}

TEST_F(Lock, OfAReaderHoldsUpTheCommitWhichIsUndone) {
    const auto session = open(with_lock_timeout(100));
    SQLite::Database reader = other();
    reader.exec("CREATE TABLE a (x); INSERT INTO a VALUES (1), (2)");
    SQLite::Statement reading(reader, "SELECT x FROM a");
    ASSERT_TRUE(reading.executeStep());

    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (3)"),
              "Lock: the database is locked by another process; waited 0.1 s\n"
              "hint: try again when its transaction has ended, or wait for longer");

    reading.reset();
    EXPECT_EQ(rows(*session, "SELECT count(*) FROM a"), "2");
    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (3)"), "done");
}

TEST_F(Lock, IsNotWaitedForWhenTheRunIsToEnd) {
    const auto session = open({.lock_timeout_milliseconds = 0, .go_on = [] { return false; }});
    SQLite::Database writer = other();
    writer.exec("BEGIN IMMEDIATE");

    const milliseconds time = time_of([&] {
        EXPECT_EQ(words_of(session->begin()), "Stopped: the statement was stopped");
        EXPECT_THROW(session->query("CREATE TABLE a (x)"), Error);
    });

    EXPECT_LT(time, milliseconds(500));
}

TEST_F(Lock, HoldsUpAQueryOfTheRunnerTooWhichThrows) {
    const auto session = open(with_lock_timeout(100));
    SQLite::Database writer = other();
    writer.exec("BEGIN IMMEDIATE");

    try {
        session->query("CREATE TABLE a (x)");
        ADD_FAILURE() << "the lock was not needed";
    } catch (const Error& error) {
        EXPECT_EQ(error.what(), session->name() +
                                    ": the database is locked by another process; waited 0.1 s; "
                                    "try again when its transaction has ended, or wait for longer");
        EXPECT_EQ(error.kind(), ErrorKind::Database);
    }
}

TEST_F(Lock, IsWaitedForStillWhenAMigrationSetABusyTimeout) {
    const auto session = open(with_lock_timeout(300));
    ASSERT_EQ(run(*session, "PRAGMA busy_timeout = 1"), "done");
    SQLite::Database writer = other();
    writer.exec("BEGIN IMMEDIATE");

    const milliseconds time = time_of([&] { session->begin(); });

    EXPECT_GE(time, milliseconds(300));
}

TEST_F(Lock, OfAnotherProcessWhoseTransactionIsNewerIsTold) {
    SQLite::Database writer = other();
    writer.exec("PRAGMA journal_mode = WAL; CREATE TABLE a (x)");
    const auto session = open();
    ASSERT_EQ(run(*session, "BEGIN; SELECT * FROM a"), "done");
    writer.exec("INSERT INTO a VALUES (1)");

    EXPECT_EQ(run(*session, "INSERT INTO a VALUES (2)"),
              "Lock: another process has written since the transaction began to read\n"
              "hint: try again when its transaction has ended, or wait for longer");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
