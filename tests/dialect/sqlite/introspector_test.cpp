#include "dialect/sqlite/introspector.h"

#include <algorithm>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "dialect/sqlite/connection.h"
#include "dialect/sqlite/replayer.h"
#include "support/temp_directory.h"

namespace erdmark::dialect::sqlite {
namespace {

using schema::Deferrability;
using schema::Generated;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;

class LiveSchema : public testing::Test {
protected:
    SQLite::Database open() const {
        return {(folder_.path() / "app.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    }

    schema::Schema read() const {
        return introspect(*connect(Url::parse("sqlite:app.db"), folder_.path()));
    }

    test::TempDirectory folder_;
};

schema::Schema replayed(const std::string& sql) {
    const auto replayer = make_replayer();
    replayer->run({.file = "test.sql", .text = sql});
    return replayer->schema();
}

std::string fixture() {
    return test::slurp(ERDMARK_SOURCE_DIR "/tests/fixtures/sqlite/schema.sql");
}

TEST_F(LiveSchema, IsTheOneThatAReplayOfItsSqlGives) {
    open().exec(fixture());

    EXPECT_EQ(read(), replayed(fixture()));
}

TEST_F(LiveSchema, WithOtherLineEndsIsTheSame) {
    std::string windows;
    for (const char c : fixture()) {
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }

    EXPECT_EQ(replayed(windows), replayed(fixture()));
}

TEST_F(LiveSchema, OfTheFixtureShowsEveryFact) {
    const schema::Schema schema = replayed(fixture());

    ASSERT_EQ(schema.tables.size(), 5U);
    const schema::Table& people = *schema::find_table(schema, {"", "people"});
    EXPECT_EQ(schema::find_column(people, "email")->comment, "Unique, whatever the case.");
    EXPECT_EQ(schema::find_column(people, "full_name")->generated, Generated::Virtual);
    EXPECT_EQ(schema::find_column(people, "initials")->generated, Generated::Stored);
    EXPECT_EQ(schema::find_column(people, "last_name")->type, "varchar ( 80 )");
    EXPECT_EQ(schema::find_column(people, "created_at")->default_value, "datetime('now')");
    EXPECT_THAT(people.foreign_keys, Contains(Field(&schema::ForeignKey::deferrability,
                                                    Deferrability::InitiallyImmediate)));
    EXPECT_TRUE(people.primary_key->auto_increment);
    EXPECT_THAT(people.triggers,
                Contains(Field(&schema::Trigger::event, "UPDATE OF points, email")));
    EXPECT_EQ(people.indexes[1].predicate, "points > 0");
    const schema::Table& teams = *schema::find_table(schema, {"", "teams"});
    EXPECT_THAT(teams.primary_key->columns, ElementsAre("name", "year"));
    const schema::Table& members = *schema::find_table(schema, {"", "members"});
    EXPECT_THAT(members.foreign_keys, Contains(Field(&schema::ForeignKey::referenced_columns,
                                                     std::vector<std::string>{"name", "year"})));
    EXPECT_EQ(schema.views[0].comment, "Who leads others.");
}

TEST_F(LiveSchema, NeedsNoModuleFunctionOrCollationOfTheApplication) {
    SQLite::Database database = open();
    const auto equal = [](void*, int, const void*, int, const void*) { return 0; };
    sqlite3_create_collation(database.getHandle(), "mine", SQLITE_UTF8, nullptr, equal);
    const auto one = [](sqlite3_context* context, int, sqlite3_value**) {
        sqlite3_result_int(context, 1);
    };
    database.createFunction("own", 1, true, nullptr, one, nullptr, nullptr, nullptr);
    database.exec(R"sql(
        CREATE TABLE t (a TEXT COLLATE mine UNIQUE, b INT CHECK (own(b)), c AS (own(a)));
        CREATE INDEX i ON t (own(b), b COLLATE mine) WHERE own(a) > 1;
        CREATE VIEW v AS SELECT own(a) AS x FROM t;
        CREATE TABLE u (a); CREATE VIEW w AS SELECT a FROM u;
        PRAGMA writable_schema = ON;
        INSERT INTO sqlite_schema VALUES
            ('table', 'far', 'far', 0, 'CREATE VIRTUAL TABLE far USING remote(a, "b c")');)sql");

    const schema::Schema schema = read();

    ASSERT_EQ(schema.tables.size(), 3U);
    EXPECT_EQ(schema.tables[0].module, "remote(a, \"b c\")");
    EXPECT_THAT(schema.tables[0].columns, IsEmpty());
    EXPECT_EQ(schema.tables[1].columns[0].collation, "mine");
    EXPECT_EQ(schema.tables[1].columns[2].generation_expression, "own(a)");
    EXPECT_EQ(schema.tables[1].check_constraints[0].expression, "own(b)");
    EXPECT_EQ(schema.tables[1].indexes[1].parts[0].expression, "own(b)");
    EXPECT_EQ(schema.tables[1].indexes[1].parts[1].collation, "mine");
    EXPECT_THAT(schema.views[0].columns, IsEmpty());
    EXPECT_EQ(schema.views[1].columns.size(), 1U);
}

TEST_F(LiveSchema, InUtf16IsRead) {
    open().exec("PRAGMA encoding = 'UTF-16'; CREATE TABLE größe (ä TEXT CHECK (ä <> 'ß'))");

    const schema::Schema schema = read();

    EXPECT_EQ(schema.tables[0].name.name, "größe");
    EXPECT_EQ(schema.tables[0].check_constraints[0].expression, "ä <> 'ß'");
}

TEST_F(LiveSchema, KeepsNamesThatAreNoUtf8Apart) {
    SQLite::Database database = open();
    database.exec("CREATE TABLE n\xFF (x); CREATE TABLE n\xFE (y REFERENCES n\xFF)");

    const schema::Schema schema = read();

    ASSERT_EQ(schema.tables.size(), 2U);
    EXPECT_EQ(schema.tables[0].name.name, "n\uFFFDFE");
    EXPECT_EQ(schema.tables[0].columns[0].name, "y");
    EXPECT_EQ(schema.tables[0].foreign_keys[0].referenced_table.name, "n\uFFFDFF");
    EXPECT_EQ(schema.tables[1].name.name, "n\uFFFDFF");
}

TEST_F(LiveSchema, TellsForeignKeysThatLookTheSameApart) {
    const schema::Schema schema = replayed(R"sql(
        CREATE TABLE t (id INTEGER PRIMARY KEY, p INT, q INT,
            CONSTRAINT cascading FOREIGN KEY (p) REFERENCES t (id) ON DELETE CASCADE,
            FOREIGN KEY (q) REFERENCES t (id),
            CONSTRAINT deferred FOREIGN KEY (P) REFERENCES T (ID) DEFERRABLE INITIALLY DEFERRED))sql");

    const std::vector<schema::ForeignKey>& keys = schema.tables[0].foreign_keys;
    ASSERT_EQ(keys.size(), 3U);
    EXPECT_EQ(keys[0].name, "cascading");
    EXPECT_EQ(keys[0].on_delete, schema::ReferentialAction::Cascade);
    EXPECT_EQ(keys[0].deferrability, Deferrability::NotDeferrable);
    EXPECT_EQ(keys[1].name, "deferred");
    EXPECT_EQ(keys[1].on_delete, schema::ReferentialAction::NoAction);
    EXPECT_EQ(keys[1].deferrability, Deferrability::InitiallyDeferred);
    EXPECT_EQ(keys[2].name, "");
}

TEST_F(LiveSchema, OfATableAsWideAsSqliteAllowsIsWhole) {
    std::string sql = "CREATE TABLE t (c0 INT";
    for (int index = 1; index < 2000; ++index) {
        sql += ", -- words " + std::to_string(index - 1) + "\n c" + std::to_string(index) + " INT";
    }

    const schema::Schema schema = replayed(sql + ")");

    ASSERT_EQ(schema.tables[0].columns.size(), 2000U);
    EXPECT_EQ(schema.tables[0].columns[1998].comment, "words 1998");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
