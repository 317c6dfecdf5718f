#include <gtest/gtest.h>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(SyntaxTreeCalls, KeepEveryOption) {
    const std::optional<Node> tree =
        parse_expression("my.f(a, VARIADIC b ORDER BY c) FILTER (WHERE d) OVER (ORDER BY e)");

    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->kind, NodeKind::Call);
    EXPECT_EQ(tree->names, (std::vector<std::string>{"my", "f"}));
    EXPECT_TRUE(tree->variadic);
    EXPECT_EQ(tree->parts.size(), 2U);
    ASSERT_EQ(tree->clauses.size(), 3U);
    EXPECT_EQ(tree->clauses[0].kind, NodeKind::OrderBy);
    EXPECT_EQ(tree->clauses[1].kind, NodeKind::Filter);
    EXPECT_EQ(tree->clauses[2].kind, NodeKind::Over);
}

TEST(SyntaxTreeCalls, TellTheFormsOfSqlFromPlainOnes) {
    EXPECT_TRUE(parse_expression("substring(a FROM 1)")->sql_syntax);
    EXPECT_FALSE(parse_expression("substring(a, 1)")->sql_syntax);
    EXPECT_TRUE(parse_expression("trim(a)")->sql_syntax);
    EXPECT_FALSE(parse_expression("btrim(a)")->sql_syntax);
    EXPECT_EQ(parse_expression("normalize(a)")->kind, NodeKind::Opaque);
}

TEST(SyntaxTreeCalls, LeaveFramesOfWindowsToTheLibrary) {
    EXPECT_EQ(parse_expression("f() OVER (ORDER BY a RANGE UNBOUNDED PRECEDING)")->kind,
              NodeKind::Call);
    EXPECT_EQ(parse_expression("f() OVER (ORDER BY a ROWS UNBOUNDED PRECEDING)")->kind,
              NodeKind::Opaque);
}

TEST(SyntaxTreeCalls, TellTheTestsOfQueriesApart) {
    EXPECT_EQ(parse_expression("EXISTS (SELECT 1)")->kind, NodeKind::Exists);
    EXPECT_EQ(parse_expression("(SELECT 1)")->kind, NodeKind::ScalarQuery);
    EXPECT_EQ(parse_expression("ARRAY(SELECT 1)")->kind, NodeKind::ArrayQuery);
    EXPECT_EQ(parse_expression("a IN (SELECT 1)")->kind, NodeKind::InQuery);
    EXPECT_EQ(parse_expression("a = ANY (SELECT 1)")->kind, NodeKind::InQuery);
    EXPECT_EQ(parse_expression("a = ALL (SELECT 1)")->kind, NodeKind::QueryTest);
    EXPECT_EQ(parse_expression("a < ANY (SELECT 1)")->kind, NodeKind::QueryTest);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
