#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_session.h"
#include "contract/runner_project.h"
#include "support/postgres_server.h"

// What files do to a session of PostgreSQL, and what a server does to it.

namespace erdmark {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class RunnerOnPostgres : public testing::Test {
protected:
    test::RunnerProject project_{test::runner_engines().front()};
};

TEST_F(RunnerOnPostgres, KeepsItsHistoryWhenAFileEmptiesTheSearchPath) {
    project_.write("001_dump.sql",
                   "SELECT pg_catalog.set_config('search_path', '', false);\n"
                   "SET default_tablespace = '';\nSET check_function_bodies = false;\n"
                   "CREATE TABLE public.a (id integer);\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");

    EXPECT_EQ(project_.up(), "done 001_dump\ndone 002_b");
    EXPECT_EQ(project_.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                            "AND tablename LIKE '_' ORDER BY 1"),
              "a b");
    EXPECT_EQ(project_.states(), "001_dump applied, 002_b applied");
}

TEST_F(RunnerOnPostgres, KeepsItsHistoryWhenAFileOfManyTransactionsEmptiesTheSearchPath) {
    project_.write("001_dump.sql",
                   "-- migrate:up transaction:false\nSET search_path = '';\n"
                   "CREATE TABLE public.a (id integer);\nINSERT INTO nowhere VALUES (1);\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    EXPECT_THAT(project_.up(), HasSubstr("\n2 of its 3 statements are in the database"));

    project_.write("001_dump.sql",
                   "-- migrate:up transaction:false\nSET search_path = '';\n"
                   "CREATE TABLE public.a (id integer);\nSELECT count(*) FROM a;\n");
    // The setting is made again for the statements behind it.
    EXPECT_THAT(project_.up(), HasSubstr("relation \"a\" does not exist"));
    project_.write("001_dump.sql",
                   "-- migrate:up transaction:false\nSET search_path = '';\n"
                   "CREATE TABLE public.a (id integer);\nSELECT count(*) FROM public.a;\n");
    EXPECT_THAT(project_.up(), EndsWith("done 001_dump\ndone 002_b"));
}

TEST_F(RunnerOnPostgres, KeepsItsHistoryWhenAFileTakesARole) {
    const auto owner = project_.open();
    const std::string role = "runner_" + test::value(*owner, "SELECT current_database()");
    owner->query("CREATE ROLE \"" + role + "\"");
    owner->query("GRANT CREATE ON SCHEMA public TO \"" + role + "\"");
    project_.write("001_a.sql", "SET ROLE \"" + role + "\";\nCREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", "SET SESSION AUTHORIZATION \"" + role +
                                    "\";\nCREATE TABLE b (id integer);\nINSERT INTO nowhere VALUES "
                                    "(1);\n");

    const std::string words = project_.up();
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    const std::string rest = project_.up();
    const std::string owners =
        project_.rows("SELECT tablename, tableowner = '" + role +
                      "' FROM pg_tables WHERE tablename IN ('a', 'b') ORDER BY 1");
    owner->query("DROP OWNED BY \"" + role + "\"");
    owner->query("DROP ROLE \"" + role + "\"");

    EXPECT_THAT(words, AllOf(StartsWith("done 001_a\nfailed 002_b: "), Not(HasSubstr("warning"))));
    EXPECT_EQ(rest, "done 002_b");
    EXPECT_EQ(owners, "a|t b|f");
}

TEST_F(RunnerOnPostgres, TakesEveryFormOfATransaction) {
    project_.write("001_a.sql", "START TRANSACTION;\nCREATE TABLE a (id integer);\nCOMMIT WORK;\n");
    project_.write(
        "002_b.sql",
        "BEGIN ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE b (id integer);\nEND WORK;\n");
    project_.write("003_c.sql",
                   "begin work;\nCREATE TABLE c (id integer);\nSAVEPOINT s;\n"
                   "INSERT INTO c VALUES (1);\nROLLBACK TO SAVEPOINT s;\nend;\n");

    EXPECT_EQ(project_.up(), "done 001_a\ndone 002_b\ndone 003_c");
    EXPECT_EQ(project_.rows("SELECT count(*) FROM c"), "0");
}

TEST_F(RunnerOnPostgres, RefusesTransactionsThatItCannotFollow) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\nCOMMIT AND CHAIN;\n");
    EXPECT_EQ(project_.up(),
              "error: migrations/001_a.sql:2:1: COMMIT AND CHAIN cannot be run by erdmark; take it "
              "out of the migration");
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\nROLLBACK;\n");
    EXPECT_EQ(project_.up(),
              "error: migrations/001_a.sql:2:1: ROLLBACK undoes a part of the migration; take it "
              "out, with what it undoes");
    EXPECT_EQ(project_.states(), "001_a pending");
}

