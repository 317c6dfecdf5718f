#include <array>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract/runner_project.h"
#include "support/ordinary_user.h"

// What a database in a file may meet.

namespace erdmark {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class RunnerOnSqlite : public testing::Test {
protected:
    fs::path file() const { return project_.folder().path() / "app.db"; }

    /// A parent with two children, whose rows a DELETE of the parent's takes away.
    void make_family() const {
        project_.write("001_family.sql",
                       "CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);\n"
                       "CREATE TABLE child (parent_id INTEGER REFERENCES parent (id) ON DELETE "
                       "CASCADE);\n"
                       "INSERT INTO parent VALUES (1, 'one'), (2, 'two');\n"
                       "INSERT INTO child VALUES (1), (2);\n");
        ASSERT_EQ(project_.up(), "done 001_family");
    }

    test::RunnerProject project_{test::runner_engines().front()};
};

constexpr const char* kRebuild =
    "CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
    "INSERT INTO parent_new SELECT id, name FROM parent;\n"
    "DROP TABLE parent;\n"
    "ALTER TABLE parent_new RENAME TO parent;\n";

/// The most bytes that a file may get, as on a disk that is full.
class FileSizeLimit {
public:
    explicit FileSizeLimit(std::uintmax_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

/// Another process that holds the write lock of a database until it ends, with this or before.
class LockingProcess {
public:
    LockingProcess(const fs::path& file, unsigned milliseconds) {
        std::array<int, 2> ends{-1, -1};
        if (pipe(ends.data()) != 0) {
            throw std::runtime_error("no pipe");
        }
        process_ = fork();
        if (process_ == 0) {
            SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
            database.exec("BEGIN IMMEDIATE");
            const bool told = write(ends[1], "x", 1) == 1;
            usleep(told ? milliseconds * 1000 : 0);
            _exit(0);
        }
        char byte = 0;
        if (read(ends[0], &byte, 1) != 1) {
            throw std::runtime_error("the other process does not lock");
        }
        close(ends[0]);
        close(ends[1]);
    }
    ~LockingProcess() {
        kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
    }
    LockingProcess(const LockingProcess&) = delete;
    LockingProcess& operator=(const LockingProcess&) = delete;

private:
    pid_t process_ = -1;
};

TEST_F(RunnerOnSqlite, KeepsTheChildrenOfATableThatIsRebuilt) {
    make_family();
    project_.write("002_plain.sql", kRebuild);
    project_.write("003_off.sql", std::string("PRAGMA foreign_keys = OFF;\n") + kRebuild +
                                      "PRAGMA foreign_keys = ON;\n");
    project_.write("004_begin.sql", std::string("PRAGMA foreign_keys = OFF;\nBEGIN;\n") + kRebuild +
                                        "COMMIT;\nPRAGMA foreign_keys = ON;\n");

    EXPECT_EQ(project_.up(), "done 002_plain\ndone 003_off\ndone 004_begin");
    EXPECT_EQ(project_.rows("SELECT parent_id FROM child ORDER BY 1"), "1 2");
    EXPECT_EQ(project_.rows("PRAGMA foreign_key_check"), "");
}

TEST_F(RunnerOnSqlite, LooksAtForeignKeysBeforeItCommits) {
    make_family();
    project_.write("002_orphans.sql", "DELETE FROM parent WHERE id = 2;\n");

    EXPECT_THAT(project_.up(),
                AllOf(StartsWith("failed 002_orphans: migrations/002_orphans.sql: "),
                      HasSubstr("'child'"), HasSubstr("\nnothing of it is in the database")));
    EXPECT_EQ(project_.rows("SELECT count(*) FROM parent"), "2");
    EXPECT_EQ(project_.states(), "001_family applied, 002_orphans failed (0 of 1)");
}

TEST_F(RunnerOnSqlite, DoesNotLetAPragmaLeakIntoTheNextFile) {
    make_family();
    project_.write("002_on.sql", "PRAGMA foreign_keys = ON;\nCREATE TABLE a (id INTEGER);\n");
    project_.write("003_rebuild.sql", kRebuild);
    project_.write("004_read_only.sql", "CREATE TABLE b (id INTEGER);\nPRAGMA query_only = ON;\n");
    project_.write("005_c.sql", "CREATE TABLE c (id INTEGER);\n");

    EXPECT_EQ(project_.up(), "done 002_on\ndone 003_rebuild\ndone 004_read_only\ndone 005_c");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM child"), "2");
}

TEST_F(RunnerOnSqlite, RefusesATransactionInsideAnother) {
    project_.write("001_a.sql", "BEGIN;\nCREATE TABLE a (id INTEGER);\nBEGIN;\nCOMMIT;\n");

    EXPECT_EQ(project_.up(),
              "error: migrations/001_a.sql:3:1: a transaction begins inside the one of line 1; end "
              "that one first");
    EXPECT_EQ(project_.states(), "001_a pending");
}

TEST_F(RunnerOnSqlite, TakesEveryFormOfATransaction) {
    project_.write("001_a.sql", "BEGIN IMMEDIATE;\nCREATE TABLE a (id INTEGER);\nEND;\n");
    project_.write("002_b.sql",
                   "BEGIN EXCLUSIVE TRANSACTION;\nCREATE TABLE b (id INTEGER);\nCOMMIT;\n");
    project_.write("003_c.sql", "SAVEPOINT s;\nCREATE TABLE c (id INTEGER);\nRELEASE s;\n");

    EXPECT_EQ(project_.up(), "done 001_a\ndone 002_b\ndone 003_c");
}

TEST_F(RunnerOnSqlite, RunsVacuumOutsideATransaction) {
    make_family();
    project_.write("002_vacuum.sql", "VACUUM;\n");

    EXPECT_EQ(project_.up(),
              "note 002_vacuum: migrations/002_vacuum.sql:1:1 runs outside a transaction, since "
              "VACUUM needs that\ndone 002_vacuum");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM child"), "2");
}

TEST_F(RunnerOnSqlite, RefusesVacuumAmongOtherStatementsBeforeAnythingRuns) {
    project_.write("001_a.sql", "CREATE TABLE a (id INTEGER);\n");
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\nVACUUM;\n");

    EXPECT_EQ(project_.up(),
              "error: migrations/002_b.sql:2:1: VACUUM cannot run inside a transaction, which the "
              "migration needs for its other statements, such as that in line 1; give it a "
              "migration of its own, or say that the file runs without a transaction");
    EXPECT_EQ(project_.states(), "001_a pending, 002_b pending");
}

TEST_F(RunnerOnSqlite, WaitsForAnotherProcessThatWrites) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    const LockingProcess process(file(), 300);

    EXPECT_EQ(project_.up(), "done 002_b");
}

TEST_F(RunnerOnSqlite, SaysForWhatItWaitsAfterTheFirstAttempt) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    const LockingProcess process(file(), 1000);
    std::string said;

