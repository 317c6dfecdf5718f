#include <atomic>
#include <chrono>
#include <functional>
#include <sstream>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run.h"
#include "contract/postgres_fixture.h"
#include "schema/snapshot.h"

// What others do to the database while it is read.

namespace erdmark {
namespace {

using test::PostgresDatabase;
using testing::HasSubstr;

/// Does something once, before the first query that holds a word.
class InterruptedConnection : public dialect::Connection {
public:
    InterruptedConnection(dialect::Connection& connection, std::string word,
                          std::function<void()> interrupt)
        : connection_(connection), word_(std::move(word)), interrupt_(std::move(interrupt)) {}

    std::vector<dialect::Row> query(std::string_view sql) override {
        if (interrupt_ && sql.find(word_) != std::string_view::npos) {
            interrupt_();
            interrupt_ = repeat ? interrupt_ : nullptr;
        }
        return connection_.query(sql);
    }

    void start_over() override { connection_.start_over(); }

    bool repeat = false;

private:
    dialect::Connection& connection_;
    std::string word_;
    std::function<void()> interrupt_;
};

constexpr std::string_view kShop = R"sql(
    CREATE TABLE customers (id int PRIMARY KEY, nick text DEFAULT 'nobody', CHECK (length(nick) > 1));
    CREATE TABLE orders (id int PRIMARY KEY, customer int REFERENCES customers);
    CREATE VIEW names AS SELECT nick FROM customers;
    CREATE INDEX by_nick ON customers (lower(nick));)sql";

schema::Schema read_interrupted(const PostgresDatabase& database, const std::string& word,
                                const std::function<void()>& interrupt, bool repeat = false) {
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(database.url()), {});
    InterruptedConnection interrupted(*connection, word, interrupt);
    interrupted.repeat = repeat;
    return postgres.introspect(interrupted, {.privileges = true});
}

/// One for each way in which the server's functions see what a transaction does not.
constexpr const char* kMigrations[] = {
    "ALTER TABLE customers RENAME COLUMN nick TO handle",
    "ALTER TABLE customers RENAME TO people",
    "DROP VIEW names; DROP INDEX by_nick; DROP TABLE orders",
    "ALTER TABLE customers DROP COLUMN nick CASCADE",
    "ALTER TABLE orders ADD COLUMN note text; CREATE TABLE new_one (id int)",
    "CREATE TYPE mood AS ENUM ('good'); ALTER TABLE orders ADD COLUMN mood mood"};

/// Runs a migration beside the reading. It may have to wait for a lock that the server's functions
/// take for the reader, so that it ends after it.
class Migration {
public:
    void run(const PostgresDatabase& database, const char* sql) {
        thread_ = std::thread([&database, sql, this] {
            database.run(sql);
            done_ = true;
        });
        for (int tries = 0; tries < 40 && !done_; ++tries) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }

    void join() { thread_.join(); }

private:
    std::thread thread_;
    std::atomic<bool> done_ = false;
};

TEST(PostgresConcurrency, AMigrationBesideTheReadingIsWhollyInThePictureOrNotAtAll) {
    for (const char* sql : kMigrations) {
        for (const char* word : {"pg_attribute", "pg_index", "pg_constraint"}) {
            SCOPED_TRACE(std::string(sql) + " before the query of " + word);
            const PostgresDatabase database(kShop);
            const std::string before =
                schema::to_snapshot(test::introspect_postgres(database.url()));
            Migration migration;

            const std::string read = schema::to_snapshot(
                read_interrupted(database, std::string("FROM pg_catalog.") + word,
                                 [&] { migration.run(database, sql); }));

            migration.join();
            EXPECT_THAT(
                read, testing::AnyOf(
                          before, schema::to_snapshot(test::introspect_postgres(database.url()))));
        }
    }
}

TEST(PostgresConcurrency, RowsThatAreWrittenMeanwhileDisturbNothing) {
    const PostgresDatabase database(kShop);
    int reads = 0;

    read_interrupted(
        database, "FROM pg_catalog.pg_sequence",
        [&] {
            ++reads;
            database.run(
                "INSERT INTO customers VALUES (1, 'ann'); ANALYZE customers;"
                "CREATE TEMP TABLE mine (id int)");
        },
        true);

    EXPECT_EQ(reads, 1);
}

TEST(PostgresConcurrency, ASchemaThatChangesEachTimeIsSaidToDoSo) {
    const PostgresDatabase database(kShop);
    int number = 0;
    try {
        read_interrupted(
            database, "FROM pg_catalog.pg_sequence",
            [&] {
                database.run("ALTER TABLE orders ADD COLUMN c" + std::to_string(++number) + " int");
            },
            true);
        FAIL() << "the schema was read";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Database);
        EXPECT_STREQ(error.what(),
                     "the schema was changed each of the 3 times that it was read; try again when "
                     "no migration is running");
    }
}

/// Waits until erdmark's session in the database is blocked by a lock, then ends it.
void end_blocked_session(const PostgresDatabase& database) {
    constexpr const char* kEnd =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        "AND application_name = 'erdmark' AND wait_event_type = 'Lock'";
    for (int tries = 0; tries < 2000 && database.query(kEnd).empty(); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

struct Outcome {
    int status = 0;
    std::string out;
    std::string err;
};

Outcome run_program(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    cli::Context context{out, err};
    const int status = cli::run(arguments, context);
    return {status, out.str(), err.str()};
}

TEST(PostgresConcurrency, AConnectionThatIsKilledHalfWayLeavesThePagesAsTheyWere) {
    const PostgresDatabase database(kShop);
    const test::TempDirectory folder;
    const std::string pages = (folder.path() / "docs").string();
    const std::vector<std::string> generate{"generate", "--source", database.url(), "--output",
                                            pages};
    ASSERT_EQ(run_program(generate).status, 0);
    database.run("CREATE TABLE new_one (id int)");
    std::thread lock([&] {
        try {
            database.run("BEGIN; LOCK TABLE pg_catalog.pg_trigger; SELECT pg_sleep(60)");
        } catch (const std::exception&) {
            // It is ended below.
        }
    });
    while (database
               .query("SELECT FROM pg_locks WHERE relation = 'pg_trigger'::regclass AND "
                      "mode = 'AccessExclusiveLock' AND granted")
               .empty()) {
        std::this_thread::yield();
    }
    std::thread killer([&] { end_blocked_session(database); });

    const Outcome outcome = run_program(generate);

    killer.join();
    database.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        "current_database() AND query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()");
    lock.join();
    EXPECT_EQ(outcome.status, 4);
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err, "error: " + database.url() +
                               ": the connection was lost, because the server stopped, ended the "
                               "session, or could no longer be reached; try again\n");
    EXPECT_EQ(run_program({"check", "--source", database.url(), "--output", pages}).status, 1);
    EXPECT_THAT(test::slurp(folder.path() / "docs" / "README.md"),
                testing::Not(HasSubstr("new_one")));
}

}  // namespace
}  // namespace erdmark
