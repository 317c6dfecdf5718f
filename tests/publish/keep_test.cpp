#include "publish/keep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publish/pages.h"

namespace erdmark::publish {
namespace {

using test::kept_notes;
using test::message_of;
using test::page;
using test::region;

std::vector<std::string> names_in(const std::string& text) {
    std::vector<std::string> names;
    for (const KeepRegion& found : find_keep_regions(text, "x.md").regions) {
        names.push_back(found.name);
    }
    return names;
}

TEST(FindKeepRegions, GivesTheInnerTextByteForByte) {
    const std::string text = "a\n" + region("table:a.b-c_1", " x\t\n\n\r\n## é\n") + "z";

    const KeepRegions found = find_keep_regions(text, "x.md");

    ASSERT_EQ(found.regions.size(), 1U);
    EXPECT_EQ(found.regions[0].name, "table:a.b-c_1");
    EXPECT_EQ(kept_text(text, found.regions[0]), " x\t\n\n\r\n## é\n");
}

TEST(FindKeepRegions, IgnoresWhiteSpaceAroundAMarker) {
    const std::string text = "  <!-- erdmark:keep a -->\t\r\nx\r\n \t<!-- /erdmark:keep --> \r\n";

    const KeepRegions found = find_keep_regions(text, "x.md");

    ASSERT_EQ(found.regions.size(), 1U);
    EXPECT_EQ(kept_text(text, found.regions[0]), "x\r\n");
}

TEST(FindKeepRegions, TakesAnEndMarkerThatIsTheEndOfTheFile) {
    EXPECT_THAT(names_in("<!-- erdmark:keep a -->\n<!-- /erdmark:keep -->"),
                testing::ElementsAre("a"));
}

TEST(FindKeepRegions, SeesOnlyTextWhereAMarkerSharesItsLineWithWordsBeforeIt) {
    EXPECT_THAT(names_in("write <!-- erdmark:keep a --> above your words\n"), testing::IsEmpty());
}

TEST(FindKeepRegions, SeesOnlyTextInCodeBlocks) {
    const std::string text = "````sql\n```\n" + region("a") + "````\n~~~ `x`\n" + region("b") +
                             "~~\n~~~\n" + region("c");

    const KeepRegions found = find_keep_regions(text, "x.md");

    ASSERT_EQ(found.regions.size(), 1U);
    EXPECT_EQ(found.regions[0].name, "c");
    EXPECT_EQ(found.in_code, text.find("<!-- erdmark:keep a"));
}

TEST(FindKeepRegions, TakesNoInlineCodeAndNoDeepIndentForACodeBlock) {
    EXPECT_THAT(names_in("``` a ``` b\n" + region("a") + "    ```\n" + region("b")),
                testing::ElementsAre("a", "b"));
}

TEST(FindKeepRegions, LetsARegionHoldAnUnclosedCodeBlock) {
    EXPECT_THAT(names_in(region("a", "```\n") + region("b")), testing::ElementsAre("a", "b"));
}

struct BrokenPage {
    std::string name;
    std::string text;
    std::string message;
};

class BrokenRegions : public testing::TestWithParam<BrokenPage> {};

TEST_P(BrokenRegions, AreRefusedWithTheirPlace) {
    EXPECT_EQ(message_of([] { find_keep_regions(GetParam().text, "docs/x.md"); }),
              GetParam().message);
}

constexpr const char* kWanted =
    "expected '<!-- erdmark:keep NAME -->' or '<!-- /erdmark:keep -->' alone on its line, with a "
    "name of letters, "
    "digits, '_', '.', ':' and '-'";

INSTANTIATE_TEST_SUITE_P(
    FindKeepRegions, BrokenRegions,
    testing::Values(
        BrokenPage{"Unclosed", "a\n  <!-- erdmark:keep a -->\nx\n",
                   "docs/x.md:2:3: keep region 'a' has no end; put '<!-- /erdmark:keep -->' on a "
                   "line of its own "
                   "after its text"},
        BrokenPage{"EndSharesALine", "<!-- erdmark:keep a -->\nx <!-- /erdmark:keep -->\n",
                   "docs/x.md:1:1: keep region 'a' has no end; put '<!-- /erdmark:keep -->' on a "
                   "line of its own "
                   "after its text"},
        BrokenPage{"Nested", "<!-- erdmark:keep a -->\n<!-- erdmark:keep b -->\n",
                   "docs/x.md:2:1: keep region 'b' begins inside keep region 'a' (line 1); close "
                   "'a' with '<!-- "
                   "/erdmark:keep -->' first"},
        BrokenPage{"Doubled", region("a", "x\n") + "\n" + region("a", "y\n"),
                   "docs/x.md:5:1: keep region 'a' is on this page twice (first on line 1); put "
                   "both texts into one of "
                   "them and delete the other"},
        BrokenPage{"EndAlone", "é\n\t<!-- /erdmark:keep -->\n",
                   "docs/x.md:2:2: '<!-- /erdmark:keep -->' ends no keep region; take the line "
                   "out, or put '<!-- "
                   "erdmark:keep NAME -->' before the text to keep"},
        BrokenPage{"NoName", "<!-- erdmark:keep -->\n", std::string("docs/x.md:1:1: ") + kWanted},
        BrokenPage{"BadName", "<!-- erdmark:keep my notes -->\n",
                   std::string("docs/x.md:1:1: ") + kWanted},
        BrokenPage{"NoBlanks", "<!--erdmark:keep a-->\n", std::string("docs/x.md:1:1: ") + kWanted},
        BrokenPage{"TextOnTheLine", "<!-- erdmark:keep a --> x <!-- /erdmark:keep -->\n",
                   std::string("docs/x.md:1:1: ") + kWanted},
        BrokenPage{"MisspeltEndInside", "<!-- erdmark:keep a -->\nx\n<!-- /erdmark:keep a -->\n",
                   std::string("docs/x.md:3:1: ") + kWanted}),
    [](const auto& row) { return row.param.name; });

TEST(BlankRegions, LeavesOnlyTheMarkers) {
    const std::string text = "a\n" + region("x", "1\n2\n") + "b\n" + region("y") + "c";

    EXPECT_EQ(blank_regions(text, find_keep_regions(text, "x.md")),
              "a\n" + region("x") + "b\n" + region("y") + "c");
}

TEST(TidyRegions, EmptiesOnlyRegionsOfWhiteSpace) {
    const std::string text = region("x", " \n\t\n") + region("y", "\n1\n");

    EXPECT_EQ(tidy_regions(text, find_keep_regions(text, "x.md")),
              region("x") + region("y", "\n1\n"));
}

TEST(FillRegions, PutsTextsIntoTheRegionsOfTheirNames) {
    const std::string text = "a\n" + region("x") + "b\n" + region("y") + "c";

    EXPECT_EQ(fill_regions(text, find_keep_regions(text, "x.md"), {{"y", "2\n"}, {"z", "3\n"}}),
              "a\n" + region("x") + "b\n" + region("y", "2\n") + "c");
}

TEST(AppendKeptNotes, WritesASectionThatReadsAsRegions) {
    const std::string text = append_kept_notes("# A", {{"table:old", "words\n"}});

    EXPECT_EQ(text, "# A\n" + kept_notes("table:old", "words\n"));
    const KeepRegions found = find_keep_regions(text, "x.md");
    ASSERT_EQ(found.regions.size(), 1U);
    EXPECT_TRUE(found.regions[0].among_notes);
    EXPECT_EQ(kept_text(text, found.regions[0]), "words\n");
}

TEST(AppendKeptNotes, LeavesAPageWithoutNotesAlone) {
    EXPECT_EQ(append_kept_notes("# A", {}), "# A");
}

TEST(GeneratedPart, IsTheSameWithAndWithoutHandWrittenText) {
    const std::string bare = page("A", {"x"});
    const std::string filled =
        append_kept_notes(fill_regions(bare, find_keep_regions(bare, "x.md"), {{"x", "1\n"}}),
                          {{"table:old", "words\n"}, {"table:p", "more\n"}});

    EXPECT_EQ(generated_part(filled, find_keep_regions(filled, "x.md")),
              generated_part(bare, find_keep_regions(bare, "x.md")));
}

TEST(GeneratedPart, IsTheSameWhenANoteIsTakenOutByHand) {
    const std::string bare = page("A");
    const std::string text = append_kept_notes(bare, {});
    const std::string headed =
        text + "\n<!-- erdmark:kept -->\n\n## Kept notes\n\nKept for `table:old`:\n";

    EXPECT_EQ(generated_part(headed, find_keep_regions(headed, "x.md")),
              generated_part(bare, find_keep_regions(bare, "x.md")));
}

TEST(GeneratedPart, ShowsWordsWrittenBesideTheNotes) {
    const std::string bare = page("A");
    for (const std::string words : {"my own words\n", "Kept for `x`: because\n"}) {
        SCOPED_TRACE(words);
        const std::string text = append_kept_notes(bare, {{"table:old", "words\n"}}) + words;

        EXPECT_THAT(generated_part(text, find_keep_regions(text, "x.md")),
                    testing::EndsWith(words.substr(0, words.size() - 1)));
    }
}

TEST(JoinKept, PutsOneTextAfterTheOther) {
    EXPECT_EQ(join_kept("1\n", "2\n"), "1\n\n2\n");
}

TEST(JoinKept, TakesATextThatIsHeldByTheOtherOnce) {
    EXPECT_EQ(join_kept("1\n\n2\n", "2\n"), "1\n\n2\n");
    EXPECT_EQ(join_kept("2\n", "1\n\n2\n"), "1\n\n2\n");
    EXPECT_EQ(join_kept("12\n", "2\n"), "12\n\n2\n");
}

}  // namespace
}  // namespace erdmark::publish
