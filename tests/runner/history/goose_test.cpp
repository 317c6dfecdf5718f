#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

constexpr const char* kGoose = R"(
CREATE TABLE goose_db_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL,
    is_applied INTEGER NOT NULL,
    tstamp TIMESTAMP DEFAULT (datetime('now')));
INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1), (2, 1), (2, 0), (3, 1)
)";

TEST(GooseHistory, TakesTheLastRowOfAVersion) {
    ForeignHistory database(kGoose);
    database.files({"00001_a", "00002_b", "00003_c"});
    EXPECT_EQ(database.owner(), "goose");
    EXPECT_EQ(database.states(), "00001_a applied, 00002_b late, 00003_c applied");
    EXPECT_EQ(database.read().front().applied_at.size(), std::string("2026-01-01 00:00:00").size());
}

TEST(GooseHistory, IsWrittenAsGooseDoes) {
    ForeignHistory database(kGoose);
    database.files({"00001_a", "00002_b", "00003_c", "00004_d"});
    database.put("4");
    EXPECT_EQ(database.query("SELECT id, version_id, is_applied, tstamp IS NOT NULL FROM "
                             "goose_db_version WHERE version_id = 4"),
              "6|4|1|1");
    database.put("4", RevisionStatus::Failed, 1);
    database.remove("4");
    EXPECT_EQ(database.query("SELECT max(version_id) FROM goose_db_version"), "3");
}

}  // namespace
}  // namespace erdmark::runner
