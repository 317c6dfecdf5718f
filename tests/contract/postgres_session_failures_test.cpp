#include <chrono>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "contract/postgres_session.h"
#include "support/postgres_server.h"

// Why a statement of a migration was not done, and how it is stopped.

namespace erdmark {
namespace {

using test::error_text;
using test::execute;
using test::open_postgres_session;
using test::outcome;
using test::PostgresDatabase;
using test::value;
using testing::ElementsAre;

TEST(PostgresSessionFailures, TellsWhereAStatementIsWrongInBytes) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());

    const auto failure = execute(*session, "SELECT 'äöü€😀', nope");

    EXPECT_EQ(outcome(failure), "Refused: column \"nope\" does not exist");
    EXPECT_EQ(failure->offset, std::string("SELECT 'äöü€😀', ").size());
    EXPECT_EQ(failure->advice, std::vector<std::string>{});
    EXPECT_EQ(outcome(execute(*session, "SELECT 1")), "done");
}

TEST(PostgresSessionFailures, CountsBytesWhereTheServerDoes) {
    const PostgresDatabase database;
    const std::string name = database.name() + "_ascii";
    database.run("CREATE DATABASE " + name +
                 " TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
    {
        const auto session =
            open_postgres_session(replace_all(database.url(), database.name(), name));

        const auto failure = execute(*session, "SELECT 'äöü', nope");

        EXPECT_EQ(failure->offset, std::string("SELECT 'äöü', ").size());
    }
    database.run("DROP DATABASE " + name);
}

TEST(PostgresSessionFailures, GivesDetailsHintsAndThePlaceInCodeAsAdvice) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());

    const auto failure = execute(*session, R"(DO $$ BEGIN
        RAISE EXCEPTION E'a\nb\x1b[31m' USING DETAIL = E'c\nd', HINT = 'e';
    END $$)");

    EXPECT_EQ(outcome(failure), "Refused: a b [31m");
    EXPECT_THAT(failure->advice,
                ElementsAre("detail: c d", "hint: e",
                            "where: PL/pgSQL function inline_code_block line 2 at RAISE"));
    EXPECT_EQ(failure->offset, std::nullopt);
}

TEST(PostgresSessionFailures, RefusesAZeroByteBeforeTheServerSeesTheStatement) {
    const PostgresDatabase database("CREATE TABLE t (id int)");
    const auto session = open_postgres_session(database.url());

    const auto failure =
        session->execute({.text = std::string_view("DELETE FROM t\0 WHERE id = 1", 27)}, nullptr);

    EXPECT_EQ(outcome(failure), "Refused: a statement cannot hold a zero byte; remove it");
    EXPECT_EQ(failure->offset, 13U);
}

TEST(PostgresSessionFailures, GivesUpOnALockAfterItsTimeout) {
    const PostgresDatabase database("CREATE TABLE t (id int)");
    const auto holder = open_postgres_session(database.url());
    const auto session = open_postgres_session(database.url(), {.lock_timeout_milliseconds = 50});
    ASSERT_EQ(outcome(holder->begin()), "done");
    ASSERT_EQ(outcome(execute(*holder, "LOCK TABLE t")), "done");

    EXPECT_EQ(outcome(execute(*session, "SELECT * FROM t")),
              "Lock: canceling statement due to lock timeout");
    ASSERT_EQ(outcome(session->begin()), "done");
    EXPECT_EQ(outcome(execute(*session, "SELECT * FROM t")),
              "Lock: canceling statement due to lock timeout");
    session->rollback();
    holder->rollback();
    EXPECT_EQ(outcome(execute(*session, "SELECT * FROM t")), "done");
}

TEST(PostgresSessionFailures, TakesADeadlockForALock) {
    const PostgresDatabase database("CREATE TABLE a (id int); CREATE TABLE b (id int)");
    const auto one = open_postgres_session(database.url());
    const auto other = open_postgres_session(database.url());
    one->query("SET deadlock_timeout = '10s'");
    other->query("SET deadlock_timeout = '20ms'");
    ASSERT_EQ(outcome(one->begin()), "done");
    ASSERT_EQ(outcome(other->begin()), "done");
    one->query("LOCK TABLE a");
    other->query("LOCK TABLE b");
    std::thread waiting([&] { execute(*one, "LOCK TABLE b"); });
    while (database.query("SELECT FROM pg_locks WHERE relation = 'b'::regclass AND NOT granted")
               .empty()) {
        std::this_thread::yield();
    }

    const auto failure = execute(*other, "LOCK TABLE a");

    other->rollback();
    waiting.join();
    EXPECT_EQ(outcome(failure), "Lock: deadlock detected");
    EXPECT_THAT(failure->advice, testing::Contains(testing::StartsWith("detail: Process ")));
}

