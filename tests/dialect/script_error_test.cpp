#include "dialect/script_error.h"

#include <gtest/gtest.h>

namespace erdmark::dialect {
namespace {

std::string shown(const std::string& text, std::size_t offset) {
    return script_error({.file = "m.sql", .text = text}, offset, "wrong").what();
}

TEST(ScriptError, MarksThePlaceInItsLine) {
    EXPECT_EQ(shown("ab\r\nc\té! d", 9), "m.sql:2:5: wrong\n    c é! d\n        ^");
    EXPECT_EQ(shown("ab", 2), "m.sql:1:3: wrong\n    ab\n      ^");
    EXPECT_EQ(shown("", 0), "m.sql:1:1: wrong\n    \n    ^");
}

TEST(ScriptError, CutsLongLinesAroundThePlace) {
    const std::string line(1000, 'x');

    EXPECT_EQ(shown(line, 500), "m.sql:1:501: wrong\n    …" + std::string(120, 'x') + "…\n" +
                                    std::string(65, ' ') + "^");
    EXPECT_EQ(shown(line, 10), "m.sql:1:11: wrong\n    " + std::string(120, 'x') + "…\n" +
                                   std::string(14, ' ') + "^");
}

TEST(ScriptError, CutsVeryLongLinesBetweenCharacters) {
    std::string line;
    for (int index = 0; index < 5000; ++index) {
        line += "\xC3\xA9";
    }
    std::string shown_part;
    for (int index = 0; index < 120; ++index) {
        shown_part += "\xC3\xA9";
    }

    for (const std::size_t place : {3000U, 3001U}) {
        EXPECT_EQ(shown(std::string(place % 2, 'x') + line, 2 * 3000 + place % 2),
                  "m.sql:1:" + std::to_string(3001 + place % 2) + ": wrong\n    …" + shown_part +
                      "…\n" + std::string(65, ' ') + "^");
    }
}

TEST(VisibleText, FitsOnOneLine) {
    EXPECT_EQ(visible_text("a\nb\tc", 10), "a b c");
    EXPECT_EQ(visible_text("äöüß", 3), "äöü…");
}

}  // namespace
}  // namespace erdmark::dialect
