#include "contract/postgres_session.h"

#include <cstdlib>
#include <span>
#include <stdexcept>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/postgres/tcp_relay.h"
#include "support/postgres_server.h"

// The session in which migrations run, on a real server.

namespace erdmark {
namespace {

using dialect::Row;
using test::error_text;
using test::execute;
using test::open_postgres_session;
using test::outcome;
using test::PostgresDatabase;
using test::value;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(PostgresSession, SendsTheRowsOfACopy) {
    const PostgresDatabase database("CREATE TABLE t (id int, note text)");
    const auto session = open_postgres_session(database.url());

    EXPECT_EQ(
        outcome(execute(*session, "COPY t (id, note) FROM stdin;\n1\tä\n2\t\\N\n3\ta\\tb;\n\\.\n")),
        "done");
    EXPECT_EQ(outcome(execute(*session, "COPY t FROM stdin")), "done");
    EXPECT_EQ(outcome(execute(*session, "COPY t TO stdout")), "done");
    EXPECT_EQ(session->query("SELECT * FROM t ORDER BY id"),
              (std::vector<Row>{{"1", "ä"}, {"2", std::nullopt}, {"3", "a\tb;"}}));
}

TEST(PostgresSession, SendsManyRowsAndTellsWhichIsWrong) {
    const PostgresDatabase database("CREATE TABLE t (id int)");
    const auto session = open_postgres_session(database.url());
    std::string rows;
    for (int number = 0; number < 300000; ++number) {
        rows += fmt::format("{}\n", number);
    }

    EXPECT_EQ(outcome(execute(*session, "COPY t FROM stdin;\n" + rows + "\\.\n")), "done");
    const auto failure = execute(*session, "COPY t FROM stdin;\n1\nx\n" + rows + "\\.\n");

    EXPECT_EQ(value(*session, "SELECT count(*) FROM t"), "300000");
    EXPECT_EQ(outcome(failure), "Refused: invalid input syntax for type integer: \"x\"");
    EXPECT_THAT(failure->advice, ElementsAre("where: COPY t, line 2, column id: \"x\""));
}

TEST(PostgresSession, LeavesNothingOfACopyThatWasStopped) {
    const PostgresDatabase database(R"sql(
        CREATE TABLE t (id int);
        CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN PERFORM pg_sleep(0.01); RETURN NEW; END';
        CREATE TRIGGER wait BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION wait())sql");
    std::string rows;
    for (int number = 0; number < 300000; ++number) {
        rows += fmt::format("{}\n", number);
    }
    const std::string copy = "COPY t FROM stdin;\n" + rows + "\\.\n";
    const auto stopping = open_postgres_session(database.url(), {.go_on = [] { return false; }});
    const auto failing = open_postgres_session(
        database.url(), {.go_on = []() -> bool { throw std::runtime_error("no answer"); }});

    EXPECT_EQ(outcome(execute(*stopping, copy)),
              "Stopped: canceling statement due to user request");
    EXPECT_THROW(execute(*failing, copy), std::runtime_error);

    EXPECT_EQ(value(*failing, "SELECT count(*) FROM t"), "0");
}

TEST(PostgresSession, BindsTheValuesOfAQuery) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    const std::vector<std::optional<std::string>> values{"it's ?", std::nullopt, ""};

    EXPECT_EQ(session->query("SELECT ?::text, ?::text, ?::text", values),
              (std::vector<Row>{{"it's ?", std::nullopt, ""}}));
    EXPECT_EQ(session->query("CREATE TABLE t (id int); SELECT 1; SELECT 2",
                             std::span<const std::optional<std::string>>()),
              (std::vector<Row>{{"2"}}));
    EXPECT_EQ(session->query("CREATE TABLE u (id int)"), std::vector<Row>{});
    EXPECT_EQ(error_text([&] { session->query("SELECT * FROM v WHERE a = ?", values); }),
              database.url() + ": relation \"v\" does not exist");
}

TEST(PostgresSession, WritesAtTheLatestWithTheCommit) {
    const PostgresDatabase database("CREATE TABLE t (a text)");
    const auto session = open_postgres_session(database.url());
    const auto other = open_postgres_session(database.url());
    const auto write = [&](const std::string& text) {
        session->write("INSERT INTO t VALUES (?)", std::vector<std::optional<std::string>>{text});
    };

    write("at once");
    EXPECT_EQ(value(*other, "SELECT string_agg(a, ', ') FROM t"), "at once");

    session->query("SET client_encoding = 'LATIN1'; SET standard_conforming_strings = off");
    ASSERT_EQ(outcome(session->begin()), "done");
    session->become_oneself();
    write("größer als 'x' \\ ?");
    EXPECT_EQ(value(*session, "SELECT a FROM t WHERE a <> 'at once'"), "größer als 'x' \\ ?");
    write("last");
    ASSERT_EQ(outcome(session->commit()), "done");
    EXPECT_EQ(value(*other, "SELECT count(*) FROM t"), "3");

    ASSERT_EQ(outcome(session->begin()), "done");
    write("undone");
    session->rollback();
    ASSERT_EQ(outcome(session->begin()), "done");
    ASSERT_EQ(outcome(session->commit()), "done");
    EXPECT_EQ(value(*other, "SELECT count(*) FROM t"), "3");
}

TEST(PostgresSession, ThrowsWhenWhatItWasToWriteCouldNotBe) {
    const PostgresDatabase database("CREATE TABLE t (a int CHECK (a < 5))");
    const auto session = open_postgres_session(database.url());
    const std::vector<std::optional<std::string>> values{"7"};
    ASSERT_EQ(outcome(session->begin()), "done");
    ASSERT_EQ(outcome(execute(*session, "INSERT INTO t VALUES (1)")), "done");
    session->write("INSERT INTO t VALUES (?)", values);

    EXPECT_EQ(
        error_text([&] { session->commit(); }),
        database.url() + ": new row for relation \"t\" violates check constraint \"t_a_check\"");

    EXPECT_EQ(value(*session, "SELECT count(*) FROM t"), "0");
}

TEST(PostgresSession, ARollbackBringsNoSettingsBack) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    session->query("SET search_path = pg_catalog");
    session->reset();
    ASSERT_EQ(outcome(session->begin()), "done");
    ASSERT_EQ(outcome(execute(*session, "SELECT 1")), "done");
    session->rollback();

