#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Trim, TakesWhiteSpaceFromBothEnds) {
    EXPECT_EQ(trim(" \t\r\n\f\v a b \n"), "a b");
    EXPECT_EQ(trim("a"), "a");
    EXPECT_EQ(trim(" \n "), "");
    EXPECT_EQ(trim(""), "");
    EXPECT_EQ(trim("\u00A0a"), "\u00A0a");
}

TEST(ToLower, ChangesAsciiLettersOnly) {
    EXPECT_EQ(to_lower("AZaz[@`{ÄÖ09"), "azaz[@`{ÄÖ09");
}

TEST(EqualsIgnoringCase, ComparesAsciiLettersWithoutCase) {
    EXPECT_TRUE(equals_ignoring_case("Create", "CREATE"));
    EXPECT_TRUE(equals_ignoring_case("", ""));
    EXPECT_FALSE(equals_ignoring_case("create", "creat"));
    EXPECT_FALSE(equals_ignoring_case("creat", "create"));
    EXPECT_FALSE(equals_ignoring_case("ä", "Ä"));
    EXPECT_FALSE(equals_ignoring_case("@", "`"));
}

TEST(SplitLines, KnowsThreeLineEnds) {
    EXPECT_THAT(split_lines("a\nb\r\nc\rd"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(split_lines("a\n"), ElementsAre("a"));
    EXPECT_THAT(split_lines("a\r\n"), ElementsAre("a"));
    EXPECT_THAT(split_lines("a\n\r"), ElementsAre("a", ""));
    EXPECT_THAT(split_lines("\n\n"), ElementsAre("", ""));
    EXPECT_THAT(split_lines(""), IsEmpty());
}

TEST(Split, GivesOnePartMoreThanSeparators) {
    EXPECT_THAT(split("a,b,c", ','), ElementsAre("a", "b", "c"));
    EXPECT_THAT(split(",a,", ','), ElementsAre("", "a", ""));
    EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Join, PutsTheSeparatorBetween) {
    EXPECT_EQ(join(std::vector<std::string>{"a", "b", "c"}, ", "), "a, b, c");
    EXPECT_EQ(join(std::vector<std::string>{"a"}, ", "), "a");
    EXPECT_EQ(join(std::vector<std::string>{}, ", "), "");
}

TEST(ReplaceAll, GoesFromLeftToRightOnce) {
    EXPECT_EQ(replace_all("a.b.c", ".", "::"), "a::b::c");
    EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
    EXPECT_EQ(replace_all("x", "x", "xx"), "xx");
    EXPECT_EQ(replace_all("abc", "d", "e"), "abc");
    EXPECT_EQ(replace_all("", "d", "e"), "");
}

TEST(CollapseWhitespace, LeavesSingleSpacesInside) {
    EXPECT_EQ(collapse_whitespace("  a \t\r\n b  "), "a b");
    EXPECT_EQ(collapse_whitespace(std::string("a\0\x1B\x7F"
                                              "b",
                                              5)),
              "a b");
    EXPECT_EQ(collapse_whitespace(" \n "), "");
    EXPECT_EQ(collapse_whitespace("größe"), "größe");
}

struct Utf8Case {
    std::string name;
    std::string text;
    std::optional<std::size_t> first_bad;
    std::string repaired;
};

void PrintTo(const Utf8Case& row, std::ostream* out) {
    *out << row.name;
}

class Utf8 : public testing::TestWithParam<Utf8Case> {};

TEST_P(Utf8, IsCheckedAndRepairedByRfc3629) {
    EXPECT_EQ(first_invalid_utf8(GetParam().text), GetParam().first_bad);
    EXPECT_EQ(to_valid_utf8(GetParam().text), GetParam().repaired);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Utf8,
    testing::ValuesIn<Utf8Case>({
        {"Empty", "", std::nullopt, ""},
        {"EveryLength", "aé€😀", std::nullopt, "aé€😀"},
        {"LowestOfEachLength", "\u0080\u0800\U00010000", std::nullopt, "\u0080\u0800\U00010000"},
        {"HighestOfEachLength", "\u007F\u07FF\uFFFF\U0010FFFF", std::nullopt,
         "\u007F\u07FF\uFFFF\U0010FFFF"},
        {"AroundTheSurrogates", "\uD7FF\uE000", std::nullopt, "\uD7FF\uE000"},
        {"LoneContinuation", "a\x80z", 1, "a\uFFFDz"},
        {"Latin1",
         "gr\xF6\xDF"
         "e",
         2, "gr\uFFFD\uFFFDe"},
        {"CutShort", "a\xE2\x82", 1, "a\uFFFD\uFFFD"},
        {"BrokenInTheMiddle", "\xE2(\xAC", 0, "\uFFFD(\uFFFD"},
        {"OverlongSlash", "\xC0\xAF", 0, "\uFFFD\uFFFD"},
        {"OverlongThreeBytes", "\xE0\x9F\xBF", 0, "\uFFFD\uFFFD\uFFFD"},
        {"OverlongFourBytes", "\xF0\x8F\xBF\xBF", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"Surrogate", "\xED\xA0\x80", 0, "\uFFFD\uFFFD\uFFFD"},
        {"AboveTheLast", "\xF4\x90\x80\x80", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"NeverABytes", "\xF5\xFE\xFF", 0, "\uFFFD\uFFFD\uFFFD"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(DecodeUtf8, ReadsWhatAppendUtf8Writes) {
    for (const char32_t point : {U'\0', U'a', U'\u007F', U'\u0080', U'\u07FF', U'\u0800', U'€',
                                 U'\uFFFF', U'\U00010000', U'😀', U'\U0010FFFF'}) {
        SCOPED_TRACE(static_cast<unsigned>(point));
        std::string text = "x";
        append_utf8(text, point);

        const CodePoint decoded = decode_utf8(text, 1);

        EXPECT_EQ(decoded.value, point);
        EXPECT_EQ(decoded.length, text.size() - 1);
    }
}

TEST(DecodeUtf8, ReadsAMalformedByteAsReplacement) {
    const CodePoint decoded = decode_utf8("a\xE2\x82", 1);

    EXPECT_EQ(decoded.value, U'\uFFFD');
    EXPECT_EQ(decoded.length, 1);
}

TEST(WithoutByteOrderMark, TakesOneMarkFromTheFront) {
    EXPECT_EQ(without_byte_order_mark("\xEF\xBB\xBFx"), "x");
    EXPECT_EQ(without_byte_order_mark("x\xEF\xBB\xBF"), "x\xEF\xBB\xBF");
    EXPECT_EQ(without_byte_order_mark("\xEF\xBB"), "\xEF\xBB");
    EXPECT_EQ(without_byte_order_mark(""), "");
}

struct NearestCase {
    std::string name;
    std::string word;
    std::vector<std::string> candidates;
    std::optional<std::string> expected;
};

void PrintTo(const NearestCase& row, std::ostream* out) {
    *out << row.name;
}

class Nearest : public testing::TestWithParam<NearestCase> {};

TEST_P(Nearest, IsWhatWasProbablyMeant) {
    EXPECT_EQ(nearest(GetParam().word, GetParam().candidates), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Nearest,
    testing::ValuesIn<NearestCase>({
        {"OneLetterMissing", "sorce", {"output", "source"}, "source"},
        {"OneLetterMore", "sourcee", {"output", "source"}, "source"},
        {"OtherCase", "SOURCE", {"output", "source"}, "source"},
        {"TwoLettersSwapped", "soucre", {"output", "source"}, "source"},
        {"TheNearerOne", "generat", {"general", "generate", "generated"}, "general"},
        {"TheFirstOnATie", "cat", {"hat", "bat"}, "hat"},
        {"TwoLettersSwappedInAShortWord", "usres", {"uses up", "users"}, "users"},
        {"TwoNeighboursSwappedInAColumn", "emial", {"mail", "email"}, "email"},
        {"JustAThird", "abcxyz", {"abcdyw"}, "abcdyw"},
        {"MoreThanAThird", "abcxyz", {"abcdew"}, std::nullopt},
        {"OneOfTwoLetters", "id", {"if"}, "if"},
        {"NothingInCommon", "x", {"y"}, std::nullopt},
        {"FarLonger", "a", {"abcdefgh"}, std::nullopt},
        {"EmptyWord", "", {"a", ""}, std::nullopt},
        {"NoCandidates", "a", {}, std::nullopt},
    }),
    [](const auto& row) { return row.param.name; });

TEST(DidYouMean, IsPutBehindAMessage) {
    const std::vector<std::string> names{"generate", "check"};

    EXPECT_EQ(did_you_mean("chekc", names), " (did you mean 'check'?)");
    EXPECT_EQ(did_you_mean("publish", names), "");
}

struct TerminalCase {
    std::string name;
    std::string text;
    std::string expected;
};

void PrintTo(const TerminalCase& row, std::ostream* out) {
    *out << row.name;
}

class TerminalSafe : public testing::TestWithParam<TerminalCase> {};

TEST_P(TerminalSafe, WritesWhatCouldSteerATerminal) {
    EXPECT_EQ(terminal_safe(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, TerminalSafe,
    testing::ValuesIn<TerminalCase>({
        {"PlainText", "größe 😀 \\ x", "größe 😀 \\ x"},
        {"LineFeedAndTab", "a\tb\n", "a\tb\n"},
        {"CarriageReturn", "a\rb", "a\\u{D}b"},
        {"Escape", "\x1B[31mred", "\\u{1B}[31mred"},
        {"Nul", std::string("\0", 1), "\\u{0}"},
        {"LastOfC0", "\x1F ", "\\u{1F} "},
        {"Delete", "\x7F", "\\u{7F}"},
        {"FirstOfC1", "\u0080", "\\u{80}"},
        {"ControlSequenceOfC1", "\u009B31m", "\\u{9B}31m"},
        {"LastOfC1", "\u009F\u00A0", "\\u{9F}\u00A0"},
        {"Embeddings", "\u202A\u202B\u202C", "\\u{202A}\\u{202B}\\u{202C}"},
        {"Overrides", "\u2029\u202D\u202E\u202F", "\u2029\\u{202D}\\u{202E}\u202F"},
        {"Isolates", "\u2066\u2067\u2068\u2069", "\\u{2066}\\u{2067}\\u{2068}\\u{2069}"},
        {"BesideTheIsolates", "\u2065\u206A", "\u2065\u206A"},
        {"Marks", "\u200E\u200F\u061C", "\\u{200E}\\u{200F}\\u{61C}"},
        {"MalformedBytes", "a\x9Bz", "a\uFFFDz"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(CountOf, ChoosesTheWordByTheNumber) {
    EXPECT_EQ(count_of(0, "table", "tables"), "0 tables");
    EXPECT_EQ(count_of(1, "table", "tables"), "1 table");
    EXPECT_EQ(count_of(2, "entry", "entries"), "2 entries");
}

}  // namespace
}  // namespace erdmark
