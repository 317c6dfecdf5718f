#include "render/mermaid/escape.h"

#include <gtest/gtest.h>

namespace erdmark::render::mermaid {
namespace {

struct Case {
    const char* name;
    std::string input;
    std::string output;
};

class Quoted : public testing::TestWithParam<Case> {};

TEST_P(Quoted, LosesNothing) {
    EXPECT_EQ(mermaid::quoted(GetParam().input), GetParam().output);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Quoted,
    testing::Values(
        Case{"Plain", "users, (a) / 'b' = c ? d !", "users, (a) / 'b' = c ? d !"},
        Case{"Empty", "", "#32;"}, Case{"Blank", " \t\n", "#32;"},
        Case{"BlanksFolded",
             "\x01 a\r\n \u00a0\u3000"
             "b\ufeff ",
             "a b"},
        Case{"LettersBeyondAscii", "größe 名前 – €", "größe 名前 – €"},
        Case{"Malformed", "a\xff", "a\ufffd"}, Case{"Quote", "\"", "#34;"},
        Case{"Percent", "%", "#37;"}, Case{"Hash", "#", "#35;"}, Case{"Backslash", "\\", "#92;"},
        Case{"Html", "<b>&", "#60;b#62;#38;"}, Case{"Star", "*a*", "#42;a#42;"},
        Case{"Backtick", "`", "#96;"}, Case{"Semicolon", ";", "#59;"},
        Case{"Colon", "a:b", "a#58;b"}, Case{"Tilde", "~", "#126;"},
        Case{"UnderscoreInside", "user_id", "user_id"},
        Case{"UnderscoreAtTheEdge", "_a_ b__c", "#95;a#95; b#95;#95;c"},
        Case{"DotInside", "a.b 1.5", "a.b 1.5"}, Case{"DotAtTheEnd", "a.", "a#46;"},
        Case{"HyphenInside", "a-b", "a-b"}, Case{"HyphenAlone", "a - b", "a #45; b"},
        Case{"DotBesideOtherLetters", "ü.b", "ü#46;b"},
        Case{"Www", "www.a wWw.b", "www#46;a wWw#46;b"},
        Case{"ListNumber", "12) a (1)", "12#41; a (1)"},
        Case{"Direction", "Direction tb, direction LR", "Direction#32;tb, direction#32;LR"},
        Case{"DirectionOfWords", "direction lrx", "direction#32;lrx"},
        Case{"DirectionOfOthers", "direction to go", "direction to go"},
        Case{"Constructor", "constructor", "#99;onstructor"},
        Case{"ToString", "toString", "#116;oString"},
        Case{"ToLocaleString", "toLocaleString", "#116;oLocaleString"},
        Case{"ValueOf", "valueOf", "#118;alueOf"},
        Case{"HasOwnProperty", "hasOwnProperty", "#104;asOwnProperty"},
        Case{"IsPrototypeOf", "isPrototypeOf", "#105;sPrototypeOf"},
        Case{"PropertyIsEnumerable", "propertyIsEnumerable", "#112;ropertyIsEnumerable"},
        Case{"Proto", "__proto__", "#95;#95;proto#95;#95;"},
        Case{"PropertyAsAWord", "a constructor", "a constructor"}),
    [](const auto& test) { return std::string(test.param.name); });

class BareWord : public testing::TestWithParam<Case> {};

TEST_P(BareWord, HoldsOnlyWhatMermaidReads) {
    EXPECT_EQ(bare_word(GetParam().input), GetParam().output);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BareWord,
    testing::Values(
        Case{"Name", "user_id", "user_id"}, Case{"Varchar", "varchar(255)", "varchar(255)"},
        Case{"Array", "int[]", "int[]"}, Case{"Numeric", "numeric(10,2)", "numeric(10-2)"},
        Case{"NumericWithBlanks", "numeric( 10 , 2 )", "numeric(_10-2_)"},
        Case{"TwoWords", "double precision", "double_precision"},
        Case{"Quotes", "\"a\" 'b' `c`", "a_b_c"},
        Case{"Accents", "größe Åé e\u0301 Žž", "gro_e_Ae_e_Zz"}, Case{"OtherLetters", "名前", "_"},
        Case{"OtherLettersInside", "a名b", "a_b"}, Case{"Dots", "s.t?", "s_t"},
        Case{"Empty", "", "_"}, Case{"DigitFirst", "2fa", "_2fa"},
        Case{"ParenthesisFirst", "(a)", "_(a)"}, Case{"OddEnds", " )]a[( ", "a"},
        Case{"Hyphen", "a-b", "a-b"}, Case{"HyphenFirst", "-a", "_-a"}, Case{"Pk", "pk", "_pk"},
        Case{"PkWithHyphen", "PK-1", "_PK-1"}, Case{"PkInAName", "pk_1 fka", "pk_1_fka"},
        Case{"Uk", "Uk", "_Uk"}, Case{"FkWithParenthesis", "fk(1)", "_fk(1)"},
        Case{"Comma", ",", "_-"}, Case{"Long", std::string(80, 'a'), std::string(59, 'a') + "_"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Shortened, CutsBetweenCodePoints) {
    EXPECT_EQ(shortened("größer", 6), "größer");
    EXPECT_EQ(shortened("größer", 5), "größ…");
    EXPECT_EQ(shortened(" a \n b ", 3), "a b");
    EXPECT_EQ(shortened("", 5), "");
}

}  // namespace
}  // namespace erdmark::render::mermaid
