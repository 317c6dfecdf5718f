#include "dialect/postgres/connection.h"

#include <chrono>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "dialect/postgres/tcp_relay.h"
#include "support/postgres_server.h"
#include "support/temp_directory.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace erdmark::dialect::postgres {
namespace {

using testing::StartsWith;

std::vector<Row> answer(const std::string& url, const std::string& sql) {
    return connect(Url::parse(url), {})->query(sql);
}

/// libpqxx 6.4 loses the result of a query during which the connection breaks.
struct LeaksOfLibpqxx {
#ifdef __SANITIZE_ADDRESS__
    __lsan::ScopedDisabler ignored;
#endif
    ~LeaksOfLibpqxx() {}
};

class LiveServer : public testing::Test {
protected:
    void SetUp() override {
        // No password file but the one of the test.
        setenv("PGPASSFILE", "/nonexistent", 1);
    }
    void TearDown() override {
        unsetenv("PGPASSFILE");
        unsetenv("PGPASSWORD");
        unsetenv("PGCONNECT_TIMEOUT");
    }

    std::string socket_file() const { return test::postgres_socket() + "/.s.PGSQL.5432"; }

    /// A URL of this database by TCP.
    std::string tcp_url(const test::TcpPort& port, const std::string& parameters = "") const {
        return "postgresql://postgres@127.0.0.1:" + std::to_string(port.number()) + "/" +
               database_.name() + parameters;
    }

    /// The words of a refusal, with what differs from run to run replaced: SOCKET, NAME, PORT.
    std::string refusal(const std::string& url, const std::string& sql = "SELECT 1",
                        const ConnectOptions& options = {}) const {
        try {
            connect(Url::parse(url), options)->query(sql);
            return "connected";
        } catch (const Error& error) {
            kind_ = error.kind();
            return replace_all(replace_all(error.what(), test::postgres_socket(), "SOCKET"),
                               database_.name(), "NAME");
        }
    }

    static std::string without_port(const std::string& text, const test::TcpPort& port) {
        return replace_all(text, std::to_string(port.number()), "PORT");
    }

