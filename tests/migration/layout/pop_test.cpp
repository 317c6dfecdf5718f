#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

const Files kSeveral{{"2_b.up.sql", ""},
                     {"2_b.down.sql", ""},
                     {"2_b.postgres.up.sql", ""},
                     {"10_c.mysql.up.sql", ""},
                     {"3_d.sqlite3.autocommit.up.sql", ""}};

TEST(Pop, PrefersTheFilesForTheDatabase) {
    EXPECT_THAT(read_lines(pop_layout(), kSeveral, {.dialect = "postgresql"}),
                ElementsAre("2|b|m/2_b.postgres.up.sql down postgresql"));
    EXPECT_THAT(read_lines(pop_layout(), kSeveral, {.dialect = "sqlite"}),
                ElementsAre("2|b|m/2_b.up.sql down",
                            "3|d|m/3_d.sqlite3.autocommit.up.sql no-transaction sqlite"));
    EXPECT_THAT(read_lines(pop_layout(), kSeveral, {.dialect = "mysql"}),
                ElementsAre("2|b|m/2_b.up.sql down", "10|c|m/10_c.mysql.up.sql mysql"));
}

TEST(Pop, TakesTheOnlyDatabaseThatThereIs) {
    EXPECT_THAT(read_lines(pop_layout(), {{"1_a.up.sql", ""}, {"1_a.postgres.up.sql", ""}}),
                ElementsAre("1|a|m/1_a.postgres.up.sql postgresql"));
}

TEST(Pop, NotesWhatIsWrittenInFizz) {
    const ParsedFolder parsed = pop_layout().parse(
        folder_of({{"1_a.up.fizz", ""}, {"1_a.down.fizz", ""}, {"2_b.up.sql", ""}}), {});

    EXPECT_THAT(lines_of(parsed.migrations), ElementsAre("2|b|m/2_b.up.sql"));
    EXPECT_THAT(parsed.notes, ElementsAre("m/1_a.up.fizz: version 1 is written in fizz, which a "
                                          "replay cannot run; what it changes is missing"));
}

TEST(Pop, IsRecognisedByFilesForOneDatabase) {
    EXPECT_EQ(reason_of(pop_layout(), {{"1_a.up.sql", ""}, {"2_b.mysql.up.sql", ""}}),
              "files are named like '2_b.mysql.up.sql'");
    EXPECT_EQ(reason_of(pop_layout(), {{"1_a.up.sql", ""}, {"2_b.other.up.sql", ""}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedPop : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedPop, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(pop_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedPop,
    testing::Values(Refusal{"SeveralDatabases", kSeveral,
                            "m: holds migrations for several databases (mysql, postgresql, "
                            "sqlite); say with 'source.dialect' for which one to read them"},
                    Refusal{"OneNumberTwice",
                            {{"1_a.up.sql", ""}, {"01_b.up.sql", ""}},
                            "m/1_a.up.sql: has the same version as 'm/01_b.up.sql'; give one of "
                            "them another number"}),
    [](const auto& test) { return test.param.name; });

TEST(Pop, FillsInTheOptionsOfTheConnection) {
    const Files files = {
        {"1_a.up.sql",
         "CREATE TABLE {{ index .Options \"Namespace\" }}.a (x int[] DEFAULT '{{ 1}}');"},
        {"1_a.down.sql", "DROP TABLE {{index .Options \"Namespace\"}}.a;"},
        {"2_b.up.sql", "SELECT '{{ 1 }}';"}};

    const ParsedFolder parsed =
        pop_layout().parse(folder_of(files), {.variables = {{"Namespace", "auth"}}});

    ASSERT_EQ(parsed.migrations.size(), 2U);
    EXPECT_EQ(parsed.migrations[0].up.text, "CREATE TABLE auth.a (x int[] DEFAULT '{{1}}');");
    EXPECT_EQ(parsed.migrations[0].down->text, "DROP TABLE auth.a;");
    EXPECT_EQ(parsed.migrations[1].up.text, "SELECT '{{ 1 }}';");
    EXPECT_EQ(refusal_of(pop_layout(), files),
              "m/1_a.up.sql:1:14: no value for the variable 'Namespace'; give it one in "
              "[source.variables] of erdmark.toml");
}

}  // namespace
}  // namespace erdmark::migration
