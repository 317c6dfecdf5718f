#include "dialect/postgres/shown_namespaces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;

const std::set<std::string> kNames = {"audit", "billing", "billing_old", "public"};

std::vector<std::string> shown(const std::vector<std::string>& patterns) {
    require_namespaces(kNames, patterns);
    std::vector<std::string> names(kNames.begin(), kNames.end());
    std::erase_if(names,
                  [&](const std::string& name) { return !is_shown_namespace(name, patterns); });
    return names;
}

TEST(ShownNamespaces, AreThoseThatThePatternsTake) {
    EXPECT_THAT(shown({}), ElementsAre("audit", "billing", "billing_old", "public"));
    EXPECT_THAT(shown({"public", "audit"}), ElementsAre("audit", "public"));
    EXPECT_THAT(shown({"billing*", "!*_old", "!none"}), ElementsAre("billing"));
}

TEST(ShownNamespaces, RefuseAPatternThatTakesNone) {
    try {
        require_namespaces(kNames, std::vector<std::string>{"audit", "crm"});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        EXPECT_STREQ(error.what(),
                     "'source.schemas' names 'crm', but the database has no such schema; it has: "
                     "audit, billing, billing_old, public");
    }
}

TEST(KeepNamespaces, LeavesWhatIsShown) {
    schema::Schema schema;
    schema.tables = {{.name = {"", "users"}}, {.name = {"audit", "log"}}};
    schema.views = {{.name = {"audit", "recent"}}};
    schema.enums = {{.name = {"", "state"}}};
    schema.sequences = {{.name = {"billing", "numbers"}}};
    schema.namespaces = {{.name = ""}, {.name = "audit"}};

    keep_namespaces(schema, std::vector<std::string>{"audit"});

    ASSERT_EQ(schema.tables.size(), 1);
    EXPECT_EQ(schema.tables[0].name.name, "log");
    EXPECT_EQ(schema.views.size(), 1);
    EXPECT_TRUE(schema.enums.empty());
    EXPECT_TRUE(schema.sequences.empty());
    ASSERT_EQ(schema.namespaces.size(), 1);
    EXPECT_EQ(schema.namespaces[0].name, "audit");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
