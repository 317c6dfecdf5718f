#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Pairs, AreReadInTheOrderOfNumbersThenNames) {
    EXPECT_THAT(read_lines(pairs_layout(), {{"V0010.Late.up.sql", ""},
                                            {"V0002.Early.up.sql", ""},
                                            {"V0002.Early.down.sql", ""},
                                            {"v3-mixed.up.sql", ""}}),
                ElementsAre("V0002|Early|m/V0002.Early.up.sql down", "v3|mixed|m/v3-mixed.up.sql",
                            "V0010|Late|m/V0010.Late.up.sql"));
    EXPECT_THAT(
        read_lines(
            pairs_layout(),
            {{"20200101-b-up.sql", ""}, {"20200101-b-down.sql", ""}, {"20200101-a-up.sql", ""}}),
        ElementsAre("20200101|a|m/20200101-a-up.sql", "20200101|b|m/20200101-b-up.sql down"));
}

TEST(Pairs, NoteANumberThatComesTwiceUnlessTheUserSaidSo) {
    const Folder folder = folder_of({{"1_a.up.sql", ""}, {"1_b.up.sql", ""}});

    EXPECT_THAT(pairs_layout().parse(folder, {}).notes,
                ElementsAre("m/1_b.up.sql: has the same version as 'm/1_a.up.sql'; they run in the "
                            "order of their names (layout = \"pairs\" in [source] says that this "
                            "is meant)"));
    EXPECT_THAT(pairs_layout().parse(folder, {.layout = "pairs"}).notes, IsEmpty());
}

TEST(Pairs, LeaveOutWhatIsNotNamedLikeTheOthers) {
    const ParsedFolder parsed = pairs_layout().parse(
        folder_of({{"1_a.up.sql", ""}, {"2_b_up.sql", ""}, {"2_b_down.sql", ""}}), {});

    EXPECT_THAT(lines_of(parsed.migrations), ElementsAre("1|a|m/1_a.up.sql"));
    EXPECT_THAT(parsed.notes, ElementsAre("m/2_b_up.sql: does not end in '.up.sql' as the others "
                                          "do, so it never runs"));
}

TEST(Pairs, NoteWhatOnlyUndoes) {
    EXPECT_THAT(pairs_layout().parse(folder_of({{"V1.a.down.sql", ""}}), {}).notes,
                ElementsAre("m/V1.a.down.sql: undoes version V1, which has no file that does it"));
}

TEST(Pairs, AreRecognisedWhenOneUndoesAndAllAreNamedSo) {
    EXPECT_EQ(reason_of(pairs_layout(), {{"V1.a.up.sql", ""}, {"V1.a.down.sql", ""}}),
              "files are named like 'V1.a.down.sql'");
    EXPECT_EQ(reason_of(pairs_layout(), {{"1_scale_up.sql", ""}}), "");
    EXPECT_EQ(
        reason_of(pairs_layout(), {{"1_a_up.sql", ""}, {"1_a_down.sql", ""}, {"2_b.sql", ""}}), "");
}

}  // namespace
}  // namespace erdmark::migration
