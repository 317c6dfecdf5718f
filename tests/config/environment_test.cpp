#include "config/environment.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::config {
namespace {

class ExpandEnvironment : public testing::Test {
protected:
    void SetUp() override {
        setenv("ERDMARK_TEST_A", "secret", 1);
        setenv("ERDMARK_TEST_EMPTY", "", 1);
        setenv("ERDMARK_TEST_NESTED", "${ERDMARK_TEST_A}", 1);
        unsetenv("ERDMARK_TEST_UNSET");
    }
    void TearDown() override {
        unsetenv("ERDMARK_TEST_A");
        unsetenv("ERDMARK_TEST_EMPTY");
        unsetenv("ERDMARK_TEST_NESTED");
    }

    static std::string message_for(const std::string& text) {
        try {
            expand_environment(text, "f:1:2", environment_and({}));
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Config);
            return error.what();
        }
        return "no error";
    }
};

TEST_F(ExpandEnvironment, PutsValuesInPlaceOfNames) {
    EXPECT_EQ(expand_environment("a${ERDMARK_TEST_A}b${ERDMARK_TEST_EMPTY}c${ERDMARK_TEST_A}", "f",
                                 environment_and({})),
              "asecretbcsecret");
    EXPECT_EQ(expand_environment("no names: $A $ {A} }", "f", environment_and({})),
              "no names: $A $ {A} }");
}

TEST_F(ExpandEnvironment, LeavesValuesAsTheyAre) {
    EXPECT_EQ(expand_environment("${ERDMARK_TEST_NESTED}", "f", environment_and({})),
              "${ERDMARK_TEST_A}");
}

TEST_F(ExpandEnvironment, NamesAVariableThatIsNotSetAndShowsNoOther) {
    EXPECT_EQ(message_for("${ERDMARK_TEST_A}${ERDMARK_TEST_UNSET}"),
              "f:1:2: the environment variable 'ERDMARK_TEST_UNSET' is not set; set it, or give "
              "another source");
}

TEST_F(ExpandEnvironment, TakesOtherVariablesWhereTheEnvironmentHasNone) {
    const Lookup lookup = environment_and({{"ERDMARK_TEST_A", "other"},
                                           {"ERDMARK_TEST_EMPTY", "other"},
                                           {"ERDMARK_TEST_UNSET", "x"}});

    EXPECT_EQ(expand_environment("${ERDMARK_TEST_A}${ERDMARK_TEST_EMPTY}${ERDMARK_TEST_UNSET}", "f",
                                 lookup),
              "secretx");
}

TEST_F(ExpandEnvironment, RefusesWhatIsNoName) {
    for (const char* text : {"${", "${}", "${A", "${A B}", "${1A}", "${A:-x}"}) {
        EXPECT_EQ(message_for(text),
                  "f:1:2: expected '${NAME}' with the name of an environment variable")
            << text;
    }
}

}  // namespace
}  // namespace erdmark::config
