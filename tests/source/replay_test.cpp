#include "source/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temp_directory.h"

namespace erdmark::source {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Replays : public testing::Test {
protected:
    SourceOptions options() const {
        return {.from = "m", .base_folder = folder_.path(), .history = true};
    }

    std::string refusal(const SourceOptions& options) const {
        try {
            read_schema(options);
            return "read";
        } catch (const Error& error) {
            return error.what();
        }
    }

    test::TempDirectory folder_;
};

TEST_F(Replays, TellWhatEachMigrationDid) {
    folder_.write("m/1_a.sql",
                  "-- Description: As.\n-- migrate:up\nCREATE TABLE a (x);\n"
                  "-- migrate:down\nDROP TABLE a;");
    folder_.write("m/2_b.sql",
                  "-- Depends: 1_a\n-- migrate:up\nINSERT INTO a VALUES (1);\n"
                  "CREATE TABLE b (x);");

    const std::vector<AppliedMigration> history = read_schema(options()).history;

    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].id, "1_a");
    EXPECT_EQ(history[0].file, "1_a.sql");
    EXPECT_EQ(history[0].place, (folder_.path() / "m/1_a.sql").string());
    EXPECT_EQ(history[0].head.description, "As.");
    EXPECT_TRUE(history[0].has_down);
    ASSERT_EQ(history[0].step.after.tables.size(), 1U);
    EXPECT_THAT(history[1].depends, ElementsAre("1_a"));
    EXPECT_FALSE(history[1].has_down);
    EXPECT_EQ(history[1].step.after.tables[0].name.name, "b");
    ASSERT_EQ(history[1].step.rows.size(), 1U);
    EXPECT_EQ(history[1].step.rows[0].inserted, 1);
}

TEST_F(Replays, FollowTheOrderOfARun) {
    folder_.write("m/1_a.sql", "-- depends: 3_c\nCREATE INDEX i ON c (x);");
    folder_.write("m/2_b.sql", "CREATE TABLE b (x);");
    folder_.write("m/3_c.sql", "CREATE TABLE c (x);");

    const std::vector<AppliedMigration> history = read_schema(options()).history;

    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[0].id, "3_c");
    EXPECT_EQ(history[1].id, "1_a");
    EXPECT_EQ(history[2].id, "2_b");
    folder_.write("m/3_c.sql", "-- depends: 1_a\nCREATE TABLE c (x);");
    EXPECT_THAT(refusal(options()), testing::HasSubstr("1_a"));
}

TEST_F(Replays, TellNothingOfWhatIsNotDocumented) {
    folder_.write("m/1_a.sql",
                  "CREATE TABLE a (x); CREATE TABLE schema_migrations (v); CREATE TABLE tmp_x (x);"
                  "INSERT INTO tmp_x VALUES (1);");
    SourceOptions some = options();
    some.exclude = {"tmp_*"};

    const std::vector<AppliedMigration> history = read_schema(some).history;

    ASSERT_EQ(history[0].step.after.tables.size(), 1U);
    EXPECT_EQ(history[0].step.after.tables[0].name.name, "a");
    EXPECT_THAT(history[0].step.rows, IsEmpty());
}

TEST_F(Replays, KeepNoHistoryUnlessAsked) {
    folder_.write("m/1_a.sql", "CREATE TABLE a (x);");
    SourceOptions plain = options();
    plain.history = false;

    EXPECT_THAT(read_schema(plain).history, IsEmpty());
}

TEST_F(Replays, GiveWordsOfMigrationsToTables) {
    folder_.write("m/1_a.sql", "-- All as.\nCREATE TABLE a (x);");
    SourceOptions without = options();
    without.comments = false;

    EXPECT_EQ(read_schema(options()).schema.tables[0].comment, "All as.");
    EXPECT_EQ(read_schema(without).schema.tables[0].comment, "");
}

TEST_F(Replays, TellTheSections) {
    folder_.write("m/1_a.sql", "-- === Letters ===\nCREATE TABLE a (x);");

    const std::vector<Section> sections = read_schema(options()).sections;

    ASSERT_EQ(sections.size(), 1U);
    EXPECT_EQ(sections[0].words, "Letters");
}

TEST_F(Replays, TellNoSectionsWithoutComments) {
    folder_.write("m/1_a.sql", "-- === Letters ===\nCREATE TABLE a (x);");
    SourceOptions without = options();
    without.comments = false;

    EXPECT_THAT(read_schema(without).sections, IsEmpty());
}

TEST_F(Replays, GoOnWhenTold) {
    folder_.write("m/1_a.sql", "CREATE TABLE a (x);\nDROP TABLE b;\n");
    SourceOptions going = options();
    going.keep_going = true;

    EXPECT_THAT(read_schema(going).notes,
                ElementsAre((folder_.path() / "m/1_a.sql:2:1: no such table: b").string()));
}

TEST_F(Replays, SayWhyTheyUseADialect) {
    folder_.write("m/1_a.sql", "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT);");
    folder_.write("n/1_a.sql", "CREATE TABLE a (x);");
    SourceOptions told = options();
    told.migrations.dialect = "sqlite";
    SourceOptions unknown = options();
    unknown.from = "n";

    EXPECT_EQ(read_schema(options()).dialect, "sqlite");
    EXPECT_EQ(read_schema(options()).dialect_reason,
              "'AUTOINCREMENT' in " + (folder_.path() / "m/1_a.sql:1:39").string());
    EXPECT_EQ(read_schema(told).dialect_reason, "told");
    EXPECT_EQ(read_schema(unknown).dialect_reason, "nothing in the text tells the dialect");
}

TEST_F(Replays, SayHowADialectWasGuessedWhenTheyFail) {
    folder_.write("m/1_a.sql", "PRAGMA foreign_keys = ON;\nWRONG;");
    const std::string file = (folder_.path() / "m/1_a.sql").string();

    EXPECT_EQ(refusal(options()), file +
                                      ":2:1: near \"WRONG\": syntax error\n    WRONG;\n    ^\n"
                                      "read as sqlite because of 'PRAGMA' in " +
                                      file +
                                      ":1:1; 'dialect' under [source] or --dialect names "
                                      "another one");
}

TEST_F(Replays, OfAnotherDialectAreRefused) {
    folder_.write("m/1_a.sql", "CREATE TABLE a (x);");
    SourceOptions told = options();
    told.migrations.dialect = "mysql";

    EXPECT_THAT(refusal(told), testing::MatchesRegex("migrations for 'mysql' cannot be replayed; "
                                                     "expected one of sqlite(, postgresql)?"));
}

}  // namespace
}  // namespace erdmark::source
