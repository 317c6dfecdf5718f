#include <gtest/gtest.h>

#include "dialect/postgres/replay/rows/row_scratch.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kRoles =
    "CREATE TABLE roles (id serial PRIMARY KEY, name text NOT NULL UNIQUE, level integer DEFAULT "
    "10, is_system boolean NOT NULL DEFAULT false);";

struct Outcome {
    const char* name;
    const char* statements;
    const char* query;
    const char* result;
};

void expect_all(const std::vector<Outcome>& cases, const char* setup) {
    for (const Outcome& each : cases) {
        SCOPED_TRACE(each.name);
        RowScratch scratch;
        ASSERT_EQ(scratch.run(setup), "");
        const std::string message = scratch.run(each.statements);
        EXPECT_EQ(message.empty() ? scratch.query(each.query) : message, each.result);
    }
}

TEST(InsertRows, FillInWhatIsNotSaid) {
    expect_all(
        {
            {"Values", "INSERT INTO roles (name, is_system) VALUES ('admin', true), ('user', 'no')",
             "SELECT * FROM roles ORDER BY id", "1|admin|10|t, 2|user|10|f"},
            {"WordDefault", "INSERT INTO roles VALUES (DEFAULT, 'a', DEFAULT, true)",
             "SELECT * FROM roles", "1|a|10|t"},
            {"OwnIds",
             "INSERT INTO roles (id, name) VALUES (7, 'a'); INSERT INTO roles (name) "
             "VALUES ('b')",
             "SELECT id, name FROM roles ORDER BY id", "1|b, 7|a"},
            {"Null", "INSERT INTO roles (name, level) VALUES ('a', NULL)",
             "SELECT name, level FROM roles", "a|~"},
            {"Expressions", "INSERT INTO roles (name, level) VALUES (upper('a') || 'x', 2 * 3)",
             "SELECT name, level FROM roles", "Ax|6"},
            {"FromAnother",
             "INSERT INTO roles (name) VALUES ('a'), ('b'); "
             "INSERT INTO roles (name, level) SELECT r.name || '2', r.level + 1 FROM roles r ORDER "
             "BY r.name DESC",
             "SELECT id, name, level FROM roles ORDER BY id", "1|a|10, 2|b|10, 3|b2|11, 4|a2|11"},
            {"WithQueries",
             "WITH x(n) AS (SELECT 'a' UNION ALL SELECT 'b') INSERT INTO roles (name) SELECT n "
             "FROM x",
             "SELECT name FROM roles ORDER BY 1", "a, b"},
            {"WithRecursion",
             "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 3) INSERT "
             "INTO roles (name) SELECT 'r' || n FROM x",
             "SELECT name FROM roles ORDER BY 1", "r1, r2, r3"},
            {"ManyFromASeries",
             "INSERT INTO roles (name, level) SELECT 'r' || i, i FROM generate_series(1, 3) AS i",
             "SELECT name, level FROM roles ORDER BY 2", "r1|1, r2|2, r3|3"},
            {"SubQueries",
             "INSERT INTO roles (name) VALUES ('a'); INSERT INTO roles (name, level) VALUES ('b', "
             "(SELECT id FROM roles WHERE name = 'a'))",
             "SELECT level FROM roles WHERE name = 'b'", "1"},
        },
        kRoles);
}

TEST(InsertRows, AreRefusedAsOnTheServer) {
    expect_all(
        {
            {"Null", "INSERT INTO roles (name) VALUES (NULL)", "",
             "null value in column \"name\" of relation \"roles\" violates not-null constraint"},
            {"Twin", "INSERT INTO roles (name) VALUES ('a'), ('a')", "",
             "duplicate key value violates unique constraint \"roles_name_key\""},
            {"NoSuchColumn", "INSERT INTO roles (nmae) VALUES ('a')", "",
             "column \"nmae\" of relation \"roles\" does not exist"},
            {"NoSuchTable", "INSERT INTO rolls (name) VALUES ('a')", "",
             "relation \"rolls\" does not exist"},
            {"TooManyValues", "INSERT INTO roles (name) VALUES ('a', 'b')", "",
             "INSERT has more expressions than target columns"},
            {"NoSuchKey", "INSERT INTO roles (name) VALUES ('a') ON CONFLICT (level) DO NOTHING",
             "",
             "there is no unique or exclusion constraint matching the ON CONFLICT specification"},
        },
        kRoles);
}

TEST(InsertRows, LeaveNothingWhenTheyFail) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");

    EXPECT_NE(scratch.run("INSERT INTO roles (name) VALUES ('a'), ('a')"), "");

    EXPECT_EQ(scratch.query("SELECT count(*) FROM roles"), "0");
    EXPECT_TRUE(scratch.store().take_changes().empty());
}

