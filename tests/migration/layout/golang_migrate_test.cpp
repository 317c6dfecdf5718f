#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(GolangMigrate, RunsPairsInTheOrderOfTheirNumbers) {
    EXPECT_THAT(read_lines(golang_migrate_layout(), {{"10_c.up.sql", ""},
                                                     {"9_b.up.sql", ""},
                                                     {"9_b.down.sql", ""},
                                                     {"088_a.up.sql", ""},
                                                     {"1_odd.up..sql", ""},
                                                     {"seed.up.sql", ""}}),
                ElementsAre("1|odd|m/1_odd.up..sql", "9|b|m/9_b.up.sql down", "10|c|m/10_c.up.sql",
                            "088|a|m/088_a.up.sql"));
}

TEST(GolangMigrate, KeepsWholeFiles) {
    const ParsedFolder parsed = golang_migrate_layout().parse(
        folder_of({{"1_a.up.sql", "-- +goose Up\na;"}, {"1_a.down.sql", "b;"}}), {});

    ASSERT_EQ(parsed.migrations.size(), 1U);
    EXPECT_EQ(parsed.migrations[0].up.text, "-- +goose Up\na;");
    EXPECT_EQ(parsed.migrations[0].down->text, "b;");
}

TEST(GolangMigrate, NotesWhatOnlyUndoes) {
    const ParsedFolder parsed =
        golang_migrate_layout().parse(folder_of({{"1_a.up.sql", ""}, {"2_b.down.sql", ""}}), {});

    EXPECT_EQ(parsed.migrations.size(), 1U);
    EXPECT_THAT(parsed.notes,
                ElementsAre("m/2_b.down.sql: undoes version 2, which has no file that does it"));
}

TEST(GolangMigrate, IsRecognisedWhenAllAreOfPairs) {
    EXPECT_EQ(reason_of(golang_migrate_layout(), {{"1_a.up.sql", ""}, {"2_b.up.sql", ""}}),
              "files are named like '1_a.up.sql'");
    EXPECT_EQ(reason_of(golang_migrate_layout(), {{"1_a.up.sql", ""}, {"2_b.sql", ""}}), "");
    EXPECT_EQ(reason_of(golang_migrate_layout(), {{"1_a.down.sql", ""}}), "");
    EXPECT_EQ(reason_of(golang_migrate_layout(), {{"1_a.up.sql", ""}, {"1_b.up.sql", ""}}), "");
}

TEST(GolangMigrate, RefusesTwoFilesOfOneNumber) {
    EXPECT_EQ(refusal_of(golang_migrate_layout(), {{"1_a.up.sql", ""}, {"01_b.up.sql", ""}}),
              "m/1_a.up.sql: has the same version as 'm/01_b.up.sql'; give one of them another "
              "number");
}

}  // namespace
}  // namespace erdmark::migration
