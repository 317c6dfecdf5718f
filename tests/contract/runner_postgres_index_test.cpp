#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_session.h"
#include "contract/runner_project.h"

// Locks of PostgreSQL, and what is built without a transaction.

namespace erdmark {
namespace {

using runner::LockMode;
using runner::RunEvent;
using runner::RunMessage;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class RunnerOutside : public testing::Test {
protected:
    RunnerOutside() {
        project_.execute("CREATE TABLE t (id integer, note text); INSERT INTO t VALUES (1), (1)");
    }

    std::string indexes() const {
        return project_.rows(
            "SELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indrelid "
            "= 't'::regclass ORDER BY 1");
    }

    /// Waits until some session of the database waits for a lock.
    void wait_until_one_waits() const {
        const auto session = project_.open();
        while (test::value(*session,
                           "SELECT count(*) FROM pg_stat_activity WHERE datname = "
                           "current_database() AND wait_event_type = 'Lock'") == "0") {
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
    }

    test::RunnerProject project_{test::runner_engines().front()};
};

constexpr const char* kUnique = "CREATE UNIQUE INDEX CONCURRENTLY ix_t ON t (id);\n";

TEST_F(RunnerOutside, BuildsAnIndexWhileAnotherRunWaitsForItsTurn) {
    for (const LockMode mode : {LockMode::Session, LockMode::Table}) {
        const std::string number = mode == LockMode::Session ? "1" : "2";
        project_.write("00" + number + "_index.sql",
                       "CREATE INDEX CONCURRENTLY ix_" + number + " ON t (id);\n");
        std::future<std::string> other;
        std::atomic<int> questions = 0;
        const auto start_other = [&](const RunMessage& message) {
            if (message.event != RunEvent::Started) {
                return;
            }
            other = std::async(std::launch::async, [&] {
                return project_.up({.lock = {.mode = mode, .wait_seconds = 20, .go_on = [&] {
                                                 ++questions;
                                                 return true;
                                             }}});
            });
            while (questions < 2) {
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        };

        EXPECT_THAT(project_.up({.lock = {.mode = mode}, .on_message = start_other}),
                    EndsWith("\ndone 00" + number + "_index"));
        EXPECT_EQ(other.get(), "nothing to do");
    }
    EXPECT_EQ(indexes(), "ix_1|t ix_2|t");
}

TEST_F(RunnerOutside, RunsWhatRefusesTransactionsAloneAndSaysSo) {
    project_.write("001_index.sql",
                   "CREATE INDEX CONCURRENTLY ix_t ON t (id);\n"
                   "CREATE INDEX CONCURRENTLY ON t (note);\n");
    project_.write("002_vacuum.sql", "VACUUM t;\n");

    EXPECT_EQ(project_.up(),
              "note 001_index: migrations/001_index.sql:1:1 runs outside a transaction, since "
              "CREATE INDEX CONCURRENTLY needs that\ndone 001_index\n"
              "note 002_vacuum: migrations/002_vacuum.sql:1:1 runs outside a transaction, since "
              "VACUUM needs that\ndone 002_vacuum");
    EXPECT_EQ(indexes(), "ix_t|t t_note_idx|t");
}

TEST_F(RunnerOutside, RefusesAMixtureBeforeAnythingRuns) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql",
                   "CREATE TABLE b (id integer);\n"
                   "CREATE INDEX CONCURRENTLY ix_b ON b (id);\n");

    EXPECT_THAT(project_.up(),
                StartsWith("error: migrations/002_b.sql:2:1: CREATE INDEX CONCURRENTLY cannot run "
                           "inside a transaction, which the migration needs for its other "
                           "statements, such as that in line 1; "));
    EXPECT_EQ(project_.states(), "001_a pending, 002_b pending");
}

TEST_F(RunnerOutside, BuildsAFailedIndexAnewWhenTheRowsAreMended) {
    project_.write("001_index.sql", kUnique);
    EXPECT_THAT(project_.up(), AllOf(HasSubstr("could not create unique index \"ix_t\""),
                                     HasSubstr("detail: Key (id)=(1) is duplicated.")));
    EXPECT_EQ(project_.states(), "001_index failed (0 of 1)");
    EXPECT_EQ(indexes(), "ix_t|f");

    // Not mended yet: it fails in the same way, and never for its own remains.
    EXPECT_THAT(project_.up(), HasSubstr("could not create unique index \"ix_t\""));
    project_.execute("DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t)");

    EXPECT_THAT(project_.up(),
                AllOf(HasSubstr("invalid; it is removed first"), EndsWith("\ndone 001_index")));
    EXPECT_EQ(indexes(), "ix_t|t");
    EXPECT_EQ(project_.states(), "001_index applied");
}

TEST_F(RunnerOutside, TakesAFailedIndexAwayWhenItsStatementIsChanged) {
    project_.write("001_index.sql", kUnique);
    project_.up();
    ASSERT_EQ(indexes(), "ix_t|f");

    project_.write("001_index.sql", "CREATE INDEX CONCURRENTLY ix_other ON t (id);\n");

    EXPECT_THAT(project_.up(), EndsWith("\ndone 001_index"));
    EXPECT_EQ(indexes(), "ix_other|t");
}

TEST_F(RunnerOutside, RefusesToReplaceAStatementThatWasDoneAfterAll) {
    project_.write("001_index.sql", kUnique);
    project_.up();
    // As if the run had been cut off before it could write down that the index is built.
    project_.execute(
        "DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t); "
        "REINDEX INDEX ix_t");

    project_.write("001_index.sql", "CREATE INDEX CONCURRENTLY ix_other ON t (id);\n");

    EXPECT_THAT(project_.up(),
                HasSubstr("failed 001_index: migrations/001_index.sql: 'CREATE UNIQUE INDEX "
                          "CONCURRENTLY ix_t ON t (id)' was done by a run that was cut off, and "
                          "the file has another statement since; undo the change, or mend the "
                          "database by hand and run 'erdmark migrate repair'"));
    EXPECT_EQ(indexes(), "ix_t|t");
    project_.write("001_index.sql", kUnique);
    EXPECT_THAT(project_.up(), EndsWith("\ndone 001_index"));
}

TEST_F(RunnerOutside, BuildsAnIndexAnewWhenTheServerEndedItsProcess) {
    project_.write("001_index.sql", "CREATE INDEX CONCURRENTLY ix_t ON t (id);\n");
    const auto blocker = project_.open();
    ASSERT_EQ(test::outcome(blocker->begin()), "done");
    blocker->query("INSERT INTO t VALUES (2)");
    auto run = std::async(std::launch::async,
                          [&] { return project_.up({.lock_timeout_milliseconds = 0}); });
    wait_until_one_waits();
    project_.rows(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        "current_database() AND wait_event_type = 'Lock'");
    EXPECT_THAT(run.get(), HasSubstr("error: database: "));
    blocker->rollback();

    EXPECT_EQ(indexes(), "ix_t|f");
    EXPECT_THAT(project_.up(), EndsWith("\ndone 001_index"));
    EXPECT_EQ(indexes(), "ix_t|t");
}

TEST_F(RunnerOutside, RunsMendedStatementsOfOtherKindsAgain) {
    project_.write("001_setting.sql", "ALTER SYSTEM SET not_there = 1;\n");
    EXPECT_THAT(project_.up(), HasSubstr("unrecognized configuration parameter"));
    project_.write("001_setting.sql", "VACUUM not_there;\n");
    EXPECT_THAT(project_.up(), HasSubstr("relation \"not_there\" does not exist"));
    project_.write("001_setting.sql", "REINDEX TABLE CONCURRENTLY not_there;\n");
    EXPECT_THAT(project_.up(), HasSubstr("relation \"not_there\" does not exist"));
    project_.write("001_setting.sql", "CREATE DATABASE template1;\n");
    EXPECT_THAT(project_.up(), HasSubstr("database \"template1\" already exists"));
    project_.write("001_setting.sql", "DROP INDEX CONCURRENTLY not_there;\n");
    EXPECT_THAT(project_.up(), HasSubstr("index \"not_there\" does not exist"));

    project_.write("001_setting.sql", "DROP INDEX CONCURRENTLY IF EXISTS not_there;\n");

    EXPECT_THAT(project_.up(), EndsWith("done 001_setting"));
    EXPECT_EQ(project_.states(), "001_setting applied");
}

TEST_F(RunnerOutside, TriesAgainWhenATableIsLocked) {
    project_.write("001_column.sql",
                   "CREATE TABLE a (id integer);\n"
                   "ALTER TABLE t ADD COLUMN more text;\n");
    const auto holder = project_.open();
    ASSERT_EQ(test::outcome(holder->begin()), "done");
    holder->query("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
    const auto let_go = [&](const RunMessage& message) {
        if (message.event == RunEvent::Warning) {
            holder->rollback();
        }
    };

    EXPECT_EQ(project_.up({.lock_timeout_milliseconds = 50, .on_message = let_go}),
              "warning 001_column: canceling statement due to lock timeout; trying again\n"
              "done 001_column");
}

TEST_F(RunnerOutside, FailsWithNothingWhenATableStaysLocked) {
    project_.write("001_column.sql",
                   "CREATE TABLE a (id integer);\n"
                   "ALTER TABLE t ADD COLUMN more text;\n");
    const auto holder = project_.open();
    ASSERT_EQ(test::outcome(holder->begin()), "done");
    holder->query("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");

    const std::string words = project_.up({.lock_timeout_milliseconds = 50, .lock_attempts = 2});
    holder->rollback();

    EXPECT_THAT(words, AllOf(HasSubstr("\nfailed 001_column: migrations/001_column.sql:2:1: "
                                       "canceling statement due to lock timeout"),
                             EndsWith("\nnothing of it is in the database")));
    EXPECT_EQ(project_.states(), "001_column failed (0 of 2)");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM pg_tables WHERE tablename = 'a'"), "0");
}

TEST_F(RunnerOutside, EndsSoonWhenItIsNoLongerWantedBetweenTwoAttempts) {
    project_.write("001_column.sql", "ALTER TABLE t ADD COLUMN more text;\n");
    const auto holder = project_.open();
    ASSERT_EQ(test::outcome(holder->begin()), "done");
    holder->query("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
    int attempts = 0;
    const auto count = [&](const RunMessage& message) {
        attempts += message.event == RunEvent::Warning ? 1 : 0;
    };
    const auto start = std::chrono::steady_clock::now();

    const std::string words = project_.up({.lock_timeout_milliseconds = 20,
                                           .go_on = [&] { return attempts < 2; },
                                           .on_message = count});
    const auto time = std::chrono::steady_clock::now() - start;
    holder->rollback();

    EXPECT_THAT(words, EndsWith("failed 001_column: interrupted\nnothing of it is in the database\n"
                                "interrupted"));
    EXPECT_EQ(attempts, 2);
    EXPECT_LT(time, std::chrono::milliseconds(1200));
    EXPECT_EQ(project_.states(), "001_column failed (0 of 1)");
}

TEST_F(RunnerOutside, RefusesALockOfTheTableWhileASessionHoldsTheLock) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    std::string words;
    const auto run_other = [&](const RunMessage& message) {
        if (message.event == RunEvent::Started) {
            words = project_.up({.lock = {.mode = LockMode::Table, .wait_seconds = 0}});
        }
    };

    EXPECT_EQ(project_.up({.lock = {.mode = LockMode::Session}, .on_message = run_other}),
              "done 001_a");
    EXPECT_THAT(words, StartsWith("error: database: another run holds the lock of the migrations: "
                                  "process "));
}

}  // namespace
}  // namespace erdmark