    EXPECT_EQ(project_.up({.lock = {.say = [&](const std::string& words) { said = words; }},
                           .lock_timeout_milliseconds = 600}),
              "done 002_b");
    EXPECT_EQ(said,
              "waiting for another run (the database is locked by another process; waited "
              "0.6 s)");
}

TEST_F(RunnerOnSqlite, SaysThatAnotherProcessHoldsTheFileForTooLong) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    const LockingProcess process(file(), 20000);

    EXPECT_EQ(project_.up({.lock = {.wait_seconds = 0}, .lock_timeout_milliseconds = 100}),
              "error: database: another run holds the lock of the migrations (the database is "
              "locked by another process; waited 0.1 s); try again when it has finished, or wait "
              "longer with --lock-timeout");
    EXPECT_EQ(project_.states(), "001_family applied, 002_b pending");
}

TEST_F(RunnerOnSqlite, TriesAgainWhenAnotherProcessWritesBetweenTwoMigrations) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    std::optional<LockingProcess> process;
    const auto lock_file = [&](const runner::RunMessage& message) {
        if (message.event == runner::RunEvent::Started) {
            process.emplace(file(), 400);
        }
    };

    EXPECT_THAT(project_.up({.lock_timeout_milliseconds = 100, .on_message = lock_file}),
                AllOf(StartsWith("warning 002_b: the database is locked by another process; waited "
                                 "0.1 s; trying again\n"),
                      testing::EndsWith("done 002_b")));
}

