#include "migration/file_name.h"

#include <gtest/gtest.h>

namespace erdmark::migration {
namespace {

VersionNumber number(std::string_view text) {
    return parse_version(text, "._").value();
}

TEST(VersionNumber, ComparesPartByPartAsNumbers) {
    const char* const ascending[] = {"0",    "1", "1.0.1", "1.2",
                                     "1_10", "2", "010",   "99999999999999999999999999"};
    for (std::size_t i = 1; i < std::size(ascending); ++i) {
        EXPECT_LT(number(ascending[i - 1]), number(ascending[i])) << ascending[i];
    }
    EXPECT_EQ(number("1"), number("01.0.00"));
}

TEST(ParseVersion, TakesNothingElse) {
    for (const char* text : {"", "a", "1.", ".1", "1..2", "1-2", "1a"}) {
        EXPECT_FALSE(parse_version(text, "._")) << text;
    }
}

TEST(DropSuffix, ComparesLettersWithoutCase) {
    std::string_view name = "a.SQL";
    EXPECT_TRUE(drop_suffix(name, ".sql"));
    EXPECT_EQ(name, "a");
    EXPECT_FALSE(drop_suffix(name, ".sql"));
    EXPECT_EQ(name, "a");
}

TEST(BaseName, IsBehindTheLastSlash) {
    EXPECT_EQ(base_name("a/b/c.sql"), "c.sql");
    EXPECT_EQ(folder_name("a/b/c.sql"), "a/b");
    EXPECT_EQ(base_name("c.sql"), "c.sql");
    EXPECT_EQ(folder_name("c.sql"), "");
}

TEST(DialectOf, KnowsTheWordsOfTools) {
    EXPECT_EQ(dialect_of("Postgres"), "postgresql");
    EXPECT_EQ(dialect_of("sqlite3"), "sqlite");
    EXPECT_EQ(dialect_of("users"), "");
}

}  // namespace
}  // namespace erdmark::migration
