#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/databases.h"

// What the introspector of SQLite tells of each fact that a schema can hold.

namespace erdmark {
namespace {

using schema::Deferrability;
using schema::Generated;
using schema::ReferentialAction;
using test::column_of;
using test::replayed;
using test::table_of;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Introspection, ColumnsStandInTheirOrderWithTypeNullabilityAndDefault) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (z VARCHAR (10) NOT NULL DEFAULT 'x''y', a, m DOUBLE PRECISION DEFAULT (1 + 2),
                        n DECIMAL(10, 2) DEFAULT -1.5, d TEXT DEFAULT CURRENT_TIMESTAMP))sql");

    const schema::Table& table = table_of(schema, "t");
    ASSERT_EQ(table.columns.size(), 5U);
    EXPECT_EQ(table.columns[0].name, "z");
    EXPECT_FALSE(table.columns[0].nullable);
    EXPECT_EQ(table.columns[0].default_value, "'x''y'");
    EXPECT_EQ(table.columns[1].type, "");
    EXPECT_TRUE(table.columns[1].nullable);
    EXPECT_EQ(table.columns[1].default_value, std::nullopt);
    EXPECT_EQ(table.columns[2].type, "DOUBLE PRECISION");
    EXPECT_EQ(table.columns[2].default_value, "1 + 2");
    EXPECT_EQ(table.columns[3].default_value, "-1.5");
    EXPECT_EQ(table.columns[4].default_value, "CURRENT_TIMESTAMP");
}

TEST(Introspection, GeneratedColumnsTellTheirExpression) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (a INT, b INT GENERATED ALWAYS AS (a * (2 + 1)) STORED, c TEXT AS (a || 'x, y')))sql");

    const schema::Table& table = table_of(schema, "t");
    EXPECT_EQ(column_of(table, "b").generated, Generated::Stored);
    EXPECT_EQ(column_of(table, "b").generation_expression, "a * (2 + 1)");
    EXPECT_EQ(column_of(table, "b").type, "INT");
    EXPECT_EQ(column_of(table, "c").generated, Generated::Virtual);
    EXPECT_EQ(column_of(table, "c").generation_expression, "a || 'x, y'");
}

TEST(Introspection, CollationIsToldWhenItIsNotTheDefault) {
    const schema::Schema schema = replayed(
        "CREATE TABLE t (a TEXT COLLATE NOCASE, b TEXT COLLATE BINARY, c TEXT COLLATE rtrim)");

    EXPECT_EQ(column_of(table_of(schema, "t"), "a").collation, "NOCASE");
    EXPECT_EQ(column_of(table_of(schema, "t"), "b").collation, "");
    EXPECT_EQ(column_of(table_of(schema, "t"), "c").collation, "rtrim");
}

struct KeyCase {
    const char* sql;
    std::vector<std::string> columns;
    bool rowid_alias;
    bool auto_increment;
    bool nullable;
};

TEST(Introspection, PrimaryKeysOfEveryKind) {
    const KeyCase cases[] = {
        {"CREATE TABLE t (a INTEGER PRIMARY KEY)", {"a"}, true, false, false},
        {"CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)", {"a"}, true, true, false},
        {"CREATE TABLE t (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))", {"a"}, true, true, false},
        {"CREATE TABLE t (a INT PRIMARY KEY)", {"a"}, false, false, true},
        {"CREATE TABLE t (a INTEGER PRIMARY KEY DESC)", {"a"}, false, false, true},
        {"CREATE TABLE t (a TEXT PRIMARY KEY NOT NULL)", {"a"}, false, false, false},
        {"CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID", {"a"}, false, false, false},
        {"CREATE TABLE t (a TEXT PRIMARY KEY) STRICT", {"a"}, false, false, false},
        {"CREATE TABLE t (a TEXT, b TEXT, c TEXT, PRIMARY KEY (c, a))",
         {"c", "a"},
         false,
         false,
         true},
    };
    for (const KeyCase& each : cases) {
        SCOPED_TRACE(each.sql);
        const schema::Schema schema = replayed(each.sql);
        const schema::Table& table = table_of(schema, "t");
        ASSERT_TRUE(table.primary_key);
        EXPECT_EQ(table.primary_key->columns, each.columns);
        EXPECT_EQ(table.primary_key->rowid_alias, each.rowid_alias);
        EXPECT_EQ(table.primary_key->auto_increment, each.auto_increment);
        EXPECT_EQ(column_of(table, "a").nullable, each.nullable);
    }
}

