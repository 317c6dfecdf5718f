#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "contract/databases.h"
#include "dialect/dialect.h"
#include "schema/compare.h"
#include "support/temp_directory.h"

// A dump of a SQLite database makes the same database again.

namespace erdmark {
namespace {

/// A live database that ran `sql`, made by the shell of SQLite and not by erdmark.
class ShellDatabase {
public:
    explicit ShellDatabase(const std::string& sql) {
        const auto script = folder_.write("live.sql", sql);
        const auto file = folder_.path() / "live.db";
        const std::string command =
            fmt::format("sqlite3 -bail '{}' < '{}'", file.string(), script.string());
        if (std::system(command.c_str()) != 0) {
            throw std::runtime_error("sqlite3 failed");
        }
        connection_ = dialect().connect(dialect::Url::parse("sqlite:" + file.string()), {});
    }

    std::string dump(const dialect::IntrospectOptions& options = {}) {
        return dialect().dump(*connection_, options);
    }

    schema::Schema schema() { return dialect().introspect(*connection_, {}); }

    std::string value(const std::string& sql) {
        return connection_->query(sql).at(0).at(0).value_or("NULL");
    }

private:
    static const dialect::Dialect& dialect() { return *dialect::find_dialect("sqlite"); }

    test::TempDirectory folder_;
    std::unique_ptr<dialect::Connection> connection_;
};

void expect_round_trip(const std::string& sql) {
    ShellDatabase original(sql);
    const std::string script = original.dump();
    ShellDatabase copy(script);

    EXPECT_EQ(schema::compare(original.schema(), copy.schema()).size(), 0U) << script;
    EXPECT_EQ(copy.dump(), script);
    EXPECT_TRUE(script.ends_with(";\n")) << script;
}

TEST(SqliteDump, OfTheFixtureMakesTheFixtureAgain) {
    expect_round_trip(test::slurp(ERDMARK_SOURCE_DIR "/tests/fixtures/sqlite/schema.sql"));
}

TEST(SqliteDump, OfNamesThatAreHardToWriteMakesThemAgain) {
    expect_round_trip(test::slurp(ERDMARK_SOURCE_DIR "/examples/torture/schema.sql"));
}

TEST(SqliteDump, HoldsNothingButWhatTheUserMade) {
    ShellDatabase database(
        "CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT UNIQUE);"
        "CREATE TABLE A (id INTEGER PRIMARY KEY);"
        "CREATE VIRTUAL TABLE words USING fts5(word);"
        "CREATE TRIGGER z AFTER INSERT ON b BEGIN SELECT 1; END;"
        "CREATE TRIGGER y AFTER INSERT ON B BEGIN SELECT 2; END;"
        "CREATE INDEX i ON b (x, id);"
        "CREATE VIEW v AS SELECT 1 AS one -- the only one\n;"
        "INSERT INTO b (x) VALUES ('a row'); ANALYZE;"
        "PRAGMA user_version = 7; PRAGMA application_id = 42;");

    EXPECT_EQ(database.dump(),
              R"sql(-- The schema of a SQLite database, written by erdmark: without data.

PRAGMA application_id = 42;

PRAGMA user_version = 7;

CREATE VIRTUAL TABLE words USING fts5(word);

CREATE TABLE A (id INTEGER PRIMARY KEY);

CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT UNIQUE);

CREATE INDEX i ON b (x, id);

CREATE VIEW v AS SELECT 1 AS one -- the only one
;

CREATE TRIGGER z AFTER INSERT ON b BEGIN SELECT 1; END;

CREATE TRIGGER y AFTER INSERT ON B BEGIN SELECT 2; END;
)sql");
    EXPECT_EQ(ShellDatabase(database.dump()).value("PRAGMA user_version"), "7");
}

TEST(SqliteDump, OfTheSameTablesIsTheSameWhateverTheirHistory) {
    ShellDatabase direct("CREATE TABLE a (x INT); CREATE TABLE b (y INT);");
    ShellDatabase detour(
        "CREATE TABLE old (z INT); CREATE TABLE b (y INT); CREATE TABLE a (x INT); DROP TABLE "
        "old;");

    EXPECT_EQ(detour.dump(), direct.dump());
}

TEST(SqliteDump, LeavesOutTablesWithAllThatIsTheirs) {
    ShellDatabase database(
        "CREATE TABLE schema_migrations (version TEXT); CREATE TABLE users (id INT);"
        "CREATE INDEX versions ON schema_migrations (version);"
        "CREATE TRIGGER t AFTER INSERT ON Schema_Migrations BEGIN SELECT 1; END;");

    EXPECT_EQ(database.dump({.left_out_of_dumps = {"schema_*"}}),
              "-- The schema of a SQLite database, written by erdmark: without data.\n"
              "\n"
              "CREATE TABLE users (id INT);\n");
}

TEST(SqliteDump, OfAnEmptyDatabaseIsItsHead) {
    EXPECT_EQ(ShellDatabase("PRAGMA user_version = 1; PRAGMA user_version = 0;").dump(),
              "-- The schema of a SQLite database, written by erdmark: without data.\n");
}

}  // namespace
}  // namespace erdmark
