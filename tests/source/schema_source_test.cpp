#include "source/schema_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/snapshot.h"
#include "support/ordinary_user.h"
#include "support/temp_directory.h"

namespace erdmark::source {
namespace {

using testing::ElementsAre;

std::vector<std::string> table_names(const SourceResult& result) {
    std::vector<std::string> names;
    for (const schema::Table& table : result.schema.tables) {
        names.push_back(table.name.name);
    }
    return names;
}

class Sources : public testing::Test {
protected:
    SourceOptions options(const std::string& from) const {
        return {.from = from, .base_folder = folder_.path()};
    }

    SourceKind kind_of(const std::string& from) const { return classify(options(from)); }

    std::string refusal(const SourceOptions& options) const {
        try {
            read_schema(options);
            return "read";
        } catch (const Error& error) {
            std::string message = error.what();
            const std::string prefix = folder_.path().string() + "/";
            for (std::size_t at = message.find(prefix); at != std::string::npos;
                 at = message.find(prefix)) {
                message.erase(at, prefix.size());
            }
            return message;
        }
    }

    test::TempDirectory folder_;
};

TEST_F(Sources, AreKnownByWhatTheyAre) {
    folder_.write("migrations/1_a.sql", "");
    folder_.write("schema.SQL", "");
    folder_.write("snapshot.json", "");
    folder_.write("app.sqlite3", "");
    folder_.write("data", std::string("SQLite format 3\0", 16) + std::string(84, '\0'));

    EXPECT_EQ(kind_of("migrations"), SourceKind::Migrations);
    EXPECT_EQ(kind_of("schema.SQL"), SourceKind::Script);
    EXPECT_EQ(kind_of("-"), SourceKind::Script);
    EXPECT_EQ(kind_of("snapshot.json"), SourceKind::Snapshot);
    EXPECT_EQ(kind_of("app.sqlite3"), SourceKind::Database);
    EXPECT_EQ(kind_of("data"), SourceKind::Database);
    EXPECT_EQ(kind_of("sqlite:app.db"), SourceKind::Database);
}

TEST_F(Sources, ThatAreNothingKnownSayWhatCouldBeGiven) {
    folder_.write("words.txt", "words");

    EXPECT_EQ(refusal(options("words.txt")),
              "words.txt: is nothing that a schema can be read from; expected a folder of "
              "migrations, a .sql script, a "
              "SQLite file, a .json snapshot or a database URL");
    EXPECT_EQ(refusal(options("none")),
              "none: no such file or folder; a source is a folder of migrations, a .sql script, a "
              "SQLite file, a .json "
              "snapshot or a database URL");
    EXPECT_EQ(refusal(options("oracle://me:secret@h/d")),
              "no database is known for the scheme 'oracle:' of the source; known are: sqlite:, "
              "postgresql:");
}

TEST_F(Sources, MigrationsRunOnlyTheirUpPartsInOrder) {
    folder_.write("m/2_b.sql",
                  "-- migrate:up\nALTER TABLE a ADD COLUMN two;\n-- migrate:down\nDROP TABLE a;");
    folder_.write("m/10_c.up.sql", "ALTER TABLE a ADD COLUMN ten;");
    folder_.write("m/10_c.down.sql", "DROP TABLE a;");
    folder_.write("m/1_a.sql", "CREATE TABLE a (one);");

    const SourceResult result = read_schema(options("m"));

    ASSERT_EQ(result.schema.tables.size(), 1U);
    EXPECT_EQ(result.schema.tables[0].columns.size(), 3U);
    EXPECT_EQ(result.schema.tables[0].columns[2].name, "ten");
    EXPECT_EQ(result.description, "3 migrations in " + (folder_.path() / "m").string());
}

TEST_F(Sources, AnErrorInADownedFileStillPointsIntoTheFile) {
    folder_.write("m/1_a.sql",
                  "-- migrate:up\n\nCREATE TABLE a (one);\n  WRONG;\n-- migrate:down\n");

    EXPECT_EQ(refusal(options("m")),
              "m/1_a.sql:4:3: near \"WRONG\": syntax error\n      WRONG;\n      ^");
}

TEST_F(Sources, HistoryTablesAndExcludedOnesAreLeftOut) {
    folder_.write(
        "s.sql",
        "CREATE TABLE schema_migrations (v); CREATE TABLE alembic_version (v); CREATE TABLE a (x);"
        "CREATE TABLE tmp_x (x); CREATE TABLE b (x);");
    SourceOptions all = options("s.sql");
    SourceOptions some = options("s.sql");
    some.exclude = {"tmp_*"};
    SourceOptions one = options("s.sql");
    one.include = {"a", "schema_migrations"};

    EXPECT_THAT(table_names(read_schema(all)), ElementsAre("a", "b", "tmp_x"));
    EXPECT_THAT(table_names(read_schema(some)), ElementsAre("a", "b"));
    EXPECT_THAT(table_names(read_schema(one)), ElementsAre("a"));
}

TEST_F(Sources, WithoutTablesAreRefused) {
    folder_.write("s.sql", "-- nothing\n");
    folder_.write("empty.db", "");

    EXPECT_EQ(refusal(options("s.sql")), "the script s.sql has no tables to document");
    EXPECT_EQ(refusal(options("empty.db")), "the database empty.db has no tables to document");
}

TEST_F(Sources, ASnapshotGivesWhatItWasMadeFrom) {
    folder_.write("s.sql", "CREATE TABLE a (x INTEGER PRIMARY KEY);");
    const SourceResult script = read_schema(options("s.sql"));
    folder_.write("s.json", schema::to_snapshot(script.schema));

    EXPECT_EQ(read_schema(options("s.json")).schema, script.schema);
}

TEST_F(Sources, OfWhichThePatternsLeaveNothingAreRefused) {
    folder_.write("s.sql", "CREATE TABLE a (x);");
    SourceOptions none = options("s.sql");
    none.include = {"b*"};

    EXPECT_EQ(refusal(none),
              "the script s.sql has only tables that 'source.include' and 'source.exclude' leave "
              "out; one must stay");
}

TEST_F(Sources, PlainPathsHaveNoEscapesUsersOrSchemes) {
    for (const std::string name : {"50%25 ?.db", "a:b@c.db", "sqlite:x.db", "#.db"}) {
        SCOPED_TRACE(name);
        folder_.write(name, "");

        EXPECT_EQ(refusal(options(name)), "the database " + name + " has no tables to document");
    }
}

TEST_F(Sources, UrlsStartAtTheBaseFolder) {
    folder_.write("app.db", "");

    EXPECT_EQ(refusal(options("sqlite:app.db")),
              "the database sqlite:app.db has no tables to document");
    EXPECT_EQ(refusal(options("sqlite:none.db")), "none.db: no such database file");
}

TEST_F(Sources, ThatMayNotBeReadSaySo) {
    namespace fs = std::filesystem;
    folder_.write("m/1_a.sql", "CREATE TABLE a (x);");
    folder_.write("app.db", "");
    folder_.write("s.sql", "");
    for (const char* name : {"m", "app.db", "s.sql"}) {
        fs::permissions(folder_.path() / name, fs::perms::none);
    }
    fs::permissions(folder_.path(), fs::perms::all);
    const test::OrdinaryUser user;

    EXPECT_EQ(refusal(options("m")), "m: cannot be read: permission denied");
    EXPECT_EQ(refusal(options("app.db")), "app.db: cannot be read: permission denied");
    EXPECT_EQ(refusal(options("s.sql")), "s.sql: cannot be read: permission denied");
}

}  // namespace
}  // namespace erdmark::source
