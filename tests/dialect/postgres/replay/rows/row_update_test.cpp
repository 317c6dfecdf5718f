#include <gtest/gtest.h>

#include "dialect/postgres/replay/rows/row_scratch.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kSetup = R"sql(
    CREATE TABLE roles (id integer PRIMARY KEY, name text, level integer DEFAULT 10);
    CREATE TABLE users (id integer PRIMARY KEY, role integer REFERENCES roles ON DELETE CASCADE ON UPDATE CASCADE);
    CREATE TABLE notes (role integer DEFAULT 0 REFERENCES roles ON DELETE SET NULL, text text);
    INSERT INTO roles VALUES (1, 'admin', 1), (2, 'user', 2), (3, 'guest', NULL);
    INSERT INTO users VALUES (10, 1), (11, 2);
    INSERT INTO notes VALUES (1, 'a'), (2, 'b');)sql";

struct Outcome {
    const char* name;
    const char* statement;
    const char* query;
    const char* result;
};

void expect_all(const std::vector<Outcome>& cases) {
    for (const Outcome& each : cases) {
        SCOPED_TRACE(each.name);
        RowScratch scratch;
        ASSERT_EQ(scratch.run(kSetup), "");
        const std::string message = scratch.run(each.statement);
        EXPECT_EQ(message.empty() ? scratch.query(each.query) : message, each.result);
    }
}

TEST(UpdateRows, ChangeThoseThatAreMeant) {
    expect_all({
        {"All", "UPDATE roles SET level = 5", "SELECT id, level FROM roles ORDER BY id",
         "1|5, 2|5, 3|5"},
        {"Some", "UPDATE roles SET name = upper(name), level = level + 1 WHERE id < 3",
         "SELECT * FROM roles ORDER BY id", "1|ADMIN|2, 2|USER|3, 3|guest|~"},
        {"ToTheDefault", "UPDATE roles SET level = DEFAULT WHERE level IS NULL",
         "SELECT level FROM roles WHERE id = 3", "10"},
        {"FromAnother",
         "UPDATE users u SET role = r.id FROM roles AS r WHERE r.name = 'guest' AND u.id = 10",
         "SELECT * FROM users ORDER BY id", "10|3, 11|2"},
        {"BySubQuery",
         "UPDATE roles SET level = (SELECT count(*) FROM users WHERE users.role = roles.id)",
         "SELECT id, level FROM roles ORDER BY id", "1|1, 2|1, 3|0"},
        {"SeveralAtOnce", "UPDATE roles SET (name, level) = ('x', 7) WHERE id = 1",
         "SELECT name, level FROM roles WHERE id = 1", "x|7"},
        {"SeveralByAQuery",
         "UPDATE roles SET (name, level) = (SELECT name, 9 FROM roles AS r WHERE r.id = 2) WHERE "
         "id = 1",
         "SELECT name, level FROM roles WHERE id = 1", "user|9"},
        {"Keys", "UPDATE roles SET id = 20 WHERE id = 2", "SELECT role FROM users ORDER BY id",
         "1, 20"},
        {"Returning", "UPDATE roles SET level = 0 WHERE id = 1",
         "SELECT level FROM roles WHERE id "
         "= 1",
         "0"},
    });
}

TEST(UpdateRows, AreRefusedAsOnTheServer) {
    expect_all({
        {"Twin", "UPDATE roles SET id = 1", "",
         "duplicate key value violates unique constraint \"roles_pkey\""},
        {"Null", "UPDATE roles SET id = NULL WHERE id = 3", "",
         "null value in column \"id\" of relation \"roles\" violates not-null constraint"},
        {"NoSuchColumn", "UPDATE roles SET nmae = 'x'", "",
         "column \"nmae\" of relation \"roles\" does not exist"},
        {"PartOfAColumn", "UPDATE roles SET name[1] = 'x'", "",
         "? an assignment to a part of a column is not replayed"},
    });
}

TEST(DeleteRows, TakeWhatRefersToThemAlong) {
    expect_all({
        {"Cascade", "DELETE FROM roles WHERE name = 'admin'", "SELECT * FROM users", "11|2"},
        {"SetNull", "DELETE FROM roles WHERE id = 1", "SELECT * FROM notes ORDER BY text",
         "~|a, 2|b"},
        {"Using", "DELETE FROM users USING roles WHERE roles.id = users.role AND roles.level = 2",
         "SELECT id FROM users", "10"},
        {"All", "DELETE FROM roles", "SELECT count(*) FROM users", "0"},
        {"Truncate", "TRUNCATE roles CASCADE", "SELECT count(*) FROM notes", "0"},
        {"Not", "DELETE FROM roles WHERE id NOT IN (SELECT role FROM users)",
         "SELECT id FROM roles ORDER BY id", "1, 2"},
    });
}

TEST(DeleteRows, AreRefusedWhereAnotherNeedsThem) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id integer PRIMARY KEY);"
                          "CREATE TABLE b (a integer REFERENCES a);"
                          "INSERT INTO a VALUES (1); INSERT INTO b VALUES (1)"),
              "");

    EXPECT_EQ(scratch.run("DELETE FROM a"),
              "update or delete on table \"a\" violates foreign key constraint \"b_a_fkey\" on "
              "table \"b\"");
}

TEST(DeleteRows, EndWhereKeysLeadAround) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id integer PRIMARY KEY, b integer);"
                          "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES a ON DELETE CASCADE;"
                          "INSERT INTO a VALUES (1, 2), (2, 1), (3, 3), (4, NULL)"),
              "");

    EXPECT_EQ(scratch.run("DELETE FROM a WHERE id IN (1, 3)"), "");
    EXPECT_EQ(scratch.query("SELECT id FROM a"), "4");
}

TEST(WithClause, ChangesRowsAndGivesThem) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kSetup), "");

    EXPECT_EQ(scratch.query("WITH gone AS (DELETE FROM users RETURNING id, role), "
                            "back (n) AS (INSERT INTO users SELECT id + 100, role FROM gone "
                            "RETURNING id) SELECT n FROM back ORDER BY n"),
              "110, 111");
    EXPECT_EQ(scratch.query("SELECT id FROM users ORDER BY id"), "110, 111");
}

TEST(UpdateRows, OfPartsOfOtherTablesAreNotDecided) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE t (a integer) PARTITION BY LIST (a);"
                          "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1)"),
              "");

    EXPECT_EQ(scratch.run("DELETE FROM t1"),
              "? changes of rows in a partition or in a table with heirs are not replayed");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
