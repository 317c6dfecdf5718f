#include "dialect/sqlite/runner_tables.h"

#include <array>

#include <fmt/format.h>

#include "dialect/sqlite/session_file.h"

namespace erdmark::dialect::sqlite {
namespace {

using RunnerTables = SessionFile;

TEST_F(RunnerTables, AreFoundByTheirColumns) {
    const auto session = open();
    session->query("CREATE TABLE b (\"Version_Num\" varchar(32) NOT NULL)");
    session->query("CREATE TABLE a (id integer PRIMARY KEY, version bigint, dirty boolean)");
    session->query("CREATE TABLE c (conversion text /* version */)");
    session->query("CREATE VIEW d AS SELECT version FROM a");
    session->query("CREATE TEMP TABLE e (version)");
    session->query("CREATE VIRTUAL TABLE f USING fts5 (version)");
    const std::array<std::string_view, 2> columns = {"version", "VERSION_num"};

    const std::vector<TableColumns> tables = tables_with(*session, columns);

    ASSERT_EQ(tables.size(), 2U);
    EXPECT_EQ(tables[0].table.name, "a");
    EXPECT_EQ(tables[0].table.schema, "");
    EXPECT_EQ(tables[0].columns, (std::vector<std::string>{"id", "version", "dirty"}));
    EXPECT_EQ(tables[0].types, (std::vector<std::string>{"INTEGER", "bigint", "boolean"}));
    EXPECT_EQ(tables[1].table.name, "b");
    EXPECT_EQ(tables_with(*session, {}).size(), 0U);
}

TEST_F(RunnerTables, AreMadeOfTheWords) {
    const auto session = open();
    const TableWords& words = table_words();
    session->query(
        fmt::format("CREATE TABLE a (id {}, at {} DEFAULT ({}), space text DEFAULT ({}))",
                    words.identity, words.timestamp, words.now, words.current_namespace));

    session->query("INSERT INTO a DEFAULT VALUES");
    session->query(fmt::format("INSERT INTO a (at) VALUES ({})",
                               fmt::format(fmt::runtime(words.now_and_seconds), 3600)));

    EXPECT_EQ(rows(*session, "SELECT id, space FROM a"), "1| 2|");
    EXPECT_EQ(rows(*session,
                   "SELECT round((julianday(max(at)) - julianday(min(at))) * 24), "
                   "min(length(at)) FROM a"),
              "1.0|23");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