TEST_F(RunnerOnSqlite, FailsWhenAnotherProcessKeepsTheFile) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    std::optional<LockingProcess> process;
    const auto lock_file = [&](const runner::RunMessage& message) {
        if (message.event == runner::RunEvent::Started) {
            process.emplace(file(), 20000);
        }
    };

    const std::string words =
        project_.up({.lock_timeout_milliseconds = 50, .lock_attempts = 1, .on_message = lock_file});

    EXPECT_THAT(words, HasSubstr("failed 002_b: migrations/002_b.sql: the database is locked by "
                                 "another process; waited 0.1 s"));
    EXPECT_THAT(words, HasSubstr("warning 002_b: the failure could not be noted: the database is "
                                 "locked by another process"));
    process.reset();
    EXPECT_EQ(project_.rows("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(project_.states(), "001_family applied, 002_b pending");
    // Of a process that has ended nobody would wait for the lease.
    const auto session = project_.open();
    runner::History history = runner::History::find(*session, project_.dialect(), "");
    EXPECT_TRUE(runner::break_lock(*session, history));
    EXPECT_EQ(project_.up(), "done 002_b");
}

TEST_F(RunnerOnSqlite, LeavesAReadOnlyFileAsItIs) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    fs::permissions(project_.folder().path(), fs::perms(0755));
    fs::permissions(file(), fs::perms(0444));
    const std::string before = test::slurp(file());
    std::string words;
    {
        const test::OrdinaryUser user;
        words = project_.up({.lock = {.wait_seconds = 0}});
    }

    EXPECT_THAT(words, AllOf(StartsWith("error: database: "), HasSubstr("readonly")));
    EXPECT_EQ(test::slurp(file()), before);
    fs::permissions(file(), fs::perms(0644));
    EXPECT_EQ(project_.up(), "done 002_b");
}

TEST_F(RunnerOnSqlite, LosesNothingOnAFullDisk) {
    make_family();
    project_.write(
        "002_rows.sql",
        "CREATE TABLE big (filler TEXT);\n"
        "INSERT INTO big WITH RECURSIVE g (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g "
        "WHERE n < 3000) SELECT hex(randomblob(200)) FROM g;\n");
    std::string words;
    {
        const FileSizeLimit limit(fs::file_size(file()) + 32768);
        words = project_.up();
    }

    EXPECT_THAT(words,
                AllOf(StartsWith("failed 002_rows: migrations/002_rows.sql:"), HasSubstr("disk")));
    EXPECT_EQ(project_.rows("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM child"), "2");
    EXPECT_THAT(project_.rows("SELECT * FROM big"), StartsWith("error: "));
    EXPECT_EQ(project_.up(), "done 002_rows");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM big"), "3000");
}

TEST_F(RunnerOnSqlite, LosesNothingWhenNotEvenTheFailureCanBeWritten) {
    make_family();
    project_.write("002_b.sql", "CREATE TABLE b (id INTEGER);\n");
    std::string words;
    {
        const FileSizeLimit limit(1);
        words = project_.up({.lock = {.wait_seconds = 0}});
    }

    EXPECT_THAT(words, StartsWith("error: database: "));
    EXPECT_EQ(project_.rows("PRAGMA integrity_check"), "ok");
    EXPECT_EQ(project_.up(), "done 002_b");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM child"), "2");
}

TEST_F(RunnerOnSqlite, StopsAStatementThatNeverEnds) {
    project_.write("001_endless.sql",
                   "CREATE TABLE a (id INTEGER);\n"
                   "INSERT INTO a WITH RECURSIVE g (n) AS (SELECT 1 UNION ALL SELECT 1 FROM g) "
                   "SELECT n FROM g LIMIT 1 OFFSET 1000000000000;\n");
    int questions = 0;

    EXPECT_THAT(
        project_.up({.go_on = [&] { return ++questions < 4; }}),
        AllOf(HasSubstr("failed 001_endless: interrupted\nnothing of it is in the database"),
              testing::EndsWith("\ninterrupted")));
    EXPECT_EQ(project_.states(), "001_endless failed (0 of 2)");
    EXPECT_THAT(project_.rows("SELECT * FROM a"), StartsWith("error: "));
    EXPECT_EQ(project_.log(), "interrupted 001_endless");
}

}  // namespace
}  // namespace erdmark
