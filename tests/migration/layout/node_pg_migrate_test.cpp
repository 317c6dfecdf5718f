#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(NodePgMigrate, CutsAtItsLines) {
    const ParsedFolder parsed = node_pg_migrate_layout().parse(
        folder_of({{"20_b.sql", "-- Up Migration\nb;\n---- down MIGRATION\nc;\n"},
                   {"3_a.sql", "a;\n-- Down Migration\nd;"},
                   {"3_z.sql", "e;"}}),
        {});

    EXPECT_THAT(lines_of(parsed.migrations),
                ElementsAre("3|a|m/3_a.sql down", "3|z|m/3_z.sql", "20|b|m/20_b.sql down"));
    EXPECT_EQ(parsed.migrations[0].up.text, "a;\n");
    EXPECT_EQ(parsed.migrations[2].up.text, "b;\n");
    EXPECT_EQ(parsed.migrations[2].down->text, "c;\n");
}

TEST(NodePgMigrate, IsRecognisedByItsLines) {
    EXPECT_EQ(reason_of(node_pg_migrate_layout(), {{"1_a.sql", "-- Up Migration\n"}}),
              "lines '-- Up Migration' as in '1_a.sql'");
    EXPECT_EQ(reason_of(node_pg_migrate_layout(), {{"1_a.sql", "-- upper migration\n"}}), "");
}

TEST(NodePgMigrate, RefusesADownSectionThatComesFirst) {
    EXPECT_EQ(
        refusal_of(node_pg_migrate_layout(), {{"1_a.sql", "-- Down Migration\n-- Up Migration\n"}}),
        "m/1_a.sql:1:1: a down section before the up section; begin the file with "
        "'-- Up Migration'");
}

}  // namespace
}  // namespace erdmark::migration
