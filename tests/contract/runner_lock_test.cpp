#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/runner_project.h"

// Runs that meet.

namespace erdmark {
namespace {

using runner::LockMode;
using runner::RunEvent;
using runner::RunMessage;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

class RunnersAtOnce : public test::RunnerContract {
protected:
    RunnersAtOnce() {
        project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
        project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    }

    /// Does something once, when the first migration has begun.
    template <class Action>
    static runner::Reporter when_the_first_begins(Action action) {
        return [action](const RunMessage& message) {
            if (message.event == RunEvent::Started && message.migration == "001_a") {
                action();
            }
        };
    }
};
INSTANTIATE_TEST_SUITE_P(On, RunnersAtOnce, testing::ValuesIn(test::runner_engines()),
                         test::name_of_engine);

TEST_P(RunnersAtOnce, WaitForEachOtherAndTheSecondHasNothingToDo) {
    std::future<std::string> other;
    std::atomic<bool> waits = false;
    const auto start_other = [&] {
        other = std::async(std::launch::async, [&] {
            return project_.up({.lock = {.wait_seconds = 20, .go_on = [&] {
                                             waits = true;
                                             return true;
                                         }}});
        });
        while (!waits) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    };

    EXPECT_EQ(project_.up({.on_message = when_the_first_begins(start_other)}),
              "done 001_a\ndone 002_b");
    EXPECT_EQ(other.get(), "nothing to do");
    EXPECT_EQ(project_.log(), "applied 001_a, applied 002_b");
}

TEST_P(RunnersAtOnce, SayWhoHoldsTheLockWhenTheirTimeIsOver) {
    std::string words;
    const auto run_other = [&] { words = project_.up({.lock = {.wait_seconds = 0}}); };

    EXPECT_EQ(project_.up({.on_message = when_the_first_begins(run_other)}),
              "done 001_a\ndone 002_b");

    EXPECT_THAT(words, MatchesRegex("error: database: another run holds the lock of the "
                                    "migrations: [^;]+ since [^;]+; try again when it has "
                                    "finished, or wait longer with --lock-timeout"));
}

TEST_P(RunnersAtOnce, StopWaitingWhenTheyAreNoLongerWanted) {
    std::string words;
    const auto run_other = [&] {
        words = project_.up({.lock = {.wait_seconds = 60, .go_on = [] { return false; }}});
    };

    project_.up({.on_message = when_the_first_begins(run_other)});

    EXPECT_EQ(words, "interrupted");
}

TEST_P(RunnersAtOnce, KeepEachOtherAwayByTheTableToo) {
    std::string words;
    const auto run_other = [&] {
        words = project_.up({.lock = {.mode = LockMode::Auto, .wait_seconds = 0}});
    };

    EXPECT_EQ(project_.up({.lock = {.mode = LockMode::Table, .wait_seconds = 0},
                           .on_message = when_the_first_begins(run_other)}),
              "done 001_a\ndone 002_b");

    EXPECT_THAT(words, StartsWith("error: database: another run holds the lock of the migrations"));
}

TEST_P(RunnersAtOnce, EndWhenTheirLockWasTakenAway) {
    const auto take_away = [&] {
        const auto session = project_.open();
        runner::History history = runner::History::find(*session, project_.dialect(), "");
        EXPECT_THAT(runner::break_lock(*session, history).value_or("nobody"), HasSubstr(" since "));
    };

    EXPECT_EQ(project_.up({.lock = {.mode = LockMode::Table},
                           .on_message = when_the_first_begins(take_away)}),
              "error: database: another run took the lock of the migrations over, or 'erdmark "
              "migrate unlock' did; nothing more is run");
    EXPECT_EQ(project_.states(), "001_a pending, 002_b pending");
    EXPECT_EQ(project_.up(), "done 001_a\ndone 002_b");
}

TEST_P(RunnersAtOnce, GiveTheLockBackWhenTheyFail) {
    project_.write("001_a.sql", "INSERT INTO nowhere VALUES (1);\n");
    ASSERT_THAT(project_.up(), StartsWith("failed 001_a: "));
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");

    EXPECT_EQ(project_.up({.lock = {.wait_seconds = 0}}), "done 001_a\ndone 002_b");
}

}  // namespace
}  // namespace erdmark
