#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

TEST(RefineryHistory, HasChecksumsAsRustHashes) {
    ForeignHistory database(
        "CREATE TABLE refinery_schema_history (version INT4 PRIMARY KEY, name VARCHAR(255), "
        "applied_on VARCHAR(255), checksum VARCHAR(255))");
    database.file("V1__users.sql", {.version = "1", .name = "users"}, "CREATE TABLE a(b int);\n");
    database.file("V2__posts.sql", {.version = "2", .name = "posts"});
    database.put("1");
    EXPECT_EQ(database.owner(), "refinery");
    // SipHash-1-3 of CPython 3.11 without a seed, of the same bytes.
    EXPECT_EQ(database.query("SELECT version, name, length(applied_on), checksum FROM "
                             "refinery_schema_history"),
              "1|users|20|5426623634123469885");
    EXPECT_EQ(database.states(), "1_users applied, 2_posts pending");

    database.run("UPDATE refinery_schema_history SET checksum = '1'");
    EXPECT_EQ(database.states(), "1_users edited, 2_posts pending");
    database.remove("1");
    EXPECT_EQ(database.states(), "1_users pending, 2_posts pending");
}

}  // namespace
}  // namespace erdmark::runner
