#include "dialect/postgres/standard_body.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect/postgres/view_schema_source.h"

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;

/// Of the routine `f`.
schema::Schema schema_with(const std::string& arguments) {
    schema::Schema schema;
    schema.tables = {{.name = {"", "posts"},
                      .columns = {{.name = "id", .type = "integer"},
                                  {.name = "title", .type = "text"},
                                  {.name = "views", .type = "integer"}}}};
    schema.composite_types = {
        {.name = {"", "point"},
         .columns = {{.name = "x", .type = "integer"}, {.name = "y", .type = "integer"}}}};
    schema.routines = {
        {.name = {"", "f"}, .arguments = arguments, .language = "sql"},
        {.name = {"", "shorten"}, .arguments = "text, text", .returns = "text", .language = "sql"}};
    return schema;
}

StandardBody body_of(const std::string& arguments, std::string_view body) {
    const schema::Schema schema = schema_with(arguments);
    SchemaSource source(schema, "public", {"public"});
    return analyse_body(body, names_in(schema.routines[0]), source);
}

/// A body as somebody writes it and as PostgreSQL 15 prints it, and the text that both come to.
struct BodyRow {
    const char* name;
    const char* arguments;
    const char* written;
    const char* server;
    const char* canonical;
};

void PrintTo(const BodyRow& row, std::ostream* out) {
    *out << row.name;
}

class Bodies : public testing::TestWithParam<BodyRow> {};

TEST_P(Bodies, ComeToOneText) {
    const BodyRow& row = GetParam();

    for (const char* const text : {row.written, row.server, row.canonical}) {
        const StandardBody body = body_of(row.arguments, text);
        EXPECT_TRUE(body.is_canonical) << text;
        EXPECT_EQ(body.text, row.canonical) << text;
    }
}

const BodyRow kBodies[] = {
    {"Value", "a integer, b integer", "RETURN a + b", "RETURN (a + b)", "RETURN a + b"},
    {"NumberedParameters", "text, text", "RETURN shorten($1, ' ')", "RETURN shorten($1, ' '::text)",
     "RETURN shorten($1, ' ')"},
    {"NumberOfAParameterWithAName", "a integer", "RETURN $1 + 1", "RETURN (a + 1)", "RETURN a + 1"},
    {"QueryInAValue", "integer, text",
     "RETURN $2 || (SELECT title FROM posts WHERE id = $1 LIMIT 1)",
     "RETURN ($2 || (SELECT posts.title FROM posts WHERE (posts.id = $1) LIMIT 1))",
     "RETURN $2 || (SELECT title FROM posts WHERE id = $1 LIMIT 1)"},
    {"RowsOfAFunctionInAValue", "text",
     "RETURN ARRAY(SELECT DISTINCT * FROM unnest(string_to_array($1, ',')) a WHERE a <> '')",
     "RETURN ARRAY(SELECT DISTINCT a.a FROM unnest(string_to_array($1, ','::text)) a(a) WHERE (a.a "
     "<> ''::text))",
     "RETURN ARRAY(SELECT DISTINCT a FROM unnest(string_to_array($1, ',')) a WHERE a <> '')"},
    {"Statements", "lowest integer",
     "BEGIN ATOMIC\nSELECT * FROM posts WHERE views > lowest;\nSELECT 'done';\nEND",
     "BEGIN ATOMIC\n SELECT posts.id,\n     posts.title,\n     posts.views\n    FROM posts\n   "
     "WHERE "
     "(posts.views > f.lowest);\n SELECT 'done'::text;\nEND",
     "BEGIN ATOMIC\n    SELECT id, title, views\n    FROM posts\n    WHERE views > lowest;\n    "
     "SELECT "
     "'done';\nEND"},
    {"ParameterWithTheNameOfAColumn", "views integer",
     "BEGIN ATOMIC\nSELECT id FROM posts WHERE views > f.views;\nEND",
     "BEGIN ATOMIC\n SELECT posts.id\n    FROM posts\n   WHERE (posts.views > f.views);\nEND",
     "BEGIN ATOMIC\n    SELECT id\n    FROM posts\n    WHERE views > f.views;\nEND"},
    {"FieldsOfParameters", "p point, r posts",
     "BEGIN ATOMIC\nSELECT p.x + f.p.y, r.* FROM posts WHERE id = r.id;\nEND",
     "BEGIN ATOMIC\n SELECT ((f.p).x + (f.p).y),\n     (f.r).id AS id,\n     (f.r).title AS "
     "title,\n"
     "     (f.r).views AS views\n    FROM posts\n   WHERE (posts.id = (f.r).id);\nEND",
     "BEGIN ATOMIC\n    SELECT (p).x + (p).y, (r).id, (r).title, (r).views\n    FROM posts\n    "
     "WHERE "
     "id = (r).id;\nEND"},
    {"OutputWithTheNameOfAParameter", "a integer", "BEGIN ATOMIC\nSELECT a;\nEND",
     "BEGIN ATOMIC\n SELECT a AS a;\nEND", "BEGIN ATOMIC\n    SELECT a;\nEND"},
};

INSTANTIATE_TEST_SUITE_P(All, Bodies, testing::ValuesIn(kBodies),
                         [](const testing::TestParamInfo<BodyRow>& row) {
                             return std::string(row.param.name);
                         });

TEST(AnalyseBody, TellsWhatAllStatementsRead) {
    const StandardBody body =
        body_of("", "BEGIN ATOMIC\nSELECT id FROM posts;\nSELECT views, id FROM posts;\nEND");

    EXPECT_THAT(body.reads, ElementsAre(schema::ViewSource{{"", "posts"}, {"id", "views"}}));
}

TEST(AnalyseBody, RefusesWhatIsNotThere) {
    const StandardBody body = body_of("a integer", "BEGIN ATOMIC\nSELECT b FROM posts;\nEND");

    ASSERT_TRUE(body.refusal.has_value());
    EXPECT_EQ(body.refusal->message, "column \"b\" does not exist");
}

TEST(AnalyseBody, LeavesOtherStatementsAsTheyAre) {
    const StandardBody body =
        body_of("a integer", "BEGIN ATOMIC\nDELETE FROM posts WHERE id = a;\nEND");

    EXPECT_FALSE(body.is_canonical);
    EXPECT_EQ(body.text, "BEGIN ATOMIC\n    DELETE FROM posts WHERE id = a;\nEND");
}

TEST(IsStandardBody, KnowsThemByTheirFirstWords) {
    EXPECT_TRUE(is_standard_body("RETURN 1"));
    EXPECT_TRUE(is_standard_body("BEGIN ATOMIC\nEND"));
    EXPECT_FALSE(is_standard_body("SELECT 1"));
}

}  // namespace
}  // namespace erdmark::dialect::postgres