TEST(PostgresSessionFailures, TakesAFailedSerializationForALock) {
    const PostgresDatabase database("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
    const auto session = open_postgres_session(database.url());
    ASSERT_EQ(outcome(execute(*session, "BEGIN ISOLATION LEVEL REPEATABLE READ")), "done");
    session->query("SELECT * FROM t");
    database.run("UPDATE t SET id = 2");

    EXPECT_EQ(outcome(execute(*session, "UPDATE t SET id = 3")),
              "Lock: could not serialize access due to concurrent update");
}

TEST(PostgresSessionFailures, EndsAStatementAfterItsTimeout) {
    const PostgresDatabase database;
    const auto session =
        open_postgres_session(database.url(), {.statement_timeout_milliseconds = 50});

    EXPECT_EQ(outcome(execute(*session, "SELECT pg_sleep(60)")),
              "TimedOut: canceling statement due to statement timeout");
    ASSERT_EQ(outcome(session->begin()), "done");
    EXPECT_EQ(outcome(execute(*session, "SELECT pg_sleep(60)")),
              "TimedOut: canceling statement due to statement timeout");
}

/// The seconds that an action takes.
template <typename Action>
double seconds(Action action) {
    const auto begin = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

TEST(PostgresSessionFailures, StopsAStatementWithinASecondWhenAskedTo) {
    const PostgresDatabase database;
    int questions = 0;
    const auto session =
        open_postgres_session(database.url(), {.go_on = [&] { return ++questions < 3; }});
    ASSERT_EQ(outcome(session->begin()), "done");
    std::string stopped;

    const double time =
        seconds([&] { stopped = outcome(execute(*session, "SELECT pg_sleep(60)")); });

    EXPECT_EQ(stopped, "Stopped: canceling statement due to user request");
    EXPECT_EQ(questions, 3);
    EXPECT_LT(time, 1.0);
    session->rollback();
    EXPECT_EQ(value(*session, "SELECT pg_sleep(0.2) || 'later'"), "later");
}

TEST(PostgresSessionFailures, StopsWhileRowsComeWithoutAPause) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url(), {.go_on = [] { return false; }});

    EXPECT_EQ(outcome(execute(*session, "COPY (SELECT generate_series(1, 1e12)) TO stdout")),
              "Stopped: canceling statement due to user request");
    EXPECT_EQ(value(*session, "SELECT 1"), "1");
}

TEST(PostgresSessionFailures, IsUsableAfterTheQuestionItselfHasFailed) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(
        database.url(), {.go_on = []() -> bool { throw std::runtime_error("no answer"); }});
    ASSERT_EQ(outcome(session->begin()), "done");

    EXPECT_THROW(execute(*session, "SELECT pg_sleep(60)"), std::runtime_error);

    session->rollback();
    EXPECT_EQ(value(*session, "SELECT 1"), "1");
}

TEST(PostgresSessionFailures, SaysWhenTheConnectionIsLost) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    ASSERT_EQ(outcome(session->begin()), "done");

    EXPECT_EQ(outcome(execute(*session, "SELECT pg_terminate_backend(pg_backend_pid())")),
              "Lost: terminating connection due to administrator command");
    EXPECT_THAT(outcome(execute(*session, "SELECT 1")), testing::StartsWith("Lost: "));
    EXPECT_THAT(outcome(session->commit()), testing::StartsWith("Lost: "));
    session->rollback();
    EXPECT_EQ(error_text([&] { session->query("SELECT 1"); }),
              database.url() +
                  ": the connection was lost, because the server stopped, ended the session, or "
                  "could no longer be reached; try again");
}

TEST(PostgresSessionFailures, ARefusedConnectionOfTheServerIsNoLostOne) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());

    EXPECT_EQ(outcome(execute(*session, "DO $$ BEGIN RAISE SQLSTATE '08006'; END $$")),
              "Refused: 08006");
}

}  // namespace
}  // namespace erdmark
