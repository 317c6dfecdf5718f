#include "runner/history/list_of_versions.h"

#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

struct VersionsRow {
    const char* name;
    const char* sql;
    const char* owner;
};

class ListsOfVersions : public testing::TestWithParam<VersionsRow> {};

constexpr const char* kDbmate = "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY)";

TEST_P(ListsOfVersions, AreReadAndKeptUp) {
    ForeignHistory database(GetParam().sql);
    database.files({"007_a", "008_b", "009_c"});
    const std::string table = database.history().table().name;
    database.run("INSERT INTO " + table + " (version) VALUES ('007'), ('008')");
    EXPECT_EQ(database.owner(), GetParam().owner);
    EXPECT_EQ(database.states(), "007_a applied, 008_b applied, 009_c pending");

    database.put("9");
    EXPECT_EQ(database.query("SELECT version FROM " + table + " ORDER BY version"),
              "007; 008; 009");

    database.remove("9");
    database.remove("8");
    EXPECT_EQ(database.query("SELECT version FROM " + table), "007");
    EXPECT_EQ(database.states(), "007_a applied, 008_b pending, 009_c pending");
}

INSTANTIATE_TEST_SUITE_P(
    All, ListsOfVersions,
    testing::Values(VersionsRow{"dbmate", kDbmate, "dbmate or Rails"},
                    VersionsRow{"Rails",
                                R"(CREATE TABLE "schema_migrations" ("version" varchar NOT NULL
                                PRIMARY KEY))",
                                "dbmate or Rails"},
                    VersionsRow{"pop",
                                R"(CREATE TABLE "schema_migration" ("version" TEXT PRIMARY KEY))",
                                "pop"},
                    VersionsRow{"diesel", R"(CREATE TABLE __diesel_schema_migrations (
                                 version VARCHAR(50) PRIMARY KEY NOT NULL,
                                 run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP))",
                                "diesel"}),
    [](const auto& each) { return each.param.name; });

TEST(ListOfVersions, LeavesARowOutThatIsNotApplied) {
    ForeignHistory database(kDbmate);
    database.files({"1_a"});
    database.put("1", RevisionStatus::Failed, 1);
    EXPECT_EQ(database.query("SELECT count(*) FROM schema_migrations"), "0");
}

TEST(ListOfVersions, SurvivesAFileThatWroteItsRow) {
    ForeignHistory database(kDbmate);
    database.files({"1_a"});
    database.run("INSERT INTO schema_migrations VALUES ('1')");
    database.put("1");
    EXPECT_EQ(database.query("SELECT version FROM schema_migrations"), "1");
}

TEST(ListOfVersions, KeepsARowWithoutAFile) {
    ForeignHistory database(kDbmate);
    database.files({"1_a", "3_c"});
    database.run("INSERT INTO schema_migrations VALUES ('1'), ('2'), ('3'), ('4')");
    EXPECT_EQ(database.states(), "1_a applied, 2 missing, 3_c applied, 4 ahead");
}

TEST(ListOfVersions, IsNoTableOfAnotherName) {
    for (const char* sql :
         {"CREATE TABLE releases (version varchar(128) PRIMARY KEY)",
          "CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY, note text)",
          "CREATE TABLE documents (id integer, version text, name text)"}) {
        ForeignHistory database(sql);
        EXPECT_EQ(database.owner(), "") << sql;
    }
}

}  // namespace
}  // namespace erdmark::runner
