#include "dialect/sqlite/script_error.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::sqlite {
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

TEST(Explain, IsShortAndHelpful) {
    EXPECT_EQ(explain("near \"x\": syntax error"), "near \"x\": syntax error");
    EXPECT_EQ(explain("unrecognized token: \"'a\nb" + std::string(1000, 'c')),
              "unrecognized token: \"'a b" + std::string(175, 'c') + "…");
    EXPECT_EQ(explain("no such module: csv"),
              "no such module: csv (this SQLite was built without it)");
    EXPECT_EQ(explain("no such collation sequence: de"),
              "no such collation sequence: de (a replay knows only the collations of SQLite "
              "itself)");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
