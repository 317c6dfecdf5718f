#include "dialect/postgres/statement_rules.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {
namespace {

/// The rule of the first statement of a script in short: `outside VACUUM`, `either session`, `left
/// out`.
std::string rule_text(std::string_view text) {
    const sql::Script script{.file = "1.sql", .text = std::string(text)};
    const std::vector<sql::Statement> statements = sql::split_statements(script, kScriptSyntax);
    const StatementRule rule = rule_of(statements.at(0));
    constexpr std::string_view kUses[] = {"either", "outside",  "begin",
                                          "commit", "rollback", "unsupported"};
    std::string words(kUses[static_cast<std::size_t>(rule.use)]);
    words += rule.sets_session ? " session" : "";
    words += rule.is_left_out ? " left out" : "";
    return words + (rule.name.empty() ? "" : " " + rule.name);
}

struct RuleCase {
    std::string_view text;
    std::string_view rule;
};

void expect_rules(const std::vector<RuleCase>& cases) {
    for (const RuleCase& one : cases) {
        EXPECT_EQ(rule_text(one.text), one.rule) << one.text;
    }
}

TEST(StatementRules, MostStatementsRunInATransactionAndOutside) {
    for (const std::string_view text :
         {"SELECT 1",
          "(SELECT 1)",
          "CREATE TABLE t (id int)",
          "CREATE INDEX ix ON t (a)",
          "CREATE INDEX \"concurrently\" ON t (a)",
          "CREATE INDEX concurrently_a ON t (a)",
          "CREATE UNIQUE INDEX ON t (a)",
          "DROP INDEX ix",
          "DROP INDEX \"concurrently\"",
          "CALL fill()",
          "DO $$ BEGIN COMMIT; END $$",
          "ALTER TYPE mood ADD VALUE 'sad'",
          "REFRESH MATERIALIZED VIEW CONCURRENTLY totals",
          "REINDEX TABLE t",
          "REINDEX (VERBOSE) INDEX ix",
          "REINDEX (CONCURRENTLY false) TABLE t",
          "REINDEX (VERBOSE, CONCURRENTLY OFF) TABLE t",
          "CLUSTER t",
          "CLUSTER VERBOSE t USING ix",
          "CLUSTER (VERBOSE) t",
          "ANALYZE",
          "DISCARD PLANS",
          "ALTER DATABASE shop SET work_mem = '1MB'",
          "ALTER DATABASE shop OWNER TO app",
          "ALTER TABLE t SET TABLESPACE fast",
          "ALTER TABLE t DETACH PARTITION t1",
          "ALTER TABLE t DETACH PARTITION t1 FINALIZE",
          "ALTER TABLE t ADD COLUMN detach int",
          "ALTER SUBSCRIPTION s DISABLE",
          "ALTER SUBSCRIPTION s SET (slot_name = NONE)",
          "SAVEPOINT a",
          "RELEASE SAVEPOINT a",
          "ROLLBACK TO SAVEPOINT a",
          "ROLLBACK TO a",
          "ROLLBACK WORK TO a",
          "ABORT TRANSACTION TO a",
          "SET LOCAL search_path = shop",
          "SET CONSTRAINTS ALL DEFERRED",
          "SET TRANSACTION READ ONLY",
          "SELECT set_config('search_path', '', true)",
          "SELECT set_config('a.b', '', false), 1",
          "SELECT set_config(name, '', false) FROM settings",
          "SELECT shop.set_config('search_path', '', false)",
          "COPY t FROM stdin",
          "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END",
          "ALTER",
          "COMMENT ON DATABASE a IS 'b'"}) {
        EXPECT_EQ(rule_text(text), "either") << text;
    }
}

TEST(StatementRules, TellsWhatTheServerRefusesInATransaction) {
    expect_rules({
        {"CREATE DATABASE shop", "outside CREATE DATABASE"},
        {"drop database if exists shop", "outside DROP DATABASE"},
        {"CREATE TABLESPACE fast LOCATION '/x'", "outside CREATE TABLESPACE"},
        {"DROP TABLESPACE fast", "outside DROP TABLESPACE"},
        {"ALTER DATABASE shop SET TABLESPACE fast", "outside ALTER DATABASE SET TABLESPACE"},
        {"ALTER DATABASE \"my shop\" SET TABLESPACE fast", "outside ALTER DATABASE SET TABLESPACE"},
        {"CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", "outside CREATE SUBSCRIPTION"},
        {"DROP SUBSCRIPTION s", "outside DROP SUBSCRIPTION"},
        {"ALTER SUBSCRIPTION s REFRESH PUBLICATION",
         "outside ALTER SUBSCRIPTION REFRESH PUBLICATION"},
        {"ALTER SUBSCRIPTION s SET PUBLICATION p", "outside ALTER SUBSCRIPTION SET PUBLICATION"},
        {"ALTER SUBSCRIPTION s ADD PUBLICATION p", "outside ALTER SUBSCRIPTION ADD PUBLICATION"},
        {"ALTER SUBSCRIPTION s DROP PUBLICATION p", "outside ALTER SUBSCRIPTION DROP PUBLICATION"},
        {"ALTER SUBSCRIPTION s SET (binary, failover = true)",
         "outside ALTER SUBSCRIPTION SET (failover)"},
        {"ALTER SYSTEM SET work_mem = '1MB'", "outside ALTER SYSTEM"},
        {"CREATE INDEX CONCURRENTLY ON t (a)", "outside CREATE INDEX CONCURRENTLY"},
        {"create /* a */ unique index -- b\n concurrently ix ON t (a)",
         "outside CREATE INDEX CONCURRENTLY"},
        {"DROP INDEX CONCURRENTLY IF EXISTS ix", "outside DROP INDEX CONCURRENTLY"},
        {"REINDEX INDEX CONCURRENTLY ix", "outside REINDEX CONCURRENTLY"},
        {"REINDEX (CONCURRENTLY) TABLE t", "outside REINDEX CONCURRENTLY"},
        {"REINDEX (VERBOSE, CONCURRENTLY true) TABLE t", "outside REINDEX CONCURRENTLY"},
        {"REINDEX (CONCURRENTLY, TABLESPACE fast) TABLE t", "outside REINDEX CONCURRENTLY"},
        {"REINDEX SCHEMA CONCURRENTLY shop", "outside REINDEX CONCURRENTLY"},
        {"REINDEX SCHEMA shop", "outside REINDEX SCHEMA"},
        {"REINDEX DATABASE", "outside REINDEX DATABASE"},
        {"REINDEX (VERBOSE) SYSTEM shop", "outside REINDEX SYSTEM"},
        {"ALTER TABLE t DETACH PARTITION t1 CONCURRENTLY",
         "outside ALTER TABLE DETACH PARTITION CONCURRENTLY"},
        {"ALTER TABLE IF EXISTS ONLY shop.\"T\" DETACH PARTITION shop . t1 CONCURRENTLY",
         "outside ALTER TABLE DETACH PARTITION CONCURRENTLY"},
        {"VACUUM", "outside VACUUM"},
        {"VACUUM (FULL, ANALYZE) t", "outside VACUUM"},
        {"CLUSTER", "outside CLUSTER"},
        {"CLUSTER VERBOSE", "outside CLUSTER"},
        {"CLUSTER (VERBOSE)", "outside CLUSTER"},
        {"DISCARD ALL", "outside session DISCARD ALL"},
    });
}

TEST(StatementRules, TellsWhereTransactionsBeginAndEnd) {
    expect_rules({
        {"BEGIN", "begin BEGIN"},
        {"BEGIN ISOLATION LEVEL SERIALIZABLE", "begin BEGIN"},
        {"START TRANSACTION READ WRITE", "begin START TRANSACTION"},
        {"COMMIT", "commit COMMIT"},
        {"commit work", "commit COMMIT"},
        {"COMMIT TRANSACTION AND NO CHAIN", "commit COMMIT"},
        {"END", "commit END"},
        {"ROLLBACK", "rollback ROLLBACK"},
        {"ROLLBACK AND NO CHAIN", "rollback ROLLBACK"},
        {"ABORT", "rollback ABORT"},
        {"COMMIT AND CHAIN", "unsupported COMMIT AND CHAIN"},
        {"END WORK AND CHAIN", "unsupported END AND CHAIN"},
        {"ROLLBACK TRANSACTION AND CHAIN", "unsupported ROLLBACK AND CHAIN"},
        {"ABORT AND CHAIN", "unsupported ABORT AND CHAIN"},
        {"PREPARE TRANSACTION 'a'", "unsupported PREPARE TRANSACTION"},
        {"COMMIT PREPARED 'a'", "unsupported COMMIT PREPARED"},
        {"ROLLBACK PREPARED 'a'", "unsupported ROLLBACK PREPARED"},
    });
}

TEST(StatementRules, TellsWhatChangesTheSessionAlone) {
    for (const std::string_view text :
         {"SET search_path = shop", "SET SESSION work_mem = '1MB'", "SET ROLE app",
          "SET SESSION AUTHORIZATION app", "SET TIME ZONE 'UTC'", "RESET ALL", "RESET ROLE",
          "SELECT pg_catalog.set_config('search_path', '', false)",
          "SELECT set_config ('search_path', 'shop', FALSE)", "LOAD 'auto_explain'",
          "PREPARE add AS SELECT 1", "DEALLOCATE ALL"}) {
        EXPECT_EQ(rule_text(text), "either session") << text;
    }
}

TEST(StatementRules, LeavesOutCommandsOfPsqlForTheDisplay) {
    for (const std::string_view text : {"\\echo it's done",
                                        "\\qecho a",
                                        "\\warn a",
                                        "\\timing",
                                        "\\timing on",
                                        "\\pset null '\\\\N'",
                                        "\\x",
                                        "\\a",
                                        "\\t on",
                                        "\\f ';'",
                                        "\\H",
                                        "\\x \\a",
                                        "\\encoding UTF8",
                                        "\\encoding utf-8",
                                        "\\restrict ab12",
                                        "\\unrestrict ab12",
                                        "\\set ON_ERROR_STOP on",
                                        "\\set QUIET 1",
                                        "\\set ECHO all",
                                        "\\set VERBOSITY terse",
                                        "\\unset ECHO",
                                        "\\dt+ shop.*",
                                        "\\d",
                                        "\\conninfo"}) {
        EXPECT_EQ(rule_text(text), "either left out") << text;
    }
}

TEST(StatementRules, RefusesAllOtherCommandsOfPsqlByName) {
    expect_rules({
        {"\\connect shop", "unsupported \\connect"},
        {"\\c shop", "unsupported \\c"},
        {"\\i more.sql", "unsupported \\i"},
        {"\\ir more.sql", "unsupported \\ir"},
        {"\\copy t from 't.csv'", "unsupported \\copy"},
        {"\\if :a", "unsupported \\if"},
        {"\\set AUTOCOMMIT off", "unsupported \\set"},
        {"\\set name value", "unsupported \\set"},
        {"\\unset AUTOCOMMIT", "unsupported \\unset"},
        {"\\encoding LATIN1", "unsupported \\encoding"},
        {"\\prompt name", "unsupported \\prompt"},
        {"\\! rm x", "unsupported \\!"},
        {"\\q", "unsupported \\q"},
        {"\\echo `rm x`", "unsupported \\echo"},
        {"\\echo done \\i more.sql", "unsupported \\i"},
        {"\\x \\\\ SELECT 1;", "unsupported \\"},
        {"\\deleteeverything", "unsupported \\deleteeverything"},
    });
}

TEST(StatementRules, OfRowsIsNone) {
    const sql::Script script{.file = "1.sql", .text = "COPY t FROM stdin;\nVACUUM\n\\.\n"};

    const StatementRule rule = rule_of(sql::split_statements(script, kScriptSyntax).at(1));

    EXPECT_EQ(rule.use, TransactionUse::Either);
    EXPECT_EQ(rule.name, "");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
