#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

constexpr const char* kGolang = R"(
CREATE TABLE schema_migrations (version uint64, dirty bool);
CREATE UNIQUE INDEX version_unique ON schema_migrations (version)
)";
constexpr const char* kRows = "SELECT version, dirty FROM schema_migrations";

class GolangMigrateHistory : public testing::Test {
protected:
    GolangMigrateHistory() { database_.files({"001_a", "002_b", "004_d", "005_e"}); }

    ForeignHistory database_{kGolang};
};

TEST_F(GolangMigrateHistory, MeansAllUpToItsVersion) {
    EXPECT_EQ(database_.owner(), "golang-migrate");
    EXPECT_EQ(database_.states(), "001_a pending, 002_b pending, 004_d pending, 005_e pending");
    database_.run("INSERT INTO schema_migrations VALUES (4, false)");
    EXPECT_EQ(database_.states(), "001_a applied, 002_b applied, 004_d applied, 005_e pending");
}

TEST_F(GolangMigrateHistory, KnowsAVersionWithoutAFile) {
    database_.run("INSERT INTO schema_migrations VALUES (9, false)");
    EXPECT_EQ(database_.states(),
              "001_a applied, 002_b applied, 004_d applied, 005_e applied, 9 ahead");
}

TEST_F(GolangMigrateHistory, AsksForHelpWithADirtyVersion) {
    database_.run("INSERT INTO schema_migrations VALUES (2, true)");
    EXPECT_EQ(database_.states(), "001_a applied, 002_b failed, 004_d pending, 005_e pending");
    EXPECT_EQ(database_.conflicts(),
              std::vector<std::string>{
                  "m/002_b.sql: was not finished, and nobody wrote down what of it is in the "
                  "database; mend that by hand, then take its row out with 'erdmark migrate "
                  "repair'"});
    database_.remove("2");
    EXPECT_EQ(database_.query(kRows), "1|0");
}

TEST_F(GolangMigrateHistory, KnowsTheFirstThatWasNotFinished) {
    database_.run("INSERT INTO schema_migrations VALUES (-1, true)");
    EXPECT_EQ(database_.states(), "001_a failed, 002_b pending, 004_d pending, 005_e pending");
    database_.remove("1");
    EXPECT_EQ(database_.query(kRows), "");
}

TEST_F(GolangMigrateHistory, MovesUpAndDown) {
    database_.put("1");
    EXPECT_EQ(database_.query(kRows), "1|0");
    database_.put("2");
    database_.put("4");
    EXPECT_EQ(database_.query(kRows), "4|0");
    database_.remove("4");
    EXPECT_EQ(database_.query(kRows), "2|0");
    database_.remove("2");
    database_.remove("1");
    EXPECT_EQ(database_.query(kRows), "");
}

TEST_F(GolangMigrateHistory, IsDirtyWhileAMigrationIsPartlyIn) {
    database_.put("1");
    database_.put("2", RevisionStatus::Running);
    EXPECT_EQ(database_.query(kRows), "2|1");
    database_.put("2", RevisionStatus::Failed, 1);
    EXPECT_EQ(database_.query(kRows), "2|1");
    database_.put("2", RevisionStatus::Failed, 0);
    EXPECT_EQ(database_.query(kRows), "1|0");
    database_.put("2", RevisionStatus::Failed, 0);
    EXPECT_EQ(database_.query(kRows), "1|0");
}

}  // namespace
}  // namespace erdmark::runner
