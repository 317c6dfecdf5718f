#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

/// A folder with a plan of these lines and a script for each name.
Files planned(const std::string& lines, const std::vector<std::string>& names) {
    Files files{{"sqitch.plan", "%syntax-version=1.0.0\n%project=shop\n\n" + lines}};
    for (const std::string& name : names) {
        files.emplace_back("deploy/" + name + ".sql", "");
    }
    return files;
}

TEST(Sqitch, RunsInTheOrderOfThePlan) {
    Files files = planned(
        "users 2024-01-01T00:00:00Z A <a@b> # note [x]\n# comment\n"
        "app [users other:thing !gone @v0] 2024-01-01T00:00:00Z A <a@b>\n@v1 "
        "2024-01-01T00:00:00Z\n",
        {"users", "app"});
    files.emplace_back("revert/app.sql", "");
    const ParsedFolder parsed = sqitch_layout().parse(folder_of(files), {});

    EXPECT_THAT(lines_of(parsed.migrations),
                ElementsAre("users||m/deploy/users.sql", "app||m/deploy/app.sql down"));
    EXPECT_THAT(parsed.migrations[1].depends, ElementsAre("users"));
}

TEST(Sqitch, TakesTheOldScriptsOfAReworkedChange) {
    EXPECT_THAT(
        read_lines(sqitch_layout(), planned("a x\n@v1 x\n@v2 x\na [a@v1] x\n", {"a", "a@v1"})),
        ElementsAre("a@v1||m/deploy/a@v1.sql", "a||m/deploy/a.sql"));
}

TEST(Sqitch, IsRecognisedByItsPlan) {
    EXPECT_EQ(reason_of(sqitch_layout(), {{"sqitch.plan", ""}}), "the side file 'sqitch.plan'");
    EXPECT_EQ(reason_of(sqitch_layout(), {{"deploy/a.sql", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedSqitch : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedSqitch, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(sqitch_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedSqitch,
    testing::Values(
        Refusal{
            "NoPlan", {{"deploy/a.sql", ""}}, "m: has no 'sqitch.plan', which lists the changes"},
        Refusal{"NoProject",
                {{"sqitch.plan", "a x\n"}},
                "m/sqitch.plan:1:1: expected a line '%project=NAME' at the top of the plan"},
        Refusal{"NoScript", planned("a x\nb x\n", {"a"}),
                "m/sqitch.plan:5:1: the change 'b' has no file 'deploy/b.sql'"},
        Refusal{"UnknownNeed", planned("a [b] x\n", {"a"}),
                "m/sqitch.plan:4:1: the change 'a' requires 'b', which no line above it plans"},
        Refusal{"TwiceWithoutTag", planned("a x\na x\n", {"a"}),
                "m/sqitch.plan:5:1: the change 'a' comes twice without a tag between"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
