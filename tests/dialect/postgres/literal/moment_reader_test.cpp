#include "dialect/postgres/literal/moment_reader.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

TEST(MomentReader, ReadsDateTimeAndZone) {
    const std::optional<Moment> moment = read_moment("2020-01-02 03:04:05.6-01:30", false);

    ASSERT_TRUE(moment && moment->date);
    EXPECT_EQ(moment->date->year, 2020);
    EXPECT_EQ(moment->date->month, 1U);
    EXPECT_EQ(moment->date->day, 2U);
    EXPECT_EQ(moment->microseconds, 11'045'600'000);
    EXPECT_EQ(moment->zone, -5400);
}

TEST(MomentReader, SaysWhatIsNotThere) {
    const std::optional<Moment> date = read_moment("Jan 2, 2020", false);
    const std::optional<Moment> time = read_moment("0304", true);

    ASSERT_TRUE(date && time);
    EXPECT_TRUE(date->date);
    EXPECT_FALSE(date->microseconds);
    EXPECT_FALSE(time->date);
    EXPECT_EQ(time->microseconds, 11'040'000'000);
    EXPECT_FALSE(time->zone);
}

TEST(MomentReader, CountsYearsBeforeTheFirstFromZero) {
    EXPECT_EQ(read_moment("0044-03-15 BC", false)->date->year, -43);
    EXPECT_EQ(read_moment("0001-01-01 BC", false)->date->year, 0);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
