#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

constexpr const char* kAlembic =
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT "
    "alembic_version_pkc PRIMARY KEY (version_num))";
constexpr const char* kHeads = "SELECT version_num FROM alembic_version ORDER BY version_num";

TEST(AlembicHistory, MeansAllBeforeItsRevision) {
    ForeignHistory database(kAlembic);
    database.files({"001_a", "002_b", "003_c"});
    database.run("INSERT INTO alembic_version VALUES ('002_b')");
    EXPECT_EQ(database.owner(), "alembic");
    EXPECT_EQ(database.states(), "001_a applied, 002_b applied, 003_c pending");

    database.put("3");
    EXPECT_EQ(database.query(kHeads), "003_c");
    database.remove("3");
    database.remove("2");
    EXPECT_EQ(database.query(kHeads), "001_a");
    database.remove("1");
    EXPECT_EQ(database.query(kHeads), "");
}

TEST(AlembicHistory, WritesTheRevisionOfTheHeadOfTheFile) {
    ForeignHistory database(kAlembic);
    database.files({"18_x", "19_y"});
    database.last_file().head.revision = "abc123";
    database.run("INSERT INTO alembic_version VALUES ('18')");
    database.put("19");
    EXPECT_EQ(database.query(kHeads), "abc123");
    EXPECT_EQ(database.states(), "18_x applied, 19_y applied");
    database.remove("19");
    EXPECT_EQ(database.query(kHeads), "18_x");
}

TEST(AlembicHistory, HasARowForEachHeadOfAGraph) {
    ForeignHistory database(kAlembic);
    database.files({"1_a"}).files({"2_left"}).last_file().depends = {0};
    database.files({"3_right"}).last_file().depends = {0};
    database.files({"4_merge"}).last_file().depends = {1, 2};
    database.run("INSERT INTO alembic_version VALUES ('3_right')");
    EXPECT_EQ(database.states(), "1_a applied, 2_left late, 3_right applied, 4_merge pending");

    database.put("2");
    EXPECT_EQ(database.query(kHeads), "2_left; 3_right");
    database.put("4");
    EXPECT_EQ(database.query(kHeads), "4_merge");
    database.remove("4");
    EXPECT_EQ(database.query(kHeads), "2_left; 3_right");
    database.remove("3");
    EXPECT_EQ(database.query(kHeads), "2_left");
}

TEST(AlembicHistory, KeepsARevisionThatHasNoFile) {
    ForeignHistory database(kAlembic);
    database.files({"1_a"});
    database.run("INSERT INTO alembic_version VALUES ('f00d')");
    EXPECT_EQ(database.states(), "1_a pending, f00d ahead");
    database.put("1");
    EXPECT_EQ(database.query(kHeads), "1_a; f00d");
}

}  // namespace
}  // namespace erdmark::runner
