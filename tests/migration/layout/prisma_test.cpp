#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Prisma, RunsInTheOrderOfTheFolders) {
    EXPECT_THAT(read_lines(prisma_layout(), {{"20240102_b/migration.sql", ""},
                                             {"20240101_a_a/migration.sql", ""},
                                             {"20240101_a_a/down.sql", ""},
                                             {"init/migration.sql", ""},
                                             {"20240103_c/other.sql", ""},
                                             {"migration.sql", ""}}),
                ElementsAre("20240101|a_a|m/20240101_a_a/migration.sql down",
                            "20240102|b|m/20240102_b/migration.sql", "init||m/init/migration.sql"));
}

TEST(Prisma, IsRecognisedByItsLockOrItsNames) {
    EXPECT_EQ(reason_of(prisma_layout(), {{"1_a/migration.sql", ""}, {"migration_lock.toml", ""}}),
              "the side file 'migration_lock.toml'");
    EXPECT_EQ(reason_of(prisma_layout(), {{"1_a/migration.sql", ""}}),
              "files are named like '1_a/migration.sql'");
    EXPECT_EQ(reason_of(prisma_layout(), {{"migration_lock.toml", ""}}), "");
}

}  // namespace
}  // namespace erdmark::migration
