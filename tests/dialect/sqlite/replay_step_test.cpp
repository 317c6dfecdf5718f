#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect/sqlite/replayer.h"
#include "schema/compare.h"

namespace erdmark::dialect::sqlite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Steps : public testing::Test {
protected:
    ReplayStep step(const std::string& sql) {
        replayer_->run({.file = "m.sql", .text = sql});
        return replayer_->take_step();
    }

    /// What a step did, in words: `created table a`.
    std::vector<std::string> changes(const std::string& sql) {
        const ReplayStep taken = step(sql);
        std::vector<std::string> words;
        for (const schema::Change& change : schema::compare(taken.before, taken.after)) {
            const char* kind = change.kind == schema::ChangeKind::Created   ? "created "
                               : change.kind == schema::ChangeKind::Changed ? "changed "
                                                                            : "dropped ";
            words.push_back(kind + change.object + " " + change.name.display());
        }
        return words;
    }

    std::vector<std::string> rows(const std::string& sql) {
        std::vector<std::string> words;
        for (const RowChange& row : step(sql).rows) {
            words.push_back(row.table.name + " +" + std::to_string(row.inserted) + " ~" +
                            std::to_string(row.updated) + " -" + std::to_string(row.deleted));
        }
        return words;
    }

    std::vector<std::string> renames(const std::string& sql) {
        std::vector<std::string> words;
        for (const auto& [from, to] : step(sql).renamed) {
            words.push_back(from.name + " " + to.name);
        }
        return words;
    }

    std::vector<std::string> reads(const std::string& sql) {
        std::vector<std::string> words;
        for (const schema::QualifiedName& name : step(sql).reads) {
            words.push_back(name.name);
        }
        return words;
    }

    std::unique_ptr<Replayer> replayer_ = make_replayer();
};

TEST_F(Steps, HoldNothingButWhatDiffers) {
    step("CREATE TABLE a (x); CREATE TABLE b (x);");

    const ReplayStep taken = step("ALTER TABLE b ADD COLUMN y; CREATE TABLE c (x);");

    ASSERT_EQ(taken.before.tables.size(), 1U);
    EXPECT_EQ(taken.before.tables[0].name.name, "b");
    EXPECT_EQ(taken.before.tables[0].columns.size(), 1U);
    ASSERT_EQ(taken.after.tables.size(), 2U);
    EXPECT_EQ(taken.after.tables[0].name.name, "b");
    EXPECT_EQ(taken.after.tables[0].columns.size(), 2U);
    EXPECT_EQ(taken.after.tables[1].name.name, "c");
    EXPECT_EQ(taken.after.engine, "sqlite");
}

TEST_F(Steps, ThatDoNothingAreEmpty) {
    step("CREATE TABLE a (x);");

    EXPECT_THAT(changes("SELECT 1; BEGIN; DROP TABLE a; ROLLBACK;"), IsEmpty());
}

TEST_F(Steps, SeeIndexesTriggersAndDrops) {
    step("CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x);");

    EXPECT_THAT(changes("CREATE INDEX i ON A (x); DROP TABLE b; CREATE TRIGGER t AFTER INSERT ON "
                        "c BEGIN SELECT 1; END;"),
                ElementsAre("changed table a", "dropped table b", "changed table c"));
    EXPECT_THAT(changes("DROP INDEX i"), ElementsAre("changed table a"));
}

TEST_F(Steps, FollowViewsToWhatTheyRead) {
    step(
        "CREATE TABLE a (x); CREATE VIEW v AS SELECT * FROM a; CREATE VIEW w AS SELECT * FROM v;"
        "CREATE TABLE b (x);");

    EXPECT_THAT(changes("ALTER TABLE a ADD COLUMN y"),
                ElementsAre("changed table a", "changed view v", "changed view w"));
    EXPECT_THAT(changes("ALTER TABLE b ADD COLUMN y"), ElementsAre("changed table b"));
}

TEST_F(Steps, ResolveKeysToTablesThatCameLater) {
    step("CREATE TABLE child (parent REFERENCES Parent);");

    const ReplayStep taken = step("CREATE TABLE parent (id INTEGER PRIMARY KEY);");

    ASSERT_EQ(taken.after.tables.size(), 2U);
    EXPECT_EQ(taken.after.tables[0].foreign_keys[0].referenced_table.name, "parent");
    EXPECT_THAT(taken.after.tables[0].foreign_keys[0].referenced_columns, ElementsAre("id"));
    EXPECT_THAT(taken.before.tables[0].foreign_keys[0].referenced_columns, IsEmpty());
}

TEST_F(Steps, LeaveOutWhatOnlyRefersToWhatChanged) {
    step(
        "CREATE TABLE a (x PRIMARY KEY); CREATE TABLE b (a REFERENCES a, y PRIMARY KEY);"
        "CREATE TABLE c (b REFERENCES b);");

    EXPECT_THAT(changes("ALTER TABLE a ADD COLUMN y"), ElementsAre("changed table a"));
}

