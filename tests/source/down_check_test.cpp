#include "source/down_check.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::source {
namespace {

struct UpAndDown {
    const char* up;
    const char* down;  ///< Null for none.
};

std::vector<DownFinding> findings(const std::vector<UpAndDown>& scripts,
                                  const char* dialect = "postgresql") {
    std::vector<migration::OrderedMigration> migrations;
    for (const UpAndDown& each : scripts) {
        migration::OrderedMigration& next = migrations.emplace_back();
        const std::string name = std::to_string(migrations.size());
        next.migration = {.version = name, .up = {.file = name + ".sql", .text = each.up}};
        if (each.down != nullptr) {
            next.migration.down = {.file = name + ".down.sql", .text = each.down};
        }
    }
    return check_downs(migrations, *dialect::find_dialect(dialect));
}

TEST(DownCheck, FindsWhatDoesNotRestore) {
    const std::vector<DownFinding> found = findings({
        {"CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;"},
        {"CREATE TABLE b (id int); CREATE INDEX i ON b (id);", nullptr},
        {"ALTER TABLE a ADD COLUMN x text, ADD COLUMN y text;", "ALTER TABLE a DROP COLUMN x;"},
        {"CREATE TABLE c (id int);", "DROP TABLE d;"},
        {"ALTER TABLE a ALTER COLUMN x SET NOT NULL;",
         "ALTER TABLE a ALTER COLUMN x DROP NOT NULL;"},
        {"DROP TABLE b;", "CREATE TABLE b (id int);"},
    });
    ASSERT_EQ(found.size(), 6U);
    EXPECT_EQ(found[0].verdict, DownVerdict::Restores);
    EXPECT_EQ(found[1].verdict, DownVerdict::HasNoDown);
    EXPECT_EQ(found[2].verdict, DownVerdict::Differs);
    EXPECT_EQ(found[2].differences,
              (std::vector<std::string>{"table a: new column y: type text, nullable"}));
    EXPECT_EQ(found[3].verdict, DownVerdict::DownFails);
    EXPECT_EQ(found[3].reason.substr(0, found[3].reason.find('\n')),
              "4.down.sql:1:1: table \"d\" does not exist");
    EXPECT_EQ(found[4].verdict, DownVerdict::Restores);
    EXPECT_EQ(found[5].verdict, DownVerdict::Differs);
}

TEST(DownCheck, FindsWhatCannotRunAgain) {
    const std::vector<DownFinding> found =
        findings({{"CREATE TABLE a (id int); INSERT INTO a VALUES (1);", nullptr},
                  {"CREATE TABLE b (id int);", "ALTER TABLE b RENAME TO c; DROP TABLE c;"}});
    EXPECT_EQ(found[1].verdict, DownVerdict::Restores);
}

TEST(DownCheck, TellsWhatIsLeftOfObjectsThatOnlyOneOfTheTwoTouches) {
    const std::vector<DownFinding> found = findings({
        {"CREATE TABLE a (id int, x text); CREATE TABLE b (id int);", nullptr},
        {"CREATE TABLE c (id int); CREATE TABLE d (id int);", "DROP TABLE c;"},
        {"ALTER TABLE a DROP COLUMN x; DROP TABLE d;", "CREATE TABLE d (id int);"},
        {"CREATE TABLE e (id int);", "DROP TABLE e; ALTER TABLE b ADD COLUMN y text;"},
        {"CREATE TABLE f (id int);", "DROP TABLE f;"},
    });
    using Lines = std::vector<std::string>;
    EXPECT_EQ(found[1].differences, (Lines{"table d stays"}));
    EXPECT_EQ(found[2].differences, (Lines{"table a: no more column x: type text, nullable"}));
    EXPECT_EQ(found[3].differences, (Lines{"table b: new column y: type text, nullable"}));
    EXPECT_EQ(found[4].verdict, DownVerdict::Restores);
}

TEST(DownCheck, WorksForSqlite) {
    const std::vector<DownFinding> found =
        findings({{"CREATE TABLE a (id INTEGER PRIMARY KEY);", "DROP TABLE a;"},
                  {"CREATE TABLE b (id INTEGER);", "SELECT 1;"}},
                 "sqlite");
    EXPECT_EQ(found[0].verdict, DownVerdict::Restores);
    EXPECT_EQ(found[1].verdict, DownVerdict::Differs);
    EXPECT_EQ(found[1].differences, (std::vector<std::string>{"table b stays"}));
}

TEST(DownCheck, RefusesWhatCannotRunAtAll) {
    try {
        findings({{"CREATE TABLE a (id nothing);", nullptr}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
    }
}

}  // namespace
}  // namespace erdmark::source
