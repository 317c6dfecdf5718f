#include <gtest/gtest.h>

#include "runner/history/foreign_history.h"

namespace erdmark::runner {
namespace {

constexpr const char* kFlyway = R"(
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL);
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success")
)";

/// Rows of rank, version, description, type, checksum, success.
std::string rows(const std::vector<std::string>& values) {
    std::string sql;
    for (const std::string& value : values) {
        const std::vector<std::string_view> parts = split(value, '|');
        sql += "INSERT INTO flyway_schema_history VALUES (";
        sql += std::string(parts[0]) + ", " + std::string(parts[1]) + ", '" + std::string(parts[2]);
        sql += "', '" + std::string(parts[3]) + "', 'x.sql', " + std::string(parts[4]);
        sql += ", 'me', '2026-01-01 10:00:00', 5, " + std::string(parts[5]) + ");";
    }
    return sql;
}

class FlywayHistory : public testing::Test {
protected:
    FlywayHistory() {
        database_.file("V1__first.sql", {.version = "1", .name = "first"});
        database_.file("V1_1__next_one.sql", {.version = "1_1", .name = "next_one"});
        database_.file("V2__last.sql", {.version = "2", .name = "last"}, "123456789\r\n");
        database_.file("R__all_views.sql", {.name = "all_views", .repeatable = true});
    }

    ForeignHistory database_{kFlyway};
};

// The CRC-32 of `SELECT 1;`, as a signed number.
constexpr const char* kSelect = "78787420";

TEST_F(FlywayHistory, IsReadByVersionAndDescription) {
    database_.run(rows({"1|'1.0'|first|SQL|NULL|1", "2|'1.1'|next one|SQL|NULL|1",
                        "3|NULL|all views|SQL|NULL|1"}));
    EXPECT_EQ(database_.owner(), "flyway");
    EXPECT_EQ(database_.states(),
              "1_first applied, 1_1_next_one applied, 2_last pending, "
              "all_views applied");
    EXPECT_EQ(database_.read().front().milliseconds, 5);
    EXPECT_EQ(database_.read().front().applied_by, "me");
}

TEST_F(FlywayHistory, ComparesChecksumsOfItsKind) {
    database_.run(
        rows({"1|'1'|first|SQL|1|1", "2|'2'|last|SQL|-873187034|1", "3|NULL|all views|SQL|1|1"}));
    EXPECT_EQ(database_.states(),
              "1_first edited, 1_1_next_one late, 2_last applied, "
              "all_views outdated");
    EXPECT_EQ(database_.conflicts().front(),
              "m/V1__first.sql: was changed after it had been applied on 2026-01-01 10:00:00: its "
              "checksum was 1 and is " +
                  std::string(kSelect) +
                  "; undo the change and write a new migration, or accept it with 'erdmark migrate "
                  "repair'");
    database_.put("1");
    EXPECT_EQ(database_.query("SELECT installed_rank, checksum FROM flyway_schema_history WHERE "
                              "version = '1'"),
              "1|" + std::string(kSelect));
}

TEST_F(FlywayHistory, KnowsWhatWasUndoneDeletedOrFailed) {
    database_.run(
        rows({"1|NULL|<< Flyway Schema Creation >>|SCHEMA|NULL|1", "2|'1'|first|SQL|NULL|1",
              "3|'1.1'|next one|SQL|NULL|1", "4|'1.1'|next one|DELETE|NULL|1",
              "5|'1'|first|UNDO_SQL|NULL|1", "6|'2'|last|SQL|NULL|0"}));
    EXPECT_EQ(database_.states(),
              "1_first pending, 1_1_next_one pending, 2_last failed, all_views pending");
    EXPECT_EQ(database_.conflicts().size(), 1U);
}

TEST_F(FlywayHistory, TakesAllUpToABaselineAsApplied) {
    database_.run(rows({"1|'1.1'|<< Flyway Baseline >>|BASELINE|NULL|1"}));
    EXPECT_EQ(database_.states(),
              "1_first baseline, 1_1_next_one baseline, 2_last pending, all_views pending");
}

TEST_F(FlywayHistory, IsWrittenAsFlywayDoes) {
    database_.run(rows({"1|'1'|first|SQL|NULL|1", "2|'1.1'|next one|SQL|NULL|0"}));
    database_.put("1_1");
    database_.put("2");
    database_.put("all_views");
    database_.put("all_views");
    EXPECT_EQ(database_.query("SELECT installed_rank, version, description, type, script, "
                              "checksum, execution_time, success FROM flyway_schema_history WHERE "
                              "installed_rank > 1 ORDER BY installed_rank"),
              "2|1.1|next one|SQL|V1_1__next_one.sql|" + std::string(kSelect) +
                  "|7|1; 3|2|last|SQL|V2__last.sql|-873187034|7|1; 4|NULL|all views|SQL|"
                  "R__all_views.sql|" +
                  kSelect + "|7|1; 5|NULL|all views|SQL|R__all_views.sql|" + kSelect + "|7|1");
    database_.remove("2");
    database_.remove("all_views");
    EXPECT_EQ(database_.query("SELECT installed_rank FROM flyway_schema_history"), "1; 2");
}

TEST_F(FlywayHistory, TakesTheTextWithItsPlaceholders) {
    migration::Migration& last = database_.last_file().migration;
    last.unfilled = "123456789";
    database_.put("all_views");
    EXPECT_EQ(database_.query("SELECT checksum FROM flyway_schema_history"), "-873187034");
}

}  // namespace
}  // namespace erdmark::runner
