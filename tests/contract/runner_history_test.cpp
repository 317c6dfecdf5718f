#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/runner_project.h"

// What a run makes of files and rows that do not fit each other, and in which order files run.

namespace erdmark {
namespace {

using test::RunSettings;
using testing::AllOf;
using testing::EndsWith;
using testing::MatchesRegex;
using testing::StartsWith;

class RunnerHistory : public test::RunnerContract {
protected:
    /// Two migrations that are applied.
    void apply_two() const {
        project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
        project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
        ASSERT_EQ(project_.up(), "done 001_a\ndone 002_b");
    }
};
INSTANTIATE_TEST_SUITE_P(On, RunnerHistory, testing::ValuesIn(test::runner_engines()),
                         test::name_of_engine);

TEST_P(RunnerHistory, RefusesAFileThatChangedAfterItWasApplied) {
    apply_two();
    project_.write("001_a.sql", "CREATE TABLE a (id bigint);\n");
    project_.write("003_c.sql", "CREATE TABLE c (id integer);\n");

    EXPECT_THAT(project_.up(),
                MatchesRegex("refused: migrations/001_a.sql: was changed after it had been applied "
                             "on [^\n]*: its checksum was [0-9a-f]+ and is [0-9a-f]+; undo the "
                             "change and write a new migration, or accept it with 'erdmark migrate "
                             "repair'\nnothing was run"));
    EXPECT_EQ(project_.states(), "001_a edited, 002_b applied, 003_c pending");
}

TEST_P(RunnerHistory, LetsCommentsAndSpaceChange) {
    apply_two();

    project_.write("001_a.sql", "-- Everything about a.\nCREATE TABLE a\n    (id integer);\n");

    EXPECT_EQ(project_.states(), "001_a applied, 002_b applied");
    EXPECT_EQ(project_.up(), "nothing to do");
}

TEST_P(RunnerHistory, RefusesAMissingFileUnlessItMayBeMissing) {
    apply_two();
    project_.remove("001_a.sql");
    project_.write("003_c.sql", "CREATE TABLE c (id integer);\n");

    EXPECT_THAT(project_.up(),
                AllOf(StartsWith("refused: 001_a: was applied on "),
                      EndsWith(", but has no file any more; bring the file back, or go on with "
                               "--ignore-missing\nnothing was run")));
    EXPECT_EQ(project_.states(), "001_a missing, 002_b applied, 003_c pending");
    EXPECT_EQ(project_.up({.tolerance = {.missing = true}}), "done 003_c");
}

TEST_P(RunnerHistory, RefusesALateFileUnlessItMayBeLate) {
    apply_two();
    project_.write("000_early.sql", "CREATE TABLE early (id integer);\n");

    EXPECT_EQ(
        project_.up(),
        "refused: migrations/000_early.sql: has not been applied, but one behind it has; give "
        "it a version behind the last one, or run it now with --out-of-order\nnothing was "
        "run");
    EXPECT_EQ(project_.states(), "000_early late, 001_a applied, 002_b applied");
    EXPECT_EQ(project_.up({.tolerance = {.out_of_order = true}}), "done 000_early");
    EXPECT_EQ(project_.up(), "nothing to do");
}

TEST_P(RunnerHistory, ThatIsNewerThanTheFolderIsLeftAlone) {
    apply_two();
    project_.remove("002_b.sql");

    EXPECT_EQ(project_.up(), "nothing to do");
    EXPECT_EQ(project_.states(), "001_a applied, 002_b ahead");
}

TEST_P(RunnerHistory, OfATargetThatDoesNotExistRunsNothing) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");

