#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Named, TakesNumbersInNamesForNumbers) {
    EXPECT_THAT(
        read_lines(named_layout(), {{"users10.sql", ""},
                                    {"users2.sql", "-- migrate:up\na;\n-- migrate:down\n"},
                                    {"a.up.sql", ""},
                                    {"a.down.sql", ""}}),
        ElementsAre("|a|m/a.up.sql", "|users2|m/users2.sql down", "|users10|m/users10.sql"));
}

TEST(Named, TakesOnlyNumberedFilesWhereThereAreSome) {
    EXPECT_THAT(read_lines(named_layout(), {{"005_b.sql", ""},
                                            {"005_a.sql", ""},
                                            {"005a_c.sql", ""},
                                            {"10.sql", ""},
                                            {"dump.sql", ""}}),
                ElementsAre("005|a|m/005_a.sql", "005|b|m/005_b.sql", "005|a_c|m/005a_c.sql",
                            "10||m/10.sql"));
}

TEST(Named, IsNeverRecognised) {
    EXPECT_EQ(reason_of(named_layout(), {{"1_a.sql", ""}}), "");
}

}  // namespace
}  // namespace erdmark::migration
