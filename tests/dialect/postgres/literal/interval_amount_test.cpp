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

TEST(IntervalAmount, IsPrintedWithTheSignsOfItsParts) {
    EXPECT_EQ(interval_text({}), "00:00:00");
    EXPECT_EQ(interval_text({.months = 14, .days = -1, .microseconds = kHour}),
              "1 year 2 mons -1 days +01:00:00");
    EXPECT_EQ(interval_text({.days = 2, .microseconds = -90 * kMinute}), "2 days -01:30:00");
    EXPECT_EQ(interval_text({.microseconds = 100 * kHour + 500'000}), "100:00:00.5");
}

TEST(IntervalAmount, IsReadWithTheFieldsOfItsType) {
    EXPECT_EQ(read_interval("1 day 02:03:04", "interval")->microseconds,
              2 * kHour + 3 * kMinute + 4 * kSecond);
    EXPECT_EQ(read_interval("1 day 02:03:04", "interval day to hour")->microseconds, 2 * kHour);
    EXPECT_FALSE(read_interval("soon", "interval"));
}

TEST(IntervalAmount, HasTimesWithoutTrailingZeros) {
    EXPECT_EQ(clock_text(0), "00:00:00");
    EXPECT_EQ(clock_text(kDay - 1), "23:59:59.999999");
    EXPECT_EQ(clock_text(kHour + 250'000), "01:00:00.25");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