TEST(Introspection, TableOptionsAreTold) {
    const schema::Schema schema =
        replayed("CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID, STRICT");

    EXPECT_THAT(table_of(schema, "t").options, ElementsAre("STRICT", "WITHOUT ROWID"));
}

TEST(Introspection, ConstraintsKeepTheirNamesAndText) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (
          a INT CONSTRAINT positive CHECK (a > 0), -- words
          b TEXT CONSTRAINT once UNIQUE,
          CONSTRAINT pk PRIMARY KEY (a),
          UNIQUE (a, b),
          CONSTRAINT "odd name" CHECK (b IN ('(', ')') /* why */ AND a   <> 1)
        ))sql");

    const schema::Table& table = table_of(schema, "t");
    EXPECT_EQ(table.primary_key->name, "pk");
    ASSERT_EQ(table.unique_constraints.size(), 2U);
    EXPECT_THAT(table.unique_constraints[0].columns, ElementsAre("a", "b"));
    EXPECT_EQ(table.unique_constraints[0].name, "");
    EXPECT_EQ(table.unique_constraints[1].name, "once");
    ASSERT_EQ(table.check_constraints.size(), 2U);
    EXPECT_EQ(table.check_constraints[0].name, "odd name");
    EXPECT_EQ(table.check_constraints[0].expression, "b IN ('(', ')') AND a <> 1");
    EXPECT_EQ(table.check_constraints[1].name, "positive");
    EXPECT_EQ(table.check_constraints[1].expression, "a > 0");
}

TEST(Introspection, ForeignKeysTellTheirActionsNamesAndDeferrability) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE p (id INTEGER PRIMARY KEY, x INT, y INT, UNIQUE (x, y));
        CREATE TABLE c (
          a INT CONSTRAINT to_p REFERENCES P (ID) ON UPDATE SET DEFAULT ON DELETE SET NULL,
          b INT REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
          d INT REFERENCES p ON DELETE RESTRICT NOT DEFERRABLE INITIALLY DEFERRED,
          e INT REFERENCES nowhere,
          f INT REFERENCES c (a) DEFERRABLE,
          CONSTRAINT two FOREIGN KEY (a, b) REFERENCES p (x, y)
        ))sql");

    const std::vector<schema::ForeignKey>& keys = table_of(schema, "c").foreign_keys;
    ASSERT_EQ(keys.size(), 6U);
    EXPECT_EQ(keys[0].name, "to_p");
    EXPECT_EQ(keys[0].referenced_table.name, "p");
    EXPECT_THAT(keys[0].referenced_columns, ElementsAre("id"));
    EXPECT_EQ(keys[0].on_update, ReferentialAction::SetDefault);
    EXPECT_EQ(keys[0].on_delete, ReferentialAction::SetNull);
    EXPECT_EQ(keys[1].name, "two");
    EXPECT_THAT(keys[1].columns, ElementsAre("a", "b"));
    EXPECT_THAT(keys[1].referenced_columns, ElementsAre("x", "y"));
    EXPECT_THAT(keys[2].columns, ElementsAre("b"));
    EXPECT_THAT(keys[2].referenced_columns, ElementsAre("id"));
    EXPECT_EQ(keys[2].on_delete, ReferentialAction::Cascade);
    EXPECT_EQ(keys[2].deferrability, Deferrability::InitiallyDeferred);
    EXPECT_EQ(keys[3].on_delete, ReferentialAction::Restrict);
    EXPECT_EQ(keys[3].deferrability, Deferrability::NotDeferrable);
    EXPECT_EQ(keys[4].referenced_table.name, "nowhere");
    EXPECT_THAT(keys[4].referenced_columns, IsEmpty());
    EXPECT_EQ(keys[5].referenced_table.name, "c");
    EXPECT_EQ(keys[5].deferrability, Deferrability::InitiallyImmediate);
}