    EXPECT_THAT(project_.up({.target = "004"}), StartsWith("error: no migration is called '004'"));
    EXPECT_EQ(project_.states(), "001_a pending");
    EXPECT_EQ(project_.up({.target = "001_a.sql"}), "done 001_a");
    EXPECT_EQ(project_.up({.target = "1"}), "nothing to do");
}

TEST_P(RunnerHistory, KeepsWhatUndoesAFileThatIsGone) {
    project_.write("001_a.sql",
                   "-- migrate:up\nCREATE TABLE a (id integer);\n-- migrate:down\nDROP TABLE a;\n");
    project_.write("002_b.sql",
                   "-- migrate:up\nCREATE TABLE b (id integer);\n-- migrate:down\nDROP TABLE b;\n");
    project_.up();
    project_.remove("002_b.sql");

    EXPECT_EQ(project_.down("001"), "undone 002_b");
    EXPECT_EQ(project_.states(), "001_a applied");
    EXPECT_THAT(project_.rows("SELECT * FROM b"), StartsWith("error: "));
    EXPECT_EQ(project_.rows("SELECT * FROM a"), "");
}

TEST_P(RunnerHistory, KeepsWhatUndoesAFileThatChanged) {
    project_.write("001_a.sql",
                   "-- migrate:up\nCREATE TABLE a (id integer);\n-- migrate:down\nDROP TABLE a;\n");
    project_.up();
    project_.write("001_a.sql",
                   "-- migrate:up\nCREATE TABLE x (id integer);\n-- migrate:down\nDROP TABLE x;\n");

    EXPECT_EQ(project_.down("base"), "undone 001_a");
    EXPECT_THAT(project_.rows("SELECT * FROM a"), StartsWith("error: "));
    EXPECT_EQ(project_.up(), "done 001_a");
    EXPECT_EQ(project_.rows("SELECT * FROM x"), "");
}

TEST_P(RunnerHistory, KeepsWhatUndoesAFileWhoseDownPartWasTakenOut) {
    project_.write("001_a.sql",
                   "-- migrate:up\nCREATE TABLE a (id integer);\n-- migrate:down\nDROP TABLE a;\n");
    project_.up();
    project_.write("001_a.sql", "-- migrate:up\nCREATE TABLE a (id integer);\n");

    EXPECT_EQ(project_.down("base"), "undone 001_a");
    EXPECT_THAT(project_.rows("SELECT * FROM a"), StartsWith("error: "));
}

TEST_P(RunnerHistory, LetsADownPartBeMended) {
    project_.write("001_a.sql",
                   "-- migrate:up\nCREATE TABLE a (id integer);\n"
                   "-- migrate:down\nDROP TABLE not_there;\n");
    project_.up();
    ASSERT_THAT(project_.down("base"), StartsWith("failed 001_a: "));

    project_.write("001_a.sql",
                   "-- migrate:up\nCREATE TABLE a (id integer);\n-- migrate:down\nDROP TABLE a;\n");

    EXPECT_EQ(project_.down("base"), "undone 001_a");
}

TEST_P(RunnerHistory, WithoutAWayBackUndoesNothingAtAll) {
    project_.write("001_a.sql", "-- migrate:up\nCREATE TABLE a (id integer);\n");
    project_.write("002_b.sql",
                   "-- migrate:up\nCREATE TABLE b (id integer);\n-- migrate:down\nDROP TABLE b;\n");
    project_.up();

    EXPECT_EQ(project_.down("base"),
              "error: migrations/001_a.sql: has nothing that undoes it; write its down part, or "
              "take it out of the history alone with 'erdmark migrate rollback'");
    EXPECT_EQ(project_.states(), "001_a applied, 002_b applied");
}

TEST_P(RunnerHistory, RunsARepeatableFileAgainWhenItChanged) {
    project_.write("R__view.sql", "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 1 AS one;\n");
    project_.write("V1__a.sql", "CREATE TABLE a (id integer);\n");
    EXPECT_EQ(project_.up(), "done 1_a\ndone view");
    EXPECT_EQ(project_.up(), "nothing to do");

    project_.write("R__view.sql", "DROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 2 AS one;\n");
    project_.write("V2__b.sql", "CREATE TABLE b (id integer);\n");

    EXPECT_EQ(project_.up(), "done 2_b\ndone view");
    EXPECT_EQ(project_.rows("SELECT one FROM v"), "2");
    EXPECT_EQ(project_.up(), "nothing to do");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM schema_migrations"), "3");
}

TEST_P(RunnerHistory, RunsAFileBehindThoseThatItDependsOn) {
    project_.write("001_late.sql", "-- depends: 002_early\n\nINSERT INTO a VALUES (1);\n");
    project_.write("002_early.sql", "CREATE TABLE a (id integer);\n");

    EXPECT_EQ(project_.up(), "done 002_early\ndone 001_late");
    EXPECT_EQ(project_.up(), "nothing to do");
    EXPECT_EQ(project_.rows("SELECT version FROM schema_migrations ORDER BY id"), "2 1");
}

TEST_P(RunnerHistory, SurvivesFilesThatRecordThemselves) {
    project_.write("001_first.sql",
                   "CREATE TABLE IF NOT EXISTS schema_migrations (version bigint PRIMARY KEY, name "
                   "varchar(255) NOT NULL, checksum varchar(64) NOT NULL);\n"
                   "INSERT INTO schema_migrations (version, name, checksum, status) VALUES (1, "
                   "'first', 'first_v1_0', 'success') ON CONFLICT (version) DO NOTHING;\n");
    project_.write("002_second.sql",
                   "CREATE TABLE a (id integer);\n"
                   "INSERT INTO schema_migrations (version, name, checksum, status) VALUES (2, "
                   "'second', 'second_v1_0', 'success');\n");

    EXPECT_EQ(project_.up(), "done 001_first\ndone 002_second");

    EXPECT_EQ(project_.states(), "001_first applied, 002_second applied");
    EXPECT_EQ(project_.rows("SELECT version, name, length(checksum), migration_name FROM "
                            "schema_migrations ORDER BY id"),
              "1|first|64|001_first.sql 2|second|64|002_second.sql");
    EXPECT_EQ(project_.up(), "nothing to do");
}

TEST_P(RunnerHistory, SurvivesAFileThatRecordsItselfAfterItHadFailed) {
    const std::string record =
        "INSERT INTO schema_migrations (version, name, checksum) VALUES (1, 'a', 'v1');\n";
    project_.write("001_a.sql", "INSERT INTO nowhere VALUES (1);\n" + record);
    ASSERT_THAT(project_.up(), StartsWith("failed 001_a: "));

    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n" + record);

    EXPECT_EQ(project_.up(), "done 001_a");
    EXPECT_EQ(project_.states(), "001_a applied");
}

TEST_P(RunnerHistory, IsReadAfterTheLockIsHeld) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    const auto holder = project_.open();
    runner::History history = runner::History::find(*holder, project_.dialect(), "");
    auto lock = std::make_unique<runner::RunLock>(*holder, history, runner::LockOptions{});
    // What the other runner does until it gives the lock back.
    const RunSettings settings{.lock = {.wait_seconds = 10, .go_on = [&] {
                                            lock.reset();
                                            EXPECT_EQ(project_.up(), "done 001_a\ndone 002_b");
                                            return true;
                                        }}};

    EXPECT_EQ(project_.up(settings), "nothing to do");
    EXPECT_EQ(project_.log(), "applied 001_a, applied 002_b");
}

}  // namespace
}  // namespace erdmark
