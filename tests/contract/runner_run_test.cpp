#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/runner_project.h"

// What is in the database and in the history when a migration is done, and when it is not.

namespace erdmark {
namespace {

using runner::TransactionMode;
using test::RunSettings;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class RunnerRun : public test::RunnerContract {};
INSTANTIATE_TEST_SUITE_P(On, RunnerRun, testing::ValuesIn(test::runner_engines()),
                         test::name_of_engine);

constexpr const char* kNotThere = "INSERT INTO nowhere VALUES (1);\n";
constexpr const char* kNoTransaction = "-- migrate:up transaction:false\n";

TEST_P(RunnerRun, OfAFileThatFailsLeavesNothingAndTheNextOneWorks) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", std::string("CREATE TABLE b (id integer);\n") +
                                    "INSERT INTO a VALUES (1);\n" + kNotThere);
    project_.write("003_c.sql", "CREATE TABLE c (id integer);\n");

    EXPECT_THAT(project_.up(),
                AllOf(StartsWith("done 001_a\nfailed 002_b: migrations/002_b.sql:3:"),
                      HasSubstr("    INSERT INTO nowhere VALUES (1);\n"),
                      HasSubstr("\nnothing of it is in the database")));

    EXPECT_EQ(project_.states(), "001_a applied, 002_b failed (0 of 3), 003_c pending");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM a"), "0");
    EXPECT_THAT(project_.rows("SELECT * FROM b"), StartsWith("error: "));
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\nINSERT INTO a VALUES (1);\n");
    EXPECT_EQ(project_.up(), "done 002_b\ndone 003_c");
    EXPECT_EQ(project_.states(), "001_a applied, 002_b applied, 003_c applied");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM a"), "1");
    EXPECT_EQ(project_.log(), "applied 001_a, failed 002_b, applied 002_b, applied 003_c");
}

TEST_P(RunnerRun, KeepsTheReasonOfAFailureInTheHistoryUntilItIsDone) {
    project_.write("001_a.sql", kNotThere);
    project_.up();
    EXPECT_THAT(project_.rows("SELECT error_message FROM schema_migrations"),
                HasSubstr("001_a.sql:1:"));

    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.up();

    EXPECT_EQ(project_.rows("SELECT status, error_message, applied_by FROM schema_migrations"),
              "success|NULL|tester@here");
}

TEST_P(RunnerRun, WithoutATransactionGoesOnBehindWhatIsDone) {
    project_.write("001_a.sql", std::string(kNoTransaction) + "CREATE TABLE a (id integer);\n" +
                                    "INSERT INTO a VALUES (1);\n" + kNotThere +
                                    "INSERT INTO a VALUES (3);\n");

    EXPECT_THAT(project_.up(), HasSubstr("\n2 of its 4 statements are in the database, the others "
                                         "are not; when the cause is mended, the same command "
                                         "goes on behind them"));

    EXPECT_EQ(project_.states(), "001_a failed (2 of 4)");
    project_.write("001_a.sql", std::string(kNoTransaction) + "CREATE TABLE a (id integer);\n" +
                                    "INSERT INTO a VALUES (1); -- a comment\n" +
                                    "INSERT INTO a VALUES (2);\nINSERT INTO a VALUES (3);\n");
    EXPECT_EQ(project_.up(),
              "note 001_a: was cut off before: 2 of its 4 statements are in the database; going on "
              "behind them\ndone 001_a");
    EXPECT_EQ(project_.rows("SELECT id FROM a ORDER BY id"), "1 2 3");
    EXPECT_EQ(project_.log(), "started 001_a, failed 001_a, resumed 001_a, applied 001_a");
}