    test::PostgresDatabase database_;
    mutable ErrorKind kind_ = ErrorKind::Internal;
};

TEST_F(LiveServer, GivesRowsAsText) {
    EXPECT_EQ(answer(database_.url(), "SELECT 1, NULL, '', 'ä', true, ARRAY['a b', 'c']"),
              (std::vector<Row>{{"1", std::nullopt, "", "ä", "t", "{\"a b\",c}"}}));
    EXPECT_EQ(answer(database_.url(), "SELECT 1 WHERE false"), std::vector<Row>{});
}

TEST_F(LiveServer, IsReadInTheSameWordsWhateverTheSettingsOfTheUser) {
    const std::string role = database_.add_role();
    database_.run("ALTER ROLE " + role + " SET TimeZone = 'Asia/Tokyo'; ALTER ROLE " + role +
                  " SET DateStyle = 'German'; ALTER ROLE " + role +
                  " SET IntervalStyle = 'iso_8601'; ALTER ROLE " + role +
                  " SET extra_float_digits = -5; ALTER ROLE " + role +
                  " SET standard_conforming_strings = off; ALTER ROLE " + role +
                  " SET bytea_output = 'escape'; ALTER ROLE " + role +
                  " SET client_encoding = 'LATIN1'; ALTER ROLE " + role +
                  " SET quote_all_identifiers = on");

    EXPECT_EQ(answer(database_.url(role),
                     "SELECT timestamptz '2024-05-06 07:08:09+00', interval '1 day 2 hours',"
                     " 0.1::float8 + 0.2::float8, 'a\\b', bytea '\\x01', 'ä',"
                     " pg_catalog.quote_ident('plain')"),
              (std::vector<Row>{{"2024-05-06 07:08:09+00", "1 day 02:00:00", "0.30000000000000004",
                                 "a\\b", "\\x01", "ä", "plain"}}));
}

TEST_F(LiveServer, ShowsOneStateAndIsNeverWritten) {
    database_.run("CREATE TABLE t (a int)");
    const std::unique_ptr<Connection> connection = connect(Url::parse(database_.url()), {});

    database_.run("INSERT INTO t VALUES (1)");

    EXPECT_EQ(connection->query("SELECT count(*) FROM t"), (std::vector<Row>{{"0"}}));
    EXPECT_THROW(connection->query("INSERT INTO t VALUES (2)"), Error);
}

TEST_F(LiveServer, SeesWhoAsks) {
    const std::string question = "SELECT current_setting('application_name')";

    EXPECT_EQ(answer(database_.url(), question), (std::vector<Row>{{"erdmark"}}));
    EXPECT_EQ(answer(database_.url() + "&application_name=docs", question),
              (std::vector<Row>{{"docs"}}));
}

TEST_F(LiveServer, ThatKnowsNoEncodingGivesUtf8AllTheSame) {
    database_.run("CREATE DATABASE " + database_.name() +
                  "_any TEMPLATE template0 ENCODING SQL_ASCII LOCALE 'C'");
    const std::string url =
        replace_all(database_.url(), "/" + database_.name(), "/" + database_.name() + "_any");

    const std::vector<Row> rows = answer(url, "SELECT 'ok', convert_from('\\xe4', 'SQL_ASCII')");
    database_.run("DROP DATABASE " + database_.name() + "_any");

    EXPECT_EQ(rows, (std::vector<Row>{{"ok", "\uFFFDE4"}}));
}

TEST_F(LiveServer, IsReachedByEveryFormOfUrl) {
    test::TcpPort port;
    port.relay_to(socket_file());
    test::TcpPort six("::1");
    six.relay_to(socket_file());
    const std::string socket = test::postgres_socket();
    const std::string number = std::to_string(port.number());
    for (const std::string& url :
         {"postgres:///" + database_.name() + "?host=" + socket + "&user=postgres",
          "postgresql+asyncpg://postgres@127.0.0.1:" + number + "/" + database_.name() +
              "?ssl=prefer",
          "postgresql://postgres@127.0.0.1:1,127.0.0.1:" + number + "/" + database_.name(),
          "postgresql://postgres@[::1]:" + std::to_string(six.number()) + "/" + database_.name(),
          "host=" + socket + " user=postgres dbname='" + database_.name() + "'",
          "postgresql:host=" + socket + " user=postgres dbname=" + database_.name()}) {
        SCOPED_TRACE(url);
        EXPECT_EQ(refusal(url), "connected");
    }
}

TEST_F(LiveServer, TakesPasswordsInEveryForm) {
    const std::string password = "p@s/s:w?o#r%d'\\ &=";
    const std::string role = database_.add_role(password);
    const std::string tail = "@/" + database_.name() + "?host=" + test::postgres_socket();
    EXPECT_EQ(refusal("postgresql://" + role + ":p@s/s:w?o#r%25d'\\ &=" + tail), "connected");
    EXPECT_EQ(refusal("postgresql://" + role + ":" + password + tail), "connected");
    EXPECT_EQ(refusal("postgresql://" + role + ":p%40s%2Fs%3Aw%3Fo%23r%25d%27%5C%20%26%3D" + tail),
              "connected");
    EXPECT_EQ(refusal(database_.url(role) + "&password=p%40s/s:w?o%23r%25d'%5C %26%3D"),
              "connected");
    EXPECT_EQ(refusal("host=" + test::postgres_socket() + " dbname=" + database_.name() +
                      " user=" + role + " password='p@s/s:w?o#r%d\\'\\\\ &='"),
              "connected");
    setenv("PGPASSWORD", password.c_str(), 1);
    EXPECT_EQ(refusal(database_.url(role)), "connected");
}

TEST_F(LiveServer, TakesPasswordAndServiceFiles) {
    const std::string role = database_.add_role("secret");
    const test::TempDirectory folder;
    const auto passwords = folder.write("pgpass", "*:*:*:" + role + ":secret\n");
    std::filesystem::permissions(passwords, std::filesystem::perms::owner_read);
    setenv("PGPASSFILE", passwords.c_str(), 1);
    const auto services =
        folder.write("services", "[shop]\nhost=" + test::postgres_socket() + "\nuser=" + role +
                                     "\ndbname=" + database_.name() + "\n");
    setenv("PGSERVICEFILE", services.c_str(), 1);

    EXPECT_EQ(refusal("service=shop"), "connected");
    EXPECT_EQ(refusal("postgresql://?service=shop"), "connected");
    EXPECT_EQ(refusal("service=shopp"),
              "service=shopp: definition of service \"shopp\" not found; define it in "
              "~/.pg_service.conf, or name a file in PGSERVICEFILE");
    unsetenv("PGSERVICEFILE");
}

TEST_F(LiveServer, ThatIsNotThereIsNamed) {
    EXPECT_EQ(refusal("postgresql:///shop?host=/nowhere"),
              "postgresql:///shop?host=/nowhere: socket \"/nowhere/.s.PGSQL.5432\": No such file "
              "or directory; start the server, or correct host and port");
    EXPECT_EQ(kind_, ErrorKind::Database);
    EXPECT_EQ(refusal("postgresql://me:secret@127.0.0.1:1/shop"),
              "postgresql://me:***@127.0.0.1:1/shop: \"127.0.0.1\", port 1: Connection refused; "
              "start the server, or correct host and port");
    EXPECT_EQ(refusal("postgresql://127.0.0.1:1,[::1]:2/shop"),
              "postgresql://127.0.0.1:1,[::1]:2/shop: \"127.0.0.1\", port 1: Connection refused, "
              "\"::1\", port 2: Connection refused; start the server, or correct host and port");
}

TEST_F(LiveServer, WhoseNameIsUnknownIsNamed) {
    // The reason is the resolver's: without a network it is another one.
    EXPECT_THAT(refusal("postgresql://me:secret@nosuchhost.invalid/shop"),
                StartsWith("postgresql://me:***@nosuchhost.invalid/shop: could not translate host "
                           "name \"nosuchhost.invalid\" to address: "));
    EXPECT_EQ(kind_, ErrorKind::Database);
}

TEST_F(LiveServer, RefusesWrongNames) {
    const std::string role = database_.add_role("right");
    const std::string idle = database_.add_role();
    database_.run("ALTER ROLE " + idle + " NOLOGIN");
    const std::string at = ": socket \"SOCKET/.s.PGSQL.5432\": ";

    EXPECT_EQ(refusal("postgresql://" + role + ":wrong@/" + database_.name() +
                      "?host=" + test::postgres_socket()),
              "postgresql://NAME_role0:***@/NAME?host=SOCKET" + at +
                  "password authentication failed for user \"NAME_role0\"; correct the user or the "
                  "password");
    EXPECT_EQ(refusal(database_.url(role)),
              "postgresql:///NAME?host=SOCKET&user=NAME_role0" + at +
                  "no password supplied; put the password into the URL, into "
                  "PGPASSWORD or into the file ~/.pgpass");
    EXPECT_EQ(refusal(database_.url("nobody_there")),
              "postgresql:///NAME?host=SOCKET&user=nobody_there" + at +
                  "role \"nobody_there\" does not exist; name a user that the server has");
    EXPECT_EQ(refusal(database_.url(idle)),
              "postgresql:///NAME?host=SOCKET&user=NAME_role1" + at +
                  "role \"NAME_role1\" is not permitted to log in; name another user, or let this "
                  "one with ALTER ROLE … LOGIN");
    EXPECT_EQ(refusal("postgresql:///no_shop?user=postgres&host=" + test::postgres_socket()),
              "postgresql:///no_shop?user=postgres&host=SOCKET" + at +
                  "database \"no_shop\" does not exist; name a database that the server has");
    EXPECT_EQ(kind_, ErrorKind::Database);
}

TEST_F(LiveServer, WithoutTlsSaysSo) {
    test::TcpPort port;
    port.relay_to(socket_file());

    EXPECT_EQ(without_port(refusal(tcp_url(port, "?sslmode=require")), port),
              "postgresql://postgres@127.0.0.1:PORT/NAME?sslmode=require: \"127.0.0.1\", port "
              "PORT: server does not support SSL, but SSL was required; turn TLS on in the server, "
              "or do without it by sslmode=disable");
    EXPECT_EQ(refusal(tcp_url(port, "?ssl=false")), "connected");
}

TEST_F(LiveServer, WhoseCertificateCannotBeCheckedSaysSo) {
    test::TcpPort port;
    port.answer("S");

    EXPECT_EQ(
        without_port(refusal(tcp_url(port, "?sslmode=verify-full&sslrootcert=/none.crt")), port),
        "postgresql://postgres@127.0.0.1:PORT/NAME?sslmode=verify-full&sslrootcert=/none.crt: "
        "\"127.0.0.1\", port PORT: root certificate file \"/none.crt\" does not exist; name the "
        "file of the authority's certificate with sslrootcert, or check it less with "
        "sslmode=require");
}

TEST_F(LiveServer, ThatIsNoPostgresSaysSo) {
    test::TcpPort port;
    port.answer("HTTP/1.1 400 Bad Request\r\n\r\n");

    EXPECT_EQ(
        without_port(refusal(tcp_url(port, "?sslmode=disable")), port),
        "postgresql://postgres@127.0.0.1:PORT/NAME?sslmode=disable: \"127.0.0.1\", port PORT: "
        "expected authentication request from server, but received H; look whether host and "
        "port are those of a PostgreSQL server");
}

TEST_F(LiveServer, ThatNeverAnswersIsGivenUp) {
    const test::TcpPort port;
    const auto begin = std::chrono::steady_clock::now();
    const std::string words = refusal(tcp_url(port), "SELECT 1", {.connect_timeout_seconds = 2});
    const auto seconds = std::chrono::steady_clock::now() - begin;

    EXPECT_EQ(without_port(words, port),
              "postgresql://postgres@127.0.0.1:PORT/NAME: \"127.0.0.1\", port PORT: timeout "
              "expired; look at host, port and firewalls, or give it more time with "
              "connect_timeout");
    EXPECT_LT(seconds, std::chrono::seconds(8));
}

TEST_F(LiveServer, ThatEndsTheSessionIsNotConnectedToAgain) {
    const std::unique_ptr<Connection> connection = connect(Url::parse(database_.url()), {});
    database_.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" +
                  database_.name() + "' AND pid <> pg_backend_pid()");

