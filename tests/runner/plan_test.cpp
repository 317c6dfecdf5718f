#include "runner/plan.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "runner/states.h"

namespace erdmark::runner {
namespace {

std::string names(const std::vector<PlannedMigration>& plan) {
    std::vector<std::string> all;
    for (const PlannedMigration& each : plan) {
        all.push_back((each.direction == Direction::Up ? "+" : "-") + each.status->name());
    }
    return join(all, " ");
}

TEST(Plans, GoUpInOrderToTheTarget) {
    const TestProject project =
        TestProject().file("1", "a").file("2", "b").file("3", "c").file("4", "d").row("1");
    const std::vector<MigrationStatus> states = project.states();
    EXPECT_EQ(names(plan_up(states, 4)), "+2_b +3_c +4_d");
    EXPECT_EQ(names(plan_up(states, 2)), "+2_b");
    EXPECT_EQ(names(plan_up(states, 1)), "");
}

TEST(Plans, RunWhatFailedAndWhatCameLate) {
    const TestProject project = TestProject()
                                    .file("1", "a")
                                    .file("2", "b")
                                    .file("3", "c")
                                    .row("1", "SELECT 1;\n", RevisionStatus::Failed)
                                    .row("3");
    const std::vector<MigrationStatus> states = project.states();
    EXPECT_EQ(names(plan_up(states, 3)), "+1_a +2_b");
}

TEST(Plans, RunRepeatableOnesLast) {
    TestProject project = TestProject().file("R", "views").file("1", "a");
    project.migrations.front().migration.repeatable = true;
    const std::vector<MigrationStatus> states = project.states();
    EXPECT_EQ(names(plan_up(states, 2)), "+1_a +R_views");
}

TEST(Plans, GoDownFromTheLast) {
    const TestProject project = TestProject()
                                    .file("1", "a")
                                    .file("2", "b")
                                    .file("3", "c")
                                    .file("4", "d")
                                    .row("1", "SELECT 1;\n", RevisionStatus::Baseline)
                                    .row("2")
                                    .row("3")
                                    .row("9");
    const std::vector<MigrationStatus> states = project.states();
    EXPECT_EQ(names(plan_down(states, 2)), "-9_m9 -3_c");
    EXPECT_EQ(names(plan_down(states, 0)), "-9_m9 -3_c -2_b -1_a");
}

}  // namespace
}  // namespace erdmark::runner