TEST(InsertRows, DoWhatOnConflictSays) {
    expect_all(
        {
            {"Nothing", "INSERT INTO roles (name, level) VALUES ('a', 2) ON CONFLICT DO NOTHING",
             "SELECT * FROM roles ORDER BY id", "1|a|1|f"},
            {"NothingForOneKey",
             "INSERT INTO roles (name, level) VALUES ('a', 2) ON CONFLICT (name) DO NOTHING",
             "SELECT * FROM roles ORDER BY id", "1|a|1|f"},
            {"NothingForAConstraint",
             "INSERT INTO roles (name) VALUES ('a') ON CONFLICT ON CONSTRAINT roles_name_key DO "
             "NOTHING",
             "SELECT count(*) FROM roles", "1"},
            {"TheSequenceGoesOn",
             "INSERT INTO roles (name) VALUES ('a') ON CONFLICT DO NOTHING; INSERT INTO roles "
             "(name) VALUES ('b')",
             "SELECT id, name FROM roles ORDER BY id", "1|a, 3|b"},
            {"Update",
             "INSERT INTO roles (name, level) VALUES ('a', 2), ('b', 3) ON CONFLICT (name) DO "
             "UPDATE SET level = EXCLUDED.level, is_system = true",
             "SELECT * FROM roles ORDER BY id", "1|a|2|t, 3|b|3|f"},
            {"UpdateWithBothRows",
             "INSERT INTO roles AS r (name, level) VALUES ('a', 2) ON CONFLICT (name) DO UPDATE "
             "SET level = r.level + excluded.level + level",
             "SELECT level FROM roles", "4"},
            {"UpdateOnlyWhere",
             "INSERT INTO roles (name, level) VALUES ('a', 2) ON CONFLICT (name) DO UPDATE SET "
             "level = 9 WHERE roles.level > 5",
             "SELECT level FROM roles", "1"},
            {"AnotherKeyIsNotMeant",
             "INSERT INTO roles (id, name) VALUES (1, 'b') ON CONFLICT (name) DO NOTHING", "",
             "duplicate key value violates unique constraint \"roles_pkey\""},
        },
        "CREATE TABLE roles (id serial PRIMARY KEY, name text NOT NULL UNIQUE, level integer "
        "DEFAULT 10, is_system boolean NOT NULL DEFAULT false);"
        "INSERT INTO roles (name, level) VALUES ('a', 1)");
}

TEST(InsertRows, UpholdUniqueIndexes) {
    expect_all(
        {
            {"OfExpressions", "INSERT INTO t (a) VALUES ('X') ON CONFLICT (lower(a)) DO NOTHING",
             "SELECT count(*) FROM t", "1"},
            {"OnlyWherePartial", "INSERT INTO t (a, b) VALUES ('y', 1), ('z', 1)",
             "SELECT count(*) FROM t", "3"},
            {"Partial", "INSERT INTO t (a, b, c) VALUES ('y', 1, true), ('z', 1, true)", "",
             "duplicate key value violates unique constraint \"t_b_idx\""},
            {"NullsAreDistinct",
             "INSERT INTO t (a, b, c) VALUES ('y', NULL, true), ('z', NULL, "
             "true)",
             "SELECT count(*) FROM t", "3"},
        },
        "CREATE TABLE t (a text, b integer, c boolean);"
        "CREATE UNIQUE INDEX ON t (lower(a)); CREATE UNIQUE INDEX ON t (b) WHERE c;"
        "INSERT INTO t (a) VALUES ('x')");
}

TEST(InsertRows, NumberIdentityColumns) {
    expect_all(
        {
            {"Numbers", "INSERT INTO t (a) VALUES ('x'), ('y')", "SELECT * FROM t ORDER BY id",
             "1|x, 2|y"},
            {"RefusesOthers", "INSERT INTO t (id, a) VALUES (5, 'x')", "",
             "cannot insert a non-DEFAULT value into column \"id\""},
            {"Overriding", "INSERT INTO t (id, a) OVERRIDING SYSTEM VALUE VALUES (5, 'x')",
             "SELECT * FROM t", "5|x"},
            {"OverridingTheUser", "INSERT INTO t (id, a) OVERRIDING USER VALUE VALUES (5, 'x')",
             "SELECT * FROM t", "1|x"},
        },
        "CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, a text)");
}

TEST(InsertRows, ComputeGeneratedColumns) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE t (a text, b text GENERATED ALWAYS AS (upper(a)) STORED)"),
              "");

    EXPECT_EQ(scratch.query("INSERT INTO t (a) VALUES ('x') RETURNING *"), "x|X");
    EXPECT_EQ(scratch.query("UPDATE t SET a = 'y' RETURNING b"), "Y");
    EXPECT_EQ(scratch.run("INSERT INTO t VALUES ('x', 'y')"),
              "cannot insert a non-DEFAULT value into column \"b\"");
}

TEST(InsertRows, GoToThePartitionedTable) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE t (a integer) PARTITION BY LIST (a);"
                          "CREATE TABLE t1 PARTITION OF t FOR VALUES IN (1);"
                          "INSERT INTO t VALUES (1); INSERT INTO t1 VALUES (1)"),
              "");

    EXPECT_EQ(scratch.query("SELECT a FROM t"), "1, 1");
}

TEST(InsertRows, KeepWhatCanBeKnownOfThem) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE t (a text PRIMARY KEY, b text NOT NULL, c integer);"
                          "INSERT INTO t VALUES ('x', crypt('x', gen_salt('bf')), 1);"
                          "INSERT INTO t SELECT 'y', crypt('y', gen_salt('bf')), 2"),
              "");

    EXPECT_EQ(scratch.query("SELECT a, c FROM t ORDER BY a"), "x|1, y|2");
}

TEST(InsertRows, DoWithoutDefaultsThatCannotBeComputed) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE t (a text, b bytea NOT NULL DEFAULT decode('00', 'hex'));"
                          "INSERT INTO t (a) VALUES ('x')"),
              "");

    EXPECT_EQ(scratch.query("SELECT * FROM t"), "x|~");
}

TEST(InsertRows, GiveWhatReturningSays) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run(kRoles), "");

    EXPECT_EQ(scratch.query(
                  "INSERT INTO roles AS r (name) VALUES ('a'), ('b') RETURNING id, upper(r.name)"),
              "1|A, 2|B");
    EXPECT_EQ(scratch.count(), 2);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