    EXPECT_EQ(value(*session, "SHOW search_path"), "\"$user\", public");
}

TEST(PostgresSession, HasTheTimeoutsOfAMigrationUntilTheRunnerWrites) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(
        database.url(), {.lock_timeout_milliseconds = 70, .statement_timeout_milliseconds = 900});
    const auto timeouts = [&] {
        return value(*session, "SHOW lock_timeout") + " " +
               value(*session, "SHOW statement_timeout");
    };
    EXPECT_EQ(timeouts(), "70ms 900ms");
    session->query("SET lock_timeout = 0; SET statement_timeout = 0");

    ASSERT_EQ(outcome(session->begin()), "done");
    EXPECT_EQ(timeouts(), "0 0");
    session->become_oneself();
    EXPECT_EQ(timeouts(), "70ms 900ms");
    EXPECT_EQ(outcome(session->commit()), "done");

    EXPECT_EQ(timeouts(), "0 0");
    session->reset();
    EXPECT_EQ(timeouts(), "70ms 900ms");
}

TEST(PostgresSession, ACommitThatTheServerRefusesIsAFailure) {
    const PostgresDatabase database("CREATE TABLE t (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
    const auto session = open_postgres_session(database.url());
    ASSERT_EQ(outcome(session->begin()), "done");
    ASSERT_EQ(outcome(execute(*session, "INSERT INTO t VALUES (1), (1)")), "done");

    const auto failure = session->commit();

    EXPECT_EQ(outcome(failure),
              "Refused: duplicate key value violates unique constraint \"t_id_key\"");
    EXPECT_THAT(failure->advice, ElementsAre("detail: Key (id)=(1) already exists."));
    EXPECT_EQ(value(*session, "SELECT count(*) FROM t"), "0");
}

TEST(PostgresSession, ACommitOfAFailedTransactionIsAFailure) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    ASSERT_EQ(outcome(session->begin()), "done");
    ASSERT_EQ(outcome(execute(*session, "SELECT 1 / 0")), "Refused: division by zero");

    EXPECT_EQ(outcome(session->commit()),
              "Refused: the server rolled the transaction back instead of committing it, because a "
              "statement in it had failed");
    session->rollback();
    EXPECT_EQ(outcome(session->begin()), "done");
    EXPECT_EQ(outcome(session->commit()), "done");
}

TEST(PostgresSession, UndoesRolesAndSettings) {
    PostgresDatabase database;
    const std::string role = database.add_role();
    const auto session = open_postgres_session(database.url());
    ASSERT_EQ(outcome(session->begin()), "done");
    session->query("SET ROLE " + role + "; SET LOCAL search_path = ''");

    session->become_oneself();
    EXPECT_EQ(session->query("SELECT current_user, current_setting('search_path')"),
              (std::vector<Row>{{"postgres", "\"\""}}));
    ASSERT_EQ(outcome(session->commit()), "done");

    session->query("SET SESSION AUTHORIZATION " + role + "; SET search_path = ''");
    session->reset();
    EXPECT_EQ(session->query("SELECT session_user, current_user, current_setting('search_path')"),
              (std::vector<Row>{{"postgres", "postgres", "\"$user\", public"}}));
}

