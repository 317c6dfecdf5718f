#include "dialect/postgres/expression_limits.h"

#include <string>

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

std::string repeated(std::string_view text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

struct LimitRow {
    std::string text;
    bool safe;
};

TEST(ExpressionLimits, BoundTheDepthAndNotTheLength) {
    const LimitRow rows[] = {
        {"", true},
        {"a > 0", true},
        {"a" + repeated(" + 1", 150), true},
        {"a" + repeated(" + 1", 300), false},
        {"ARRAY[1" + repeated(", 1 + 1", 5'000) + "]", true},
        {"a" + repeated(" AND a = 1", 5'000), true},
        {"a" + repeated(" OR a = 1", 5'000), true},
        {repeated("(", 100) + "a" + repeated(")", 100), true},
        {repeated("(", 500) + "a" + repeated(")", 500), false},
        // Chains of a query go across its commas.
        {"(SELECT 1, 2" + repeated(" UNION SELECT 1, 2", 500) + ")", false},
        {"(SELECT 1" + repeated(", 1", 100) + ")", true},
        {"CASE" + repeated(" WHEN a THEN 1", 20) + " END", true},
        {repeated("CASE WHEN ", 300) + "a" + repeated(" THEN 1 END", 300), false},
        // What looks like an end of a level is none.
        {"CASE WHEN a" + repeated(" + t.end", 300) + " THEN 1 END", false},
        // Signs without blanks are one operator each.
        {repeated("+-", 300) + "1", false},
    };
    for (const LimitRow& row : rows) {
        EXPECT_EQ(is_safe_to_parse(row.text), row.safe) << row.text.substr(0, 40);
    }
}

TEST(ExpressionLimits, LookThroughStringsAndComments) {
    const std::string deep = repeated(" + 1", 300);
    EXPECT_TRUE(is_safe_to_parse("'" + deep + "'"));
    EXPECT_TRUE(is_safe_to_parse("a /*" + deep + "*/"));
    EXPECT_TRUE(is_safe_to_parse("$x$" + deep + "$x$"));
    EXPECT_FALSE(is_safe_to_parse("E'\\'' || a" + deep + " || '"));
    EXPECT_FALSE(is_safe_to_parse("$$'$$ || a" + deep + " || '"));
    EXPECT_FALSE(is_safe_to_parse("/* ' */ a" + deep + " || '"));
    EXPECT_FALSE(is_safe_to_parse("a -- '\n" + deep + " || '"));
    EXPECT_FALSE(is_safe_to_parse("\"'\"" + deep + " || '"));
}

TEST(ExpressionLimits, RefuseWhatIsNoText) {
    EXPECT_FALSE(is_safe_to_parse(std::string_view("a\0b", 3)));
    EXPECT_FALSE(is_safe_to_parse("\xff"));
    EXPECT_FALSE(is_safe_to_parse("'" + std::string(300'000, 'x') + "'"));
}

}  // namespace
}  // namespace erdmark::dialect::postgres
