#include "runner/state.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "runner/states.h"

namespace erdmark::runner {
namespace {

std::string words(const TestProject& project) {
    std::vector<std::string> lines;
    for (const MigrationStatus& status : project.states()) {
        lines.push_back(status.name() + " " + word_of(status.state) +
                        (status.comment_edited ? "*" : ""));
    }
    return join(lines, ", ");
}

TEST(MigrationStates, SayWhatIsAppliedAndWhatIsPending) {
    EXPECT_EQ(words(TestProject().file("001", "a").file("002", "b").file("003", "c").row("1")),
              "001_a applied, 002_b pending, 003_c pending");
    EXPECT_EQ(words(TestProject().file("001", "a")), "001_a pending");
    EXPECT_EQ(words(TestProject()), "");
}

TEST(MigrationStates, SayWhatCameLate) {
    EXPECT_EQ(words(TestProject().file("1", "a").file("2", "b").file("3", "c").row("1").row("3")),
              "1_a applied, 2_b late, 3_c applied");
}

TEST(MigrationStates, TellEditedStatementsFromEditedComments) {
    EXPECT_EQ(words(TestProject()
                        .file("1", "a", "SELECT 2;\n")
                        .file("2", "b", "-- new\nSELECT 1;\n")
                        .file("3", "c", "SELECT 1;\r\n")
                        .row("1")
                        .row("2")
                        .row("3")),
              "1_a edited, 2_b applied*, 3_c applied");
}

TEST(MigrationStates, DoNotCompareWhatIsNoChecksum) {
    TestProject project;
    project.file("1", "a").row("1");
    project.history.front().checksum = "initial_schema_v1_0";
    EXPECT_EQ(words(project), "1_a applied");
    project.history.front().checksum = "";
    EXPECT_EQ(words(project), "1_a applied");
}

TEST(MigrationStates, TellMissingFilesFromADatabaseThatIsAhead) {
    EXPECT_EQ(
        words(TestProject().file("1", "a").file("3", "c").row("1").row("2").row("3").row("4")),
        "1_a applied, 2_m2 missing, 3_c applied, 4_m4 ahead");
    EXPECT_EQ(words(TestProject().row("10")), "10_m10 ahead");
    EXPECT_EQ(words(TestProject().file("10", "a").row("9").row("10")),
              "9_m9 missing, 10_a applied");
}

TEST(MigrationStates, KnowAFileByItsNameWhenAnotherOneCameToShareItsVersion) {
    TestProject project;
    project.file("5", "b").file("6", "c").row("5").row("6");
    project.history.front().file = "5_b.up.sql";
    project.migrations.front().migration.up.file = "m/5_b.up.sql";
    EXPECT_EQ(words(project), "5_b applied, 6_c applied");
    project.migrations.front().key = "5_b";
    EXPECT_EQ(words(project), "5_b applied, 6_c applied");
    EXPECT_EQ(project.states().front().key(), "5");
    project.migrations.front().key = "5";
    project.history.front().key = "5_b";
    EXPECT_EQ(words(project), "5_b applied, 6_c applied");
}

TEST(MigrationStates, AreAheadByTheNumberInFrontOfAName) {
    EXPECT_EQ(words(TestProject().file("9", "a").row("9").row("10_b")),
              "9_a applied, 10_b_m10_b ahead");
}

TEST(MigrationStates, KeepFailedRunsAndBaselines) {
    EXPECT_EQ(words(TestProject()
                        .file("1", "a")
                        .file("2", "b")
                        .file("3", "c")
                        .row("1", "SELECT 1;\n", RevisionStatus::Baseline)
                        .row("2", "SELECT 1;\n", RevisionStatus::Failed)
                        .row("3", "SELECT 1;\n", RevisionStatus::Running)),
              "1_a baseline, 2_b failed, 3_c failed");
}

TEST(MigrationStates, RunARepeatableOneAgainWhenItChanged) {
    TestProject project;
    project.file("1", "a").file("R", "views", "SELECT 2;\n").row("1").row("R_views");
    project.migrations.back().migration.repeatable = true;
    project.migrations.back().key = "R_views";
    EXPECT_EQ(words(project), "1_a applied, R_views outdated");
}

TEST(CurrentMigration, IsTheLastThatIsApplied) {
    const TestProject project =
        TestProject().file("1", "a").file("2", "b").file("3", "c").row("1").row("2");
    const std::vector<MigrationStatus> states = project.states();
    ASSERT_NE(current(states), nullptr);
    EXPECT_EQ(current(states)->name(), "2_b");
    EXPECT_EQ(current({}), nullptr);
}

TEST(Conflicts, SayWhatIsWrongAndWhatToDo) {
    TestProject project = TestProject()
                              .file("1", "a", "SELECT 2;\n")
                              .file("2", "b")
                              .file("4", "d")
                              .row("1")
                              .row("3")
                              .row("4");
    project.history.front().applied_at = "2026-03-01 10:00:00";
    const std::vector<MigrationStatus> states = project.states();
    EXPECT_EQ(conflicts(states, {}),
              (std::vector<std::string>{
                  "m/1_a.sql: was changed after it had been applied on 2026-03-01 10:00:00: its "
                  "checksum was b4e0497804e4 and is a41109d24069; undo the change and write a new "
                  "migration, or accept it with 'erdmark migrate repair'",
                  "m/2_b.sql: has not been applied, but one behind it has; give it a version "
                  "behind the last one, or run it now with --out-of-order",
                  "3_m3: was applied, but has no file any more; bring the file back, or go on with "
                  "--ignore-missing"}));
    EXPECT_EQ(conflicts(states, {.out_of_order = true, .missing = true}).size(), 1U);
}

}  // namespace
}  // namespace erdmark::runner