TEST_F(RunnerOnPostgres, LosesNothingThroughACommitInCode) {
    project_.write("001_p.sql",
                   "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\n");
    project_.write("002_call.sql", "CREATE TABLE a (id integer);\nCALL p();\n");
    project_.write("003_do.sql", "CREATE TABLE b (id integer);\nDO $$ BEGIN COMMIT; END $$;\n");

    EXPECT_THAT(project_.up(),
                AllOf(StartsWith("done 001_p\nfailed 002_call: migrations/"
                                 "002_call.sql:2:1: invalid transaction termination"),
                      HasSubstr("\nnothing of it is in the database")));
    project_.remove("002_call.sql");
    project_.execute("DELETE FROM schema_migrations WHERE version = '2'");
    EXPECT_THAT(project_.up(), HasSubstr("failed 003_do: migrations/003_do.sql:2:1: invalid"));
    EXPECT_EQ(project_.rows("SELECT count(*) FROM pg_tables WHERE tablename IN ('a', 'b')"), "0");
}

TEST_F(RunnerOnPostgres, ReadsTheRowsOfACopy) {
    project_.write("001_a.sql",
                   "CREATE TABLE a (id integer, note text);\n"
                   "COPY a (id, note) FROM stdin;\n1\tone; two\n2\t\\N\n\\.\n"
                   "INSERT INTO a VALUES (3, 'three');\n");
    project_.write("002_b.sql", "COPY a (id, note) FROM stdin;\n4\tfour\nx\tfive\n\\.\n");

    EXPECT_THAT(project_.up(),
                AllOf(StartsWith("done 001_a\nfailed 002_b: migrations/002_b.sql:1:1: invalid "
                                 "input syntax for type integer: \"x\""),
                      HasSubstr("where: COPY a, line 2, column id: \"x\"")));
    EXPECT_EQ(project_.rows("SELECT id, note FROM a ORDER BY id"), "1|one; two 2|NULL 3|three");
}

TEST_F(RunnerOnPostgres, DoesNotLetSettingsLeakIntoTheNextFile) {
    project_.write("001_a.sql",
                   "SET statement_timeout = '1ms';\nSET TIME ZONE 'Asia/Tokyo';\n"
                   "SET client_min_messages = 'error';\nCREATE TABLE a (id integer);\n");
    project_.write("002_b.sql",
                   "CREATE TABLE b AS SELECT current_setting('statement_timeout') AS timeout, "
                   "current_setting('lock_timeout') AS lock, pg_sleep(0.01) IS NULL AS slept;\n");

    const std::string words = project_.up();

    // A statement of the first file may need more than its own limit.
    if (words.starts_with("done 001_a")) {
        EXPECT_EQ(words, "done 001_a\ndone 002_b");
        EXPECT_EQ(project_.rows("SELECT timeout, lock FROM b"), "0|5s");
    } else {
        EXPECT_THAT(words, HasSubstr("statement timeout"));
    }
}

TEST_F(RunnerOnPostgres, GoesOnAfterDiscardAll) {
    project_.write("001_discard.sql", "DISCARD ALL;\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");

    EXPECT_THAT(project_.up(), EndsWith("done 001_discard\ndone 002_b"));
}

TEST_F(RunnerOnPostgres, StopsWhenAFileGivesItsLockBack) {
    project_.write("001_unlock.sql", "SELECT pg_advisory_unlock_all();\n");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");

    EXPECT_EQ(project_.up(),
              "done 001_unlock\nerror: database: the lock of the migrations was lost; nothing more "
              "is run");
    EXPECT_EQ(project_.states(), "001_unlock applied, 002_b pending");
}

