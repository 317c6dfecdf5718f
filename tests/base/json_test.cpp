#include "base/json.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark {
namespace {

std::string message_for(std::string_view text) {
    try {
        Json::parse(text, "s.json");
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

std::string repeat(std::string_view part, std::size_t times) {
    std::string text;
    for (std::size_t count = 0; count < times; ++count) {
        text += part;
    }
    return text;
}

TEST(JsonDump, WritesForReaders) {
    const Json value(Json::Object{
        {"b", Json(Json::Array{Json(1), Json("two"), Json()})},
        {"a", Json(Json::Object{{"empty", Json(Json::Array{})}, {"none", Json(Json::Object{})}})},
        {"yes", Json(true)},
    });

    EXPECT_EQ(value.dump(), R"({
  "b": [
    1,
    "two",
    null
  ],
  "a": {
    "empty": [],
    "none": {}
  },
  "yes": true
})");
}

struct DumpCase {
    std::string name;
    Json value;
    std::string expected;
};

void PrintTo(const DumpCase& row, std::ostream* out) {
    *out << row.name;
}

class JsonDumpOf : public testing::TestWithParam<DumpCase> {};

TEST_P(JsonDumpOf, WritesOneValue) {
    EXPECT_EQ(GetParam().value.dump(), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, JsonDumpOf,
    testing::ValuesIn<DumpCase>({
        {"Null", Json(), "null"},
        {"False", Json(false), "false"},
        {"LeastInteger", Json(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808"},
        {"GreatestInteger", Json(std::numeric_limits<std::int64_t>::max()), "9223372036854775807"},
        {"WholeDouble", Json(3.0), "3.0"},
        {"NegativeZero", Json(-0.0), "-0.0"},
        {"Fraction", Json(0.1), "0.1"},
        {"GreatDouble", Json(1e300), "1e+300"},
        {"Infinity", Json(std::numeric_limits<double>::infinity()), "null"},
        {"NotANumber", Json(std::numeric_limits<double>::quiet_NaN()), "null"},
        {"EmptyText", Json(""), R"("")"},
        {"OtherAlphabets", Json("größe 😀 \u2028"), "\"größe 😀 \u2028\""},
        {"QuotesAndBackslashes", Json(R"(a"b\c/d)"), R"("a\"b\\c/d")"},
        {"NamedControls", Json("\b\f\n\r\t"), R"("\b\f\n\r\t")"},
        {"OtherControls", Json(std::string("\0\x01\x1F\x7F", 4)), R"("\u0000\u0001\u001f\u007f")"},
        {"MalformedBytes", Json("a\xFF\xC0z"), "\"a\uFFFD\uFFFDz\""},
        {"EscapedName", Json(Json::Object{{"a\nb", Json(1)}}), "{\n  \"a\\nb\": 1\n}"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonParse, ReadsWhatDumpWrites) {
    const Json value(Json::Object{
        {"z", Json(Json::Array{Json(-1), Json(2.5), Json(3.0), Json(Json::Object{})})},
        {"a", Json(std::string("\0\"\\\n\x7F größe", 12))},
        {"", Json(Json::Array{Json(Json::Array{}), Json(false), Json()})},
    });

    EXPECT_EQ(Json::parse(value.dump(), "s.json"), value);
}

struct ParseCase {
    std::string name;
    std::string text;
    Json expected;
};

void PrintTo(const ParseCase& row, std::ostream* out) {
    *out << row.name;
}

class JsonParseOf : public testing::TestWithParam<ParseCase> {};

TEST_P(JsonParseOf, ReadsOneValue) {
    EXPECT_EQ(Json::parse(GetParam().text, "s.json"), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Table, JsonParseOf,
    testing::ValuesIn<ParseCase>({
        {"Null", " null\r\n\t", Json()},
        {"True", "true", Json(true)},
        {"Integer", "-12", Json(-12)},
        {"LeastInteger", "-9223372036854775808", Json(std::numeric_limits<std::int64_t>::min())},
        {"GreatestInteger", "9223372036854775807", Json(std::numeric_limits<std::int64_t>::max())},
        {"IntegerBeyondInt64", "9223372036854775808", Json(9223372036854775808.0)},
        {"IntegerBelowInt64", "-9223372036854775809", Json(-9223372036854775808.0)},
        {"IntegerBeyondUint64", "18446744073709551616", Json(18446744073709551616.0)},
        {"Double", "1.5e3", Json(1500.0)},
        {"WholeDouble", "1.0", Json(1.0)},
        {"Text", R"("a")", Json("a")},
        {"Escapes", R"("\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00")", Json("\"\\/\b\f\n\r\té😀")},
        {"ByteOrderMark", "\xEF\xBB\xBF[]", Json(Json::Array{})},
        {"SameNameInTwoObjects", R"([{"a":1},{"a":{"a":2}}])",
         Json(Json::Array{
             Json(Json::Object{{"a", Json(1)}}),
             Json(Json::Object{{"a", Json(Json::Object{{"a", Json(2)}})}}),
         })},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonParse, KeepsTheOrderOfMembers) {
    const Json value = Json::parse(R"({"b": 1, "a": 2, "c": 3})", "s.json");

    std::vector<std::string> names;
    for (const auto& [name, member] : *value.as_object()) {
        names.push_back(name);
    }
    EXPECT_THAT(names, testing::ElementsAre("b", "a", "c"));
}

struct RefusalCase {
    std::string name;
    std::string text;
    std::string message;
};

void PrintTo(const RefusalCase& row, std::ostream* out) {
    *out << row.name;
}

class JsonParseRefuses : public testing::TestWithParam<RefusalCase> {};

TEST_P(JsonParseRefuses, AndSaysWhere) {
    EXPECT_EQ(message_for(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Table, JsonParseRefuses,
    testing::ValuesIn<RefusalCase>({
        {"Nothing", "", "s.json:1:1: not valid JSON: unexpected end of input; expected a value"},
        {"Unclosed", "{\n  \"a\": [1",
         "s.json:2:10: not valid JSON: unexpected end of input; expected ',' or ']'"},
        {"NoValue", "{\n  \"ä\": }",
         "s.json:2:8: not valid JSON: unexpected '}'; expected a value"},
        {"NoColon", "{\"a\" \"b\"}", "s.json:1:6: not valid JSON: unexpected string; expected ':'"},
        {"NoComma", "[1 22]", "s.json:1:4: not valid JSON: unexpected number; expected ',' or ']'"},
        {"NoCommaWord", "[1 true]",
         "s.json:1:4: not valid JSON: unexpected true; expected ',' or ']'"},
        {"NoCommaFalse", "[1 false]",
         "s.json:1:4: not valid JSON: unexpected false; expected ',' or ']'"},
        {"NoCommaNull", "[1\nnull]",
         "s.json:2:1: not valid JSON: unexpected null; expected ',' or ']'"},
        {"NameWithoutQuotes", "{a: 1}",
         "s.json:1:2: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"NumberAsName", "{12: 1}",
         "s.json:1:2: not valid JSON: unexpected number; expected a name in double quotes"},
        {"CommaAtTheEnd", "[1,\n]", "s.json:2:1: not valid JSON: unexpected ']'; expected a value"},
        {"CommaAtTheEndOfAnObject", "{\"a\": 1,}",
         "s.json:1:9: not valid JSON: unexpected '}'; expected a name in double quotes"},
        {"WrongBracket", "[1}", "s.json:1:3: not valid JSON: unexpected '}'; expected ',' or ']'"},
        {"TextAfterTheValue", "{}\n x",
         "s.json:2:2: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"ValueAfterTheValue", "{} \"y\"",
         "s.json:1:4: not valid JSON: unexpected string; expected end of input"},
        {"MisspelledWord", "[nul]",
         "s.json:1:5: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"WordCutShort", "tru",
         "s.json:1:4: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"Comment", "[1] // one",
         "s.json:1:5: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"SingleQuotes", "['a']",
         "s.json:1:2: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"UnclosedText", "[\"abc",
         "s.json:1:6: not valid JSON: invalid string: missing closing quote"},
        {"LineEndInText", "[\"a\nb\"]",
         "s.json:1:4: not valid JSON: invalid string: control character U+000A (LF) must be "
         "escaped to \\u000A or \\n"},
        {"UnknownEscape", "[\"a\\x\"]",
         "s.json:1:5: not valid JSON: invalid string: forbidden character after backslash"},
        {"LoneSurrogate", "[\"\\ud800\"]",
         "s.json:1:9: not valid JSON: invalid string: surrogate U+D800..U+DBFF must be followed by "
         "U+DC00..U+DFFF"},
        {"BadUnicodeEscape", "[\"\\u12G4\"]",
         "s.json:1:7: not valid JSON: invalid string: '\\u' must be followed by 4 hex digits"},
        {"MalformedBytes", "[\"a\xFFz\"]",
         "s.json:1:4: not valid JSON: invalid string: ill-formed UTF-8 byte"},
        {"LeadingZero", "[01]",
         "s.json:1:3: not valid JSON: unexpected number; expected ',' or ']'"},
        {"NumberWithoutDigits", "[-]",
         "s.json:1:3: not valid JSON: invalid number; expected digit after '-'"},
        {"NumberTooLarge", "[1,\n 1e999]",
         "s.json:2:2: the number is too large for a 64-bit float"},
        {"NotANumber", "[NaN]",
         "s.json:1:2: not valid JSON: unexpected text; expected a value, a name in double quotes "
         "or punctuation"},
        {"NulByteAfterTheValue", std::string("{}\n\0 x", 6),
         "s.json:2:1: binary data (a NUL byte) where text was expected"},
        {"NulByteBetweenValues", std::string("[1,\0 2]", 7),
         "s.json:1:4: binary data (a NUL byte) where text was expected"},
        {"NulByteInText", std::string("[\"a\0\"]", 6),
         "s.json:1:4: binary data (a NUL byte) where text was expected"},
        {"HalfAByteOrderMark", "\xEF\xBB[]",
         "s.json:1:3: not valid JSON: invalid BOM; must be 0xEF 0xBB 0xBF if given"},
        {"WordsOfTheParserInTheText", "[\"; last read: '<a>\" \"b - c\"]",
         "s.json:1:22: not valid JSON: unexpected string; expected ',' or ']'"},
        {"RepeatedName", "{\n  \"a\": 1,\n  \"b\": {\"a\": 2},\n  \"a\": 3\n}",
         "s.json:4:3: the member 'a' comes twice in this object"},
        {"RepeatedNameWithEscapes", R"([{"\"\\": 1, "\"\\": 3}])",
         "s.json:1:14: the member '\"\\' comes twice in this object"},
        {"RepeatedNameWrittenInTwoWays", R"({"a": 1, "\u0061": 3})",
         "s.json:1:10: the member 'a' comes twice in this object"},
        {"FirstOfTwoRepeatedNames", R"({"x": 1, "a": 1, "x": 3, "a": 4})",
         "s.json:1:18: the member 'x' comes twice in this object"},
        {"TooDeep", repeat("[", 201), "s.json:1:201: nested more than 200 levels deep"},
        {"TooDeepInObjects", repeat("{\"a\":\n", 201),
         "s.json:201:1: nested more than 200 levels deep"},
    }),
    [](const auto& row) { return row.param.name; });

TEST(JsonParse, TakesTwoHundredLevels) {
    const std::string text = repeat("[", 200) + repeat("]", 200);

    EXPECT_EQ(message_for(text), "no error");
}

TEST(JsonParse, IsQuickForManyMembersAndItems) {
    std::string text = "{\"items\": [0";
    for (int number = 0; number < 100'000; ++number) {
        text += fmt::format(", \"item {}\"", number);
    }
    text += "]";
    for (int number = 0; number < 100'000; ++number) {
        text += fmt::format(", \"name {}\": {{}}", number);
    }

    const Json value = Json::parse(text + "}", "s.json");

    EXPECT_EQ(value.as_object()->size(), 100'001);
    EXPECT_EQ(value.find("items")->as_array()->size(), 100'001);
}

TEST(JsonFind, LooksIntoObjectsOnly) {
    const Json value = Json::parse(R"({"a": 1, "b": null})", "s.json");

    ASSERT_NE(value.find("a"), nullptr);
    EXPECT_EQ(*value.find("a"), Json(1));
    ASSERT_NE(value.find("b"), nullptr);
    EXPECT_TRUE(value.find("b")->is_null());
    EXPECT_EQ(value.find("c"), nullptr);
    EXPECT_EQ(Json("a").find("a"), nullptr);
    EXPECT_EQ(Json(Json::Array{}).find("a"), nullptr);
}

TEST(JsonTypeName, IsTheWordForMessages) {
    EXPECT_EQ(Json().type_name(), "null");
    EXPECT_EQ(Json(true).type_name(), "boolean");
    EXPECT_EQ(Json(1).type_name(), "number");
    EXPECT_EQ(Json(1.5).type_name(), "number");
    EXPECT_EQ(Json("").type_name(), "string");
    EXPECT_EQ(Json(Json::Array{}).type_name(), "array");
    EXPECT_EQ(Json(Json::Object{}).type_name(), "object");
}

TEST(JsonValues, AreTakenByTheirTypeOnly) {
    EXPECT_EQ(*Json(true).as_bool(), true);
    EXPECT_EQ(*Json(std::size_t{7}).as_integer(), 7);
    EXPECT_EQ(*Json(1.5).as_double(), 1.5);
    EXPECT_EQ(*Json("a").as_string(), "a");
    EXPECT_EQ(Json(1).as_bool(), nullptr);
    EXPECT_EQ(Json(1).as_double(), nullptr);
    EXPECT_EQ(Json(1.0).as_integer(), nullptr);
    EXPECT_EQ(Json(1).as_string(), nullptr);
    EXPECT_EQ(Json("a").as_array(), nullptr);
    EXPECT_EQ(Json(Json::Array{}).as_object(), nullptr);
}

}  // namespace
}  // namespace erdmark
