#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

constexpr const char* kAtlas = R"(
CREATE TABLE `atlas_schema_revisions` (
    `version` text NOT NULL, `description` text NOT NULL, `type` integer NOT NULL DEFAULT (2),
    `applied` integer NOT NULL DEFAULT (0), `total` integer NOT NULL DEFAULT (0),
    `executed_at` datetime NOT NULL, `execution_time` integer NOT NULL, `error` text NULL,
    `error_stmt` text NULL, `hash` text NOT NULL, `partial_hashes` json NULL,
    `operator_version` text NOT NULL, PRIMARY KEY (`version`))
)";

/// Rows of version, type, applied, total.
std::string row(const std::string& values) {
    return "INSERT INTO atlas_schema_revisions (version, type, applied, total, description, "
           "executed_at, execution_time, hash, operator_version) VALUES (" +
           values + ", 'd', '2026-01-01 10:00:00', 4000000, 'h', 'Atlas CLI v1.2.3');";
}

class AtlasHistory : public testing::Test {
protected:
    AtlasHistory() { database_.files({"1_a", "2_b", "3_c"}); }

    ForeignHistory database_{kAtlas};
};

TEST_F(AtlasHistory, CountsStatements) {
    database_.run(row("'.atlas_cloud_identifier', 2, 0, 1") + row("'1', 2, 3, 3") +
                  row("'2', 2, 1, 3"));
    EXPECT_EQ(database_.owner(), "atlas");
    EXPECT_EQ(database_.states(), "1_a applied, 2_b failed, 3_c pending");
    EXPECT_EQ(database_.read().back().applied_statements, 1U);
    EXPECT_EQ(database_.read().back().milliseconds, 4);
    EXPECT_EQ(database_.conflicts().size(), 1U);
}

TEST_F(AtlasHistory, TakesAllUpToABaselineAsApplied) {
    database_.run(row("'2', 1, 0, 0"));
    EXPECT_EQ(database_.states(), "1_a baseline, 2_b baseline, 3_c pending");
}

TEST_F(AtlasHistory, IsWrittenAsAtlasDoes) {
    database_.put("1");
    // The hash of `1_a.sql` in the atlas.sum of these files.
    EXPECT_EQ(database_.query("SELECT version, description, type, applied, total, execution_time, "
                              "error, hash, partial_hashes FROM atlas_schema_revisions"),
              "1|a|2|1|1|7000000||oHx7vmeRbxB72kdSGUkFhE08red3y82zeqcbzCxkGjo=|NULL");
    database_.remove("1");
    database_.put("1", RevisionStatus::Baseline);
    EXPECT_EQ(database_.query("SELECT type FROM atlas_schema_revisions"), "4");
    database_.put("2", RevisionStatus::Failed, 0);
    EXPECT_EQ(database_.states(), "1_a applied, 2_b pending, 3_c pending");
}

}  // namespace
}  // namespace erdmark::runner
