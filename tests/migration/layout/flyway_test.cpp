#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Flyway, RunsVersionsPartByPartThenRepeatables) {
    EXPECT_THAT(
        read_lines(flyway_layout(), {{"V10__d.sql", ""},
                                     {"V2__c.sql", ""},
                                     {"V1_1__b_b.sql", ""},
                                     {"below/V1.0.5__a.sql", ""},
                                     {"U2__c.sql", ""},
                                     {"R__b view.sql", ""},
                                     {"R__a_view.SQL", ""},
                                     {"afterMigrate.sql", ""},
                                     {"Vx__e.sql", ""},
                                     {"V10__d.sql.conf", "executeInTransaction = false\n"}}),
        ElementsAre("1.0.5|a|m/below/V1.0.5__a.sql", "1_1|b_b|m/V1_1__b_b.sql",
                    "2|c|m/V2__c.sql down", "10|d|m/V10__d.sql no-transaction",
                    "|a_view|m/R__a_view.SQL repeatable", "|b view|m/R__b view.sql repeatable"));
}

TEST(Flyway, StartsAtTheNewestBaseline) {
    const ParsedFolder parsed = flyway_layout().parse(folder_of({{"V1__a.sql", ""},
                                                                 {"V2__b.sql", ""},
                                                                 {"B1__x.sql", ""},
                                                                 {"B2__y.sql", ""},
                                                                 {"V3__c.sql", ""}}),
                                                      {});

    EXPECT_THAT(lines_of(parsed.migrations), ElementsAre("2|y|m/B2__y.sql", "3|c|m/V3__c.sql"));
    EXPECT_THAT(
        parsed.notes,
        ElementsAre("m/B2__y.sql: the baseline of version 2 runs in place of 2 files before "
                    "it"));
}

TEST(Flyway, ReplacesPlaceholders) {
    const ParsedFolder parsed =
        flyway_layout().parse(folder_of({{"V1__a.sql", "${Table} '${flyway:user}' ${\n$x}"},
                                         {"V2__b.sql", "${other}"},
                                         {"V2__b.sql.conf", "placeholderReplacement=false"}}),
                              {.variables = {{"table", "t"}, {"flyway:user", "me"}}});

    EXPECT_EQ(parsed.migrations.at(0).up.text, "t 'me' ${\n$x}");
    EXPECT_EQ(parsed.migrations.at(1).up.text, "${other}");
    EXPECT_EQ(parsed.migrations.at(0).unfilled, "${Table} '${flyway:user}' ${\n$x}");
    EXPECT_EQ(parsed.migrations.at(1).unfilled, "");
}

TEST(Flyway, IsRecognisedByItsFileOrItsNames) {
    EXPECT_EQ(reason_of(flyway_layout(), {{"V1__a.sql", ""}, {"flyway.conf", ""}}),
              "the side file 'flyway.conf'");
    EXPECT_EQ(reason_of(flyway_layout(), {{"R__a.sql", ""}}), "files are named like 'R__a.sql'");
    EXPECT_EQ(reason_of(flyway_layout(), {{"V1_a.sql", ""}, {"flyway.conf", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedFlyway : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedFlyway, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(flyway_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedFlyway,
    testing::Values(
        Refusal{"OneVersionTwice",
                {{"V1__a.sql", ""}, {"V1.0__b.sql", ""}},
                "m/V1__a.sql: has the same version as 'm/V1.0__b.sql'; give one of them another "
                "number"},
        Refusal{"OneDescriptionTwice",
                {{"R__a.sql", ""}, {"x/R__a.sql", ""}},
                "m/x/R__a.sql: has the same description as 'm/R__a.sql'; give one of them another"},
        Refusal{"NoValue",
                {{"V1__a.sql", "é ${x}"}},
                "m/V1__a.sql:1:3: no value for the variable 'x'; give it one in [source.variables] "
                "of erdmark.toml"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