TEST_P(RunnerRun, RefusesToGoOnBehindStatementsThatChanged) {
    const std::string begin = std::string(kNoTransaction) + "CREATE TABLE a (id integer);\n";
    project_.write("001_a.sql", begin + "INSERT INTO a VALUES (1);\n" + kNotThere);
    project_.up();

    project_.write("001_a.sql", begin + "INSERT INTO a VALUES (7);\nINSERT INTO a VALUES (2);\n");

    EXPECT_THAT(project_.up(),
                StartsWith("failed 001_a: migrations/001_a.sql:3:1: the migration was cut off, and "
                           "of its statements that are in the database one was changed here "
                           "since; undo the change, or mend the database by hand and run 'erdmark "
                           "migrate repair'\n2 of its 3 statements"));
    EXPECT_EQ(project_.rows("SELECT id FROM a"), "1");
    project_.write("001_a.sql",
                   std::string(kNoTransaction) + "SELECT 1;\nCREATE TABLE a (id integer);\n");
    EXPECT_THAT(project_.up(), HasSubstr("one was changed here since"));
    project_.write("001_a.sql", begin + "INSERT INTO a VALUES (1);\n");
    EXPECT_THAT(project_.up(), HasSubstr("done 001_a"));
    EXPECT_EQ(project_.rows("SELECT id FROM a"), "1");
}

TEST_P(RunnerRun, OfSomethingElseIsRefusedWhileAMigrationIsHalfDone) {
    project_.write("002_b.sql",
                   std::string(kNoTransaction) + "CREATE TABLE b (id integer);\n" + kNotThere);
    project_.up();
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");

    const std::string refusal =
        "refused: migration 2 was cut off: 1 of its statements are in the database; finish it "
        "first with 'erdmark migrate up', or mend the database by hand and run 'erdmark migrate "
        "repair'\nnothing was run";
    EXPECT_EQ(project_.up({.tolerance = {.out_of_order = true}}), refusal);
    project_.write("002_b.sql",
                   std::string(kNoTransaction) + "CREATE TABLE b (id integer);\nSELECT 1;\n");
    project_.remove("001_a.sql");
    EXPECT_THAT(project_.up(), HasSubstr("done 002_b"));
}

TEST_P(RunnerRun, FollowsTheTransactionsOfAFile) {
    const std::string first =
        "BEGIN;\nCREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n"
        "COMMIT;\nINSERT INTO a VALUES (2);\n";
    project_.write("001_a.sql",
                   first + "BEGIN;\nINSERT INTO a VALUES (3);\n" + kNotThere + "END;\n");
    EXPECT_THAT(project_.up(),
                AllOf(StartsWith("note 001_a: migrations/001_a.sql begins and commits by itself: "
                                 "it runs in 3 transactions\nfailed 001_a: "),
                      HasSubstr("\n3 of its 5 statements are in the database")));
    EXPECT_EQ(project_.rows("SELECT id FROM a ORDER BY id"), "1 2");

    project_.write("001_a.sql", first + "BEGIN;\nINSERT INTO a VALUES (3);\nEND;\n");

    EXPECT_THAT(project_.up(), HasSubstr("done 001_a"));
    EXPECT_EQ(project_.rows("SELECT id FROM a ORDER BY id"), "1 2 3");
}

TEST_P(RunnerRun, TakesAFileInOneTransactionOfItsOwnForAnyOther) {
    project_.write("001_a.sql", std::string("BEGIN TRANSACTION;\nCREATE TABLE a (id integer);\n") +
                                    kNotThere + "COMMIT TRANSACTION;\n");

    EXPECT_THAT(project_.up(), HasSubstr("nothing of it is in the database"));
    EXPECT_EQ(project_.states(), "001_a failed (0 of 2)");
    project_.write("001_a.sql", "BEGIN;\nCREATE TABLE a (id integer);\nEND TRANSACTION;\n");
    EXPECT_EQ(project_.up(), "done 001_a");
    EXPECT_EQ(project_.log(), "failed 001_a, applied 001_a");
}

TEST_P(RunnerRun, InOneTransactionIsAllOrNothing) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", std::string("CREATE TABLE b (id integer);\n") + kNotThere);
    const RunSettings together{.transactions = TransactionMode::Run};

    EXPECT_THAT(project_.up(together),
                AllOf(StartsWith("done 001_a\nfailed 002_b: migrations/002_b.sql:2:"),
                      HasSubstr("\nnothing of the whole run is in the database")));

    EXPECT_EQ(project_.states(), "001_a pending, 002_b failed (0 of 2)");
    EXPECT_THAT(project_.rows("SELECT * FROM a"), StartsWith("error: "));
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    EXPECT_EQ(project_.up(together), "done 001_a\ndone 002_b");
    EXPECT_EQ(project_.states(), "001_a applied, 002_b applied");
}

