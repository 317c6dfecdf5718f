#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Diesel, RunsInTheOrderOfVersionsWithoutDashes) {
    EXPECT_THAT(
        read_lines(diesel_layout(),
                   {{"2017-09-23-182408_b/up.sql", ""},
                    {"2017-09-23-182408_b/down.sql", ""},
                    {"20170305095748_a_a/up.sql", ""},
                    {"2018-01-01-000000_c/up.sql", ""},
                    {"2018-01-01-000000_c/metadata.toml", "run_in_transaction = false # slow\n"},
                    {"2018-01-02-000000_d/up.sql", ""},
                    {"2018-01-02-000000_d/metadata.toml", "# run_in_transaction = false\n"},
                    {"utils/up.sql", ""},
                    {"1_deep/er/up.sql", ""}}),
        ElementsAre("20170305095748|a_a|m/20170305095748_a_a/up.sql",
                    "20170923182408|b|m/2017-09-23-182408_b/up.sql down",
                    "20180101000000|c|m/2018-01-01-000000_c/up.sql no-transaction",
                    "20180102000000|d|m/2018-01-02-000000_d/up.sql"));
}

TEST(Diesel, IsRecognisedByItsNames) {
    EXPECT_EQ(reason_of(diesel_layout(), {{"1_a/up.sql", ""}}),
              "files are named like '1_a/up.sql'");
    EXPECT_EQ(reason_of(diesel_layout(), {{"1_a/down.sql", ""}, {"up.sql", ""}}), "");
}

TEST(Diesel, RefusesOneVersionTwice) {
    EXPECT_EQ(refusal_of(diesel_layout(), {{"1-2_a/up.sql", ""}, {"12_b/up.sql", ""}}),
              "m/12_b/up.sql: has the same version as 'm/1-2_a/up.sql'; give one of them another "
              "number");
}

}  // namespace
}  // namespace erdmark::migration
