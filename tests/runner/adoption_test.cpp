#include "runner/adoption.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

History adopt_all(ForeignHistory& database) {
    const std::vector<Revision> rows = database.read();
    const std::vector<MigrationStatus> states =
        compare(database.migrations(), rows, database.dialect().syntax());
    return adopt(database.session(), database.dialect(), database.history(), states);
}

TEST(Adoption, MakesOurTableOfThatOfAnotherTool) {
    ForeignHistory database(R"(
        CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY, version_id INTEGER NOT NULL,
                                       is_applied INTEGER NOT NULL, tstamp TIMESTAMP);
        INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES
            (0, 1, NULL), (1, 1, '2026-01-01 10:00:00'), (2, 1, NULL), (9, 1, NULL))");
    database.files({"001_a", "002_b", "003_c"});

    const History history = adopt_all(database);

    EXPECT_EQ(history.table().shown(), "schema_migrations");
    EXPECT_EQ(database.owner(), "erdmark");
    EXPECT_EQ(database.query("SELECT version, name, migration_name, length(checksum), applied_at, "
                             "executed_at, status, up_sql FROM schema_migrations ORDER BY id"),
              "1|a|001_a.sql|64|2026-01-01 10:00:00|2026-01-01 10:00:00|success|SELECT 1;\n; "
              "2|b|002_b.sql|64|NULL|NULL|success|SELECT 1;\n; 9|9||0|NULL|NULL|success|NULL");
    EXPECT_EQ(database.states(), "001_a applied, 002_b applied, 003_c pending, 9 ahead");
    EXPECT_EQ(database.query("SELECT count(*) FROM goose_db_version"), "4");
    EXPECT_EQ(database.query("SELECT event, message FROM schema_migrations_log"),
              "adopted|the history of goose_db_version, as goose keeps it");
}

TEST(Adoption, TakesAnotherNameWhereOursIsTaken) {
    ForeignHistory database(
        "CREATE TABLE schema_migrations (version uint64, dirty bool); INSERT INTO "
        "schema_migrations VALUES (2, true)");
    database.files({"1_a", "2_b"});
    EXPECT_EQ(adopt_all(database).table().shown(), "erdmark_migrations");
    EXPECT_EQ(database.states(), "1_a applied, 2_b failed");
    EXPECT_EQ(database.conflicts().size(), 1U);
}

TEST(Adoption, RefusesWhenBothNamesAreTaken) {
    ForeignHistory database(
        "CREATE TABLE schema_migrations (version varchar PRIMARY KEY); CREATE VIEW "
        "erdmark_migrations AS SELECT 1");
    try {
        adopt_all(database);
        FAIL();
    } catch (const Error& error) {
        EXPECT_TRUE(std::string(error.what())
                        .ends_with(": there are tables schema_migrations and erdmark_migrations "
                                   "already; rename the one that is not needed"))
            << error.what();
    }
}

}  // namespace
}  // namespace erdmark::runner
