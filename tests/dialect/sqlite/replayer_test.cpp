#include "dialect/sqlite/replayer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::dialect::sqlite {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The first line of the error, or nothing.
std::string error_of(const std::string& sql, const ReplayLimits& limits = {}) {
    try {
        make_replayer(limits)->run({.file = "m.sql", .text = sql});
        return "";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        const std::string message = error.what();
        return message.substr(0, message.find('\n'));
    }
}

TEST(Replayer, RunsScriptsOneAfterTheOther) {
    const auto replayer = make_replayer();

    replayer->run(
        {.file = "1.sql", .text = "CREATE TABLE a (x); CREATE TABLE b (x);;\n-- nothing\n"});
    EXPECT_EQ(replayer->schema().tables.size(), 2U);
    replayer->run({.file = "2.sql", .text = "DROP TABLE a; ALTER TABLE b RENAME TO c"});

    ASSERT_EQ(replayer->schema().tables.size(), 1U);
    EXPECT_EQ(replayer->schema().tables[0].name.name, "c");
}

TEST(Replayer, ShowsThePlaceAndTheLineOfAnError) {
    try {
        make_replayer()->run({.file = "m.sql",
                              .text = "-- é\r\n  SELECT 'é', wrong FROM nowhere;",
                              .start = {5, 1}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_STREQ(error.what(),
                     "m.sql:6:3: no such table: nowhere\n"
                     "      SELECT 'é', wrong FROM nowhere;\n"
                     "      ^");
    }
}

struct ErrorCase {
    const char* sql;
    const char* message;
};

TEST(Replayer, SaysWhatIsWrong) {
    const ErrorCase cases[] = {
        {"CREATE TABLE t (a);\nCREAT TABLE u (a);", "m.sql:2:1: near \"CREAT\": syntax error"},
        {"CREATE TABLE t (", "m.sql:1:1: incomplete input: the statement does not end"},
        {"CREATE TABLE t (a);\n\n  CREATE TABLE t (b);", "m.sql:3:16: table t already exists"},
        {"BEGIN;\nCREATE TABLE t (a);",
         "m.sql:1:1: this transaction is still open at the end of the script; end it with COMMIT"},
        {"CREATE TABLE t (a CHECK (nope(a)))",
         "m.sql:1:26: no such function: nope (a replay knows only the functions of SQLite itself)"},
        {"CREATE TABLE t (a); INSERT INTO t VALUES (1); CREATE UNIQUE INDEX i ON t (a); INSERT "
         "INTO t VALUES (1);",
         "m.sql:1:79: UNIQUE constraint failed: t.a"},
    };
    for (const ErrorCase& each : cases) {
        SCOPED_TRACE(each.sql);
        EXPECT_EQ(error_of(each.sql), each.message);
    }
}

TEST(Replayer, SaysWhatIsWrongWithTextsThatNobodyShouldWrite) {
    const std::string deep(1000, '(');
    std::string wide = "CREATE TABLE t (c";
    for (int index = 0; index < 5000; ++index) {
        wide += ", c" + std::to_string(index);
    }
    const std::pair<std::string, std::string> cases[] = {
        {"CREATE TABLE t (a CHECK " + deep + "a" + std::string(1000, ')') + ")",
         "m.sql:1:1: parser stack overflow: SQLite takes about 100 levels of nesting"},
        {wide + ")", "m.sql:1:1: too many columns on t"},
        {"SELECT 1;\nSELECT 'abc\nd", "m.sql:2:8: unrecognized token: \"'abc d\""},
        {"SELECT '" + std::string(10'000'000, 'x') + "';\nWRONG",
         "m.sql:2:1: near \"WRONG\": syntax error"},
        {"\xEF\xBB\xBFSELECT 1;\r\nWRONG", "m.sql:2:1: near \"WRONG\": syntax error"},
        {std::string("SELECT 1;\n \0SELECT 2", 20),
         "m.sql:2:2: binary data (a NUL byte) where SQL was expected"},
    };
    for (const auto& [sql, message] : cases) {
        SCOPED_TRACE(message);
        EXPECT_EQ(error_of(sql), message);
    }
}

TEST(Replayer, RefusesWhatATriggerWouldDo) {
    EXPECT_EQ(error_of("CREATE TABLE t (a);\n"
                       "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT load_extension('x'); END;\n"
                       "INSERT INTO t VALUES (1)"),
              "m.sql:3:1: load_extension() is not allowed in a replay: it would leave the "
              "in-memory database");
}

TEST(Replayer, RefusesWhatWouldLeaveTheDatabase) {
    const ErrorCase cases[] = {
        {"ATTACH 'x.db' AS x",
         "ATTACH is not allowed in a replay: it would leave the in-memory database"},
        {"ATTACH ':memory:' AS x",
         "ATTACH is not allowed in a replay: it would leave the in-memory database"},
        {"DETACH main", "DETACH is not allowed in a replay: there is only the in-memory database"},
        {"VACUUM INTO 'x.db'", "VACUUM INTO is not allowed in a replay: it would write a file"},
        {"SELECT load_extension('x')",
         "load_extension() is not allowed in a replay: it would leave the in-memory database"},
        {"PRAGMA temp_store_directory = '/'",
         "PRAGMA temp_store_directory is not allowed in a replay: it is not known to "
         "be harmless to everything but the in-memory database"},
        {"PRAGMA writable_schema = 1",
         "PRAGMA writable_schema is not allowed in a replay: it is not known to be harmless to "
         "everything but the in-memory database"},
        {"CREATE VIRTUAL TABLE d USING dbstat(main)",
         "a virtual table of module 'dbstat' is not allowed in a replay: expected one of fts3, "
         "fts4, fts5, fts4aux, "
         "fts5vocab, rtree, rtree_i32, geopoly"},
    };
    for (const ErrorCase& each : cases) {
        SCOPED_TRACE(each.sql);
        EXPECT_EQ(error_of(each.sql), std::string("m.sql:1:1: ") + each.message);
    }
}

TEST(Replayer, RefusesToWriteTheSchemaTableByHand) {
    EXPECT_EQ(error_of("CREATE TABLE t (a);\nUPDATE sqlite_schema SET sql = 'x'"),
              "m.sql:2:1: table sqlite_master may not be modified");
}

TEST(Replayer, LetsHarmlessHabitsOfMigrationsPass) {
    for (const char* sql :
         {"PRAGMA foreign_keys = ON", "PRAGMA journal_mode = WAL", "PRAGMA synchronous = OFF",
          "VACUUM", "ANALYZE", "REINDEX", "PRAGMA foreign_key_check", "PRAGMA user_version = 3",
          "BEGIN; CREATE TABLE t (a); COMMIT", "SAVEPOINT s; RELEASE s",
          "CREATE VIRTUAL TABLE s USING fts5(a); INSERT INTO s VALUES ('x')",
          "CREATE TABLE t (a CHECK (json_valid(a)))"}) {
        SCOPED_TRACE(sql);
        EXPECT_EQ(error_of(sql), "");
    }
}

TEST(Replayer, StopsAStatementThatDoesNotEnd) {
    EXPECT_EQ(error_of("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT "
                       "count(*) FROM c",
                       {.statement_steps = 2'000'000}),
              "m.sql:1:1: statement stopped after 2 million steps; a replay must end (is a "
              "recursive query missing its "
              "limit?)");
}

TEST(Replayer, BoundsTheSizeOfAValue) {
    EXPECT_EQ(error_of("SELECT length(zeroblob(2000000))", {.value_size = 1'000'000}),
              "m.sql:1:1: string or blob too big: a replay takes at most 100 MB for one value");
}

TEST(Replayer, SkipsDataStatementsThatCallFunctionsOfTheApplication) {
    const auto replayer = make_replayer();

    replayer->run({.file = "m.sql",
                   .text = "CREATE TABLE t (a);\n  INSERT INTO t VALUES (mine(1));\n"
                           "UPDATE t SET a = ';' || mine(2); CREATE TABLE u (a);"});

    EXPECT_EQ(replayer->schema().tables.size(), 2U);
    EXPECT_THAT(replayer->notes(),
                ElementsAre("m.sql:2:25: no such function: mine (a replay knows only the functions "
                            "of SQLite itself); the "
                            "statement was skipped: it changes rows, not the schema",
                            "m.sql:3:25: no such function: mine (a replay knows only the functions "
                            "of SQLite itself); the "
                            "statement was skipped: it changes rows, not the schema"));
}

TEST(Replayer, MayEndInsideOfATransaction) {
    auto replayer = make_replayer();
    EXPECT_THROW(
        replayer->run({.file = "m.sql",
                       .text = "BEGIN; CREATE TABLE t (a); INSERT INTO t VALUES (1); wrong;"}),
        Error);

    EXPECT_NO_THROW(replayer.reset());
}

TEST(Replayer, HasNothingToSayOfAScriptThatRan) {
    const auto replayer = make_replayer();
    replayer->run({.file = "m.sql", .text = "CREATE TABLE t (a)"});

    EXPECT_THAT(replayer->notes(), IsEmpty());
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
