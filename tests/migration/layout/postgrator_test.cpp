#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Postgrator, RunsInTheOrderOfNumbers) {
    EXPECT_THAT(read_lines(postgrator_layout(), {{"10.do.late.sql", ""},
                                                 {"002.do.create-users.sql", ""},
                                                 {"002.undo.create-users.sql", ""},
                                                 {"3.do.sql", ""},
                                                 {"4.sql", ""}}),
                ElementsAre("002|create-users|m/002.do.create-users.sql down", "3||m/3.do.sql",
                            "10|late|m/10.do.late.sql"));
}

TEST(Postgrator, IsRecognisedByItsNames) {
    EXPECT_EQ(reason_of(postgrator_layout(), {{"1.do.a.sql", ""}}),
              "files are named like '1.do.a.sql'");
    EXPECT_EQ(reason_of(postgrator_layout(), {{"1.done.a.sql", ""}}), "");
}

TEST(Postgrator, RefusesTwoFilesOfOneNumber) {
    EXPECT_EQ(refusal_of(postgrator_layout(), {{"1.do.a.sql", ""}, {"01.do.b.sql", ""}}),
              "m/1.do.a.sql: has the same version as 'm/01.do.b.sql'; give one of them another "
              "number");
}

}  // namespace
}  // namespace erdmark::migration
