#include "dialect/sqlite/connection.h"

#include <filesystem>
#include <fstream>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temp_directory.h"

namespace erdmark::dialect::sqlite {
namespace {

namespace fs = std::filesystem;

class LiveFile : public testing::Test {
protected:
    /// Makes `app.db` by SQLite's own means.
    void make(const std::string& sql) const {
        SQLite::Database database((folder_.path() / "app.db").string(),
                                  SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(sql);
    }

    std::string refusal(const std::string& url) const {
        try {
            connect(Url::parse(url), folder_.path())->query("SELECT * FROM sqlite_schema");
            return "opened";
        } catch (const Error& error) {
            kind_ = error.kind();
            const std::string message = error.what();
            const std::string prefix = folder_.path().string() + "/";
            return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
        }
    }

    test::TempDirectory folder_;
    mutable ErrorKind kind_ = ErrorKind::Internal;
};

TEST_F(LiveFile, IsFoundFromItsBaseFolderInEverySpelling) {
    make("CREATE TABLE t (a)");

    for (const std::string& url :
         {std::string("sqlite:app.db"), std::string("sqlite:///app.db"),
          "sqlite:" + (folder_.path() / "app.db").string(),
          "sqlite:///" + (folder_.path() / "app.db").string(), std::string("sqlite:%61pp.db")}) {
        SCOPED_TRACE(url);
        EXPECT_EQ(connect(Url::parse(url), folder_.path())
                      ->query("SELECT name FROM sqlite_schema")
                      .size(),
                  1U);
    }
}

TEST_F(LiveFile, IsNeverWritten) {
    make("CREATE TABLE t (a)");
    const std::string before = test::slurp(folder_.path() / "app.db");

    EXPECT_THROW(connect(Url::parse("sqlite:app.db"), folder_.path())->query("DROP TABLE t"),
                 Error);

    EXPECT_EQ(test::slurp(folder_.path() / "app.db"), before);
}

TEST_F(LiveFile, InWalModeIsReadAndLeavesNothingBehind) {
    make("PRAGMA journal_mode = WAL; CREATE TABLE t (a)");
    ASSERT_FALSE(fs::exists(folder_.path() / "app.db-wal"));

    EXPECT_EQ(connect(Url::parse("sqlite:app.db"), folder_.path())
                  ->query("SELECT name FROM sqlite_schema")
                  .size(),
              1U);

    EXPECT_FALSE(fs::exists(folder_.path() / "app.db-wal"));
    EXPECT_FALSE(fs::exists(folder_.path() / "app.db-shm"));
}

TEST_F(LiveFile, WhoseLogHoldsTheNewestTablesShowsThem) {
    SQLite::Database writer((folder_.path() / "app.db").string(),
                            SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    writer.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (a); CREATE TABLE u (a)");
    ASSERT_TRUE(fs::exists(folder_.path() / "app.db-wal"));

    EXPECT_EQ(connect(Url::parse("sqlite:app.db"), folder_.path())
                  ->query("SELECT name FROM sqlite_schema")
                  .size(),
              2U);
}

TEST_F(LiveFile, ThatDoesNotExistIsNotMade) {
    EXPECT_EQ(refusal("sqlite:none.db"), "none.db: no such database file");
    EXPECT_EQ(kind_, ErrorKind::Input);
    EXPECT_FALSE(fs::exists(folder_.path() / "none.db"));
}

TEST_F(LiveFile, ThatIsNoDatabaseIsRefused) {
    folder_.write(
        "text.db",
        "these are words, and more of them than a header has bytes in it, to be sure of it\n");

    EXPECT_EQ(refusal("sqlite:text.db"), "text.db: is not a SQLite database");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(LiveFile, ThatIsAFolderIsRefused) {
    fs::create_directory(folder_.path() / "folder.db");

    EXPECT_EQ(refusal("sqlite:folder.db"),
              "folder.db: is a folder, expected a SQLite database file");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(LiveFile, ThatIsDamagedIsRefused) {
    make("CREATE TABLE t (a)");
    std::string bytes = test::slurp(folder_.path() / "app.db");
    bytes.replace(100, 3000, 3000, '\xAA');
    folder_.write("app.db", bytes);

    EXPECT_EQ(refusal("sqlite:app.db"), "app.db: is damaged: database disk image is malformed");
    EXPECT_EQ(kind_, ErrorKind::Input);
}

TEST_F(LiveFile, ThatWasLeftInATransactionIsRefused) {
    make("CREATE TABLE t (a)");
    SQLite::Database writer((folder_.path() / "app.db").string(), SQLite::OPEN_READWRITE);
    writer.exec(
        "PRAGMA cache_size = 1; BEGIN EXCLUSIVE;"
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        "INSERT INTO t SELECT randomblob(500) FROM n");
    folder_.write("crash/app.db", test::slurp(folder_.path() / "app.db"));
    folder_.write("crash/app.db-journal", test::slurp(folder_.path() / "app.db-journal"));

    EXPECT_EQ(refusal("sqlite:crash/app.db"),
              "crash/app.db: was left in the middle of a transaction; the next program that writes "
              "it, such as 'erdmark migrate up', will roll it back");
    EXPECT_EQ(kind_, ErrorKind::Database);
}

TEST_F(LiveFile, MayHaveANameThatSqliteTakesForSomethingElse) {
    for (const std::string name : {":memory:", "file:app.db", "a?mode=rwc", "a#b%"}) {
        SCOPED_TRACE(name);
        make("CREATE TABLE IF NOT EXISTS t (a)");
        fs::copy_file(folder_.path() / "app.db", folder_.path() / name);
        std::string escaped = "sqlite:./";
        for (const char c : name) {
            escaped += c == '?' ? "%3F" : c == '%' ? "%25" : std::string(1, c);
        }

        EXPECT_EQ(refusal(escaped), "opened");
    }
}

TEST_F(LiveFile, ThatIsLockedSaysSo) {
    make("CREATE TABLE t (a)");
    SQLite::Database other((folder_.path() / "app.db").string(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");

    EXPECT_EQ(refusal("sqlite:app.db"),
              "app.db: is locked by another process; try again when its transaction has ended");
    EXPECT_EQ(kind_, ErrorKind::Database);
}

TEST_F(LiveFile, InMemoryIsRefused) {
    EXPECT_EQ(
        refusal("sqlite::memory:"),
        "sqlite::memory:: names no file, and a database in memory is empty; write sqlite:FILE");
}

TEST_F(LiveFile, WithAUserIsRefusedAndThePasswordIsNotShown) {
    EXPECT_EQ(refusal("sqlite://me:secret@host/app.db"),
              "sqlite://me:***@host/app.db: names a user or a secret, which a SQLite file has none "
              "of; write sqlite:FILE");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
