#include "migration/variables.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::migration {
namespace {

std::string replaced(const std::string& text) {
    return replace_placeholders({.file = "a.sql", .text = text}, "${", "}",
                                [](const std::string& name, std::size_t offset) {
                                    return "<" + name + std::to_string(offset) + ">";
                                })
        .text;
}

TEST(ReplacePlaceholders, GivesNameAndOffset) {
    EXPECT_EQ(replaced("a ${x} '${ y }' $ {z} ${"), "a <x2> '<y8>' $ {z} ${");
    EXPECT_EQ(replaced("${\n} ${a"), "${\n} ${a");
    EXPECT_EQ(replaced(""), "");
}

TEST(ReplacePlaceholders, KeepsThePlaceOfTheScript) {
    const sql::Script script{.file = "a.sql", .text = "x", .start = {.line = 3, .column = 2}};
    const sql::Script result = replace_placeholders(
        script, "${", "}", [](const std::string& name, std::size_t) { return name; });

    EXPECT_EQ(result.file, "a.sql");
    EXPECT_EQ(result.start, script.start);
}

TEST(ValueOf, NamesAVariableWithoutValue) {
    const sql::Script script{.file = "a.sql", .text = "one\n two"};
    EXPECT_EQ(value_of("x", {{"x", "y"}}, script, 5), "y");
    try {
        value_of("z", {{"x", "y"}}, script, 5);
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        EXPECT_STREQ(error.what(),
                     "a.sql:2:2: no value for the variable 'z'; give it one in "
                     "[source.variables] of erdmark.toml");
    }
}

}  // namespace
}  // namespace erdmark::migration