TEST(Introspection, IndexesTellExpressionsOrderCollationAndPredicate) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (a TEXT UNIQUE, b INT, PRIMARY KEY (b, a));
        CREATE UNIQUE INDEX i ON t (lower(a), b DESC, a COLLATE NOCASE) WHERE b > 0 AND a <> 'WHERE';
        CREATE INDEX j ON t (a || ',' || b);
        )sql");

    const std::vector<schema::Index>& indexes = table_of(schema, "t").indexes;
    ASSERT_EQ(indexes.size(), 4U);
    EXPECT_EQ(indexes[0].name, "");
    EXPECT_EQ(indexes[1].name, "");
    EXPECT_NE(indexes[0].origin, indexes[1].origin);
    const schema::Index& i = indexes[2];
    EXPECT_EQ(i.name, "i");
    EXPECT_TRUE(i.unique);
    ASSERT_EQ(i.parts.size(), 3U);
    EXPECT_EQ(i.parts[0].expression, "lower(a)");
    EXPECT_EQ(i.parts[1].column, "b");
    EXPECT_TRUE(i.parts[1].descending);
    EXPECT_EQ(i.parts[2].collation, "NOCASE");
    EXPECT_EQ(i.predicate, "b > 0 AND a <> 'WHERE'");
    EXPECT_EQ(indexes[3].parts[0].expression, "a || ',' || b");
}

TEST(Introspection, TriggersTellTimingEventConditionAndBody) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (a INT, b INT);
        CREATE VIEW v AS SELECT a FROM t;
        CREATE TRIGGER one AFTER UPDATE OF a, b ON t WHEN new.a > old.a BEGIN SELECT 1; END;
        CREATE TRIGGER two DELETE ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END;
        CREATE TRIGGER three INSTEAD OF INSERT ON v BEGIN INSERT INTO t (a) VALUES (new.a); END;
        )sql");

    const std::vector<schema::Trigger>& triggers = table_of(schema, "t").triggers;
    ASSERT_EQ(triggers.size(), 2U);
    EXPECT_EQ(triggers[0].timing, "AFTER");
    EXPECT_EQ(triggers[0].event, "UPDATE OF a, b");
    EXPECT_EQ(triggers[0].condition, "new.a > old.a");
    EXPECT_EQ(triggers[0].body, "BEGIN SELECT 1; END");
    EXPECT_EQ(triggers[1].timing, "BEFORE");
    EXPECT_EQ(triggers[1].event, "DELETE");
    EXPECT_EQ(triggers[1].condition, "");
    ASSERT_EQ(schema.views.size(), 1U);
    EXPECT_EQ(schema.views[0].triggers[0].timing, "INSTEAD OF");
    EXPECT_EQ(schema.views[0].definition, "SELECT a FROM t");
}

TEST(Introspection, VirtualTablesTellTheirModuleAndHideTheirShadows) {
    const schema::Schema schema =
        replayed("CREATE VIRTUAL TABLE s USING fts5(title, body, tokenize = 'porter')");

    ASSERT_EQ(schema.tables.size(), 1U);
    EXPECT_EQ(schema.tables[0].kind, schema::TableKind::Virtual);
    EXPECT_EQ(schema.tables[0].module, "fts5(title, body, tokenize = 'porter')");
    EXPECT_FALSE(column_of(schema.tables[0], "title").hidden);
    EXPECT_TRUE(column_of(schema.tables[0], "rank").hidden);
}

