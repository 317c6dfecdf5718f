#include "dialect/sqlite/migration_session.h"

#include <array>
#include <filesystem>

#include "base/error.h"
#include "dialect/sqlite/session_file.h"
#include "support/ordinary_user.h"

namespace erdmark::dialect::sqlite {
namespace {

namespace fs = std::filesystem;

class SqliteSession : public SessionFile {
protected:
    std::string refusal(const std::string& url) {
        try {
            open(with_lock_timeout(100), url);
            return "opened";
        } catch (const Error& error) {
            kind_ = error.kind();
            const std::string message = error.what();
            const std::string prefix = folder_.path().string() + "/";
            return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
        }
    }

    ErrorKind kind_ = ErrorKind::Internal;
};

TEST_F(SqliteSession, MakesTheFileInEverySpellingOfItsUrl) {
    for (const std::string& url :
         {std::string("sqlite:app.db"), std::string("sqlite:///app.db"),
          std::string("sqlite+aiosqlite:///app.db?cache=shared"), std::string("sqlite3:%61pp.db"),
          "sqlite:" + (folder_.path() / "app.db").string(),
          "sqlite:///" + (folder_.path() / "app.db").string()}) {
        SCOPED_TRACE(url);
        const auto session = open(with_lock_timeout(100), url);

        EXPECT_EQ(migrate(*session, "CREATE TABLE a (x)"), "done");
        EXPECT_EQ(session->name(), (folder_.path() / "app.db").generic_string());
        EXPECT_TRUE(fs::remove(folder_.path() / "app.db"));
    }
}

TEST_F(SqliteSession, MakesAFileWithANameThatSqliteTakesForSomethingElse) {
    EXPECT_EQ(refusal("sqlite:./a%3Fmode=ro%23"), "opened");

    EXPECT_TRUE(fs::exists(folder_.path() / "a?mode=ro#"));
}

TEST_F(SqliteSession, NeedsAFolder) {
    EXPECT_EQ(refusal("sqlite:none/app.db"), "none: no such folder");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(SqliteSession, NeedsAFile) {
    EXPECT_EQ(
        refusal("sqlite::memory:"),
        "sqlite::memory:: names no file, and a database in memory is empty; write sqlite:FILE");
    EXPECT_EQ(refusal("sqlite:" + folder_.path().string()).substr(folder_.path().string().size()),
              ": is a folder, expected a SQLite database file");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(SqliteSession, NeedsADatabase) {
    folder_.write("text.db", "these are words\n");

    EXPECT_EQ(refusal("sqlite:text.db"), "text.db: is not a SQLite database");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(SqliteSession, TakesAnEmptyFileForAnEmptyDatabase) {
    folder_.write("app.db", "");

    EXPECT_EQ(migrate(*open(), "CREATE TABLE a (x)"), "done");
}

TEST_F(SqliteSession, DoesNotOpenADamagedFile) {
    other().exec("CREATE TABLE a (x)");
    std::string bytes = test::slurp(folder_.path() / "app.db");
    bytes.replace(100, 3000, 3000, '\xAA');
    folder_.write("app.db", bytes);

    EXPECT_EQ(refusal("sqlite:app.db"), "app.db: is damaged: database disk image is malformed");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(SqliteSession, NamesWhatItMayNotTouch) {
    other().exec("CREATE TABLE a (x)");
    fs::permissions(folder_.path() / "app.db", fs::perms::none);
    fs::permissions(folder_.path(),
                    fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
    const test::OrdinaryUser user;

    EXPECT_EQ(refusal("sqlite:app.db"), "app.db: cannot be read: permission denied");
    EXPECT_EQ(kind_, ErrorKind::Input);
    EXPECT_EQ(refusal("sqlite:new.db"),
              "new.db: unable to open database file; both the file of the database and its folder "
              "must be writable, since SQLite keeps a journal beside the file");
    EXPECT_EQ(kind_, ErrorKind::Database);
}

TEST_F(SqliteSession, BindsValuesAndReadsThem) {
    const auto session = open();
    session->query("CREATE TABLE a (x integer, y text)");
    const std::array<std::optional<std::string>, 2> first = {"7", "it's ?"};
    const std::array<std::optional<std::string>, 2> second = {std::nullopt, ""};

    session->query("INSERT INTO a VALUES (?, ?)", first);
    session->query("INSERT INTO a VALUES (?, ?)", second);

    EXPECT_EQ(rows(*session, "SELECT typeof(x), x, y FROM a"), "integer|7|it's ? null|NULL|");
    const std::array<std::optional<std::string>, 1> seven = {"7"};
    EXPECT_EQ(session->query("SELECT y FROM a WHERE x = ?", seven).size(), 1U);
}

TEST_F(SqliteSession, ThrowsWhenAQueryOfTheRunnerFails) {
    const auto session = open();

    try {
        session->query("SELECT unknown");
        ADD_FAILURE();
    } catch (const Error& error) {
        EXPECT_EQ(error.what(), session->name() + ": no such column: unknown");
        EXPECT_EQ(error.kind(), ErrorKind::Database);
    }
}

TEST_F(SqliteSession, LeavesNothingBehindAfterARollback) {
    const auto session = open();
    session->query("CREATE TABLE a (x)");
    ASSERT_EQ(words_of(session->begin()), "done");
    ASSERT_EQ(run(*session,
                  "INSERT INTO a VALUES (1); CREATE TABLE b (x); PRAGMA user_version = 7;"
                  "ALTER TABLE a RENAME TO c; SAVEPOINT s; DROP TABLE c"),
              "done");

    session->rollback();
    session->rollback();

    EXPECT_EQ(rows(*session, "SELECT name FROM sqlite_schema"), "a");
    EXPECT_EQ(rows(*session, "SELECT * FROM a"), "");
    EXPECT_EQ(rows(*session, "PRAGMA user_version"), "0");
    EXPECT_FALSE(fs::exists(folder_.path() / "app.db-journal"));
}

TEST_F(SqliteSession, LeavesNothingBehindWhenItIsDestroyedInATransaction) {
    {
        const auto session = open();
        ASSERT_EQ(words_of(session->begin()), "done");
        ASSERT_EQ(run(*session, "CREATE TABLE a (x)"), "done");
    }

    EXPECT_EQ(rows(*open(), "SELECT name FROM sqlite_schema"), "");
}

TEST_F(SqliteSession, DoesNotWriteOutsideATransactionThatSqliteEndedByItself) {
    const auto session = open();
    session->query("CREATE TABLE a (x UNIQUE)");
    ASSERT_EQ(words_of(session->begin()), "done");
    ASSERT_EQ(run(*session, "INSERT INTO a VALUES (1)"), "done");
    ASSERT_EQ(run(*session, "INSERT OR ROLLBACK INTO a VALUES (1)"),
              "Refused: UNIQUE constraint failed: a.x");
    const std::string lost =
        "the transaction has ended before its last statement; what it did is undone";

    EXPECT_EQ(run(*session, "INSERT INTO a VALUES (2)"), "Refused: " + lost);
    EXPECT_THROW(session->query("INSERT INTO a VALUES (3)"), Error);
    EXPECT_EQ(words_of(session->commit()), "Refused: " + lost);

    EXPECT_EQ(rows(*session, "SELECT * FROM a"), "");
    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (4)"), "done");
}

TEST_F(SqliteSession, RunsStatementsThatRefuseTransactions) {
    const auto session = open();

    EXPECT_EQ(run(*session,
                  "CREATE TABLE a (x); VACUUM; ATTACH ':memory:' AS other; DETACH other;"
                  "PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE)"),
              "done");
    EXPECT_EQ(migrate(*session, "VACUUM"), "Refused: cannot VACUUM from within a transaction");
}

TEST_F(SqliteSession, WritesADatabaseWithAWriteAheadLogWhileOthersRead) {
    SQLite::Database reader = other();
    reader.exec("PRAGMA journal_mode = WAL; CREATE TABLE a (x); INSERT INTO a VALUES (1), (2)");
    SQLite::Statement reading(reader, "SELECT x FROM a");
    ASSERT_TRUE(reading.executeStep());
    const auto session = open();

    EXPECT_EQ(migrate(*session, "INSERT INTO a VALUES (3)"), "done");

    EXPECT_EQ(rows(*session, "SELECT count(*) FROM a"), "3");
}

TEST_F(SqliteSession, RollsBackWhatACrashLeftInTheFile) {
    SQLite::Database writer = other();
    writer.exec(
        "CREATE TABLE t (a); PRAGMA cache_size = 1; BEGIN EXCLUSIVE;"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        "INSERT INTO t SELECT randomblob(500) FROM n");
    folder_.write("crash/app.db", test::slurp(folder_.path() / "app.db"));
    folder_.write("crash/app.db-journal", test::slurp(folder_.path() / "app.db-journal"));

    const auto session = open(with_lock_timeout(100), "sqlite:crash/app.db");

    EXPECT_EQ(rows(*session, "SELECT count(*) FROM t"), "0");
}

TEST_F(SqliteSession, HasNoLocksOfItsOwn) {
    const auto session = open();

    EXPECT_FALSE(session->holds_locks());
    EXPECT_TRUE(session->try_lock("a"));
    EXPECT_TRUE(session->has_lock("a"));
    EXPECT_TRUE(session->unlock("a"));
    EXPECT_TRUE(session->try_transaction_lock("a"));
    EXPECT_EQ(session->lock_holder("a"), "");
}

TEST_F(SqliteSession, KnowsWhatMayRunAgain) {
    const auto session = open();

    for (const std::string keywords : {"VACUUM", "PRAGMA", "ATTACH DATABASE", "DETACH"}) {
        EXPECT_EQ(session->remains({.keywords = keywords}, "").effect, Effect::None);
    }
    EXPECT_EQ(session->remains({.keywords = "VACUUM INTO"}, "").words, "VACUUM may run again");
    const Remains remains = session->remains({.keywords = "INSERT INTO"}, "");
    EXPECT_EQ(remains.effect, Effect::Unknown);
    EXPECT_EQ(remains.words, "SQLite does not tell whether the statement was done");
    EXPECT_EQ(session->traces({}), "");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
