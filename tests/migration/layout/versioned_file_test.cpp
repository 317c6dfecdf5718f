#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

using testing::ElementsAre;

TEST(PairFiles, SharesItsRulesWithEveryLayoutOfPairs) {
    for (const Layout& layout : {golang_migrate_layout(), sqlx_layout(), pop_layout()}) {
        SCOPED_TRACE(layout.name);
        EXPECT_THAT(read_lines(layout, {{"1_a.up.sql", ""}, {"1_a.down.sql", ""}}),
                    ElementsAre("1|a|m/1_a.up.sql down"));
        EXPECT_EQ(refusal_of(layout, {{"1_a.up.sql", ""}, {"1_b.up.sql", ""}}),
                  "m/1_b.up.sql: has the same version as 'm/1_a.up.sql'; give one of them another "
                  "number");
    }
}

}  // namespace
}  // namespace erdmark::migration
