#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Dbmate, RunsInTheOrderOfNames) {
    EXPECT_THAT(read_lines(dbmate_layout(),
                           {{"10_c.sql", "-- migrate:up\nc;"},
                            {"9_b.sql", "-- migrate:up transaction:false\nb;\n-- migrate:down\n"},
                            {"11-d.sql", "-- migrate:up\n-- migrate:down transaction:false\n"}}),
                ElementsAre("10|c|m/10_c.sql", "11|d|m/11-d.sql down",
                            "9|b|m/9_b.sql down no-transaction"));
}

TEST(Dbmate, JoinsSeveralSectionsInTheirPlaces) {
    const ParsedFolder parsed = dbmate_layout().parse(
        folder_of({{"1_a.sql",
                    "--migrate:up\na;\n-- migrate:down\nb;\r\nb;\n-- migrate:up\nc;\n"
                    "-- migrate:down\nd;\n"}}),
        {});

    ASSERT_EQ(parsed.migrations.size(), 1U);
    EXPECT_EQ(parsed.migrations[0].up.text, "a;\n\n\r\n\n\nc;\n");
    EXPECT_EQ(parsed.migrations[0].up.start, (Position{.line = 2, .column = 1}));
    EXPECT_EQ(parsed.migrations[0].down->text, "b;\r\nb;\n\n\n\nd;\n");
}

TEST(Dbmate, SeesNoHeaderInsideAString) {
    const ParsedFolder parsed = dbmate_layout().parse(
        folder_of({{"1_a.sql", "-- migrate:up\nselect '\n-- migrate:down\n';\n-- migrate:down\n"}}),
        {});

    EXPECT_EQ(parsed.migrations.at(0).up.text, "select '\n-- migrate:down\n';\n");
}

TEST(Dbmate, IsRecognisedWhenEveryFileHasAHeader) {
    EXPECT_EQ(reason_of(dbmate_layout(), {{"1_a.sql", "-- migrate:up\n"}}),
              "lines '-- migrate:up' as in '1_a.sql'");
    EXPECT_EQ(reason_of(dbmate_layout(), {{"1_a.sql", "-- migrate:up\n"}, {"2_b.sql", ""}}), "");
    EXPECT_EQ(reason_of(dbmate_layout(), {{"1_a.sql", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedDbmate : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedDbmate, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(dbmate_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedDbmate,
    testing::Values(
        Refusal{"NoUp",
                {{"1_a.sql", "select 1;\n"}},
                "m/1_a.sql:1:1: expected a line '-- migrate:up' above the SQL that runs"},
        Refusal{"DownFirst",
                {{"1_a.sql", "\n-- migrate:down\n-- migrate:up\n"}},
                "m/1_a.sql:2:1: expected a line '-- migrate:up' above the SQL that runs"},
        Refusal{"SqlAbove",
                {{"1_a.sql", "a;\n-- migrate:up\n"}},
                "m/1_a.sql:1:1: SQL before the first section; move it below the line that begins "
                "the up section"},
        Refusal{"OneVersionTwice",
                {{"1_a.sql", "-- migrate:up"}, {"1_b.sql", "-- migrate:up"}},
                "m/1_b.sql: has the same version as 'm/1_a.sql'; give one of them another number"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
