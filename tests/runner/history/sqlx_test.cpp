#include <gtest/gtest.h>

#include "base/sha256.h"
#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

constexpr const char* kSqlx = R"(
CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    success BOOLEAN NOT NULL,
    checksum BLOB NOT NULL,
    execution_time BIGINT NOT NULL)
)";

std::string row(const std::string& version, const std::string& text, bool success) {
    return "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) "
           "VALUES (" +
           version + ", 'd', " + (success ? "true" : "false") + ", x'" + sha384_hex(text) +
           "', 3000000);";
}

TEST(SqlxHistory, ComparesTheBytesOfTheFileWithBothLineEnds) {
    ForeignHistory database(kSqlx);
    database.files({"1_a", "2_b", "3_c", "4_d"});
    database.run(row("1", "SELECT 1;\n", true) + row("2", "SELECT 1;\r\n", true) +
                 row("3", "SELECT 2;\n", true) + row("4", "SELECT 1;\n", false));
    EXPECT_EQ(database.owner(), "sqlx");
    EXPECT_EQ(database.states(), "1_a applied, 2_b applied, 3_c edited, 4_d failed");
    EXPECT_EQ(database.read().front().milliseconds, 3);
    EXPECT_EQ(database.conflicts().size(), 2U);
}

TEST(SqlxHistory, IsWrittenAsSqlxDoes) {
    ForeignHistory database(kSqlx);
    database.files({"1_add_users"});
    database.put("1", RevisionStatus::Running);
    EXPECT_EQ(database.query("SELECT success, execution_time FROM _sqlx_migrations"), "0|-1");
    database.put("1");
    EXPECT_EQ(database.query("SELECT version, description, installed_on IS NOT NULL, success, "
                             "lower(hex(checksum)), typeof(checksum), execution_time FROM "
                             "_sqlx_migrations"),
              "1|add users|1|1|" + sha384_hex("SELECT 1;\n") + "|blob|7000000");
    database.remove("1");
    EXPECT_EQ(database.query("SELECT count(*) FROM _sqlx_migrations"), "0");
}

}  // namespace
}  // namespace erdmark::runner
