#include "dialect/sqlite/statement_failure.h"

#include <filesystem>

#include <sqlite3.h>

#include "base/error.h"
#include "dialect/sqlite/session_file.h"
#include "support/ordinary_user.h"

namespace erdmark::dialect::sqlite {
namespace {

namespace fs = std::filesystem;

using StatementFailure = SessionFile;

constexpr fs::perms kReadable =
    fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
constexpr fs::perms kSearchable =
    fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;
constexpr std::string_view kWritable =
    "\nhint: both the file of the database and its folder must be writable, since SQLite keeps a "
    "journal beside the file";

TEST_F(StatementFailure, HasTheWordsOfSqliteAndThePlace) {
    const auto session = open();

    const std::optional<Failure> failure =
        execute(*session, "SELECT 1,\n  unknown FROM sqlite_schema");

    EXPECT_EQ(words_of(failure), "Refused: no such column: unknown");
    EXPECT_EQ(failure->offset, 12U);
}

TEST_F(StatementFailure, CountsThePlaceInBytes) {
    const std::optional<Failure> failure = execute(*open(), "SELECT 'äöü', FROM x");

    EXPECT_EQ(words_of(failure), "Refused: near \"FROM\": syntax error");
    EXPECT_EQ(failure->offset, 17U);
}

TEST_F(StatementFailure, HasNoPlaceWhenARowIsToBlame) {
    const auto session = open();

    const std::optional<Failure> failure =
        execute(*session, "CREATE TABLE a (x NOT NULL); INSERT INTO a VALUES (1), (NULL)");

    EXPECT_EQ(words_of(failure), "Refused: NOT NULL constraint failed: a.x");
    EXPECT_EQ(failure->offset, std::nullopt);
}

TEST_F(StatementFailure, IsOneLineThatATerminalCanShow) {
    EXPECT_EQ(run(*open(), "SELECT * FROM \"a\nb\x1B[31m\""), "Refused: no such table: a b [31m");
}

TEST_F(StatementFailure, ToldOfAZeroByte) {
    const std::string text("SELECT 1 \0 2", 12);

    const std::optional<Failure> failure = open()->execute({.text = text}, nullptr);

    EXPECT_EQ(words_of(failure), "Refused: a statement cannot hold a zero byte; remove it");
    EXPECT_EQ(failure->offset, 9U);
}

TEST_F(StatementFailure, KeepsASecondStatementFromBeingLost) {
    const auto session = open();

    const std::optional<Failure> failure =
        session->execute({.text = "CREATE TABLE a (x); /* ; */ CREATE TABLE b (x)"}, nullptr);

    EXPECT_EQ(words_of(failure),
              "Refused: SQLite takes this for another statement; end the one before it with a "
              "semicolon");
    EXPECT_EQ(failure->offset, 28U);
    EXPECT_EQ(rows(*session, "SELECT name FROM sqlite_schema"), "");
}

TEST_F(StatementFailure, SaysWhatToDoWhenTheDiskIsFull) {
    const auto session = open();
    ASSERT_EQ(migrate(*session, "CREATE TABLE a (x); INSERT INTO a VALUES (1)"), "done");
    ASSERT_EQ(run(*session, "PRAGMA max_page_count = 4"), "done");

    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (zeroblob(100000))"),
              "Refused: database or disk is full\n"
              "hint: make room on the disk of the database, then try again");

    EXPECT_EQ(rows(*session, "SELECT x FROM a"), "1");
}

TEST_F(StatementFailure, SaysWhatToDoWhenTheFileIsReadOnly) {
    other().exec("CREATE TABLE a (x)");
    fs::permissions(folder_.path(), fs::perms::all);
    fs::permissions(folder_.path() / "app.db", kReadable);
    const test::OrdinaryUser user;
    const auto session = open();

    EXPECT_EQ(rows(*session, "SELECT name FROM sqlite_schema"), "a");
    EXPECT_EQ(words_of(session->begin()),
              "Refused: attempt to write a readonly database" + std::string(kWritable));
    EXPECT_EQ(run(*session, "INSERT INTO a VALUES (1)"),
              "Refused: attempt to write a readonly database" + std::string(kWritable));
    EXPECT_THROW(session->query("INSERT INTO a VALUES (1)"), Error);
}

TEST_F(StatementFailure, SaysWhatToDoWhenTheFolderIsReadOnly) {
    other().exec("CREATE TABLE a (x)");
    fs::permissions(folder_.path(), kReadable | kSearchable);
    fs::permissions(folder_.path() / "app.db", fs::perms::all);
    const test::OrdinaryUser user;
    const auto session = open();

    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (1)"),
              "Refused: attempt to write a readonly database" + std::string(kWritable));
}

TEST_F(StatementFailure, SaysWhatToDoWhenTheFileIsDamaged) {
    other().exec(
        "CREATE TABLE a (x); INSERT INTO a VALUES (zeroblob(9000)); CREATE INDEX i ON a (x)");
    const fs::path file = folder_.path() / "app.db";
    std::string bytes = test::slurp(file);
    bytes.replace(4096, bytes.size() - 4096, bytes.size() - 4096, '\xAA');
    folder_.write("app.db", bytes);

    EXPECT_EQ(migrate(*open(), "INSERT INTO a VALUES (1)"),
              "Refused: database disk image is malformed\n"
              "hint: the file is damaged; restore it from a backup, or save what can be read with "
              ".recover of the sqlite3 shell");
}

TEST_F(StatementFailure, SaysWhatToDoWhenTheDiskFails) {
    SQLite::Database database = other();
    const StatementWatch watch(database.getHandle(), {});

    EXPECT_EQ(words_of(failure_of(SQLITE_IOERR_WRITE, "disk I/O error", watch)),
              "Refused: disk I/O error\n"
              "hint: the disk of the database could not be read or written; look at it, then try "
              "again");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
