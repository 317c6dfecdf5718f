#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/pipeline.h"
#include "contract/databases.h"
#include "dialect/dialect.h"
#include "schema/snapshot.h"
#include "source/schema_source.h"
#include "support/temp_directory.h"

// The same schema gives the same bytes, whichever way it comes and whatever its history.

namespace erdmark {
namespace {

std::string torture_script() {
    return test::slurp(ERDMARK_SOURCE_DIR "/examples/torture/schema.sql");
}

/// A live database that ran `sql`, made by the shell of SQLite and not by erdmark.
std::filesystem::path make_database(const test::TempDirectory& folder, const std::string& sql) {
    const auto script = folder.write("live.sql", sql);
    const auto database = folder.path() / "live.db";
    const std::string command =
        fmt::format("sqlite3 -bail '{}' < '{}'", database.string(), script.string());
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("sqlite3 failed");
    }
    return database;
}

std::string snapshot_of(const std::string& source) {
    return schema::to_snapshot(source::read_schema({.from = source}).schema);
}

FileTree pages_of(const std::string& source) {
    std::ostringstream out;
    std::ostringstream err;
    config::Config config;
    config.source.from = source;
    return cli::build_documentation(config, {}, {out, err}).pages;
}

TEST(RoundTrip, ALiveFileAndAReplayOfItsSqlGiveTheSameSnapshot) {
    const test::TempDirectory folder;
    const auto script = folder.write("schema.sql", torture_script());

    EXPECT_EQ(snapshot_of(make_database(folder, torture_script()).string()),
              snapshot_of(script.string()));
}

TEST(RoundTrip, PagesFromASnapshotAreThoseFromItsSource) {
    const test::TempDirectory folder;
    const auto script = folder.write("schema.sql", torture_script());
    const auto snapshot = folder.write("schema.json", snapshot_of(script.string()));

    EXPECT_EQ(pages_of(snapshot.string()), pages_of(script.string()));
    EXPECT_EQ(snapshot_of(snapshot.string()), test::slurp(snapshot));
}

TEST(RoundTrip, TheOrderInWhichIndependentObjectsAreMadeLeavesNoTrace) {
    const std::vector<std::string> statements = {
        "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INT REFERENCES a, x TEXT UNIQUE);\n",
        "CREATE TABLE a (id INTEGER PRIMARY KEY, b_id INT REFERENCES b, CHECK (id > 0), CHECK "
        "(b_id > 0));\n",
        "CREATE TABLE \"C\" (id INTEGER PRIMARY KEY);\n",
        "CREATE VIEW v AS SELECT 1 AS one;\n",
        "CREATE TABLE d (x INT REFERENCES a, y INT REFERENCES b, PRIMARY KEY (x, y));\n",
    };
    std::vector<std::size_t> order = {0, 1, 2, 3, 4};
    const test::TempDirectory folder;
    std::string expected;
    do {
        std::string sql;
        for (const std::size_t index : order) {
            sql += statements[index];
        }
        const auto script = folder.write(
            "schema.sql", sql + "CREATE INDEX i ON b (x); CREATE INDEX h ON b (a_id);");
        const std::string snapshot = snapshot_of(script.string());
        if (expected.empty()) {
            expected = snapshot;
        }
        ASSERT_EQ(snapshot, expected) << sql;
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(RoundTrip, AnotherHistoryOfTheSameTablesLeavesNoTrace) {
    const std::string direct =
        "CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE b (id INTEGER PRIMARY "
        "KEY);";
    const std::string detour =
        "CREATE TABLE old (id INTEGER PRIMARY KEY); DROP TABLE old; CREATE TABLE b (id INTEGER "
        "PRIMARY KEY);"
        "CREATE TABLE x (id INTEGER PRIMARY KEY); ALTER TABLE x ADD COLUMN nam TEXT;"
        "ALTER TABLE x RENAME TO a; ALTER TABLE a RENAME COLUMN nam TO name;";

    EXPECT_EQ(test::replayed(detour), test::replayed(direct));
}

/// Counts the queries that an introspection makes.
class CountingConnection : public dialect::Connection {
public:
    explicit CountingConnection(dialect::Connection& connection) : connection_(connection) {}

    std::vector<dialect::Row> query(std::string_view sql) override {
        ++count;
        return connection_.query(sql);
    }

    std::size_t count = 0;

private:
    dialect::Connection& connection_;
};

std::size_t queries_for(std::size_t tables) {
    std::string sql = "BEGIN;";
    for (std::size_t index = 0; index < tables; ++index) {
        sql += fmt::format(
            "CREATE TABLE t{0} (id INTEGER PRIMARY KEY, up INT REFERENCES t{0}, x TEXT UNIQUE);"
            "CREATE INDEX i{0} ON t{0} (up); CREATE VIEW v{0} AS SELECT id FROM t{0};"
            "CREATE TRIGGER g{0} AFTER INSERT ON t{0} BEGIN SELECT 1; END;",
            index);
    }
    const test::TempDirectory folder;
    const auto database = make_database(folder, sql + "COMMIT;");
    const dialect::Dialect& sqlite = *dialect::find_dialect("sqlite");
    const auto connection = sqlite.connect(dialect::Url::parse("sqlite:" + database.string()), {});
    CountingConnection counting(*connection);
    EXPECT_EQ(sqlite.introspect(counting, {}).tables.size(), tables);
    return counting.count;
}

TEST(Introspection, MakesTheSameNumberOfQueriesForAnyNumberOfTables) {
    EXPECT_EQ(queries_for(300), queries_for(3));
    EXPECT_LE(queries_for(3), 10U);
}

}  // namespace
}  // namespace erdmark
