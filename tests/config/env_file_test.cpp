#include "config/env_file.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "config/folder.h"

namespace erdmark::config {
namespace {

using test::CurrentFolder;

struct ValueCase {
    std::string name;
    std::string text;
    Variables variables;
};

class EnvFiles : public testing::TestWithParam<ValueCase> {};

TEST_P(EnvFiles, AreRead) {
    EXPECT_EQ(parse_env_file(GetParam().text, ".env"), GetParam().variables);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, EnvFiles,
    testing::Values(
        ValueCase{"Empty", "", {}},
        ValueCase{"Plain", "A=1\nB_2=two words\n", {{"A", "1"}, {"B_2", "two words"}}},
        ValueCase{"Export",
                  "export A=1\n  export\tB=2\nexport=3",
                  {{"A", "1"}, {"B", "2"}, {"export", "3"}}},
        ValueCase{"BlanksAroundTheSign", "A = 1  \n", {{"A", "1"}}},
        ValueCase{"NoValue", "A=\nB=  \nC=", {{"A", ""}, {"B", ""}, {"C", ""}}},
        ValueCase{"Comments",
                  "# A=0\n\n  # x\nA=1 # one\nB=a#b\nC=#c\nD='x' # y\nE=a #b #c",
                  {{"A", "1"}, {"B", "a#b"}, {"C", ""}, {"D", "x"}, {"E", "a"}}},
        ValueCase{"LineEnds", "A=1\r\nB='2'\r\n\r\nC=3\r", {{"A", "1"}, {"B", "2"}, {"C", "3"}}},
        ValueCase{"SingleQuotes", R"(A='a "b" \n $C #')", {{"A", R"(a "b" \n $C #)"}}},
        ValueCase{
            "DoubleQuotes", R"(A="a 'b' \n\t\"\\\$C \q #")", {{"A", "a 'b' \n\t\"\\$C \\q #"}}},
        ValueCase{"QuotesOverLines", "A=\"1\n2\"\nB='3\n4'", {{"A", "1\n2"}, {"B", "3\n4"}}},
        ValueCase{"QuotesInside", "A=it's", {{"A", "it's"}}},
        ValueCase{"LastWins", "A=1\nA=2", {{"A", "2"}}},
        ValueCase{"NothingIsExpanded", "A=1\nB=${A}$A", {{"A", "1"}, {"B", "${A}$A"}}},
        ValueCase{"Url",
                  "DATABASE_URL=postgres://me:a=b@h/d?x=y",
                  {{"DATABASE_URL", "postgres://me:a=b@h/d?x=y"}}}),
    [](const auto& row) { return row.param.name; });

TEST(EnvFile, RefusesWhatIsNoVariableAndShowsNoValue) {
    struct Row {
        const char* text;
        const char* message;
    };
    const char* const wanted =
        "expected NAME=value, export NAME=value or a comment that starts with #";
    const Row rows[] = {
        {"A=1\n  secret\n", "2:3: "}, {"1A=secret", "1:1: "}, {"A.B=secret", "1:1: "},
        {"=secret", "1:1: "},         {"export A", "1:1: "},  {"A: secret", "1:1: "},
        {"export A B=1", "1:1: "},    {"[section]", "1:1: "},
    };
    for (const Row& row : rows) {
        SCOPED_TRACE(row.text);
        try {
            parse_env_file(row.text, ".env");
            FAIL() << "no error";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Config);
            EXPECT_EQ(error.what(), std::string(".env:") + row.message + wanted);
        }
    }
}

TEST(EnvFile, RefusesQuotesThatDoNotFit) {
    for (const auto& [text, message] :
         {std::pair{"A=1\nB='secret\n", ".env:2:3: the value has no closing '"},
          {"A=\"secret\\\"", ".env:1:3: the value has no closing \""},
          {"A='secret'x", ".env:1:11: expected the end of the line behind a value in quotes"}}) {
        SCOPED_TRACE(text);
        try {
            parse_env_file(text, ".env");
            FAIL() << "no error";
        } catch (const Error& error) {
            EXPECT_STREQ(error.what(), message);
        }
    }
}

TEST(EnvFile, NeedNotExist) {
    const CurrentFolder folder;

    EXPECT_EQ(read_env_file(".env"), Variables{});
}

TEST(EnvFile, MayBeginWithAByteOrderMark) {
    const CurrentFolder folder;
    folder.write(".env",
                 "\xEF\xBB\xBF"
                 "A=1\r\n");

    EXPECT_EQ(read_env_file(".env"), (Variables{{"A", "1"}}));
}

TEST(EnvFile, ThatIsAFolderIsAConfigError) {
    const CurrentFolder folder;
    folder.write(".env/x", "");

    try {
        read_env_file(".env");
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        EXPECT_EQ(std::string(error.what()).substr(0, 6), ".env: ");
    }
}

}  // namespace
}  // namespace erdmark::config
