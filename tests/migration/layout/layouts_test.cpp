#include <set>
#include <string>

#include <gtest/gtest.h>

#include "migration/layout/layout.h"

namespace erdmark::migration {
namespace {

TEST(Layouts, HaveNamesOfTheirOwnAndAllTheirParts) {
    std::set<std::string> names;

    for (const Layout& layout : layouts()) {
        SCOPED_TRACE(layout.name);
        EXPECT_TRUE(names.insert(layout.name).second);
        EXPECT_STRNE(layout.expected, "");
        EXPECT_NE(layout.takes, nullptr);
        EXPECT_NE(layout.parse, nullptr);
    }

    EXPECT_EQ(names, std::set<std::string>{"numbered"});
}

TEST(Layouts, TakeNothingFromOtherFiles) {
    for (const Layout& layout : layouts()) {
        for (const char* name : {"README.md", "seed.sql", "schema.sql", ""}) {
            EXPECT_FALSE(layout.takes(name)) << layout.name << " takes '" << name << "'";
        }
    }
}

}  // namespace
}  // namespace erdmark::migration
