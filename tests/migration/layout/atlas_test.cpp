#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Atlas, RunsInTheOrderOfNames) {
    EXPECT_THAT(read_lines(atlas_layout(), {{"20240102_b.sql", "-- atlas:txmode none\n\nb;"},
                                            {"20240101_a_a.sql", "-- atlas:txmode file\n\na;"},
                                            {"seed.sql", ""}}),
                ElementsAre("20240101|a_a|m/20240101_a_a.sql",
                            "20240102|b|m/20240102_b.sql no-transaction", "seed||m/seed.sql"));
}

TEST(Atlas, StartsAtTheNewestCheckpoint) {
    const ParsedFolder parsed = atlas_layout().parse(
        folder_of({{"1_a.sql", ""}, {"2_b.sql", "-- atlas:checkpoint\n\nb;"}, {"3_c.sql", ""}}),
        {});

    EXPECT_THAT(lines_of(parsed.migrations), ElementsAre("2|b|m/2_b.sql", "3|c|m/3_c.sql"));
    EXPECT_THAT(parsed.notes,
                ElementsAre("m/2_b.sql: the checkpoint runs in place of 1 migration before it"));
}

TEST(Atlas, PutsSemicolonsWhereADelimiterStands) {
    const ParsedFolder parsed = atlas_layout().parse(
        folder_of({{"1_a.sql", "-- atlas:delimiter \\n\\n\n\na\nb\n\nc\n\n"},
                   {"2_b.sql", "-- atlas:delimiter -- end\na;\n-- end\nb\n-- end\n"}}),
        {});

    EXPECT_EQ(parsed.migrations.at(0).up.text, "-- atlas:delimiter \\n\\n;\n\na\nb;\n\nc;\n\n");
    EXPECT_EQ(parsed.migrations.at(1).up.text, "-- atlas:delimiter -- end\na;\n;\nb\n;\n");
}

TEST(Atlas, IsRecognisedByItsSumOrItsDirectives) {
    EXPECT_EQ(reason_of(atlas_layout(), {{"1.sql", ""}, {"atlas.sum", "h1:x\n"}}),
              "the side file 'atlas.sum'");
    EXPECT_EQ(reason_of(atlas_layout(), {{"1.sql", "-- atlas:txmode none\n"}}),
              "lines '-- atlas:' as in '1.sql'");
    EXPECT_EQ(reason_of(atlas_layout(), {{"1.sql", ""}, {"atlas.sum", "x"}}), "");
}

TEST(Atlas, LeavesFoldersOfOtherToolsToThem) {
    for (const char* name : {"1_a.down.sql", "V1__a.sql"}) {
        EXPECT_EQ(reason_of(atlas_layout(), {{name, ""}, {"atlas.sum", "h1:x\n"}}), "");
    }
    EXPECT_EQ(reason_of(atlas_layout(), {{"1_a.sql", "-- +goose Up"}, {"atlas.sum", "h1:x\n"}}),
              "");
}

TEST(Atlas, RefusesOneVersionTwice) {
    EXPECT_EQ(refusal_of(atlas_layout(), {{"1_a.sql", ""}, {"1_b.sql", ""}}),
              "m/1_b.sql: has the same version as 'm/1_a.sql'; give one of them another number");
}

}  // namespace
}  // namespace erdmark::migration
