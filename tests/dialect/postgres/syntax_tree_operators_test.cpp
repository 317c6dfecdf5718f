#include <gtest/gtest.h>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {
namespace {

struct OperatorRow {
    std::string_view text;
    NodeKind kind;
    std::string_view word;
    std::size_t parts;
};

TEST(SyntaxTreeOperators, HaveTheirKind) {
    const OperatorRow rows[] = {
        {"a + b", NodeKind::Operator, "+", 2},
        {"a != b", NodeKind::Operator, "<>", 2},
        {"- a", NodeKind::Operator, "-", 1},
        {"a ~ b", NodeKind::Operator, "~", 2},
        {"a ~~ b", NodeKind::Like, "LIKE", 2},
        {"a !~~* b", NodeKind::Like, "NOT ILIKE", 2},
        {"a LIKE b ESCAPE c", NodeKind::Like, "LIKE", 3},
        {"a ~~ like_escape(b, c)", NodeKind::Like, "LIKE", 3},
        {"a SIMILAR TO b", NodeKind::Like, "SIMILAR TO", 2},
        {"a !~ similar_to_escape(b, c)", NodeKind::Like, "NOT SIMILAR TO", 3},
        {"a = ANY (b)", NodeKind::ArrayTest, "=", 2},
        {"a <> ALL (b)", NodeKind::ArrayTest, "<>", 2},
        {"a IN (b, c)", NodeKind::In, "IN", 3},
        {"a NOT IN (b)", NodeKind::In, "NOT IN", 2},
        {"a BETWEEN b AND c", NodeKind::Between, "BETWEEN", 3},
        {"a NOT BETWEEN SYMMETRIC b AND c", NodeKind::Between, "NOT BETWEEN SYMMETRIC", 3},
        {"a IS DISTINCT FROM b", NodeKind::Distinct, "IS DISTINCT FROM", 2},
        {"a IS NOT DISTINCT FROM b", NodeKind::Distinct, "IS NOT DISTINCT FROM", 2},
        {"NULLIF(a, b)", NodeKind::NullIf, "NULLIF", 2},
    };
    for (const OperatorRow& row : rows) {
        const std::optional<Node> tree = parse_expression(row.text);
        ASSERT_TRUE(tree) << row.text;
        EXPECT_EQ(tree->kind, row.kind) << row.text;
        EXPECT_EQ(tree->text, row.word) << row.text;
        EXPECT_EQ(tree->parts.size(), row.parts) << row.text;
    }
}

TEST(SyntaxTreeOperators, OfAnotherSchemaStayOperators) {
    const std::optional<Node> tree = parse_expression("a OPERATOR(public.~~) b");

    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->kind, NodeKind::Operator);
    EXPECT_EQ(tree->names, std::vector<std::string>{"public"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
