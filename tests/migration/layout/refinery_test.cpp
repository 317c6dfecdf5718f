#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Refinery, RunsInTheOrderOfNumbersWhateverTheLetter) {
    EXPECT_THAT(read_lines(refinery_layout(), {{"V10__c.sql", ""},
                                               {"U9__b.sql", ""},
                                               {"below/V1__a_a.sql", ""},
                                               {"V2_x.sql", ""},
                                               {"V1.5__y.sql", ""}}),
                ElementsAre("1|a_a|m/below/V1__a_a.sql", "9|b|m/U9__b.sql", "10|c|m/V10__c.sql"));
}

TEST(Refinery, IsRecognisedByItsFile) {
    EXPECT_EQ(reason_of(refinery_layout(), {{"V1__a.sql", ""}, {"../refinery.toml", ""}}),
              "the side file '../refinery.toml'");
    EXPECT_EQ(reason_of(refinery_layout(), {{"V1__a.sql", ""}}), "");
    EXPECT_EQ(reason_of(refinery_layout(), {{"refinery.toml", ""}}), "");
}

TEST(Refinery, RefusesOneNumberTwice) {
    EXPECT_EQ(
        refusal_of(refinery_layout(), {{"V1__a.sql", ""}, {"U1__b.sql", ""}}),
        "m/V1__a.sql: has the same version as 'm/U1__b.sql'; give one of them another number");
}

}  // namespace
}  // namespace erdmark::migration