TEST(Introspection, ABrokenViewDoesNotSpoilTheRest) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (a INT); CREATE TABLE gone (x INT);
        CREATE VIEW good AS SELECT a FROM t; CREATE VIEW bad AS SELECT x FROM gone;
        CREATE VIRTUAL TABLE s USING fts5(body);
        DROP TABLE gone;)sql");

    ASSERT_EQ(schema.views.size(), 2U);
    EXPECT_EQ(schema.views[0].name.name, "bad");
    EXPECT_EQ(schema.views[0].definition, "SELECT x FROM gone");
    EXPECT_THAT(schema.views[0].columns, IsEmpty());
    EXPECT_EQ(schema.views[1].columns.size(), 1U);
    EXPECT_EQ(column_of(table_of(schema, "s"), "body").name, "body");
}

TEST(Introspection, TemporaryObjectsAreLeftOut) {
    const schema::Schema schema =
        replayed("CREATE TABLE t (a); CREATE TEMP TABLE x (a); CREATE TEMP VIEW y AS SELECT 1;");

    EXPECT_EQ(schema.tables.size(), 1U);
    EXPECT_THAT(schema.views, IsEmpty());
}

TEST(Introspection, CommentsInTheTextBecomeDescriptions) {
    const schema::Schema schema = replayed(R"sql(
        -- not kept by SQLite
        CREATE TABLE users ( -- People who can sign in.
          id INTEGER PRIMARY KEY,   -- The key.
          -- Where we reach them,
          -- day and night.
          email TEXT NOT NULL,
          -- =====================
          a INT, /* behind
                  * the comma */
          b INT -- the last one
        );)sql");

    const schema::Table& table = table_of(schema, "users");
    EXPECT_EQ(table.comment, "People who can sign in.");
    EXPECT_EQ(column_of(table, "id").comment, "The key.");
    EXPECT_EQ(column_of(table, "email").comment, "Where we reach them, day and night.");
    EXPECT_EQ(column_of(table, "a").comment, "behind the comma");
    EXPECT_EQ(column_of(table, "b").comment, "the last one");
}

TEST(Introspection, AnAddedColumnWithACommentDoesNotGarbleItsNeighbours) {
    const schema::Schema schema = replayed(
        "CREATE TABLE t (\n  a INT,\n  CONSTRAINT c CHECK (a > 0)\n);\n"
        "ALTER TABLE t ADD COLUMN note TEXT -- remark\n;");

    const schema::Table& table = table_of(schema, "t");
    ASSERT_EQ(table.columns.size(), 2U);
    EXPECT_EQ(column_of(table, "note").comment, "remark");
    EXPECT_EQ(column_of(table, "a").comment, "");
    ASSERT_EQ(table.check_constraints.size(), 1U);
    EXPECT_EQ(table.check_constraints[0].expression, "a > 0");
}

TEST(Introspection, HostileNamesComeThroughWhole) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE "a ""quoted"" [name]" ("select" INT PRIMARY KEY, [from where] INT, `b``t` INT, "x]y" INT,
          'single' INT REFERENCES "Größe; DROP" ("a.b"), CHECK ([from where] > `b``t`));
        CREATE TABLE "Größe; DROP" ("a.b" INT PRIMARY KEY);
        CREATE INDEX "idx "" 1" ON "a ""quoted"" [name]" ([from where], "x]y");)sql");

    const schema::Table& table = table_of(schema, "a \"quoted\" [name]");
    EXPECT_EQ(table.columns[0].name, "select");
    EXPECT_EQ(table.columns[1].name, "from where");
    EXPECT_EQ(table.columns[2].name, "b`t");
    EXPECT_EQ(table.columns[3].name, "x]y");
    EXPECT_EQ(table.columns[4].name, "single");
    EXPECT_EQ(table.foreign_keys[0].referenced_table.name, "Größe; DROP");
    EXPECT_THAT(table.foreign_keys[0].referenced_columns, ElementsAre("a.b"));
    EXPECT_EQ(table.check_constraints[0].expression, "[from where] > `b``t`");
    EXPECT_EQ(table.indexes.back().name, "idx \" 1");
}

}  // namespace
}  // namespace erdmark
