#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(GraphileMigrate, RunsWhatIsCommitted) {
    const ParsedFolder parsed = graphile_migrate_layout().parse(
        folder_of({{"committed/000010-c.sql", "--! Previous: sha1:b\n--! Hash: sha1:c\n"},
                   {"committed/000009.sql",
                    "--! Previous: -\n--! Hash: sha1:b\n--! Message: first things\n\n"
                    "--! no-transaction\nb;"},
                   {"current.sql", ""},
                   {"000011.sql", ""}}),
        {});

    EXPECT_THAT(lines_of(parsed.migrations),
                ElementsAre("000009|first things|m/committed/000009.sql no-transaction",
                            "000010|c|m/committed/000010-c.sql"));
}

TEST(GraphileMigrate, ReplacesPlaceholdersThatItKnows) {
    const ParsedFolder parsed = graphile_migrate_layout().parse(
        folder_of({{"000001.sql", ":OWNER a::text ':DATABASE_NAME' :OWNERS :other ::OWNER"}}),
        {.variables = {{"OWNER", "me"}, {"DATABASE_NAME", "shop"}}});

    EXPECT_EQ(parsed.migrations.at(0).up.text, "me a::text 'shop' :OWNERS :other :me");
}

TEST(GraphileMigrate, IsRecognisedByItsFilesOrItsHeaders) {
    EXPECT_EQ(
        reason_of(graphile_migrate_layout(), {{"committed/000001.sql", ""}, {"current/1.sql", ""}}),
        "'committed' beside 'current'");
    EXPECT_EQ(
        reason_of(graphile_migrate_layout(), {{"committed/000001.sql", ""}, {"../.gmrc", ""}}),
        "the side file '../.gmrc'");
    EXPECT_EQ(reason_of(graphile_migrate_layout(), {{"000001.sql", "--! Previous: -\n"}}),
              "lines '--! Previous:' as in '000001.sql'");
    EXPECT_EQ(reason_of(graphile_migrate_layout(), {{"000001.sql", ""}, {"current.sql", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedGraphileMigrate : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedGraphileMigrate, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(graphile_migrate_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedGraphileMigrate,
    testing::Values(Refusal{"BrokenChain",
                            {{"committed/1.sql", "--! Hash: a\n"},
                             {"committed/2.sql", "--! Hash: c\n--! Previous: b\n"}},
                            "m/committed/2.sql:2:1: follows a migration with the hash 'b', but "
                            "'m/committed/1.sql' before it has 'a'"},
                    Refusal{"OneNumberTwice",
                            {{"committed/1.sql", ""}, {"committed/01.sql", ""}},
                            "m/committed/1.sql: has the same version as 'm/committed/01.sql'; give "
                            "one of them another number"},
                    Refusal{"NoValue",
                            {{"1.sql", "a :DATABASE_OWNER"}},
                            "m/1.sql:1:3: no value for the variable 'DATABASE_OWNER'; give it one "
                            "in [source.variables] of erdmark.toml"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
