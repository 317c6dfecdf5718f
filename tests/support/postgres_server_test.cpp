#include "support/postgres_server.h"

#include <cstdlib>

#include <gtest/gtest.h>

#include "support/temp_directory.h"

namespace erdmark::test {
namespace {

using Rows = std::vector<std::vector<std::optional<std::string>>>;

TEST(PostgresDatabase, IsEmptyAndTakesSql) {
    const PostgresDatabase database("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1)");

    EXPECT_EQ(database.query("SELECT * FROM t"), (Rows{{"1", std::nullopt}}));
}

TEST(PostgresDatabase, IsGoneAtTheEndWithItsRoles) {
    const PostgresDatabase other;
    std::string name;
    {
        PostgresDatabase database;
        name = database.name();
        const std::string role = database.add_role("secret");
        database.run("CREATE TABLE t (a int); GRANT SELECT ON t TO " + role);
    }

    EXPECT_EQ(
        other.query("SELECT datname FROM pg_database WHERE datname = '" + name +
                    "' UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE '" + name + "%'"),
        Rows{});
}

TEST(PostgresDatabase, DoesNotSeeTheSettingsOfTheUser) {
    setenv("PGOPTIONS", "-c work_mem=99MB", 1);

    const PostgresDatabase database;

    EXPECT_NE(database.query("SHOW work_mem"), (Rows{{"99MB"}}));
}

TEST(PrivatePostgres, WithoutServerProgramsSaysWhatToInstall) {
    const TempDirectory folder;
    const std::string script = ERDMARK_SOURCE_DIR "/tests/support/private-postgres";
    const std::string output = (folder.path() / "output").string();

    const int status = std::system(("ERDMARK_POSTGRES_BIN=/nowhere '" + script + "' start '" +
                                    folder.path().string() + "' >'" + output + "' 2>&1")
                                       .c_str());

    EXPECT_NE(status, 0);
    EXPECT_EQ(slurp(output),
              "private-postgres: ERDMARK_POSTGRES_BIN names no folder with initdb, postgres, "
              "pg_isready and psql; install the package postgresql-15, or name another\n");
}

}  // namespace
}  // namespace erdmark::test
