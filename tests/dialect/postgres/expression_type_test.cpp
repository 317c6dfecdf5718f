#include "dialect/postgres/expression_type.h"

#include <gtest/gtest.h>

#include "dialect/postgres/expression_printer.h"

namespace erdmark::dialect::postgres {
namespace {

struct TextRow {
    std::string_view text;
    std::string_view expected;
};

TEST(ExpressionType, HasABaseWithoutModifiers) {
    const TextRow rows[] = {
        {"text", "text"},
        {"character varying(20)", "character varying"},
        {"character varying(20)[]", "character varying[]"},
        {"character(5)", "bpchar"},
        {"character(5)[]", "bpchar[]"},
        {"numeric(10,2)", "numeric"},
        {"timestamp(3) with time zone", "timestamp with time zone"},
        {"interval day to second(2)", "interval"},
        {"interval year[]", "interval[]"},
        {"\"odd (name)\"", "\"odd (name)\""},
    };
    for (const TextRow& row : rows) {
        EXPECT_EQ(base_type(row.text), row.expected);
    }
}

TEST(ExpressionType, IsTheSameWithAndWithoutSchema) {
    EXPECT_TRUE(same_type("mood", "mood"));
    EXPECT_TRUE(same_type("mood", "app.mood"));
    EXPECT_TRUE(same_type("numeric(10,2)", "numeric"));
    EXPECT_FALSE(same_type("app.mood", "other.mood"));
    EXPECT_FALSE(same_type("", ""));
    EXPECT_FALSE(same_type("text", "character varying"));
}

TEST(ExpressionType, OfANumberIsThatOfTheServer) {
    const TextRow rows[] = {
        {"0", "integer"},
        {"-2147483648", "integer"},
        {"2147483648", "bigint"},
        {"-9223372036854775808", "bigint"},
        {"9223372036854775808", "numeric"},
        {"0.5", "numeric"},
        {"1e5", "numeric"},
    };
    for (const TextRow& row : rows) {
        EXPECT_EQ(number_type(row.text), row.expected) << row.text;
    }
}

TEST(ExpressionType, KnowsPlainNumbers) {
    for (const std::string_view text : {"0", "-1", "10", "0.50", "-0.5", "1.0"}) {
        EXPECT_TRUE(is_plain_number(text)) << text;
    }
    for (const std::string_view text :
         {"", "-", "+1", "007", "-0", "-0.0", ".5", "5.", "1e5", "1 ", "NaN", "1.2.3", "0x1"}) {
        EXPECT_FALSE(is_plain_number(text)) << text;
    }
}

TEST(ExpressionType, WritesNumbersWithoutExponent) {
    const TextRow rows[] = {
        {"1", "1"},           {".5", "0.5"},
        {"5.", "5::numeric"}, {"1e3", "1000::numeric"},
        {"1e-3", "0.001"},    {"1.5e1", "15::numeric"},
        {"1.55e1", "15.5"},   {"00.5", "0.5"},
        {"-.5", "-0.5"},      {"0e0", "0::numeric"},
        {"-0.0", "0.0"},      {"1e999", "1e999"},
        {"1.500", "1.500"},   {"12.5E+1", "125::numeric"},
    };
    for (const TextRow& row : rows) {
        const Node number = make_node(NodeKind::Number, std::string(row.text));
        EXPECT_EQ(printed(plain_number(number)), row.expected) << row.text;
    }
}

struct OperatorRow {
    std::string_view left;
    std::string_view operation;
    std::string_view right;
    std::string_view expected;
};

TEST(ExpressionType, OfAnOperatorIsKnownForTheOnesOfTheServer) {
    const OperatorRow rows[] = {
        {"integer", "+", "bigint", "bigint"},
        {"smallint", "+", "smallint", "smallint"},
        {"integer", "*", "numeric", "numeric"},
        {"real", "*", "real", "real"},
        {"real", "*", "integer", "double precision"},
        {"integer", "^", "integer", "double precision"},
        {"numeric", "^", "integer", "numeric"},
        {"text", "||", "character varying", "text"},
        {"text[]", "||", "text", ""},
        {"jsonb", "->", "unknown", "jsonb"},
        {"json", "->>", "unknown", "text"},
        {"date", "-", "date", "integer"},
        {"date", "+", "interval", "timestamp without time zone"},
        {"timestamp with time zone", "-", "interval", "timestamp with time zone"},
        {"interval", "*", "integer", "interval"},
        {"", "=", "", "boolean"},
        {"mood", "~", "unknown", "boolean"},
        {"point", "+", "point", ""},
    };
    for (const OperatorRow& row : rows) {
        EXPECT_EQ(operator_type(row.operation, row.left, row.right), row.expected)
            << row.left << row.operation << row.right;
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
