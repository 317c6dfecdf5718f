#include <gtest/gtest.h>

#include "base/error.h"
#include "base/sha256.h"
#include "runner/history/foreign_history.h"

// Histories that know a migration by the name of its file or folder.

namespace erdmark::runner {
namespace {

TEST(SqlMigrateHistory, KnowsFilesByTheirNames) {
    ForeignHistory database(
        R"(CREATE TABLE "gorp_migrations" ("id" varchar(255) not null primary key,
           "applied_at" datetime))");
    database.file("20240101-users.sql", {.version = "20240101", .name = "users"});
    database.file("20240102-posts.sql", {.version = "20240102", .name = "posts"});
    database.file("views.sql", {.name = "views"});
    database.run(
        "INSERT INTO gorp_migrations VALUES ('20240101-users.sql', '2024-01-01 10:00:00+00:00'), "
        "('20240102-gone.sql', '2024-01-02 10:00:00+00:00')");
    EXPECT_EQ(database.owner(), "sql-migrate");
    EXPECT_EQ(database.states(),
              "20240101_users applied, 20240102-gone missing, 20240102_posts pending, "
              "views pending");

    database.put("20240102");
    database.put("views");
    EXPECT_EQ(database.query("SELECT id, length(applied_at) FROM gorp_migrations WHERE applied_at "
                             "> '2024-01-03' ORDER BY id"),
              "20240102-posts.sql|23; views.sql|23");
    database.remove("views");
    EXPECT_EQ(database.query("SELECT count(*) FROM gorp_migrations"), "3");
}

TEST(NodePgMigrateHistory, KnowsFilesByTheirNamesWithoutSuffix) {
    ForeignHistory database(
        "CREATE TABLE pgmigrations (id INTEGER PRIMARY KEY, name varchar(255) NOT NULL, run_on "
        "timestamp NOT NULL)");
    database.file("1706745599000_users.sql", {.version = "1706745599000", .name = "users"});
    database.file("1706745600000_posts.sql", {.version = "1706745600000", .name = "posts"});
    database.run(
        "INSERT INTO pgmigrations (name, run_on) VALUES ('1706745599000_users', '2024-01-01')");
    EXPECT_EQ(database.owner(), "node-pg-migrate");
    EXPECT_EQ(database.states(), "1706745599000_users applied, 1706745600000_posts pending");

    database.put("1706745600000");
    EXPECT_EQ(database.query("SELECT id, name FROM pgmigrations"),
              "1|1706745599000_users; 2|1706745600000_posts");
    database.remove("1706745600000");
    EXPECT_EQ(database.states(), "1706745599000_users applied, 1706745600000_posts pending");
}

constexpr const char* kPrisma = R"(
CREATE TABLE "_prisma_migrations" (
    "id" TEXT PRIMARY KEY NOT NULL,
    "checksum" TEXT NOT NULL,
    "finished_at" DATETIME,
    "migration_name" TEXT NOT NULL,
    "logs" TEXT,
    "rolled_back_at" DATETIME,
    "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)
)";

class PrismaHistory : public testing::Test {
protected:
    PrismaHistory() {
        database_.file("1_a/migration.sql", {.version = "1", .name = "a"});
        database_.file("2_b/migration.sql", {.version = "2", .name = "b"});
        database_.file("init/migration.sql", {.version = "init"});
    }

