#include <gtest/gtest.h>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {
namespace {

struct KindRow {
    std::string_view text;
    NodeKind kind;
    std::string_view word;
};

TEST(SyntaxTreeReader, KnowsTheKindsOfValues) {
    const KindRow rows[] = {
        {"a", NodeKind::Column, ""},
        {"$2", NodeKind::Parameter, "$2"},
        {"'a'", NodeKind::String, "a"},
        {"''", NodeKind::String, ""},
        {"0", NodeKind::Number, "0"},
        {"-5", NodeKind::Number, "-5"},
        {"9999999999", NodeKind::Number, "9999999999"},
        {"-0.50", NodeKind::Number, "-0.50"},
        {"FALSE", NodeKind::Boolean, "false"},
        {"NULL", NodeKind::Null, "NULL"},
        {"b'10'", NodeKind::Bits, "b10"},
        {"a AND b", NodeKind::And, "AND"},
        {"a OR b", NodeKind::Or, "OR"},
        {"NOT a", NodeKind::Not, "NOT"},
        {"a IS NULL", NodeKind::Test, "IS NULL"},
        {"a IS NOT FALSE", NodeKind::Test, "IS NOT FALSE"},
        {"LEAST(a, b)", NodeKind::Common, "LEAST"},
        {"(a, b)", NodeKind::Row, ""},
        {"ARRAY[a]", NodeKind::Array, ""},
        {"CASE WHEN a THEN b END", NodeKind::Case, ""},
        {"(a).b", NodeKind::Field, "b"},
        {"a[1]", NodeKind::Subscript, ""},
        {"a[1:2]", NodeKind::Slice, ""},
        {"a COLLATE b", NodeKind::Collate, ""},
        {"LOCALTIME(2)", NodeKind::ValueFunction, "LOCALTIME(2)"},
        {"f(a => b)", NodeKind::Call, ""},
        {"GROUPING(a)", NodeKind::Opaque, "GROUPING(a)"},
    };
    for (const KindRow& row : rows) {
        const std::optional<Node> tree = parse_expression(row.text);
        ASSERT_TRUE(tree) << row.text;
        EXPECT_EQ(tree->kind, row.kind) << row.text;
        EXPECT_EQ(tree->text, row.word) << row.text;
    }
}

TEST(SyntaxTreeReader, KeepsThePathOfAColumn) {
    const std::optional<Node> tree = parse_expression("s.t.*");

    ASSERT_TRUE(tree);
    EXPECT_EQ(tree->names, (std::vector<std::string>{"s", "t"}));
    EXPECT_TRUE(tree->all);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
