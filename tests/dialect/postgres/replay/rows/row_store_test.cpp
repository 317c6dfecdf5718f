#include "dialect/postgres/replay/rows/row_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect/postgres/replay/rows/row_scratch.h"

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// `roles +2 ~1 -0` for each table.
std::vector<std::string> changes_of(RowStore& store) {
    std::vector<std::string> texts;
    for (const RowChange& change : store.take_changes()) {
        texts.push_back(fmt::format("{} +{} ~{} -{}", change.table.display(), change.inserted,
                                    change.updated, change.deleted));
    }
    return texts;
}

TEST(RowStore, CountsWhatChanged) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE b (id integer PRIMARY KEY, x text);"
                          "CREATE TABLE a (id integer PRIMARY KEY);"
                          "INSERT INTO b VALUES (1), (2), (3); INSERT INTO a VALUES (1);"
                          "UPDATE b SET x = 'y' WHERE id > 1; DELETE FROM b WHERE id = 1;"
                          "INSERT INTO b VALUES (2) ON CONFLICT DO NOTHING"),
              "");

    EXPECT_THAT(changes_of(scratch.store()), ElementsAre("a +1 ~0 -0", "b +3 ~2 -1"));
    EXPECT_THAT(changes_of(scratch.store()), IsEmpty());
}

TEST(RowStore, GoesBackWithTheCatalog) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id serial, x text); INSERT INTO a (x) VALUES ('x')"),
              "");
    const Journal::Mark mark = scratch.catalog().journal.set_mark();
    scratch.store().set_mark();
    ASSERT_EQ(scratch.run("CREATE TABLE b (id integer); INSERT INTO b VALUES (1);"
                          "ALTER TABLE a ADD COLUMN y integer DEFAULT 5; UPDATE a SET x = 'z';"
                          "INSERT INTO a (x) VALUES ('new')"),
              "");

    scratch.catalog().journal.roll_back(mark);
    scratch.store().roll_back();
    scratch.catalog().journal.release();
    scratch.store().release();

    EXPECT_EQ(scratch.query("SELECT * FROM a"), "1|x");
    EXPECT_EQ(scratch.run("CREATE TABLE b (id integer)"), "");
    EXPECT_EQ(scratch.query("SELECT * FROM b"), "");
    EXPECT_THAT(changes_of(scratch.store()), ElementsAre("a +1 ~0 -0"));
    EXPECT_EQ(scratch.query("INSERT INTO a (x) VALUES ('later') RETURNING id"), "3");
}

TEST(RowStore, KeepsWhatIsReleased) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id integer)"), "");
    scratch.catalog().journal.set_mark();
    scratch.store().set_mark();
    ASSERT_EQ(scratch.run("INSERT INTO a VALUES (1)"), "");

    scratch.catalog().journal.release();
    scratch.store().release();

    EXPECT_EQ(scratch.query("SELECT * FROM a"), "1");
}

TEST(RowStore, FollowsChangesOfTheTable) {
    struct Case {
        const char* name;
        const char* statements;
        const char* query;
        const char* rows;
    };
    const std::vector<Case> cases = {
        {"NewColumn", "ALTER TABLE a ADD COLUMN c text DEFAULT 'new'", "SELECT * FROM a",
         "1|x|new, 2|~|new"},
        {"NewColumnThenNoDefault",
         "ALTER TABLE a ADD COLUMN c text DEFAULT 'new'; ALTER TABLE a ALTER COLUMN c DROP "
         "DEFAULT; INSERT INTO a VALUES (3)",
         "SELECT id, c FROM a ORDER BY id", "1|new, 2|new, 3|~"},
        {"NewSerial", "ALTER TABLE a ADD COLUMN n serial", "SELECT id, n FROM a ORDER BY id",
         "1|1, 2|2"},
        {"DroppedColumn", "ALTER TABLE a DROP COLUMN b", "SELECT * FROM a", "1, 2"},
        {"DroppedAndMadeAnew", "ALTER TABLE a DROP COLUMN b; ALTER TABLE a ADD COLUMN b integer",
         "SELECT * FROM a", "1|~, 2|~"},
        {"RenamedColumn", "ALTER TABLE a RENAME COLUMN b TO c", "SELECT c FROM a ORDER BY id",
         "x, ~"},
        {"RenamedTable", "ALTER TABLE a RENAME TO z", "SELECT * FROM z ORDER BY id", "1|x, 2|~"},
        {"OtherType", "ALTER TABLE a ALTER COLUMN id TYPE text", "SELECT id || 'x' FROM a",
         "1x, 2x"},
        {"OtherTypeUsing",
         "ALTER TABLE a ALTER COLUMN b TYPE integer USING CASE WHEN b = 'x' THEN 7 ELSE 8 END",
         "SELECT b FROM a ORDER BY id", "7, 8"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        RowScratch scratch;
        ASSERT_EQ(scratch.run("CREATE TABLE a (id integer, b text);"
                              "INSERT INTO a VALUES (1, 'x'), (2)"),
                  "");
        ASSERT_EQ(scratch.run(each.statements), "");
        EXPECT_EQ(scratch.query(each.query), each.rows);
    }
}

TEST(RowStore, StepsSequences) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id serial, x text);"
                          "SELECT setval('a_id_seq', 41); INSERT INTO a (x) VALUES ('x')"),
              "");

    EXPECT_EQ(scratch.query("SELECT id FROM a"), "42");
    EXPECT_EQ(scratch.query("SELECT currval('public.a_id_seq')"), "42");
    EXPECT_EQ(scratch.query("SELECT setval('a_id_seq', (SELECT max(id) FROM a), false)"), "42");
    EXPECT_EQ(scratch.query("SELECT nextval('a_id_seq')"), "42");
    EXPECT_EQ(scratch.run("TRUNCATE a RESTART IDENTITY"), "");
    EXPECT_EQ(scratch.query("SELECT nextval('a_id_seq')"), "1");
    EXPECT_EQ(scratch.run("SELECT nextval('none')"), "relation \"none\" does not exist");
}

