#include "dialect/postgres/connection_error.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

struct OpenCase {
    const char* name;
    const char* message;
    ErrorKind kind;
    const char* words;
};

class OpenErrors : public testing::TestWithParam<OpenCase> {};

TEST_P(OpenErrors, SayWhatToDo) {
    const Error error = open_error("URL", GetParam().message);

    EXPECT_STREQ(error.what(), GetParam().words);
    EXPECT_EQ(error.kind(), GetParam().kind);
}

// What the tests of the connection itself cannot bring about.
INSTANTIATE_TEST_SUITE_P(
    Cases, OpenErrors,
    testing::Values(
        OpenCase{
            "ShuttingDown",
            "connection to server at \"db\" (10.0.0.1), port 5432 failed: FATAL:  the database "
            "system is shutting down\n",
            ErrorKind::Database,
            "URL: \"db\" (10.0.0.1), port 5432: the database system is shutting down; try "
            "again in a moment"},
        OpenCase{"NoEntry",
                 "connection to server at \"db\" (10.0.0.1), port 5432 failed: FATAL:  no "
                 "pg_hba.conf entry for host \"10.0.0.9\", user \"me\", database \"shop\", no "
                 "encryption\n",
                 ErrorKind::Database,
                 "URL: \"db\" (10.0.0.1), port 5432: no pg_hba.conf entry for host \"10.0.0.9\", "
                 "user \"me\", database \"shop\", no encryption; add one to pg_hba.conf on the "
                 "server, or connect in another way"},
        OpenCase{"AnotherLanguage",
                 "connection to server at \"db\", port 5432 failed: FEHLER:  zu viele Klienten\n",
                 ErrorKind::Database, "URL: \"db\", port 5432: zu viele Klienten"},
        OpenCase{"AddressAndName",
                 "could not translate host name \"a\" to address: Name or service not known\n"
                 "connection to server at \"b\" (10.0.0.2), port 5432 failed: timeout expired\n",
                 ErrorKind::Database,
                 "URL: could not translate host name \"a\" to address: Name or service not known, "
                 "\"b\" (10.0.0.2), port 5432: timeout expired; look at host, port and firewalls, "
                 "or give it more time with connect_timeout"},
        OpenCase{"BadValue", "invalid sslmode value: \"foo\"\n", ErrorKind::Usage,
                 "URL: invalid sslmode value: \"foo\""},
        OpenCase{"Ports", "could not match 3 port numbers to 2 hosts\n", ErrorKind::Usage,
                 "URL: could not match 3 port numbers to 2 hosts"}),
    [](const auto& row) { return row.param.name; });

TEST(QueryErrors, TakeTheServersWords) {
    EXPECT_STREQ(query_error("URL", "42P01",
                             "ERROR:  relation \"x\" does not exist\nLINE 1: SELECT * FROM x\n")
                     .what(),
                 "URL: relation \"x\" does not exist");
    EXPECT_STREQ(
        query_error("URL", "55P03", "FEHLER:  Anfrage wird storniert\n").what(),
        "URL: Anfrage wird storniert; try again when the transaction that holds the lock has "
        "ended");
    EXPECT_STREQ(query_error("URL", "", "").what(), "URL: ");
}

TEST(VersionProblem, IsThereForOldServersOnly) {
    struct Row {
        int version;
        const char* shown;
    };
    for (const Row& row : {Row{110022, "11.22"}, Row{90624, "9.6.24"}, Row{80002, "8.0.2"}}) {
        EXPECT_EQ(version_problem(row.version),
                  std::string("the server is PostgreSQL ") + row.shown +
                      ", but 12 is the oldest that erdmark reads; restore a copy of the database "
                      "on a newer server");
    }
    EXPECT_EQ(version_problem(120000), std::nullopt);
    EXPECT_EQ(version_problem(170004), std::nullopt);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