TEST_F(Steps, AddUpToTheWholeSchema) {
    std::map<std::string, schema::Table> tables;
    for (const std::string script :
         {"CREATE TABLE a (x PRIMARY KEY); CREATE TABLE b (a REFERENCES a);",
          "ALTER TABLE a RENAME TO c; CREATE VIEW v AS SELECT * FROM c",
          "DROP VIEW v; CREATE TABLE a (y PRIMARY KEY) WITHOUT ROWID",
          "DROP TABLE a; CREATE VIRTUAL TABLE a USING fts5(words)", "DROP TABLE b"}) {
        SCOPED_TRACE(script);
        const ReplayStep taken = step(script);
        for (const schema::Table& table : taken.before.tables) {
            EXPECT_EQ(tables[table.name.name], table);
            tables.erase(table.name.name);
        }
        for (const schema::Table& table : taken.after.tables) {
            tables[table.name.name] = table;
        }
        std::vector<schema::Table> sum;
        for (const auto& [name, table] : tables) {
            sum.push_back(table);
        }
        EXPECT_EQ(sum, replayer_->schema().tables);
    }
}

TEST_F(Steps, CountRows) {
    step("CREATE TABLE Roles (id INTEGER PRIMARY KEY, name); CREATE TABLE b (x);");

    EXPECT_THAT(
        rows("INSERT INTO roles (name) VALUES ('a'), ('b'), ('c');"
             "UPDATE roles SET name = 'd' WHERE name > 'a'; DELETE FROM roles WHERE id = 1"),
        ElementsAre("Roles +3 ~2 -1"));
    EXPECT_THAT(rows("SELECT 1"), IsEmpty());
    EXPECT_THAT(rows("BEGIN; INSERT INTO b VALUES (1); ROLLBACK"), IsEmpty());
    EXPECT_THAT(rows("BEGIN; INSERT INTO b VALUES (1); COMMIT; INSERT INTO b VALUES (2)"),
                ElementsAre("b +2 ~0 -0"));
}

TEST_F(Steps, CountNoRowsThatMoveIntoANewFormOfTheirTable) {
    step("CREATE TABLE a (x); INSERT INTO a VALUES (1), (2);");

    EXPECT_THAT(rows("CREATE TABLE new_a (x, y); INSERT INTO new_a (x) SELECT x FROM a;"
                     "DROP TABLE a; ALTER TABLE new_a RENAME TO a;"),
                IsEmpty());
    EXPECT_THAT(rows("ALTER TABLE a RENAME TO old_a; CREATE TABLE a (x, y, z);"
                     "INSERT INTO a (x) SELECT x FROM old_a; DROP TABLE old_a;"),
                IsEmpty());
}

TEST_F(Steps, TellRenamedTables) {
    step("CREATE TABLE Person (x); CREATE TABLE b (x);");

    EXPECT_THAT(renames("ALTER TABLE person RENAME TO p; ALTER TABLE main.p RENAME TO People;"),
                ElementsAre("Person People"));
    EXPECT_THAT(renames("CREATE TABLE c (x); ALTER TABLE c RENAME TO d"), IsEmpty());
    EXPECT_THAT(renames("CREATE TABLE new_b (x, y); DROP TABLE IF EXISTS b;"
                        "ALTER TABLE new_b RENAME TO b"),
                IsEmpty());
    EXPECT_THAT(renames("ALTER TABLE b RENAME COLUMN x TO z"), IsEmpty());
}

TEST_F(Steps, TellWhatQueriesAndViewsRead) {
    step("CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x);");

    EXPECT_THAT(reads("INSERT INTO c SELECT a.x FROM A"), ElementsAre("a"));
    EXPECT_THAT(reads("CREATE VIEW v AS SELECT b.x FROM b"), ElementsAre("b"));
    EXPECT_THAT(reads("CREATE TABLE d (x)"), IsEmpty());
}

TEST(KeepGoing, MakesANoteOfAStatementThatFails) {
    const auto replayer = make_replayer({}, {.keep_going = true});

    replayer->run({.file = "m.sql",
                   .text = "CREATE TABLE a (x);\nCREAT TABLE b (x);\nCREATE TABLE a (y);\n"
                           "CREATE TABLE c (x);"});

    EXPECT_THAT(replayer->notes(), ElementsAre("m.sql:2:1: near \"CREAT\": syntax error",
                                               "m.sql:3:14: table a already exists"));
    EXPECT_EQ(replayer->schema().tables.size(), 2U);
}

TEST(KeepGoing, LeavesNothingOfATransactionInWhichAStatementFailed) {
    const auto replayer = make_replayer({}, {.keep_going = true});

    replayer->run({.file = "m.sql",
                   .text = "BEGIN;\nCREATE TABLE a (x);\nDROP TABLE b;\nCREATE TABLE c (x);\n"
                           "COMMIT;\nCREATE TABLE d (x);"});

    EXPECT_THAT(replayer->notes(), ElementsAre("m.sql:3:1: no such table: b"));
    ASSERT_EQ(replayer->schema().tables.size(), 1U);
    EXPECT_EQ(replayer->schema().tables[0].name.name, "d");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