    ForeignHistory database_{kPrisma};
};

TEST_F(PrismaHistory, KnowsFoldersAndWhatBecameOfEachTry) {
    const std::string insert =
        "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, "
        "rolled_back_at, started_at) VALUES ";
    database_.run(insert + "('x', '" + sha256_hex("SELECT 1;\r\n") + "', '2024', '1_a', NULL, 1);" +
                  insert + "('y', 'f00d', NULL, '2_b', '2024', 2);" + insert +
                  "('z', 'f00d', NULL, 'init', NULL, 3);");
    EXPECT_EQ(database_.owner(), "prisma");
    EXPECT_EQ(database_.states(), "1_a applied, 2_b pending, init failed");
    EXPECT_EQ(database_.conflicts().size(), 1U);
    database_.run("UPDATE _prisma_migrations SET checksum = 'f00d'");
    EXPECT_EQ(database_.states(), "1_a edited, 2_b pending, init failed");
    database_.put("1");
    EXPECT_EQ(database_.states(), "1_a applied, 2_b pending, init failed");
    EXPECT_EQ(database_.query("SELECT count(*) FROM _prisma_migrations"), "3");
}

TEST_F(PrismaHistory, IsWrittenAsPrismaDoes) {
    database_.put("2", RevisionStatus::Running);
    EXPECT_EQ(database_.states(), "1_a pending, 2_b failed, init pending");
    database_.put("2");
    EXPECT_EQ(database_.query("SELECT length(id), checksum, finished_at IS NOT NULL, "
                              "migration_name, logs, rolled_back_at, applied_steps_count FROM "
                              "_prisma_migrations"),
              "36|" + sha256_hex("SELECT 1;\n") + "|1|2_b|NULL|NULL|1");
    database_.remove("2");
    EXPECT_EQ(database_.query("SELECT count(*) FROM _prisma_migrations"), "0");
}

TEST(DrizzleHistory, KnowsMigrationsByHashThenByMoment) {
    ForeignHistory database(
        "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at "
        "numeric)");
    database.file("0000_a.sql", {.version = "0000", .name = "a", .moment = "1000"}, "SELECT 1;\n");
    database.file("0001_b.sql", {.version = "0001", .name = "b", .moment = "2000"}, "SELECT 2;\n");
    database.file("0002_c.sql", {.version = "0002", .name = "c", .moment = "3000"}, "SELECT 3;\n");
    const std::string insert = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ";
    database.run(insert + "('" + sha256_hex("SELECT 1;\n") + "', 1001);" + insert +
                 "('f00d', 2000);");
    EXPECT_EQ(database.owner(), "drizzle");
    EXPECT_EQ(database.states(), "0000_a applied, 0001_b edited, 0002_c pending");

    database.put("2");
    EXPECT_EQ(database.query("SELECT hash, created_at FROM __drizzle_migrations WHERE created_at > "
                             "2000"),
              sha256_hex("SELECT 3;\n") + "|3000");
    database.remove("2");
    EXPECT_EQ(database.query("SELECT count(*) FROM __drizzle_migrations"), "2");
}

TEST(DrizzleHistory, GivesTheSameTextToOneFileAfterTheOther) {
    ForeignHistory database(
        "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at "
        "numeric)");
    database.files({"1_a", "2_b", "3_c"});
    const std::string insert = "INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('" +
                               sha256_hex("SELECT 1;\n") + "', ";
    database.run(insert + "1);" + insert + "2);");
    EXPECT_EQ(database.states(), "1_a applied, 2_b applied, 3_c pending");
}

constexpr const char* kGraphile =
    "CREATE TABLE migrations (hash text PRIMARY KEY, previous_hash text REFERENCES migrations, "
    "filename text NOT NULL, date timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP)";

TEST(GraphileMigrateHistory, TakesTheHashesOfTheHeaders) {
    ForeignHistory database(kGraphile);
    database.file("000001.sql", {.version = "000001"},
                  "--! Previous: -\n--! Hash: sha1:aa\n\nSELECT 1;\n");
    database.file("000002-b.sql", {.version = "000002", .name = "b"},
                  "--! Previous: sha1:aa\n--! Hash: sha1:bb\n\nSELECT 1;\n");
    database.put("1");
    database.put("2");
    EXPECT_EQ(database.owner(), "graphile-migrate");
    EXPECT_EQ(database.query("SELECT hash, previous_hash, filename FROM migrations ORDER BY hash"),
              "sha1:aa|NULL|000001.sql; sha1:bb|sha1:aa|000002-b.sql");
    database.remove("2");
    EXPECT_EQ(database.states(), "000001 applied, 000002_b pending");
    database.run("UPDATE migrations SET hash = 'sha1:00'");
    EXPECT_EQ(database.states(), "000001 edited, 000002_b pending");
}

TEST(GraphileMigrateHistory, RefusesAFileThatWasNotCommitted) {
    ForeignHistory database(kGraphile);
    database.file("000001.sql", {.version = "000001"});
    try {
        database.put("1");
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "m/000001.sql: has no line '--! Hash:', which the history of "
                     "graphile-migrate needs; commit it with graphile-migrate, or leave that "
                     "history with 'erdmark migrate adopt'");
    }
}

}  // namespace
}  // namespace erdmark::runner
