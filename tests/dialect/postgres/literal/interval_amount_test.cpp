#include "dialect/postgres/literal/interval_amount.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

TEST(IntervalAmount, KnowsTheWordsOfUnits) {
    EXPECT_EQ(find_unit("m")->unit, IntervalUnit::Minute);
    EXPECT_EQ(find_unit("mon")->unit, IntervalUnit::Month);
    EXPECT_EQ(find_unit("decades")->factor, 10);
    EXPECT_FALSE(find_unit("fortnight"));
    EXPECT_FALSE(find_unit(""));
}

TEST(IntervalAmount, ReadsNumbersWithTheirSign) {
    EXPECT_EQ(read_quantity("-1.5")->whole, -1);
    EXPECT_EQ(read_quantity("-1.5")->fraction, -0.5);
    EXPECT_EQ(read_quantity("+.25")->fraction, 0.25);
    EXPECT_EQ(read_whole("1000000000"), 1'000'000'000);
    EXPECT_FALSE(read_whole("1000000001"));
    EXPECT_FALSE(read_whole("1 "));
    EXPECT_FALSE(read_quantity("1.2.3"));
}

TEST(IntervalAmount, GivesFractionsToSmallerUnits) {
    IntervalAmount interval;

    add_quantity({1, 0.5}, *find_unit("month"), interval);
    add_quantity({2, 0.25}, *find_unit("day"), interval);

    EXPECT_EQ(interval.months, 1);
    EXPECT_EQ(interval.days, 17);
    EXPECT_EQ(interval.microseconds, 6 * kHour);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