/// What a pooler does: it tells a number of a process that is not the server's.
void change_process(std::span<char> bytes) {
    constexpr std::string_view kBackendKey("K\0\0\0\x0c", 5);
    const std::size_t at = std::string_view(bytes.data(), bytes.size()).find(kBackendKey);
    if (at != std::string_view::npos) {
        bytes[at + kBackendKey.size() + 3] ^= 1;
    }
}

TEST(PostgresSession, BehindAPoolerSetsNothingThatOutlivesATransaction) {
    const PostgresDatabase database;
    test::TcpPort pooler;
    pooler.relay_to(test::postgres_socket() + "/.s.PGSQL.5432", change_process);
    const auto session = open_postgres_session(
        fmt::format("postgresql://postgres@127.0.0.1:{}/{}", pooler.number(), database.name()),
        {.lock_timeout_milliseconds = 70});

    EXPECT_FALSE(session->holds_locks());
    EXPECT_EQ(value(*session, "SHOW lock_timeout"), "0");
    session->query("SET search_path = shop");
    session->reset();
    EXPECT_EQ(value(*session, "SHOW search_path"), "shop");
    ASSERT_EQ(outcome(session->begin()), "done");
    EXPECT_EQ(value(*session, "SHOW lock_timeout"), "70ms");
    EXPECT_EQ(outcome(session->commit()), "done");
    EXPECT_EQ(value(*session, "SHOW lock_timeout"), "0");
}

TEST(PostgresSession, ThatCannotBeOpenedShowsNoPassword) {
    PostgresDatabase database;
    const std::string role = database.add_role("right");
    setenv("PGPASSFILE", "/nonexistent", 1);
    const std::string secret = "se%63ret-wrong";
    const std::string socket = test::postgres_socket();
    for (const std::string& url :
         {"postgresql://" + role + ":" + secret + "@/" + database.name() + "?host=" + socket,
          "postgresql://postgres:" + secret + "@/no_such_database?host=" + socket,
          "postgresql://postgres:" + secret + "@127.0.0.1:1/shop",
          "postgresql://postgres:" + secret + "@/shop?host=/nowhere",
          "postgresql://postgres:" + secret + "@/shop?no_parameter=1",
          "postgresql://postgres:" + secret + "@/shop?sslmode=perhaps",
          database.url(role) + "&password=" + secret,
          "host=" + socket + " user=" + role +
              " password=secret-wrong dbname=" + database.name()}) {
        const std::string text = error_text([&] { open_postgres_session(url); });
        EXPECT_THAT(text, testing::Not(testing::AnyOf("no error", HasSubstr("wrong")))) << url;
    }
    unsetenv("PGPASSFILE");
}

TEST(PostgresSession, NamesTablesByTheirColumns) {
    const PostgresDatabase database(R"sql(
        CREATE TABLE schema_migrations (version varchar(128) PRIMARY KEY);
        CREATE SCHEMA ops;
        CREATE TABLE ops."It's" (gone int, version_num bigint, "at" timestamptz);
        ALTER TABLE ops."It's" DROP COLUMN gone;
        CREATE TABLE ops.parts (version int) PARTITION BY LIST (version);
        CREATE VIEW seen AS SELECT * FROM schema_migrations;
        CREATE TABLE other (gone int))sql");
    const auto session = open_postgres_session(database.url());
    session->query("CREATE TEMP TABLE mine (version int)");
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const std::vector<std::string_view> names{"version", "version_num", "it's"};
    std::vector<std::string> found;

    for (const auto& table : postgres.tables_with(*session, names)) {
        found.push_back(fmt::format("{}: {}: {}", table.table.display(), join(table.columns, ", "),
                                    join(table.types, ", ")));
    }

    EXPECT_THAT(found, ElementsAre("ops.It's: version_num, at: bigint, timestamp with time zone",
                                   "ops.parts: version: integer",
                                   "public.schema_migrations: version: character varying(128)"));
    EXPECT_TRUE(postgres.tables_with(*session, {}).empty());
}

TEST(PostgresSession, TheWordsForTablesAreThoseOfTheServer) {
    const PostgresDatabase database;
    const auto session = open_postgres_session(database.url());
    const dialect::TableWords& words = dialect::find_dialect("postgresql")->table_words();
    session->query(fmt::format("CREATE TABLE h (id {}, at {})", words.identity, words.timestamp));
    ASSERT_EQ(outcome(session->begin()), "done");

    session->query(fmt::format("INSERT INTO h (at) VALUES ({})", words.now));
    session->query(fmt::format("INSERT INTO h (at) VALUES ({})",
                               fmt::format(fmt::runtime(words.now_and_seconds), "?")),
                   std::vector<std::optional<std::string>>{"60"});

    EXPECT_EQ(value(*session, "SELECT max(at) - min(at) BETWEEN '60 s' AND '62 s' FROM h"), "t");
    EXPECT_EQ(value(*session, fmt::format("SELECT {}", words.current_namespace)), "public");
}

}  // namespace
}  // namespace erdmark