TEST_P(RunnerRun, InOneTransactionRefusesWhatHasItsOwnBeforeAnythingRuns) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", std::string(kNoTransaction) +
                                    "CREATE TABLE b (id integer);\nINSERT INTO b VALUES (1);\n");

    EXPECT_EQ(project_.up({.transactions = TransactionMode::Run}),
              "error: migrations/002_b.sql: is no single transaction, so it cannot be part of one "
              "for the whole run; leave --tx run out");
    EXPECT_EQ(project_.states(), "001_a pending, 002_b pending");
}

TEST_P(RunnerRun, WithoutTransactionsKeepsEachStatement) {
    project_.write("001_a.sql", "BEGIN;\nCREATE TABLE a (id integer);\nCOMMIT;\n");
    project_.write("002_b.sql", std::string("INSERT INTO a VALUES (1);\n") + kNotThere);
    const RunSettings single{.transactions = TransactionMode::None};

    EXPECT_THAT(project_.up(single), AllOf(StartsWith("done 001_a\nfailed 002_b: "),
                                           HasSubstr("1 of its 2 statements are in the database")));

    EXPECT_EQ(project_.states(), "001_a applied, 002_b failed (1 of 2)");
    project_.write("002_b.sql", "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (2);\n");
    EXPECT_THAT(project_.up(single), HasSubstr("done 002_b"));
    EXPECT_EQ(project_.rows("SELECT id FROM a ORDER BY id"), "1 2");
}

TEST_P(RunnerRun, ThatBeganInPartsGoesOnInPartsWhateverIsAskedFor) {
    project_.write("001_a.sql", std::string("CREATE TABLE a (id integer);\n") + kNotThere);
    project_.up({.transactions = TransactionMode::None});

    project_.write("001_a.sql", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n");

    EXPECT_THAT(project_.up(), HasSubstr("done 001_a"));
    EXPECT_EQ(project_.rows("SELECT id FROM a"), "1");
    EXPECT_EQ(project_.states(), "001_a applied");
}

TEST_P(RunnerRun, InOneTransactionGoesOnBehindWhatWasCutOff) {
    project_.write("001_a.sql", std::string("CREATE TABLE a (id integer);\n") + kNotThere);
    project_.up({.transactions = TransactionMode::None});

    project_.write("001_a.sql", "CREATE TABLE a (id integer);\nINSERT INTO a VALUES (1);\n");
    project_.write("002_b.sql", "INSERT INTO a VALUES (2);\n");
    project_.write("003_c.sql", "INSERT INTO a VALUES (3);\n");

    EXPECT_EQ(project_.up({.transactions = TransactionMode::Run}),
              "note 001_a: was cut off before: 1 of its 2 statements are in the database; going on "
              "behind them\ndone 001_a\ndone 002_b\ndone 003_c");
    EXPECT_EQ(project_.rows("SELECT id FROM a ORDER BY id"), "1 2 3");
}

TEST_P(RunnerRun, OfAFileWithoutStatementsIsNotedAsDone) {
    project_.write("001_words.sql", "-- To be written.\n/* Later. */\n");
    project_.write("002_a.sql", "CREATE TABLE a (id integer);\n");

    EXPECT_EQ(project_.up(), "done 001_words\ndone 002_a");
    EXPECT_EQ(project_.states(), "001_words applied, 002_a applied");
}

TEST_P(RunnerRun, TakesFilesAsEditorsOnWindowsWriteThem) {
    project_.write("001_a.sql",
                   "\xEF\xBB\xBF"
                   "CREATE TABLE a (note text);\r\nINSERT INTO a VALUES ('one');\r\n");

    EXPECT_EQ(project_.up(), "done 001_a");

    project_.write("001_a.sql", "CREATE TABLE a (note text);\nINSERT INTO a VALUES ('one');\n");
    EXPECT_EQ(project_.states(), "001_a applied");
    EXPECT_EQ(project_.up(), "nothing to do");
}

TEST_P(RunnerRun, IsNotDoneWhenItsCommitIsRefused) {
    project_.write("001_a.sql",
                   "CREATE TABLE parent (id integer PRIMARY KEY);\n"
                   "CREATE TABLE child (parent_id integer REFERENCES parent (id)\n"
                   "    DEFERRABLE INITIALLY DEFERRED);\n");
    project_.write("002_b.sql", "INSERT INTO child VALUES (7);\n");

    EXPECT_THAT(project_.up(), AllOf(StartsWith("done 001_a\nfailed 002_b: migrations/002_b.sql: "),
                                     HasSubstr("\nnothing of it is in the database")));

    EXPECT_EQ(project_.states(), "001_a applied, 002_b failed (0 of 1)");
    EXPECT_EQ(project_.rows("SELECT * FROM child"), "");
}

TEST_P(RunnerRun, BackLeavesEverythingWhenItFails) {
    project_.write("001_a.sql", std::string("-- migrate:up\nCREATE TABLE a (id integer);\n") +
                                    "-- migrate:down\nDROP TABLE a;\n" + kNotThere);
    project_.up();

    EXPECT_THAT(project_.down("base"),
                AllOf(StartsWith("failed 001_a: migrations/001_a.sql:5:"),
                      HasSubstr("\nnothing of it was undone, it is in the database as before")));

    EXPECT_EQ(project_.states(), "001_a applied");
    EXPECT_EQ(project_.rows("SELECT * FROM a"), "");
    EXPECT_EQ(project_.log(), "applied 001_a, failed 001_a");
}

TEST_P(RunnerRun, BackWithoutATransactionGoesOnBehindWhatIsDone) {
    const std::string up =
        "-- migrate:up\nCREATE TABLE a (id integer);\nCREATE TABLE b (id integer);\n";
    const std::string down = "-- migrate:down transaction:false\nDROP TABLE a;\n";
    project_.write("001_a.sql", up + down + kNotThere + "DROP TABLE b;\n");
    project_.up();
    EXPECT_THAT(project_.down("base"), HasSubstr("failed 001_a: "));

    project_.write("001_a.sql", up + down + "DROP TABLE b;\n");

    EXPECT_THAT(project_.down("base"), HasSubstr("undone 001_a"));
    EXPECT_EQ(project_.states(), "001_a pending");
    EXPECT_THAT(project_.rows("SELECT * FROM b"), StartsWith("error: "));
}

TEST_P(RunnerRun, EndsBetweenMigrationsWhenItIsNoLongerWanted) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    bool goes_on = true;
    const RunSettings settings{.go_on = [&] { return goes_on; },
                               .on_message =
                                   [&](const runner::RunMessage& message) {
                                       goes_on = message.event != runner::RunEvent::Finished;
                                   }};

    EXPECT_EQ(project_.up(settings), "done 001_a\ninterrupted");
    EXPECT_EQ(project_.states(), "001_a applied, 002_b pending");
    EXPECT_EQ(project_.up(), "done 002_b");
}

