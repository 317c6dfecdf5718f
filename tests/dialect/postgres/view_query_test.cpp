#include "dialect/postgres/view_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect/postgres/view_schema_source.h"

namespace erdmark {
namespace {

using dialect::postgres::analyse_view;
using dialect::postgres::SchemaSource;
using dialect::postgres::view_query_text;
using dialect::postgres::ViewShape;
using testing::ElementsAre;
using testing::IsEmpty;

const schema::Schema& small_schema() {
    static const schema::Schema schema = [] {
        schema::Schema result;
        result.tables = {
            {.name = {"", "users"},
             .columns = {{.name = "id", .type = "bigint"},
                         {.name = "name", .type = "character varying(80)"},
                         {.name = "active", .type = "boolean"}}},
            {.name = {"", "posts"},
             .columns = {{.name = "id", .type = "bigint"},
                         {.name = "user_id", .type = "bigint"},
                         {.name = "place", .type = "geometry"}}},
        };
        return result;
    }();
    return schema;
}

ViewShape shape_of(std::string_view text, const std::vector<std::string>& names = {}) {
    SchemaSource source(small_schema(), "public", {"public"});
    return analyse_view(text, names, source);
}

TEST(AnalyseView, GivesColumnsReadsAndADefinition) {
    const ViewShape shape = shape_of(
        "SELECT u.*, count(p.id) AS posts FROM public.users AS u JOIN posts p ON (p.user_id = u.id)"
        " WHERE u.name IN ('a', 'b') GROUP BY 1, 2, 3");

    EXPECT_EQ(shape.definition,
              "SELECT u.id, u.name, u.active, count(p.id) AS posts\n"
              "FROM users u\n"
              "JOIN posts p ON p.user_id = u.id\n"
              "WHERE u.name IN ('a', 'b')\n"
              "GROUP BY u.id, u.name, u.active");
    EXPECT_TRUE(shape.is_understood);
    EXPECT_THAT(shape.undecided, IsEmpty());
    ASSERT_EQ(shape.columns.size(), 4U);
    EXPECT_EQ(shape.columns[1].type, "character varying(80)");
    EXPECT_EQ(shape.columns[3].name, "posts");
    EXPECT_EQ(shape.columns[3].type, "bigint");
    EXPECT_THAT(shape.reads,
                ElementsAre(schema::ViewSource{{"", "posts"}, {"id", "user_id"}},
                            schema::ViewSource{{"", "users"}, {"id", "name", "active"}}));
}

TEST(AnalyseView, GivesColumnsTheNamesOfTheView) {
    EXPECT_EQ(shape_of("SELECT id, name FROM users", {"a"}).definition,
              "SELECT id AS a, name\nFROM users");
}

TEST(AnalyseView, SaysWhatTheServerWouldRefuse) {
    struct Row {
        const char* query;
        std::vector<std::string> names;
        const char* message;
        const char* code;
        int offset;
    };
    const Row rows[] = {
        {"SELECT a FROM missing", {}, "relation \"missing\" does not exist", "42P01", 14},
        {"SELECT a FROM crm.users", {}, "relation \"crm.users\" does not exist", "42P01", 14},
        {"SELECT nam FROM users", {}, "column \"nam\" does not exist", "42703", 7},
        {"SELECT u.nam FROM users u", {}, "column u.nam does not exist", "42703", 7},
        {"SELECT users.id FROM users u",
         {},
         "missing FROM-clause entry for table \"users\"",
         "42P01",
         7},
        {"SELECT x.* FROM users u", {}, "missing FROM-clause entry for table \"x\"", "42P01", 7},
        {"SELECT id FROM users, posts", {}, "column reference \"id\" is ambiguous", "42702", 7},
        {"SELECT 1 FROM users, users",
         {},
         "table name \"users\" specified more than once",
         "42712",
         -1},
        {"SELECT id, name AS id FROM users",
         {},
         "column \"id\" specified more than once",
         "42701",
         -1},
        {"SELECT id FROM users",
         {"a", "b"},
         "CREATE VIEW specifies more column names than columns",
         "42601",
         -1},
        {"SELECT id FROM users UNION SELECT 1, 2",
         {},
         "each UNION query must have the same number of columns",
         "42601",
         -1},
        {"SELECT id FROM users ORDER BY 2",
         {},
         "ORDER BY position 2 is not in select list",
         "42P10",
         30},
        {"SELECT *", {}, "SELECT * with no tables specified is not valid", "42601", 7},
        {"SELECT 1 FROM users JOIN posts USING (name)",
         {},
         "column \"name\" specified in USING clause does not exist in right table",
         "42703",
         -1},
        {"VALUES (1), (2, 3)", {}, "VALUES lists must all be the same length", "42601", -1},
        {"SELECT 1 FROM users u(a, b, c, d)",
         {},
         "table \"u\" has 3 columns available but 4 columns specified",
         "42P10",
         -1},
    };

    for (const Row& row : rows) {
        SCOPED_TRACE(row.query);
        const ViewShape shape = shape_of(row.query, row.names);
        ASSERT_TRUE(shape.refusal);
        EXPECT_EQ(shape.refusal->message, row.message);
        EXPECT_EQ(shape.refusal->code, row.code);
        EXPECT_EQ(shape.refusal->offset, row.offset);
        EXPECT_EQ(shape.definition, row.query);
        EXPECT_THAT(shape.columns, IsEmpty());
    }
}

TEST(AnalyseView, SaysWhatItCannotFindOut) {
    struct Row {
        const char* query;
        const char* undecided;
        bool is_understood;
    };
    const Row rows[] = {
        {"SELECT st_area(place) AS area FROM posts", "the type of the column 'area'", true},
        {"SELECT a FROM pg_no_such_table", "the server's own table 'pg_no_such_table'", false},
        {"SELECT id FROM users FOR UPDATE", "FOR UPDATE and its kin", false},
        {"SELECT ctid FROM users", "the system column 'ctid'", false},
        {"SELECT id FROM users TABLESAMPLE system (1)", "an item of FROM", false},
        {"SELECT id FROM (users JOIN posts USING (id)) j", "a join with an alias", false},
        {"SELECT x FROM no_such_function() x", "the columns that a function gives", false},
        {"SELECT FROM WHERE", "the query, which is not one that PostgreSQL 15 knows", false},
        {"", "the query, which is not one that PostgreSQL 15 knows", false},
        {"DELETE FROM users", "the query, which is not one that PostgreSQL 15 knows", false},
        {"SELECT 1; SELECT 2", "the query, which is not one that PostgreSQL 15 knows", false},
    };

    for (const Row& row : rows) {
        SCOPED_TRACE(row.query);
        const ViewShape shape = shape_of(row.query);
        EXPECT_THAT(shape.undecided, ElementsAre(row.undecided));
        EXPECT_EQ(shape.is_understood, row.is_understood);
        EXPECT_FALSE(shape.refusal);
        if (!row.is_understood) {
            EXPECT_EQ(shape.definition, row.query);
        }
    }
}

TEST(AnalyseView, KnowsTypesAndReadsOfAQueryThatItDoesNotPrint) {
    const ViewShape shape = shape_of("SELECT id, grouping(id) AS g FROM users GROUP BY id");

    EXPECT_FALSE(shape.is_understood);
    EXPECT_EQ(shape.definition, "SELECT id, grouping(id) AS g FROM users GROUP BY id");
    EXPECT_EQ(shape.columns.at(0).type, "bigint");
    EXPECT_THAT(shape.reads, ElementsAre(schema::ViewSource{{"", "users"}, {"id"}}));
    EXPECT_THAT(shape.undecided, ElementsAre("the type of the column 'g'"));
}

TEST(AnalyseView, FollowsNewNamesOfWhatItReads) {
    SchemaSource source(small_schema(), "public", {"public"});
    const auto definition = [&](std::string_view text) {
        return analyse_view(text, {}, source,
                            {.relations = {{{"", "users"}, {"crm", "people"}}},
                             .columns = {{{{"", "users"}, "name"}, "full name"}}})
            .definition;
    };

    EXPECT_EQ(definition("SELECT id, name FROM users"),
              "SELECT id, \"full name\" AS name\nFROM crm.people");
    EXPECT_EQ(definition("SELECT u.name, p.id FROM users u JOIN posts p ON p.user_id = u.id"),
              "SELECT u.\"full name\" AS name, p.id\nFROM crm.people u\n"
              "JOIN posts p ON p.user_id = u.id");
    EXPECT_EQ(definition("SELECT users.name AS x FROM users, posts"),
              "SELECT people.\"full name\" AS x\nFROM crm.people,\n    posts");
}

TEST(ViewQueryText, IsWhatStandsBehindAs) {
    const std::pair<const char*, const char*> rows[] = {
        {"CREATE VIEW v AS SELECT 1", "SELECT 1"},
        {"CREATE OR REPLACE VIEW v (a, \"as\") WITH (security_barrier) AS SELECT 1 AS x, 2;",
         "SELECT 1 AS x, 2"},
        {"CREATE VIEW v AS SELECT 1 WITH LOCAL CHECK OPTION", "SELECT 1"},
        {"CREATE VIEW v AS SELECT 1 WITH CHECK OPTION -- so\n", "SELECT 1"},
        {"CREATE MATERIALIZED VIEW v AS SELECT 1 WITH NO DATA", "SELECT 1"},
        {"CREATE TABLE t AS SELECT 1 WITH DATA", "SELECT 1"},
        {"CREATE VIEW v AS /* AS */ WITH x AS (SELECT 1) SELECT * FROM x",
         "/* AS */ WITH x AS (SELECT 1) SELECT * FROM x"},
        {"CREATE TABLE t (a int)", ""},
        {"", ""},
    };

    for (const auto& [statement, query] : rows) {
        EXPECT_EQ(view_query_text(statement), query);
    }
}

TEST(AnalyseView, EndsForWhatIsDeepOrLarge) {
    std::string joins = "SELECT 1 FROM users u0";
    for (int i = 1; i < 2000; ++i) {
        joins += " JOIN users u" + std::to_string(i) + " ON true";
    }
    EXPECT_FALSE(shape_of(joins).is_understood);
    EXPECT_FALSE(shape_of("SELECT " + std::string(50000, '(') + "1").is_understood);
    EXPECT_FALSE(shape_of("SELECT '\x02"
                          "0\x02'")
                     .is_understood);
    EXPECT_FALSE(shape_of("SELECT '\xff'").is_understood);
}

}  // namespace
}  // namespace erdmark
