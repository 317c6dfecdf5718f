#include "config/toml_value.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::config {
namespace {

TEST(ParseToml, KeepsKindsAndPlaces) {
    const Value root = parse_toml("a = 'é'\n[b]\n\"c d\" = [1, true, 1979-05-27]\n", "f");

    ASSERT_EQ(root.members.size(), 2U);
    EXPECT_EQ(root.members[0].key, "a");
    EXPECT_EQ(root.members[0].value.text, "é");
    EXPECT_EQ(root.members[0].value.position, (Position{1, 5}));
    const Member& list = root.members[1].value.members.at(0);
    EXPECT_EQ(list.key, "c d");
    EXPECT_EQ(list.position, (Position{3, 1}));
    ASSERT_EQ(list.value.items.size(), 3U);
    EXPECT_EQ(list.value.items[0].kind, ValueKind::Number);
    EXPECT_TRUE(list.value.items[1].flag);
    EXPECT_EQ(list.value.items[1].position, (Position{3, 13}));
    EXPECT_EQ(list.value.items[2].kind, ValueKind::Time);
}

TEST(ParseToml, CountsColumnsInCharacters) {
    const Value root = parse_toml("\"éé\" = 1", "f");

    EXPECT_EQ(root.members.at(0).value.position, (Position{1, 8}));
}

TEST(ParseToml, FindsMembersByKey) {
    const Value root = parse_toml("a = 1", "f");

    EXPECT_NE(find(root, "a"), nullptr);
    EXPECT_EQ(find(root, "b"), nullptr);
}

struct WrongToml {
    std::string name;
    std::string text;
    std::string message;
};

class WrongTomls : public testing::TestWithParam<WrongToml> {};

TEST_P(WrongTomls, AreRefusedWithTheirPlace) {
    try {
        parse_toml(GetParam().text, "erdmark.toml");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        EXPECT_EQ(error.what(), GetParam().message);
    }
}

INSTANTIATE_TEST_SUITE_P(
    ParseToml, WrongTomls,
    testing::Values(
        WrongToml{"NoValue", "a = ", "erdmark.toml:1:5: not valid TOML: encountered end-of-file"},
        WrongToml{"KeyTwice", "a = 1\na = 2",
                  "erdmark.toml:2:5: not valid TOML: cannot redefine existing integer 'a'"},
        WrongToml{"NoEquals", "a 1", "erdmark.toml:1:3: not valid TOML: expected '=', saw '1'"},
        WrongToml{"TooDeep", "a = " + std::string(5000, '['),
                  "erdmark.toml:1:261: not valid TOML: exceeded maximum nested value depth of 256 "
                  "(TOML_MAX_NESTED_VALUES)"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace erdmark::config
