#include "config/modules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/folder.h"

namespace erdmark::config {
namespace {

using test::config_of;
using test::message_for;

TEST(ReadModules, ReadsThemInTheOrderOfTheFile) {
    const Config config = config_of(R"toml(
[[modules]]
name = "users"
title = "People"
description = "Who they are."
tables = ["users", "user_*", "!user_log"]
aliases = ["u", "people"]

[[modules]]
name = "common"
tables = ["*"]
)toml");

    ASSERT_EQ(config.modules.size(), 2U);
    EXPECT_EQ(config.modules[0].name, "users");
    EXPECT_EQ(config.modules[0].title, "People");
    EXPECT_EQ(config.modules[0].description, "Who they are.");
    EXPECT_THAT(config.modules[0].tables, testing::ElementsAre("users", "user_*", "!user_log"));
    EXPECT_THAT(config.modules[0].aliases, testing::ElementsAre("u", "people"));
    EXPECT_EQ(config.modules[1].name, "common");
}

TEST(ReadModules, MakesATitleOfTheName) {
    for (const auto& [name, title] : {std::pair{"users", "Users"},
                                      {"audit-log_entries", "Audit log entries"},
                                      {"API", "API"},
                                      {"2fa", "2fa"},
                                      {"_x", " x"}}) {
        SCOPED_TRACE(name);
        EXPECT_EQ(config_of(std::string("[[modules]]\nname = '") + name + "'\ntables = ['x']")
                      .modules[0]
                      .title,
                  title);
    }
}

TEST(ReadModules, AcceptsAModuleThatRepeatsItsNameAsAnAlias) {
    EXPECT_EQ(
        config_of("[[modules]]\nname='users'\ntables=['x']\naliases=['users']").modules.size(), 1U);
}

class WrongModules : public testing::TestWithParam<test::WrongFile> {};

TEST_P(WrongModules, AreRefused) {
    EXPECT_EQ(message_for(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    ReadModules, WrongModules,
    testing::Values(
        test::WrongFile{"OneTable", "[modules]\nname = 'x'",
                        "erdmark.toml:1:1: 'modules' must be an array of tables, written "
                        "[[modules]], found a table"},
        test::WrongFile{"NoTables", "modules = ['x']",
                        "erdmark.toml:1:12: 'modules' must be an array of tables, written "
                        "[[modules]], found a string"},
        test::WrongFile{"UnknownKey", "[[modules]]\nname = 'x'\npatterns = ['x']",
                        "erdmark.toml:3:1: unknown key 'patterns'; known here: aliases, "
                        "description, name, tables, "
                        "title"},
        test::WrongFile{"NoName", "[[modules]]\ntables = ['x']",
                        "erdmark.toml:1:1: this module has no 'name'"},
        test::WrongFile{"NamePath", "[[modules]]\nname = '../x'\ntables = ['x']",
                        "erdmark.toml:2:8: module name '../x' must be made of letters, digits, '-' "
                        "and '_': it becomes "
                        "a file name"},
        test::WrongFile{"NameEmpty", "[[modules]]\nname = ''\ntables = ['x']",
                        "erdmark.toml:2:8: module name '' must be made of letters, digits, '-' and "
                        "'_': it becomes a "
                        "file name"},
        test::WrongFile{"NameTwice",
                        "[[modules]]\nname = 'users'\ntables = ['x']\n[[modules]]\nname = 'Users'",
                        "erdmark.toml:5:8: there is a module 'users' already; names become file "
                        "names and must differ "
                        "in more than case"},
        test::WrongFile{"NoPatterns", "[[modules]]\nname = 'x'",
                        "erdmark.toml:1:1: module 'x' has no 'tables'; give it the names or "
                        "patterns of its tables"},
        test::WrongFile{"PatternsNoArray", "[[modules]]\nname = 'x'\ntables = 'x'",
                        "erdmark.toml:3:10: 'tables' must be an array of strings, found a string"},
        test::WrongFile{"AliasEmpty", "[[modules]]\nname = 'x'\ntables = ['x']\naliases = ['']",
                        "erdmark.toml:4:12: 'aliases' has an empty name"},
        test::WrongFile{
            "AliasIsAName",
            "[[modules]]\nname = 'x'\ntables = ['x']\naliases = ['Y']\n[[modules]]\nname = "
            "'y'\ntables = ['y']",
            "erdmark.toml:4:12: alias 'Y' is the name of another module"},
        test::WrongFile{"AliasTwice",
                        "[[modules]]\nname = 'x'\ntables = ['x']\naliases = ['a', 'b', 'A']",
                        "erdmark.toml:4:22: alias 'A' stands for module 'x' already"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace erdmark::config
