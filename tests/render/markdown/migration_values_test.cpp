#include "render/markdown/migration_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/migrations.h"

namespace erdmark::render::markdown {
namespace {

using testing::ElementsAre;

/// A value of a migration of the typical ones.
std::string value_of(std::size_t migration, const char* name) {
    const document::SiteView site{.title = "Shop", .migrations = test::typical_migrations()};
    const ValueMap values = migrations_values(site, {});
    return values.find("migrations")->items[migration].find(name)->string;
}

std::vector<std::string> changes_of(std::size_t migration) {
    const document::SiteView site{.migrations = test::typical_migrations()};
    const ValueMap values = migrations_values(site, {});
    std::vector<std::string> lines;
    for (const ValueMap& item :
         values.find("migrations")->items[migration].find("changes")->items) {
        lines.push_back(item.find("change")->string);
    }
    return lines;
}

TEST(MigrationValues, TellEachChangeInALine) {
    EXPECT_THAT(changes_of(0),
                ElementsAre("Creates table [users](users-erd.md#table-users) with 5 columns, 2 "
                            "indexes",
                            "Creates table `people`"));
    EXPECT_THAT(
        changes_of(1),
        ElementsAre("Changes table [users](users-erd.md#table-users): renames column `mail` to "
                    "`email`; adds columns `role`, `phone`; changes columns `id` (type, default), "
                    "`name` (type); drops the primary key; changes its comment",
                    "Renames enum type `feeling` to `mood`", "Creates function `f`",
                    "Drops table `people`",
                    "Rows of [users](users-erd.md#table-users): adds 10 rows, removes 1 row"));
}

TEST(MigrationValues, LinkWhatAMigrationNeeds) {
    EXPECT_EQ(value_of(1, "needs"),
              "[001_create_users](#migration-001_create_users) (`people`, `users`)");
    EXPECT_EQ(value_of(3, "needs"),
              "[002_roles](#migration-002_roles) (declared), "
              "[001_create_users](#migration-001_create_users) (`a`, `b`, `c`, `d` and 2 more)");
    EXPECT_EQ(value_of(0, "needs"), "");
}

TEST(MigrationValues, SayWhatTheHeadSays) {
    EXPECT_EQ(value_of(1, "purpose"), "Roles and what they may do");
    EXPECT_EQ(value_of(1, "migration_description"), "Every user has one.\n\nNobody has none.");
    EXPECT_EQ(value_of(1, "author"), "Ann Example");
    EXPECT_EQ(value_of(1, "migration_notes"), "no down part, runs outside a transaction");
    EXPECT_EQ(value_of(1, "file"), "`2026/002_roles.sql`");
}

}  // namespace
}  // namespace erdmark::render::markdown
