#include "base/position.h"

#include <string>

#include <gtest/gtest.h>

namespace erdmark {
namespace {

struct PositionCase {
    std::string name;
    std::string text;
    std::size_t offset;
    Position expected;
};

void PrintTo(const PositionCase& row, std::ostream* out) {
    *out << row.name;
}

class PositionAt : public testing::TestWithParam<PositionCase> {};

TEST_P(PositionAt, CountsLinesAndCharacters) {
    EXPECT_EQ(position_at(GetParam().text, GetParam().offset), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Table, PositionAt,
                         testing::ValuesIn<PositionCase>({
                             {"EmptyText", "", 0, {1, 1}},
                             {"FirstByte", "abc", 0, {1, 1}},
                             {"SameLine", "abc", 2, {1, 3}},
                             {"EndOfText", "abc", 3, {1, 4}},
                             {"BeyondTheText", "abc", 99, {1, 4}},
                             {"OnTheLineFeed", "ab\ncd", 2, {1, 3}},
                             {"AfterLineFeed", "ab\ncd", 3, {2, 1}},
                             {"AfterLastLineFeed", "ab\n", 3, {2, 1}},
                             {"OnTheCarriageReturn", "ab\r\ncd", 2, {1, 3}},
                             {"BetweenCarriageReturnAndLineFeed", "ab\r\ncd", 3, {1, 4}},
                             {"AfterCarriageReturnLineFeed", "ab\r\ncd", 5, {2, 2}},
                             {"AfterLoneCarriageReturn", "ab\rcd", 4, {2, 2}},
                             {"CarriageReturnAtTheEnd", "ab\r", 3, {2, 1}},
                             {"TwoLineFeeds", "\n\n", 2, {3, 1}},
                             {"LineFeedThenCarriageReturn", "\n\rx", 2, {3, 1}},
                             {"CodePointsNotBytes", "äß€😀x", 11, {1, 5}},
                             {"MalformedBytesOneByOne", "\xFF\xFE\x80x", 3, {1, 4}},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(PositionAtStart, GoesOnFromWhereTheTextBegins) {
    EXPECT_EQ(position_at("ab", 1, {.line = 7, .column = 5}), (Position{7, 6}));
    EXPECT_EQ(position_at("ab\ncd", 4, {.line = 7, .column = 5}), (Position{8, 2}));
}

TEST(FormatPosition, IsWrittenAsCompilersDo) {
    EXPECT_EQ(format_position("a/b.sql", {.line = 3, .column = 14}), "a/b.sql:3:14");
}

}  // namespace
}  // namespace erdmark
