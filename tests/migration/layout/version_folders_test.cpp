#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(VersionFolders, RunInTheOrderOfBothNumbers) {
    EXPECT_THAT(read_lines(version_folders_layout(), {{"10/01_d.up.sql", ""},
                                                      {"2/10_c.up.sql", ""},
                                                      {"2/9_b.up.sql", ""},
                                                      {"2/9_b.down.sql", ""},
                                                      {"1/01_a.sql", ""}}),
                ElementsAre("1/01|a|m/1/01_a.sql", "2/9|b|m/2/9_b.up.sql down",
                            "2/10|c|m/2/10_c.up.sql", "10/01|d|m/10/01_d.up.sql"));
    EXPECT_THAT(read_lines(version_folders_layout(), {{"0.9/02__b.sql", ""},
                                                      {"0.10/00__c.sql", ""},
                                                      {"v0.10.1/00__d.sql", ""},
                                                      {"0.9/LATEST.sql", ""},
                                                      {"other/1_x.sql", ""}}),
                ElementsAre("0.9/02|b|m/0.9/02__b.sql", "0.10/00|c|m/0.10/00__c.sql",
                            "v0.10.1/00|d|m/v0.10.1/00__d.sql"));
}

TEST(VersionFolders, AreRecognisedByTheirNames) {
    EXPECT_EQ(reason_of(version_folders_layout(), {{"1.2/01_a.sql", ""}}),
              "files are named like '1.2/01_a.sql'");
    EXPECT_EQ(reason_of(version_folders_layout(), {{"1_a/1_b.sql", ""}, {"1.2.3.4.5/1_a.sql", ""}}),
              "");
}

TEST(VersionFolders, RefuseOneNumberTwice) {
    EXPECT_EQ(refusal_of(version_folders_layout(), {{"1/1_a.sql", ""}, {"1.0/01_b.sql", ""}}),
              "m/1/1_a.sql: has the same version as 'm/1.0/01_b.sql'; give one of them another "
              "number");
}

}  // namespace
}  // namespace erdmark::migration