TEST(RowStore, CopiesRows) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id serial, x text, y boolean);"), "");

    EXPECT_EQ(scratch.run("COPY a (x, y) FROM stdin;\none\tt\ntwo\t\\N\n\\.\n"), "");
    EXPECT_EQ(scratch.query("SELECT * FROM a ORDER BY id"), "1|one|t, 2|two|~");
    EXPECT_EQ(scratch.run("COPY a (x, y) FROM stdin;\none\n\\.\n"),
              "missing data for column \"y\"");
    EXPECT_EQ(scratch.run("COPY a (x) FROM stdin;\none\ttwo\n\\.\n"),
              "extra data after last expected column");
}

schema::Schema roles_schema() {
    return {.tables = {{.name = {"", "roles"},
                        .columns = {{.name = "id", .type = "integer"},
                                    {.name = "name", .type = "text"},
                                    {.name = "price", .type = "numeric(10,2)"},
                                    {.name = "active", .type = "boolean"},
                                    {.name = "made",
                                     .type = "timestamp with time zone",
                                     .default_value = "now()"}},
                        .primary_key = schema::PrimaryKey{.columns = {"id"}}}}};
}

constexpr const char* kRoles =
    "CREATE TABLE roles (id integer PRIMARY KEY, name text, price numeric(10,2), active boolean, "
    "made timestamptz DEFAULT now());";

TEST(RowStore, ShowsRowsInOrder) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");
    ASSERT_EQ(scratch.run("INSERT INTO roles VALUES (10, 'b', 1.5, true), (9, NULL, NULL, false)"),
              "");
    schema::Schema schema = roles_schema();

    EXPECT_THAT(scratch.store().add_rows(schema, {{"roles", 100}, {"none", 1}}), IsEmpty());

    EXPECT_EQ(schema.tables[0].rows,
              (schema::ReferenceRows{.columns = {"id", "name", "price", "active"},
                                     .values = {{"9", std::nullopt, std::nullopt, "false"},
                                                {"10", "b", "1.50", "true"}}}));
}

TEST(RowStore, ShowsNoMoreThanTheLimitAndNothingUnasked) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");
    ASSERT_EQ(scratch.run("INSERT INTO roles (id) VALUES (3), (1), (2)"), "");
    schema::Schema schema = roles_schema();

    scratch.store().add_rows(schema, {});
    EXPECT_FALSE(schema.tables[0].rows.has_value());

    scratch.store().add_rows(schema, {{"roles", 2}});
    EXPECT_EQ(schema.tables[0].rows->values.size(), 2U);
    EXPECT_TRUE(schema.tables[0].rows->truncated);
}

TEST(RowStore, LeavesMergeOpen) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");

    EXPECT_EQ(scratch.run("MERGE INTO roles r USING roles s ON r.id = s.id "
                          "WHEN MATCHED THEN UPDATE SET name = 'x'"),
              "? MERGE is not replayed");
}

TEST(RowStore, SaysWhichColumnItLeavesOut) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");
    ASSERT_EQ(scratch.run("INSERT INTO roles (id, name) VALUES (1, gen_random_uuid()::text)"), "");
    schema::Schema schema = roles_schema();

    EXPECT_THAT(
        scratch.store().add_rows(schema, {{"roles", 2}}),
        ElementsAre("the column 'name' is left out of the rows of 'roles': not all of its values "
                    "are known without a server, or the same each time"));
    EXPECT_THAT(schema.tables[0].rows->columns, ElementsAre("id", "price", "active"));
}

TEST(RowStore, SaysWhichTriggersDidNotChangeTheRows) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");
    ASSERT_EQ(scratch.run(
                  "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
                  "CREATE TRIGGER second BEFORE INSERT ON roles FOR EACH ROW EXECUTE FUNCTION f();"
                  "CREATE TRIGGER first BEFORE UPDATE ON roles FOR EACH ROW EXECUTE FUNCTION f();"
                  "CREATE TRIGGER off BEFORE UPDATE ON roles FOR EACH ROW EXECUTE FUNCTION f();"
                  "ALTER TABLE roles DISABLE TRIGGER off;"
                  "CREATE TRIGGER late AFTER INSERT ON roles FOR EACH ROW EXECUTE FUNCTION f();"
                  "INSERT INTO roles (id, name) VALUES (1, 'a')"),
              "");
    schema::Schema schema = roles_schema();
    const std::string second =
        "the rows of 'roles' are shown as statements wrote them: the trigger 'second', which runs "
        "before, is not run in a replay";
    EXPECT_THAT(scratch.store().add_rows(schema, {{"roles", 2}}), ElementsAre(second));

    ASSERT_EQ(scratch.run("UPDATE roles SET name = 'b'"), "");
    EXPECT_THAT(
        scratch.store().add_rows(schema, {{"roles", 2}}),
        ElementsAre("the rows of 'roles' are shown as statements wrote them: the trigger 'first', "
                    "which runs before, is not run in a replay",
                    second));
}

TEST(RowStore, ShowsATableThatNoStatementFilled) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");
    schema::Schema schema = roles_schema();

    scratch.store().add_rows(schema, {{"roles", 2}});

    ASSERT_TRUE(schema.tables[0].rows.has_value());
    EXPECT_THAT(schema.tables[0].rows->values, IsEmpty());
}

}  // namespace
}  // namespace erdmark::dialect::postgres
