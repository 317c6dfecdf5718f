#include "render/mermaid/diagram.h"

#include <gtest/gtest.h>

namespace erdmark::render::mermaid {
namespace {

using document::DiagramView;
using document::End;
using document::EntityColumnView;
using document::OverviewView;

std::string draw(const DiagramView& diagram) {
    return DiagramRenderer(load_templates(std::nullopt)).erd(diagram);
}

std::string draw_column(const EntityColumnView& column) {
    const std::string drawing = draw({.entities = {{.title = "t", .columns = {column}}}});
    const std::string before = "erDiagram\n    \"t\" {\n        ";
    const std::string after = "\n    }";
    EXPECT_TRUE(drawing.starts_with(before) && drawing.ends_with(after)) << drawing;
    return drawing.substr(before.size(), drawing.size() - before.size() - after.size());
}

TEST(Erd, BeginsWithItsKind) {
    EXPECT_EQ(draw({}), "erDiagram");
}

TEST(Erd, DrawsATableWithoutColumnsAsABareName) {
    EXPECT_EQ(draw({.entities = {{.title = "a \"b\""}}}), "erDiagram\n    \"a #34;b#34;\"");
}

TEST(Erd, DrawsColumns) {
    struct Case {
        EntityColumnView column;
        std::string line;
    };
    const std::vector<Case> cases = {
        {{.type = "TEXT", .name = "a"}, "TEXT a"},
        {{.type = "", .name = "a"}, "untyped a"},
        {{.type = "INT", .name = "a", .primary_key = true}, "INT a PK"},
        {{.type = "INT", .name = "a", .primary_key = true, .foreign_key = true, .unique = true},
         "INT a PK, FK, UK"},
        {{.type = "INT", .name = "a", .unique = true, .comment = "Why \"b\""},
         "INT a UK \"Why #34;b#34;\""},
        {{.type = "INT", .name = "a b"}, "INT a_b \"a b\""},
        {{.type = "INT", .name = "a b", .comment = "Why"}, "INT a_b \"a b#58; Why\""},
        {{.type = "INT", .name = "[a](b)"}, "INT __a__b_ \"#91;a#93;(b)\""},
        {{.type = "INT", .name = "_id_"}, "INT _id_ \"#95;id#95;\""},
        {{.type = "INT", .name = "a", .comment = std::string(60, 'x')},
         "INT a \"" + std::string(49, 'x') + "…\""},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.line);
        EXPECT_EQ(draw_column(one.column), one.line);
    }
}

TEST(Erd, DrawsTheEndsOfRelations) {
    struct Case {
        End at_parent;
        End at_child;
        const char* line;
    };
    const std::vector<Case> cases = {
        {End::ExactlyOne, End::ZeroOrMore, "||--o{"}, {End::ZeroOrOne, End::ZeroOrMore, "|o--o{"},
        {End::ExactlyOne, End::ZeroOrOne, "||--o|"},  {End::ZeroOrOne, End::ZeroOrOne, "|o--o|"},
        {End::ZeroOrMore, End::ExactlyOne, "}o--||"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.line);
        EXPECT_EQ(draw({.relations = {{"a", "b", one.at_parent, one.at_child, "c"}}}),
                  "erDiagram\n    \"a\" " + std::string(one.line) + " \"b\" : \"c\"");
    }
}

TEST(Erd, DrawsADottedLineToAViewFromWhatItReads) {
    EXPECT_EQ(draw({.relations = {{"a", "v", End::ZeroOrMore, End::ZeroOrMore, "reads", true}}}),
              "erDiagram\n    \"a\" }o..o{ \"v\" : \"reads\"");
}

TEST(Erd, DrawsTheTypesOfPostgreSqlAsWords) {
    struct Case {
        const char* type;
        const char* word;
    };
    const Case cases[] = {
        {"timestamp with time zone", "timestamp_with_time_zone"},
        {"timestamp(3) without time zone", "timestamp(3)_without_time_zone"},
        {"double precision", "double_precision"},
        {"numeric(10,2)", "numeric(10-2)"},
        {"character varying(255)[]", "character_varying(255)[]"},
        {"\"billing\".\"status\"", "billing_status"},
        {"billing.status[]", "billing_status[]"},
        {"\"char\"", "char"},
        {"interval day to second(3)", "interval_day_to_second(3)"},
        {"geometry(Point,4326)", "geometry(Point-4326)"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.type);
        EXPECT_EQ(draw_column({.type = each.type, .name = "a"}), std::string(each.word) + " a");
    }
}

TEST(Erd, JoinsRelationsOfATableToItself) {
    const std::string drawing =
        draw({.relations = {{"a", "a", End::ExactlyOne, End::ZeroOrOne, "x"},
                            {"a", "b", End::ExactlyOne, End::ZeroOrMore, "y"},
                            {"a", "a", End::ZeroOrOne, End::ZeroOrMore, "z"},
                            {"b", "b", End::ExactlyOne, End::ZeroOrMore, "y"}}});

    EXPECT_EQ(drawing,
              "erDiagram\n"
              "    \"a\" |o--o{ \"a\" : \"x, z\"\n"
              "    \"a\" ||--o{ \"b\" : \"y\"\n"
              "    \"b\" ||--o{ \"b\" : \"y\"");
}

TEST(Erd, GivesARelationWithoutWordsABlankLabel) {
    EXPECT_EQ(draw({.relations = {{"a", "b", End::ExactlyOne, End::ZeroOrMore, ""}}}),
              "erDiagram\n    \"a\" ||--o{ \"b\" : \"#32;\"");
}

std::string draw(const OverviewView& overview, const std::map<std::string, std::string>& titles) {
    return DiagramRenderer(load_templates(std::nullopt)).overview(overview, titles);
}

TEST(Overview, DrawsModulesAndHowOftenTheyMeet) {
    EXPECT_EQ(draw({{"users", "end"}, {{"users", "end", 12}}}, {{"users", "Users & \"Co\""}}),
              "flowchart LR\n"
              "    module_users[\"Users #38; #34;Co#34;\"]\n"
              "    module_end[\"end\"]\n"
              "    module_users -->|\"12\"| module_end");
}

TEST(Overview, KeepsNodesApart) {
    EXPECT_EQ(draw({{"a-b", "a_b"}, {{"a_b", "a-b", 1}}}, {}),
              "flowchart LR\n"
              "    module_a_b[\"a-b\"]\n"
              "    module_a_b_2[\"a_b\"]\n"
              "    module_a_b_2 -->|\"1\"| module_a_b");
}

TEST(Overview, LeavesOutArrowsToModulesThatItDoesNotShow) {
    EXPECT_EQ(draw({{"a"}, {{"a", "b", 1}}}, {}), "flowchart LR\n    module_a[\"a\"]");
}

}  // namespace
}  // namespace erdmark::render::mermaid
