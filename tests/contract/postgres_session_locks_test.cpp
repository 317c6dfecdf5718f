#include <chrono>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "contract/postgres_session.h"
#include "support/postgres_server.h"

// Locks that keep two runs of migrations apart.

namespace erdmark {
namespace {

using test::execute;
using test::open_postgres_session;
using test::outcome;
using test::PostgresDatabase;
using test::value;
using testing::MatchesRegex;

/// With a name of the program, which the server shows to others.
std::string url_of(const PostgresDatabase& database, const std::string& program,
                   const std::string& role = "postgres") {
    return database.url(role) + "&application_name=" + program;
}

TEST(PostgresSessionLocks, OneSessionHasThemAtATime) {
    const PostgresDatabase database;
    const auto one = open_postgres_session(database.url());
    const auto other = open_postgres_session(database.url());
    ASSERT_TRUE(one->holds_locks());

    EXPECT_TRUE(one->try_lock("migrations"));
    EXPECT_FALSE(other->try_lock("migrations"));
    EXPECT_TRUE(other->try_lock("something else"));
    EXPECT_TRUE(one->has_lock("migrations"));
    EXPECT_FALSE(other->has_lock("migrations"));
    EXPECT_FALSE(other->unlock("migrations"));
    EXPECT_TRUE(one->unlock("migrations"));
    EXPECT_FALSE(one->has_lock("migrations"));
    EXPECT_TRUE(other->try_lock("migrations"));
}

TEST(PostgresSessionLocks, TheirHolderIsNamed) {
    PostgresDatabase database;
    const auto holder = open_postgres_session(url_of(database, "deploy%0A1"));
    const auto other = open_postgres_session(database.url());
    const auto ordinary = open_postgres_session(database.url(database.add_role()));
    EXPECT_EQ(other->lock_holder("migrations"), "");
    ASSERT_TRUE(holder->try_lock("migrations"));
    const std::string process = value(*holder, "SELECT pg_backend_pid()");

    EXPECT_THAT(other->lock_holder("migrations"),
                MatchesRegex("process " + process +
                             " .deploy.1. of user postgres since "
                             "[0-9]+-[0-9]+-[0-9]+ [0-9]+:[0-9]+:[0-9]+ UTC"));
    EXPECT_THAT(ordinary->lock_holder("migrations"),
                MatchesRegex("process " + process + " .deploy.1. of user postgres"));
}

TEST(PostgresSessionLocks, AreOfOneDatabase) {
    const PostgresDatabase database;
    const PostgresDatabase second;
    const auto one = open_postgres_session(database.url());
    const auto other = open_postgres_session(second.url());

    EXPECT_TRUE(one->try_lock("migrations"));
    EXPECT_EQ(other->lock_holder("migrations"), "");
    EXPECT_TRUE(other->try_lock("migrations"));
}

TEST(PostgresSessionLocks, AreLostWithTheServersProcess) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    ASSERT_TRUE(session->try_lock("migrations"));
    database.run("SELECT pg_terminate_backend(" + value(*session, "SELECT pg_backend_pid()") + ")");

    try {
        session->has_lock("migrations");
        FAIL() << "the lock was there";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Database);
        EXPECT_EQ(error.what(), database.url() +
                                    ": the connection was lost, because the server stopped, ended "
                                    "the session, or could no longer be reached; try again");
    }
    const auto next = open_postgres_session(database.url());
    bool is_taken = false;
    for (int tries = 0; tries < 400 && !is_taken; ++tries) {
        is_taken = next->try_lock("migrations");
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_TRUE(is_taken);
}

TEST(PostgresSessionLocks, AMigrationThatGivesAllBackIsSeen) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    ASSERT_TRUE(session->try_lock("migrations"));

    ASSERT_EQ(outcome(execute(*session, "SELECT pg_advisory_unlock_all()")), "done");

    EXPECT_FALSE(session->has_lock("migrations"));
    EXPECT_FALSE(session->unlock("migrations"));
}

TEST(PostgresSessionLocks, OutliveDiscardAllAsTheTimeoutsDo) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url(), {.lock_timeout_milliseconds = 70});
    ASSERT_TRUE(session->try_lock("migrations"));

    ASSERT_EQ(outcome(execute(*session, "DISCARD ALL")), "done");

    EXPECT_TRUE(session->has_lock("migrations"));
    EXPECT_EQ(value(*session, "SHOW lock_timeout"), "70ms");
}

TEST(PostgresSessionLocks, ThoseOfATransactionEndWithIt) {
    const PostgresDatabase database;
    const auto one = open_postgres_session(database.url());
    const auto other = open_postgres_session(database.url());
    ASSERT_EQ(outcome(one->begin()), "done");

    EXPECT_TRUE(one->try_transaction_lock("migrations"));
    EXPECT_FALSE(other->try_lock("migrations"));
    EXPECT_NE(other->lock_holder("migrations"), "");
    EXPECT_EQ(outcome(one->commit()), "done");
    EXPECT_TRUE(other->try_lock("migrations"));
}

}  // namespace
}  // namespace erdmark
