#include "render/markdown/links.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

const document::TableLink kRoles{"roles|x", "authorization", "R & D", "roles-x"};
const document::TableLink kGone{"gone", "", "", ""};

TEST(LinkToTable, StaysInItsPage) {
    EXPECT_EQ(link_to_table(kRoles, "authorization"), "[roles&#124;x](#table-roles-x)");
}

TEST(LinkToTable, LeadsToOtherPages) {
    EXPECT_EQ(link_to_table(kRoles, "users"), "[roles&#124;x](authorization-erd.md#table-roles-x)");
    EXPECT_EQ(link_to_table(kRoles, ""), "[roles&#124;x](authorization-erd.md#table-roles-x)");
}

TEST(LinkToTable, SaysThatATableIsNotDocumented) {
    EXPECT_EQ(link_to_table(kGone, "users"), "`gone` (not documented)");
    EXPECT_EQ(link_to_table(kGone, ""), "`gone` (not documented)");
}

TEST(LinkToModule, NamesItsTitle) {
    EXPECT_EQ(link_to_module(kRoles), "[R & D](authorization-erd.md)");
    EXPECT_EQ(link_to_module(kGone), "");
}

TEST(CodeList, PutsCommasBetween) {
    const std::vector<std::string> names = {"a", "b|c"};

    EXPECT_EQ(code_list(names), "`a`, <code>b&#124;c</code>");
    EXPECT_EQ(code_list({}), "");
}

TEST(LinkToType, LeadsToTheIndexPage) {
    const document::EntryLink mood{"mood", "mood"};

    EXPECT_EQ(link_to_type(mood, "users", "`mood`"), "[`mood`](README.md#type-mood)");
    EXPECT_EQ(link_to_type(mood, "", "`mood`"), "[`mood`](#type-mood)");
    EXPECT_EQ(link_to_type({"gone"}, "users", "`gone`"), "`gone`");
}

TEST(LinkToFunction, LeadsToThePageOfFunctions) {
    EXPECT_EQ(link_to_function({"f", "f"}, "`f()`"), "[`f()`](functions.md#function-f)");
    EXPECT_EQ(link_to_function({"gone"}, "`gone()`"), "`gone()`");
}

TEST(ShortList, SaysHowManyMoreThereAre) {
    const std::vector<std::string> items = {"a", "b", "c", "d"};

    EXPECT_EQ(short_list(items, 4), "a, b, c, d");
    EXPECT_EQ(short_list(items, 3), "a, b, c, d");
    EXPECT_EQ(short_list(items, 2), "a, b and 2 more");
    EXPECT_EQ(short_list({}, 2), "");
}

}  // namespace
}  // namespace erdmark::render::markdown
