#include "dialect/sqlite/read_rows.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "dialect/sqlite/connection.h"

namespace erdmark::dialect::sqlite {
namespace {

schema::Schema read(const char* script, const schema::RowTables& wanted) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(script);
    return introspect_with_rows(*borrow(database, "the test"), wanted);
}

using Values = std::vector<std::vector<std::optional<std::string>>>;

TEST(ReadRows, ReadsThoseOfTheTablesThatAreAskedFor) {
    const schema::Schema schema = read(R"sql(
        CREATE TABLE roles (id INTEGER PRIMARY KEY, name TEXT, level REAL, made TEXT DEFAULT CURRENT_TIMESTAMP);
        INSERT INTO roles (id, name, level) VALUES (10, 'user', NULL), (9, 'it''s', 1.5);
        CREATE TABLE others (id INTEGER PRIMARY KEY);
        INSERT INTO others VALUES (1);)sql",
                                       {{"roles", 100}});

    EXPECT_FALSE(schema.tables[0].rows.has_value());
    EXPECT_EQ(
        schema.tables[1].rows,
        (schema::ReferenceRows{.columns = {"id", "name", "level"},
                               .values = {{"9", "it's", "1.5"}, {"10", "user", std::nullopt}}}));
}

TEST(ReadRows, StopsAtTheLimit) {
    const schema::Schema schema = read(
        "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('c'), ('a'), ('b'), (NULL)", {{"t", 2}});

    EXPECT_EQ(schema.tables[0].rows->values, (Values{{"a"}, {"b"}}));
    EXPECT_TRUE(schema.tables[0].rows->truncated);
}

TEST(ReadRows, PutsNothingLastAndTakesNoCollation) {
    const schema::Schema schema = read(
        "CREATE TABLE t (a TEXT COLLATE NOCASE); INSERT INTO t VALUES ('b'), (NULL), ('a'), ('B')",
        {{"t", 10}});

    EXPECT_EQ(schema.tables[0].rows->values, (Values{{"B"}, {"a"}, {"b"}, {std::nullopt}}));
}

TEST(ReadRows, ShowsBlobsAsLiteralsAndTakesAnyName) {
    const schema::Schema schema =
        read(R"sql(CREATE TABLE "a""b" ("c""d" BLOB); INSERT INTO "a""b" VALUES (x'00ff'))sql",
             {{"a\"b", 10}});

    EXPECT_EQ(schema.tables[0].rows->values, (Values{{"x'00FF'"}}));
}

TEST(ReadRows, HasNoneForViewsVirtualTablesAndTablesWithNothingToShow) {
    const schema::Schema schema = read(R"sql(
        CREATE VIRTUAL TABLE f USING fts5(title);
        CREATE TABLE t (password TEXT);
        CREATE VIEW v AS SELECT 1 AS a;)sql",
                                       {{"f", 10}, {"t", 10}, {"v", 10}, {"gone", 10}});

    EXPECT_FALSE(schema.tables[0].rows.has_value());
    EXPECT_FALSE(schema.tables[1].rows.has_value());
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
