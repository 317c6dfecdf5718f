#include "render/markdown/escape.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

struct Case {
    const char* name;
    std::string input;
    std::string output;
};

class Text : public testing::TestWithParam<Case> {};

TEST_P(Text, IsEscapedWhereItMeansSomething) {
    EXPECT_EQ(text(GetParam().input), GetParam().output);
}

INSTANTIATE_TEST_SUITE_P(
    Harmless, Text,
    testing::Values(
        Case{"Empty", "", ""}, Case{"Words", "Where we write to.", "Where we write to."},
        Case{"SnakeCase", "user_sessions.user_id", "user_sessions.user_id"},
        Case{"Arithmetic", "a - b + c = d > e ! (f) 'g' \"h\"",
             "a - b + c = d > e ! (f) 'g' \"h\""},
        Case{"Time", "at 12:30, note: late; ratio 1:2", "at 12:30, note: late; ratio 1:2"},
        Case{"Ampersand", "R & D", "R & D"}, Case{"Arrow", "a -> b", "a -> b"},
        Case{"Hash", "C# code", "C# code"}, Case{"NegativeNumber", "-1 or more", "-1 or more"},
        Case{"Decimal", "1.5 or 2)x", "1.5 or 2)x"},
        Case{"Letters", "größe, 名前 – “x”", "größe, 名前 – “x”"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Inline, Text,
    testing::Values(
        Case{"Backslash", "a\\b", "a&#92;b"}, Case{"Backtick", "`a`", "&#96;a&#96;"},
        Case{"Star", "a*b", "a&#42;b"},
        Case{"UnderscoreAtAWordsEdge", "_a_ b__c", "&#95;a&#95; b&#95;&#95;c"},
        Case{"Braces", "{a}", "&#123;a&#125;"}, Case{"Brackets", "[a](b)", "&#91;a&#93;(b)"},
        Case{"Pipe", "a|b", "a&#124;b"}, Case{"Tilde", "~~a~~", "&#126;&#126;a&#126;&#126;"},
        Case{"Html", "<b>a</b>", "&lt;b>a&lt;/b>"}, Case{"Comment", "<!-- a -->", "&lt;!-- a -->"},
        Case{"Entity", "&lt; &#38;", "&amp;lt; &amp;#38;"},
        Case{"Mathematics", "$a$", "&#36;a&#36;"}, Case{"Caret", "a^b", "a&#94;b"},
        Case{"Marked", "==a==", "&#61;&#61;a&#61;&#61;"},
        Case{"Emoji", "so :tada: it", "so &#58;tada: it"}, Case{"Mention", "@a", "&#64;a"},
        Case{"Issue", "see #12", "see &#35;12"}, Case{"Url", "https://a.b", "https&#58;//a.b"},
        Case{"Www", "WWW.a.b", "WWW&#46;a.b"}, Case{"ClosingHash", "a #", "a &#35;"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    AtTheStart, Text,
    testing::Values(Case{"Heading", "# a", "&#35; a"}, Case{"Quote", "> a", "&gt; a"},
                    Case{"Item", "- a", "&#45; a"}, Case{"PlusItem", "+ a", "&#43; a"},
                    Case{"Rule", "---", "&#45;--"}, Case{"Number", "12. a", "12&#46; a"},
                    Case{"NumberAlone", "1)", "1&#41;"}, Case{"Underline", "=", "&#61;"},
                    Case{"Definition", ": a", "&#58; a"}, Case{"Box", "!!! note", "&#33;!! note"},
                    Case{"FoldedBox", "??? note", "&#63;?? note"},
                    Case{"EachLine", "a\n# b\n- c", "a<br/>&#35; b<br/>&#45; c"}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    Blanks, Text,
    testing::Values(Case{"Folded", "  a \t b  ", "a b"},
                    Case{"LineEnds", "a\r\nb\rc\nd", "a<br/>b<br/>c<br/>d"},
                    Case{"EmptyLines", "\n\na\n\nb\n \n", "a<br/><br/>b"},
                    Case{"UnicodeLineEnds", "a\u2028b\u0085c", "a<br/>b<br/>c"},
                    Case{"Indented", "a\n    b", "a<br/>b"},
                    Case{"Controls", std::string("a\0b\x1b[0m\x7f", 8), "a b &#91;0m"},
                    Case{"OnlyBlanks", " \n\t", ""}, Case{"NoBreakSpace", "a\u00a0b", "a&#160;b"},
                    Case{"TurnedText", "a\u202eb", "a&#8238;b"},
                    Case{"Malformed",
                         "a\xff"
                         "b",
                         "a\ufffd"
                         "b"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Paragraphs, AreSeparatedByEmptyLines) {
    EXPECT_EQ(paragraphs("a\nb\n\n\n- c"), "a<br/>\nb\n\n&#45; c");
    EXPECT_EQ(paragraphs(" \n"), "");
}

TEST(Paragraphs, AreNoStatementsOfMdx) {
    EXPECT_EQ(paragraphs("import batches\n\nexport x\n\nimportant"),
              "&#105;mport batches\n\n&#101;xport x\n\nimportant");
}

class Code : public testing::TestWithParam<Case> {};

TEST_P(Code, IsShownAsItIs) {
    EXPECT_EQ(code(GetParam().input), GetParam().output);
}

INSTANTIATE_TEST_SUITE_P(Cases, Code,
                         testing::Values(Case{"Empty", "", ""},
                                         Case{"Name", "user_id", "`user_id`"},
                                         Case{"Expression", "a * b < {c} \\", "`a * b < {c} \\`"},
                                         Case{"Pipe", "a || b", "<code>a &#124;&#124; b</code>"},
                                         Case{"Backtick", "a`b", "<code>a&#96;b</code>"},
                                         Case{"LineBreak", "a\r\nb", "<code>a<br/>b</code>"},
                                         Case{"EdgeBlanks", " a ", "<code>&#32;a&#32;</code>"},
                                         Case{"InnerBlanks", "a  b", "<code>a &#32;b</code>"},
                                         Case{"OnlyABlank", " ", "<code>&#32;</code>"},
                                         Case{"Tab", "a\tb", "<code>a b</code>"},
                                         Case{"Comment", "<!--a-->", "<code>&lt;!--a--></code>"},
                                         Case{"BrokenEntity", "&#a", "<code>&amp;#a</code>"},
                                         Case{"Invisible", "a\u200bb", "<code>a&#8203;b</code>"},
                                         Case{"Malformed", "\xff", "<code>\ufffd</code>"}),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(CodeBlock, HasAFenceLongerThanAnyInside) {
    EXPECT_EQ(code_block("SELECT 1\n", "sql"), "```sql\nSELECT 1\n```");
    EXPECT_EQ(code_block("a\n````\nb", "sql"), "`````sql\na\n````\nb\n`````");
}

TEST(CodeBlock, KeepsIndentsAndDropsEmptyLinesAtTheEnds) {
    EXPECT_EQ(code_block("\n\r\n  a\r\n\tb\x01\n \n", "sql"), "```sql\n  a\n\tb\ufffd\n```");
}

TEST(CodeBlock, HidesMarkersOfKeepRegions) {
    EXPECT_EQ(code_block("```\n<!-- erdmark:keep x -->\n~ & {", "sql"),
              "<pre>&#96;&#96;&#96;\n&lt;!-- erdmark:keep x --&gt;\n&#126; &amp; &#123;</pre>");
}

TEST(Link, EncodesItsDestination) {
    EXPECT_EQ(link("a", "users-erd.md#table-user_sessions"),
              "[a](users-erd.md#table-user_sessions)");
    EXPECT_EQ(link("a", "x y(ü).md"), "[a](x%20y%28%C3%BC%29.md)");
}

TEST(RegionName, KeepsDifferentNamesDifferent) {
    EXPECT_EQ(region_name("billing.user_sessions-2"), "billing.user_sessions-2");
    EXPECT_EQ(region_name("order items"), "order:20items");
    EXPECT_EQ(region_name("a:20b"), "a:3a20b");
    EXPECT_EQ(region_name("a--> b"), "a-:2d:3e:20b");
    EXPECT_EQ(region_name("ü"), ":c3:bc");
}

TEST(JoinLines, PutsABreakBetweenTwo) {
    EXPECT_EQ(join_lines("a", "b"), "a<br/>b");
    EXPECT_EQ(join_lines("", "b"), "b");
    EXPECT_EQ(join_lines("a", ""), "a");
}

}  // namespace
}  // namespace erdmark::render::markdown