    const LeaksOfLibpqxx leaks;
    for (int round = 0; round < 2; ++round) {
        try {
            connection->query("SELECT 1");
            FAIL() << "answered";
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::Database);
            EXPECT_EQ(replace_all(error.what(), database_.url(), "URL"),
                      "URL: the connection was lost, because the server stopped, ended the "
                      "session, or could no longer be reached; try again");
        }
    }
}

TEST_F(LiveServer, StopsAQueryThatTakesTooLong) {
    EXPECT_EQ(refusal(database_.url(), "SELECT pg_sleep(10)", {.statement_timeout_seconds = 1}),
              "postgresql:///NAME?host=SOCKET&user=postgres: canceling statement due to statement "
              "timeout; give it more time with 'statement_timeout' under [source] in erdmark.toml");
    EXPECT_EQ(connect(Url::parse(database_.url()), {.statement_timeout_seconds = 0})
                  ->query("SHOW statement_timeout"),
              (std::vector<Row>{{"0"}}));
}

TEST_F(LiveServer, RefusesWhatTheRoleMayNotRead) {
    database_.run("CREATE TABLE t (a int)");
    const std::string role = database_.add_role();

    EXPECT_EQ(refusal(database_.url(role), "SELECT * FROM t"),
              "postgresql:///NAME?host=SOCKET&user=NAME_role0: permission denied for table t; "
              "grant it to the user, or connect as one who may");
}

TEST_F(LiveServer, HandsALargeAnswerOnInTime) {
    const auto begin = std::chrono::steady_clock::now();

    const std::vector<Row> rows = answer(
        database_.url(),
        "SELECT i, i, i, i, i, 'text', 'text', NULL, true, i FROM generate_series(1, 500000) AS i");

    EXPECT_EQ(rows.size(), 500000U);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
}

}  // namespace
}  // namespace erdmark::dialect::postgres
