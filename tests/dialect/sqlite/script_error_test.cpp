#include "dialect/sqlite/script_error.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::sqlite {
namespace {

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
