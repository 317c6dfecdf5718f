#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(SqlMigrate, RunsNumbersFirstThenNames) {
    EXPECT_THAT(read_lines(sql_migrate_layout(),
                           {{"b.sql", "-- +migrate Up\nb;"},
                            {"10-c.sql", "-- +migrate Up\n-- +migrate Down\n"},
                            {"9_d.sql", "-- +migrate Up notransaction\n"},
                            {"9_e.sql", "-- +migrate Up\n-- +migrate Down notransaction\n"}}),
                ElementsAre("9|d|m/9_d.sql no-transaction", "9|e|m/9_e.sql down",
                            "10|c|m/10-c.sql down", "|b|m/b.sql"));
}

TEST(SqlMigrate, JoinsSectionsThatAlternate) {
    const ParsedFolder parsed = sql_migrate_layout().parse(
        folder_of({{"1.sql",
                    "-- +migrate Up\n-- +migrate StatementBegin\na;\n-- +migrate "
                    "StatementEnd\n-- +migrate Down\nb;\n-- +migrate Up\nc;\n"}}),
        {});

    EXPECT_EQ(parsed.migrations.at(0).up.text,
              "-- +migrate StatementBegin\na;\n-- +migrate StatementEnd\n\n\n\nc;\n");
}

TEST(SqlMigrate, IsRecognisedByItsLines) {
    EXPECT_EQ(reason_of(sql_migrate_layout(), {{"a.sql", ""}, {"b.sql", "-- +migrate Up\n"}}),
              "lines '-- +migrate' as in 'b.sql'");
    EXPECT_EQ(reason_of(sql_migrate_layout(), {{"a.sql", "'\n-- +migrate Up\n'"}}), "");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedSqlMigrate : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedSqlMigrate, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(sql_migrate_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedSqlMigrate,
    testing::Values(
        Refusal{"NoUp",
                {{"1.sql", "a;"}},
                "m/1.sql:1:1: expected a line '-- +migrate Up' above the SQL that runs"},
        Refusal{"UnknownCommand",
                {{"1.sql", "-- +migrate Up\n-- +migrate Upp\n"}},
                "m/1.sql:2:1: no command of sql-migrate; expected Up, Down, StatementBegin or "
                "StatementEnd behind '-- +migrate'"},
        Refusal{"NoCommand",
                {{"1.sql", "-- +migrate\n"}},
                "m/1.sql:1:1: no command of sql-migrate; expected Up, Down, StatementBegin or "
                "StatementEnd behind '-- +migrate'"},
        Refusal{"OpenStatement",
                {{"1.sql", "-- +migrate Up\n-- +migrate StatementBegin\n"}},
                "m/1.sql:2:1: a StatementBegin without StatementEnd below it"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
