#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

// Tables that runners of projects made for themselves, and files that write their own rows.

namespace erdmark::runner {
namespace {

constexpr const char* kByNumber = R"(
CREATE TABLE schema_migrations (
    version BIGINT PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64) NOT NULL,
    execution_time_ms INTEGER,
    status VARCHAR(20) DEFAULT 'success',
    error_message TEXT)
)";
constexpr const char* kByFile = R"(
CREATE TABLE schema_migrations (
    id INTEGER PRIMARY KEY,
    migration_name VARCHAR(255) UNIQUE NOT NULL,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    execution_time_ms INTEGER)
)";
constexpr const char* kSelfRecording =
    "INSERT INTO schema_migrations (version, name, checksum, status) VALUES (2, 'b', 'b_v1_0', "
    "'success') ON CONFLICT (version) DO NOTHING";

TEST(RecordsByNumber, AreFilledAndSurviveFilesThatRecordThemselves) {
    ForeignHistory database(kByNumber);
    database.files({"001_a", "002_b", "003_c"});
    database.run(
        "INSERT INTO schema_migrations (version, name, checksum) VALUES (1, 'a', "
        "'a_v1_0')");
    EXPECT_EQ(database.owner(), "a runner of the project");
    EXPECT_EQ(database.states(), "001_a applied, 002_b pending, 003_c pending");

    database.run(kSelfRecording);
    EXPECT_EQ(database.states(), "001_a applied, 002_b applied, 003_c pending");
    database.put("2");
    EXPECT_EQ(database.query("SELECT version, name, applied_at IS NOT NULL, length(checksum), "
                             "execution_time_ms, status, error_message FROM schema_migrations "
                             "WHERE version = 2"),
              "2|b|1|64|7|success|NULL");
    database.put("3", RevisionStatus::Failed, 0);
    EXPECT_EQ(database.states(), "001_a applied, 002_b applied, 003_c failed");
    EXPECT_EQ(database.conflicts(), std::vector<std::string>());
    database.remove("3");
    database.remove("2");
    EXPECT_EQ(database.query("SELECT version FROM schema_migrations"), "1");
}

TEST(RecordsByFile, AreFilled) {
    ForeignHistory database(kByFile);
    database.files({"001_a", "002_b"});
    database.run("INSERT INTO schema_migrations (migration_name) VALUES ('001_a.sql')");
    EXPECT_EQ(database.states(), "001_a applied, 002_b pending");
    database.put("2");
    EXPECT_EQ(database.query("SELECT id, migration_name, length(checksum), execution_time_ms FROM "
                             "schema_migrations ORDER BY id"),
              "1|001_a.sql|NULL|NULL; 2|002_b.sql|64|7");
    database.put("2", RevisionStatus::Failed, 1);
    database.remove("2");
    EXPECT_EQ(database.query("SELECT migration_name FROM schema_migrations"), "001_a.sql");
}

TEST(OwnRecords, SurviveFilesThatRecordThemselves) {
    ForeignHistory database("");
    database.files({"001_a", "002_b"});
    database.history().prepare(database.session());
    EXPECT_EQ(database.owner(), "erdmark");
    database.run("CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT PRIMARY KEY)");
    database.run(kSelfRecording);
    database.put("2");
    EXPECT_EQ(database.query("SELECT version, migration_name, length(checksum) FROM "
                             "schema_migrations"),
              "2|002_b.sql|64");
}

TEST(OwnRecords, AskForHelpWhenNobodyWroteDownWhatIsIn) {
    ForeignHistory database("");
    database.files({"001_a"});
    database.history().prepare(database.session());
    database.run("INSERT INTO schema_migrations (version, status) VALUES ('1', 'failed')");
    EXPECT_EQ(database.conflicts().size(), 1U);
    database.run("UPDATE schema_migrations SET statements_total = 2, statements_applied = 0");
    EXPECT_EQ(database.conflicts().size(), 0U);
}

}  // namespace
}  // namespace erdmark::runner
