#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

TEST(TernHistory, MeansAllUpToItsNumber) {
    ForeignHistory database(
        "CREATE TABLE schema_version (version int4 NOT NULL); INSERT INTO schema_version VALUES "
        "(0)");
    database.files({"001_a", "002_b", "003_c"});
    EXPECT_EQ(database.owner(), "tern");
    EXPECT_EQ(database.states(), "001_a pending, 002_b pending, 003_c pending");

    database.put("1");
    database.put("2");
    EXPECT_EQ(database.states(), "001_a applied, 002_b applied, 003_c pending");
    EXPECT_EQ(database.query("SELECT version FROM schema_version"), "2");

    database.remove("2");
    EXPECT_EQ(database.query("SELECT version FROM schema_version"), "1");
    database.remove("1");
    EXPECT_EQ(database.query("SELECT version FROM schema_version"), "0");
}

}  // namespace
}  // namespace erdmark::runner
