#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Sqlx, RunsPairsAndSingleFilesInTheOrderOfNumbers) {
    EXPECT_THAT(read_lines(sqlx_layout(), {{"20_b.up.sql", ""},
                                           {"20_b.down.sql", ""},
                                           {"3_a_b.sql", "-- no-transaction\nselect 1;"},
                                           {"4_c.sql", "\n-- no-transaction"},
                                           {"schema.sql", ""}}),
                ElementsAre("3|a_b|m/3_a_b.sql no-transaction", "4|c|m/4_c.sql",
                            "20|b|m/20_b.up.sql down"));
}

TEST(Sqlx, IsRecognisedByItsFileOrItsFirstLine) {
    EXPECT_EQ(reason_of(sqlx_layout(), {{"../sqlx.toml", ""}, {"1_a.sql", ""}}),
              "the side file '../sqlx.toml'");
    EXPECT_EQ(reason_of(sqlx_layout(), {{"1_a.sql", ""}, {"2_b.sql", "-- no-transaction\n"}}),
              "'-- no-transaction' begins '2_b.sql'");
    EXPECT_EQ(reason_of(sqlx_layout(), {{"1_a.sql", " -- no-transaction\n"}}), "");
    EXPECT_EQ(reason_of(sqlx_layout(), {{"sqlx.toml", ""}}), "");
}

}  // namespace
}  // namespace erdmark::migration
