#include "dialect/postgres/syntax_tree.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

Node column(std::string name) {
    Node node = make_node(NodeKind::Column);
    node.names = {std::move(name)};
    return node;
}

TEST(SyntaxTree, OfAComparisonHasItsOperands) {
    const Node expected =
        make_node(NodeKind::Operator, ">", {column("a"), make_node(NodeKind::Number, "-1")});

    EXPECT_EQ(parse_expression("(a > -1)"), expected);
}

TEST(SyntaxTree, IsThatOfOneExpressionOnly) {
    for (const std::string_view text : {"", "a b", "a, b", "a; b", "a), (b", "a) LIMIT (1",
                                        "SELECT 1", "VALUES (1)", "*", "a AS b", "a +", "'a"}) {
        EXPECT_EQ(parse_expression(text), std::nullopt) << text;
    }
    EXPECT_NE(parse_expression("a -- b"), std::nullopt);
    EXPECT_NE(parse_expression("(SELECT 1)"), std::nullopt);
}

TEST(SyntaxTree, LeavesTheSystemSchemaOut) {
    EXPECT_EQ(parse_expression("pg_catalog.lower(a)"), parse_expression("lower(a)"));
    EXPECT_EQ(parse_expression("a OPERATOR(pg_catalog.=) b"), parse_expression("a = b"));
    EXPECT_EQ(parse_expression("a::pg_catalog.int4"), parse_expression("a::integer"));
    EXPECT_EQ(parse_expression("a COLLATE pg_catalog.\"C\""), parse_expression("a COLLATE \"C\""));
    EXPECT_NE(parse_expression("public.lower(a)"), parse_expression("lower(a)"));
}

TEST(SyntaxTree, CountsItsNodesUpToALimit) {
    const std::optional<Node> tree = parse_expression("f(a, b + 1)");

    ASSERT_TRUE(tree);
    EXPECT_EQ(node_count(*tree, 100), 5U);
    EXPECT_EQ(node_count(*tree, 3), 3U);
}

TEST(SyntaxTree, TakesWhatItDoesNotKnowFromTheLibrary) {
    const std::optional<Node> tree =
        parse_expression("f(xmlelement(name a, b), (SELECT a FOR UPDATE))");

    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->parts[0].kind, NodeKind::Opaque);
    EXPECT_EQ(tree->parts[0].text, "xmlelement(name a, b)");
    EXPECT_EQ(tree->parts[1].parts[0].kind, NodeKind::Opaque);
    EXPECT_EQ(tree->parts[1].parts[0].text, "SELECT a FOR UPDATE");
}

TEST(SyntaxTree, IsEqualWhateverItsNamesStandFor) {
    const Node plain = *parse_expression("a + 1");
    Node bound = plain;
    bound.parts[0].object = 7;
    bound.parts[0].column = 2;

    EXPECT_TRUE(bound == plain);
    EXPECT_FALSE(bound == *parse_expression("a + 2"));
    EXPECT_FALSE(bound == *parse_expression("b + 1"));
}

}  // namespace
}  // namespace erdmark::dialect::postgres