TEST_F(RunnerOnPostgres, SaysHowToUseANewValueOfAnEnumeration) {
    project_.write("001_mood.sql", "CREATE TYPE mood AS ENUM ('good');\n");
    project_.write("002_bad.sql", "ALTER TYPE mood ADD VALUE 'bad';\nSELECT 'bad'::mood;\n");

    EXPECT_THAT(project_.up(), AllOf(HasSubstr("unsafe use of new value"),
                                     HasSubstr("use the value in a later migration")));
    EXPECT_EQ(project_.rows("SELECT unnest(enum_range(NULL::mood))"), "good");
}

TEST_F(RunnerOnPostgres, MakesAllOfItsTablesOrNone) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql", "-- migrate:up transaction:false\nCREATE TABLE b (id integer);\n");
    project_.rows(R"sql(
        CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN
            IF to_regclass('schema_migrations_run') IS NOT NULL THEN RAISE 'not now'; END IF;
        END$$;
        CREATE EVENT TRIGGER refuse ON ddl_command_end EXECUTE FUNCTION refuse())sql");

    EXPECT_EQ(project_.up(), "error: database: not now");
    EXPECT_EQ(project_.rows("SELECT relname FROM pg_class WHERE relname LIKE 'schema_migrations%'"),
              "");
}

TEST_F(RunnerOnPostgres, LosesNothingWhenTheServerEndsItsProcess) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\n");
    project_.write("002_b.sql",
                   "CREATE TABLE b (id integer);\n"
                   "SELECT pg_terminate_backend(pg_backend_pid());\n");

    EXPECT_THAT(project_.up(), StartsWith("done 001_a\nerror: database: "));

    EXPECT_EQ(project_.states(), "001_a applied, 002_b pending");
    project_.write("002_b.sql", "CREATE TABLE b (id integer);\n");
    EXPECT_EQ(project_.up(), "done 002_b");
}

TEST_F(RunnerOnPostgres, GoesOnAfterTheServerEndedItsProcessInAMigrationInParts) {
    const std::string begin = "-- migrate:up transaction:false\nCREATE TABLE a (id integer);\n";
    project_.write("001_a.sql", begin + "SELECT pg_terminate_backend(pg_backend_pid());\n");
    EXPECT_THAT(project_.up(), StartsWith("error: database: "));
    EXPECT_EQ(project_.states(), "001_a failed (1 of 2)");

    project_.write("001_a.sql", begin + "INSERT INTO a VALUES (1);\n");

    EXPECT_THAT(project_.up(), EndsWith("done 001_a"));
    EXPECT_EQ(project_.rows("SELECT id FROM a"), "1");
}

TEST_F(RunnerOnPostgres, PassesTheServersRefusalOn) {
    test::PostgresDatabase database("CREATE TABLE users (id integer)");
    const std::string role = database.add_role();
    database.run("GRANT CREATE ON SCHEMA public TO \"" + role + "\"");
    project_.write("001_a.sql", "ALTER TABLE users ADD COLUMN note text;\n");
    project_.write("002_b.sql", "CREATE EXTENSION not_there;\n");

    EXPECT_THAT(project_.up({.url = database.url(role)}),
                AllOf(StartsWith("failed 001_a: migrations/001_a.sql:1:1: must be owner of table "
                                 "users\n"),
                      EndsWith("\nnothing of it is in the database")));
    project_.write("001_a.sql", "SELECT * FROM users;\n");
    EXPECT_THAT(project_.up({.url = database.url(role)}),
                AllOf(HasSubstr("001_a.sql:1:1: permission denied for table users\n"),
                      HasSubstr("\nhint: grant it to the user that runs migrations")));
    EXPECT_THAT(project_.up({.url = database.url()}),
                AllOf(StartsWith("done 001_a\nfailed 002_b: migrations/002_b.sql:1:1: extension "
                                 "\"not_there\" is not available\n"),
                      HasSubstr("hint:")));
}

TEST_F(RunnerOnPostgres, StopsAStatementThatTakesTooLong) {
    project_.write("001_a.sql", "CREATE TABLE a (id integer);\nSELECT pg_sleep(30);\n");
    int questions = 0;

    EXPECT_THAT(project_.up({.go_on = [&] { return ++questions < 3; }}),
                AllOf(StartsWith("failed 001_a: interrupted\nnothing of it is in the database"),
                      EndsWith("\ninterrupted")));
    EXPECT_EQ(project_.states(), "001_a failed (0 of 2)");
    EXPECT_EQ(project_.log(), "interrupted 001_a");
}

}  // namespace
}  // namespace erdmark
