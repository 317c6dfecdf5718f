#include "dialect/postgres/replay/rows/row_names.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/rows/row_scratch.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(RowNames, KnowTablesAlongTheSearchPath) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE SCHEMA app; CREATE TABLE app.a (x integer);"
                          "INSERT INTO app.a VALUES (1)"),
              "");

    EXPECT_EQ(scratch.query("SELECT x FROM app.a"), "1");
    EXPECT_EQ(scratch.query("SELECT x FROM a"), "relation \"a\" does not exist");
    ASSERT_EQ(scratch.run("SET search_path = app, public"), "");
    EXPECT_EQ(scratch.query("SELECT x FROM a"), "1");
}

TEST(RowNames, ReadViews) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (x integer, y text); INSERT INTO a VALUES (1, 'p'), (2, "
                          "'q'); CREATE VIEW v AS SELECT x + 1 AS z, y FROM a;"
                          "CREATE VIEW w AS SELECT z FROM v WHERE y = 'q'"),
              "");

    EXPECT_EQ(scratch.query("SELECT z, y FROM v ORDER BY z"), "2|p, 3|q");
    EXPECT_EQ(scratch.query("SELECT * FROM w"), "3");
    EXPECT_EQ(scratch.run("DELETE FROM v"),
              "? 'v' is a view, and rows of tables only are replayed");
    EXPECT_EQ(scratch.store().take_reads().size(), 2U);
}

TEST(RowNames, KnowTheTypesOfTheCatalog) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TYPE mood AS ENUM ('sad', 'happy');"
                          "CREATE DOMAIN code AS varchar(3);"
                          "CREATE TABLE a (m mood DEFAULT 'sad', c code);"
                          "INSERT INTO a (c) VALUES ('abc'); INSERT INTO a VALUES ('happy'::mood, "
                          "'x'::code)"),
              "");

    EXPECT_EQ(scratch.query("SELECT m, c FROM a ORDER BY c"), "sad|abc, happy|x");
    EXPECT_EQ(scratch.run("INSERT INTO a (m) VALUES ('glad')"),
              "invalid input value for enum mood: \"glad\"");
    EXPECT_EQ(scratch.run("INSERT INTO a (c) VALUES ('abcd')"),
              "value too long for type character varying(3)");
}

TEST(RowNames, LeaveFunctionsOfMigrationsToOthers) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (x integer); CREATE FUNCTION f() RETURNS integer "
                          "LANGUAGE sql AS 'SELECT 1'"),
              "");

    EXPECT_EQ(scratch.run("DELETE FROM a WHERE x = f()"), "");
    ASSERT_EQ(scratch.run("INSERT INTO a VALUES (1)"), "");
    EXPECT_EQ(scratch.run("DELETE FROM a WHERE x = f()"), "? the function 'f' is not called here");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
