#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(Supabase, RunsInTheOrderOfNames) {
    EXPECT_THAT(read_lines(supabase_layout(), {{"20240102000000_b.sql", ""},
                                               {"20240101000000_a_a.sql", ""},
                                               {"seed.sql", ""}}),
                ElementsAre("20240101000000|a_a|m/20240101000000_a_a.sql",
                            "20240102000000|b|m/20240102000000_b.sql"));
}

TEST(Supabase, IsRecognisedByItsFolder) {
    Folder folder = folder_of({{"1_a.sql", ""}});
    EXPECT_FALSE(supabase_layout().recognise(folder));

    folder.full_path = "/project/supabase/migrations";
    ASSERT_TRUE(supabase_layout().recognise(folder));
    EXPECT_EQ(supabase_layout().recognise(folder)->reason, "the folder 'supabase/migrations'");

    folder.files.clear();
    EXPECT_FALSE(supabase_layout().recognise(folder));
}

TEST(Supabase, RefusesOneVersionTwice) {
    EXPECT_EQ(refusal_of(supabase_layout(), {{"1_a.sql", ""}, {"1_b.sql", ""}}),
              "m/1_b.sql: has the same version as 'm/1_a.sql'; give one of them another number");
}

}  // namespace
}  // namespace erdmark::migration