TEST_P(RunnerRun, InOneTransactionEndsWithNothingWhenItIsNoLongerWanted) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    bool goes_on = true;
    const RunSettings settings{.transactions = TransactionMode::Run,
                               .go_on = [&] { return goes_on; },
                               .on_message =
                                   [&](const runner::RunMessage& message) {
                                       goes_on = message.event != runner::RunEvent::Finished;
                                   }};

    EXPECT_THAT(project_.up(settings),
                AllOf(HasSubstr("nothing of the whole run is in the database"),
                      testing::EndsWith("\ninterrupted")));
    EXPECT_EQ(project_.states(), "001_a pending, 002_b failed (0 of 1)");
    EXPECT_EQ(project_.up(), "done 001_a\ndone 002_b");
}

TEST_P(RunnerRun, EndsBetweenTheStatementsOfAMigrationInParts) {
    project_.write("001_a.sql", std::string(kNoTransaction) + "CREATE TABLE a (id integer);\n" +
                                    "INSERT INTO a VALUES (1);\n");
    int questions = 0;
    const RunSettings settings{.go_on = [&] { return ++questions < 3; }};

    EXPECT_THAT(project_.up(settings), testing::EndsWith("\ninterrupted"));
    EXPECT_EQ(project_.states(), "001_a failed (1 of 2)");
    EXPECT_THAT(project_.up(), HasSubstr("done 001_a"));
    EXPECT_EQ(project_.rows("SELECT id FROM a"), "1");
}

}  // namespace
}  // namespace erdmark
