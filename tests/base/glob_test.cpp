#include "base/glob.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace erdmark {
namespace {

struct GlobCase {
    std::string pattern;
    std::string text;
    bool matches;
};

void expect_matches(const std::vector<GlobCase>& rows) {
    for (const GlobCase& row : rows) {
        EXPECT_EQ(glob_matches(row.pattern, row.text), row.matches)
            << "'" << row.pattern << "' against '" << row.text << "'";
    }
}

TEST(GlobMatches, HoldsForTheWholeText) {
    expect_matches({
        {"", "", true},
        {"", "a", false},
        {"a", "", false},
        {"users", "users", true},
        {"users", "Users", false},
        {"users", "users2", false},
        {"users", "my_users", false},
        {"größe", "größe", true},
        {"a.b", "a.b", true},
        {"a.b", "axb", false},
    });
}

TEST(GlobMatches, TakesAnyRunForAStar) {
    expect_matches({
        {"*", "", true},
        {"*", "anything at all", true},
        {"**", "a", true},
        {"auth_*", "auth_users", true},
        {"auth_*", "auth_", true},
        {"auth_*", "auth", false},
        {"*_log", "audit_log", true},
        {"*_log", "audit_logs", false},
        {"a*b*c", "a1b2b3c", true},
        {"a*b*c", "a1c2b", false},
        {"*ab", "aab", true},
        {"*é*", "café au lait", true},
    });
}

TEST(GlobMatches, TakesOneCharacterForAQuestionMark) {
    expect_matches({
        {"?", "a", true},
        {"?", "", false},
        {"?", "ab", false},
        {"?", "€", true},
        {"x?y", "x😀y", true},
        {"*?", "", false},
        {"*?", "abc", true},
    });
}

TEST(GlobMatches, TakesOneOfASet) {
    expect_matches({
        {"[abc]", "b", true},     {"[abc]", "d", false},    {"[abc]", "", false},
        {"t[0-9]", "t7", true},   {"t[0-9]", "tx", false},  {"t[0-9]", "t10", false},
        {"[!0-9]", "x", true},    {"[!0-9]", "5", false},   {"[!0-9]", "", false},
        {"[a-cx-z]", "y", true},  {"[a-cx-z]", "m", false}, {"[z-a]", "m", false},
        {"[]]", "]", true},       {"[!]]", "]", false},     {"[!]]", "a", true},
        {"[a-]", "-", true},      {"[-a]", "-", true},      {"[\\]a]", "]", true},
        {"[a\\-z]", "-", true},   {"[a\\-z]", "m", false},  {"[*?]", "*", true},
        {"[*?]", "a", false},     {"[α-ω]", "λ", true},     {"[α-ω]", "l", false},
        {"*[0-9]", "a1b2", true},
    });
}

TEST(GlobMatches, TakesEscapedCharactersAsTheyAre) {
    expect_matches({
        {"\\*", "*", true},
        {"\\*", "a", false},
        {"\\?", "?", true},
        {"\\?", "a", false},
        {"\\[a]", "[a]", true},
        {"\\[a]", "a", false},
        {"\\\\", "\\", true},
        {"\\é", "é", true},
        {"a\\", "a\\", true},
    });
}

TEST(GlobMatches, AnswersAtOnceForManyStars) {
    const std::string text(10'000, 'a');

    EXPECT_FALSE(glob_matches("*a*a*a*a*b", text));
    EXPECT_FALSE(glob_matches("*?*?*?*?*?*?*?*?*[b]", text));
    EXPECT_FALSE(glob_matches(std::string(1'000, '*') + "b", text));
    EXPECT_TRUE(glob_matches("*a*a*a*a*", text));
}

TEST(GlobProblem, IsASetThatDoesNotEnd) {
    for (const char* pattern : {"[", "[a", "a[b", "[]", "[!]", "[a]b[", "[a\\]", "*[!"}) {
        SCOPED_TRACE(pattern);
        EXPECT_EQ(glob_problem(pattern), "a '[' without its ']'");
    }
}

TEST(GlobProblem, IsEmptyForEverythingElse) {
    for (const char* pattern : {"", "a", "*", "[a]", "[]]", "[!]]", "\\[", "]", "a\\", "\\é[x]"}) {
        SCOPED_TRACE(pattern);
        EXPECT_EQ(glob_problem(pattern), "");
    }
}

}  // namespace
}  // namespace erdmark
