#include "config/database_environment.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace erdmark::config {
namespace {

Lookup in(const Variables& variables) {
    return [variables](const std::string& name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

struct SourceCase {
    std::string name;
    Variables variables;
    std::optional<std::string> source;
};

class DatabaseSources : public testing::TestWithParam<SourceCase> {};

TEST_P(DatabaseSources, AreFoundInOrder) {
    EXPECT_EQ(database_source(in(GetParam().variables)), GetParam().source);
}

const std::string kProvider = "DATABASE_PROVIDER";

INSTANTIATE_TEST_SUITE_P(
    Cases, DatabaseSources,
    testing::Values(
        SourceCase{"None", {{"DB_HOST", "db"}, {"DB_NAME", "x"}}, std::nullopt},
        SourceCase{"UrlFirst",
                   {{"SQLALCHEMY_URL", "sqlite:c"},
                    {"DSN", "sqlite:b"},
                    {"DATABASE_URL", "sqlite:a"},
                    {kProvider, "sqlite"}},
                   "sqlite:a"},
        SourceCase{"DsnSecond", {{"SQLALCHEMY_URL", "sqlite:c"}, {"DSN", "host=db"}}, "host=db"},
        SourceCase{"SqlalchemyThird",
                   {{"SQLALCHEMY_URL", "postgresql+psycopg2://h/d"}, {kProvider, "sqlite"}},
                   "postgresql+psycopg2://h/d"},
        SourceCase{"EmptyCountsAsNone", {{"DATABASE_URL", ""}, {"DSN", "sqlite:b"}}, "sqlite:b"},
        SourceCase{"AllEmpty", {{"DATABASE_URL", ""}, {kProvider, ""}}, std::nullopt},
        SourceCase{"File",
                   {{kProvider, "sqlite"}, {"DB_NAME", "data/my app?.db"}},
                   "sqlite:data/my%20app%3F.db"},
        SourceCase{"FileByPath",
                   {{kProvider, "SQLite3"}, {"DB_NAME", "app"}, {"DB_PATH", "/srv/app.db"}},
                   "sqlite:/srv/app.db"},
        SourceCase{"FileByThePathOfSqlite",
                   {{kProvider, "sqlite"}, {"DB_NAME", "app"}, {"SQLITE_PATH", "data/app.db"}},
                   "sqlite:data/app.db"},
        SourceCase{"ServerWithTheModeOfItsEncryption",
                   {{kProvider, "postgres"}, {"DB_NAME", "shop"}, {"POSTGRES_SSL_MODE", "require"}},
                   "postgresql:///shop?sslmode=require"},
        SourceCase{"Server",
                   {{kProvider, "postgresql"},
                    {"DB_HOST", "db.example.org"},
                    {"DB_PORT", "5433"},
                    {"DB_USER", "me@corp"},
                    {"DB_PASSWORD", "p@s/s:w?d%"},
                    {"DB_NAME", "shop"}},
                   "postgresql://me%40corp:p%40s%2Fs%3Aw%3Fd%25@db.example.org:5433/shop"},
        SourceCase{"ServerOfDefaults",
                   {{kProvider, "postgres"}, {"DB_NAME", "shop"}},
                   "postgresql:///shop"},
        SourceCase{"ServerBySocket",
                   {{kProvider, "postgres"}, {"DB_HOST", "/run/pg"}, {"DB_NAME", "a b"}},
                   "postgresql://%2Frun%2Fpg/a%20b"},
        SourceCase{
            "ServerByIpv6",
            {{kProvider, "postgres"}, {"DB_HOST", "::1"}, {"DB_PORT", "1"}, {"DB_NAME", "d"}},
            "postgresql://[::1]:1/d"},
        SourceCase{"PasswordAlone",
                   {{kProvider, "postgres"}, {"DB_PASSWORD", "pw"}, {"DB_NAME", "d"}},
                   "postgresql://:pw@/d"}),
    [](const auto& row) { return row.param.name; });

struct RefusedCase {
    std::string name;
    Variables variables;
    std::string message;
};

class RefusedSources : public testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedSources, AreNamedWithoutTheirValues) {
    try {
        database_source(in(GetParam().variables));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        EXPECT_EQ(error.what(), GetParam().message);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Cases, RefusedSources,
    testing::Values(
        RefusedCase{"NoUrl",
                    {{"DSN", "me/secret@db"}},
                    "DSN is no database URL such as postgresql://HOST/DATABASE or sqlite:FILE; "
                    "correct it, or give another source"},
        RefusedCase{"MistypedProvider",
                    {{kProvider, "postgre"}},
                    "DATABASE_PROVIDER: no database is known as 'postgre' (did you mean "
                    "'postgres'?); known are: sqlite, sqlite3, postgresql, postgres"},
        RefusedCase{"UnknownProvider",
                    {{kProvider, "oracle"}},
                    "DATABASE_PROVIDER: no database is known as 'oracle'; known are: sqlite, "
                    "sqlite3, postgresql, postgres"},
        RefusedCase{"ProviderThatIsAUrl",
                    {{kProvider, "oracle://app:secret@host/db"}},
                    "DATABASE_PROVIDER: no database is known as 'oracle://app:***@host/db'; known "
                    "are: sqlite, sqlite3, postgresql, postgres"},
        RefusedCase{"NoFile",
                    {{kProvider, "sqlite"}},
                    "DATABASE_PROVIDER names a database of files, but neither DB_PATH nor DB_NAME "
                    "names one; set DB_PATH to the file"},
        RefusedCase{"NoDatabase",
                    {{kProvider, "postgres"}, {"DB_HOST", "db"}},
                    "DATABASE_PROVIDER is set, but DB_NAME, the name of the database, is not"},
        RefusedCase{"PortOfLetters",
                    {{kProvider, "postgres"}, {"DB_NAME", "d"}, {"DB_PORT", "54x2"}},
                    "DB_PORT must be a number from 1 to 65535"},
        RefusedCase{"PortTooLarge",
                    {{kProvider, "postgres"}, {"DB_NAME", "d"}, {"DB_PORT", "65536"}},
                    "DB_PORT must be a number from 1 to 65535"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace erdmark::config
