#include "config/value_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::config {
namespace {

const ValueReader kReader("f");

template <typename Run>
std::string message_of(Run run) {
    try {
        run();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        return error.what();
    }
    return "no error";
}

TEST(ValueReader, GivesNothingForAKeyThatIsNotThere) {
    const Value root = parse_toml("", "f");

    EXPECT_EQ(kReader.text(root, "a"), nullptr);
    EXPECT_EQ(kReader.text_or(root, "a", "x"), "x");
    EXPECT_FALSE(kReader.flag(root, "a"));
    EXPECT_THAT(kReader.patterns(root, "a"), testing::IsEmpty());
    EXPECT_EQ(kReader.table(root, "a", "[a]"), nullptr);
}

TEST(ValueReader, RefusesAnItemThatIsNoString) {
    const Value root = parse_toml("a = ['x', 1]", "f");

    EXPECT_EQ(message_of([&] { kReader.texts(root, "a"); }),
              "f:1:11: 'a' must be an array of strings, found a number in it");
}

TEST(ValueReader, RefusesNulCharacters) {
    const Value root = parse_toml("a = \"x\\u0000y\"", "f");

    EXPECT_EQ(message_of([&] { kReader.text(root, "a"); }),
              "f:1:5: 'a' must not contain a NUL character");
}

TEST(ValueReader, TakesPatternsWithAndWithoutExclamationMark) {
    const Value root = parse_toml("a = ['x*', '![a-z]?']", "f");

    EXPECT_THAT(kReader.patterns(root, "a"), testing::ElementsAre("x*", "![a-z]?"));
}

TEST(ValueReader, RefusesPatternsThatCanMatchNothing) {
    EXPECT_EQ(message_of([&] { kReader.patterns(parse_toml("a = ['x', '!']", "f"), "a"); }),
              "f:1:11: 'a' has an empty pattern");
    EXPECT_EQ(message_of([&] { kReader.patterns(parse_toml("a = ['user[']", "f"), "a"); }),
              "f:1:6: pattern 'user[': a '[' without its ']'");
}

}  // namespace
}  // namespace erdmark::config
