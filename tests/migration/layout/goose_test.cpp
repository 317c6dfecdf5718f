#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Goose, RunsInTheOrderOfNumbers) {
    EXPECT_THAT(
        read_lines(goose_layout(), {{"00010_c.sql", "-- +goose Up\nc;\n-- +goose Down\nd;"},
                                    {"9_b.sql", "-- +goose NO TRANSACTION\n-- +GOOSE up\nb;"},
                                    {"schema.sql", "e;"}}),
        ElementsAre("9|b|m/9_b.sql no-transaction", "00010|c|m/00010_c.sql down"));
}

struct EnvironmentCase {
    const char* written;
    const char* read;
};

TEST(Goose, ReplacesVariablesWhereItIsSwitchedOn) {
    const ReadOptions options{.variables = {{"NAME", "users"}, {"EMPTY", ""}}};
    const EnvironmentCase cases[] = {
        {"$NAME;", "users;"},
        {"${NAME}_x;", "users_x;"},
        {"${EMPTY}|${EMPTY-a}|${EMPTY:-b}", "||b"},
        {"${OTHER-a}|${OTHER:-b c}", "a|b c"},
        {"$1 $$ ${ $", "$1 $$ ${ $"},
        {"'$NAME'", "'users'"},
    };
    for (const EnvironmentCase& each : cases) {
        SCOPED_TRACE(each.written);
        const std::string begin = "-- +goose Up\n$NAME\n-- +goose ENVSUB ON\n";
        const std::string end = "\n-- +goose ENVSUB OFF\n$NAME\n";
        const ParsedFolder parsed =
            goose_layout().parse(folder_of({{"1_a.sql", begin + each.written + end}}), options);
        EXPECT_EQ(parsed.migrations.at(0).up.text,
                  "$NAME\n-- +goose ENVSUB ON\n" + std::string(each.read) + end);
    }
}

TEST(Goose, ReplacesVariablesFromAboveTheSection) {
    const ParsedFolder parsed = goose_layout().parse(
        folder_of({{"1_a.sql", "-- +goose ENVSUB ON\n-- +goose Up\n$A;\n-- +goose Down\n$B;\n"}}),
        {.variables = {{"A", "x"}}});

    EXPECT_EQ(parsed.migrations.at(0).up.text, "x;\n");
    EXPECT_EQ(parsed.migrations.at(0).down->text, "$B;\n");
}

TEST(Goose, IsRecognisedByItsLines) {
    EXPECT_EQ(reason_of(goose_layout(), {{"1_a.sql", "-- +goose Up\n"}}),
              "lines '-- +goose' as in '1_a.sql'");
    EXPECT_EQ(reason_of(goose_layout(), {{"1_a.sql", "select 1; -- +goose Up\n"}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedGoose : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedGoose, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(goose_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedGoose,
    testing::Values(
        Refusal{"NoUp",
                {{"1_a.sql", "a;"}},
                "m/1_a.sql:1:1: expected a line '-- +goose Up' above the SQL that runs"},
        Refusal{"TwoUps",
                {{"1_a.sql", "-- +goose Up\n-- +goose Up\n"}},
                "m/1_a.sql:2:1: a second up section; expected one up section and at most one down "
                "section in a file"},
        Refusal{"DownFirst",
                {{"1_a.sql", "-- +goose Down\n-- +goose Up\n"}},
                "m/1_a.sql:1:1: a down section before the up section; begin the file with '-- "
                "+goose Up'"},
        Refusal{"Indented",
                {{"1_a.sql", "-- +goose Up\n  -- +goose Down\n"}},
                "m/1_a.sql:2:3: an indented annotation of goose; move it to the first column"},
        Refusal{"Unknown",
                {{"1_a.sql", "-- +goose Up\n-- +goose UP2\n"}},
                "m/1_a.sql:2:1: no annotation of goose; expected Up, Down, StatementBegin, "
                "StatementEnd, NO TRANSACTION, ENVSUB ON or ENVSUB OFF behind '-- +goose'"},
        Refusal{"SqlAbove",
                {{"1_a.sql", "a;\n-- +goose Up\n"}},
                "m/1_a.sql:1:1: SQL before the first section; move it below the line that begins "
                "the up section"},
        Refusal{"OneNumberTwice",
                {{"1_a.sql", "-- +goose Up\n"}, {"01_b.sql", "-- +goose Up\n"}},
                "m/1_a.sql: has the same version as 'm/01_b.sql'; give one of them another number"},
        Refusal{"NoValue",
                {{"1_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\nselect ${X};\n"}},
                "m/1_a.sql:3:8: no value for the variable 'X'; give it one in [source.variables] "
                "of erdmark.toml"},
        Refusal{"NoValueWithMessage",
                {{"1_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\n${X?say it}\n"}},
                "m/1_a.sql:3:1: no value for the variable 'X'; give it one in [source.variables] "
                "of erdmark.toml"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
