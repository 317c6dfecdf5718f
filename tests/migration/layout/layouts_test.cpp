#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

TEST(Layouts, HaveNamesOfTheirOwnAndAllTheirParts) {
    std::set<std::string> names;

    for (const Layout& layout : layouts()) {
        SCOPED_TRACE(layout.name);
        EXPECT_TRUE(names.insert(layout.name).second);
        EXPECT_STRNE(layout.expected, "");
        EXPECT_NE(layout.takes, nullptr);
        EXPECT_NE(layout.recognise, nullptr);
        EXPECT_NE(layout.parse, nullptr);
    }

    EXPECT_EQ(names, (std::set<std::string>{"atlas",          "dbmate",
                                            "diesel",         "drizzle",
                                            "flyway",         "goose",
                                            "named",          "numbered",
                                            "golang-migrate", "graphile-migrate",
                                            "pairs",          "pop",
                                            "prisma",         "node-pg-migrate",
                                            "postgrator",     "refinery",
                                            "sqitch",         "sqlx",
                                            "sql-migrate",    "supabase",
                                            "tern",           "version-folders"}));
}

// `named`, `sql-migrate` and `atlas` run every SQL file, as those tools do.
TEST(Layouts, TakeNothingFromOtherFiles) {
    const std::set<std::string> every_sql{"named", "sql-migrate", "atlas"};
    for (const Layout& layout : layouts()) {
        for (const char* name : {"README.md", "", "a/b/c.txt", "1_a.sql.bak", "1_a.sql~"}) {
            EXPECT_FALSE(layout.takes(name)) << layout.name << " takes '" << name << "'";
        }
        EXPECT_EQ(layout.takes("seed.sql"), every_sql.contains(layout.name)) << layout.name;
    }
}

TEST(Layouts, RecogniseNothingInAnEmptyFolder) {
    for (const Layout& layout : layouts()) {
        EXPECT_FALSE(layout.recognise(Folder{})) << layout.name;
    }
}

/// What no layout may stumble over: markers and quotes without ends, odd names.
TEST(Layouts, StandAnyText) {
    const std::string pieces[] = {"-- +goose Up\n",
                                  "-- +migrate",
                                  "-- migrate:down\n",
                                  "'",
                                  "$$",
                                  "/*",
                                  "--!",
                                  "{{",
                                  "${",
                                  "-- atlas:",
                                  "\x80",
                                  ":",
                                  "%project=x\n[]\n",
                                  "{\"entries\":[{}",
                                  "---- ",
                                  "\r"};
    const char* names[] = {"1_a.sql",
                           "V1__a.sql",
                           "R__.sql",
                           "1_a/up.sql",
                           "sqitch.plan",
                           "meta/_journal.json",
                           "_.sql",
                           "committed/1.sql",
                           "1.2/3_b.sql",
                           "1_a.postgres.up.sql",
                           "1.do.",
                           "__.sql",
                           "V.up.sql",
                           "1_.up.sql",
                           ".sql",
                           "a/migration.sql",
                           "1_b.down.sql",
                           "V1__.sql",
                           "/",
                           "1.sql.conf"};
    std::mt19937 random(1);
    for (int round = 0; round < 400; ++round) {
        Files files;
        for (const char* name : names) {
            std::string text;
            for (auto i = random() % 6; i > 0; --i) {
                text += pieces[random() % std::size(pieces)];
            }
            if (random() % 2 == 0) {
                files.emplace_back(name, text);
            }
        }
        for (const Layout& layout : layouts()) {
            reason_of(layout, files);
            refusal_of(layout, files);
        }
    }
}

}  // namespace
}  // namespace erdmark::migration
