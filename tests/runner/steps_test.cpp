#include "runner/steps.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::runner {
namespace {

const dialect::Dialect& postgres() {
    return *dialect::find_dialect("postgresql");
}

const dialect::Dialect& sqlite() {
    return *dialect::find_dialect("sqlite");
}

/// `[a; b] c!`: transactions in brackets, what runs outside with a mark; settings in front.
std::string shape(const Steps& steps) {
    std::vector<std::string> parts;
    for (const sql::Statement& setting : steps.before) {
        parts.push_back("<" + std::string(setting.text) + ">");
    }
    for (const Step& step : steps.steps) {
        std::vector<std::string> statements;
        for (const sql::Statement& statement : step.statements) {
            statements.emplace_back(statement.text);
        }
        const std::string text = join(statements, "; ");
        parts.push_back(step.transactional ? "[" + text + "]" : text + "!");
    }
    for (const sql::Statement& setting : steps.after) {
        parts.push_back("<" + std::string(setting.text) + ">");
    }
    return join(parts, " ");
}

std::string steps_of(const std::string& text, bool transactional = true,
                     const dialect::Dialect& dialect = postgres()) {
    const sql::Script script{.file = "a.sql", .text = text};
    try {
        return shape(make_steps(script, transactional, dialect));
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
}

TEST(Steps, AreOneForAnOrdinaryFile) {
    EXPECT_EQ(steps_of("SELECT 1; SELECT 2;"), "[SELECT 1; SELECT 2]");
    EXPECT_EQ(steps_of("-- nothing"), "");
    EXPECT_EQ(steps_of("BEGIN; SELECT 1; SELECT 2; COMMIT;"), "[SELECT 1; SELECT 2]");
}

TEST(Steps, KeepRowsWithTheirCopy) {
    EXPECT_EQ(steps_of("COPY t FROM stdin;\n1\n2\n\\.\nSELECT 1;"),
              "[COPY t FROM stdin; 1\n2\n; SELECT 1]");
}

TEST(Steps, AreOneForEachStatementWithoutATransaction) {
    EXPECT_EQ(steps_of("SELECT 1; VACUUM; SELECT 2;", false), "[SELECT 1] VACUUM! [SELECT 2]");
    EXPECT_EQ(steps_of("SELECT 1; BEGIN; SELECT 2; SELECT 3; COMMIT; SELECT 4;", false),
              "[SELECT 1] [SELECT 2; SELECT 3] [SELECT 4]");
}

TEST(Steps, RunOutsideWhatRefusesTransactions) {
    EXPECT_EQ(steps_of("CREATE INDEX CONCURRENTLY i ON t (a);"),
              "CREATE INDEX CONCURRENTLY i ON t (a)!");
    EXPECT_EQ(steps_of("SET lock_timeout = 0; VACUUM;"), "[SET lock_timeout = 0] VACUUM!");
}

TEST(Steps, RefuseAMixture) {
    EXPECT_EQ(steps_of("CREATE TABLE t (a int);\nVACUUM;"),
              "a.sql:2:1: VACUUM cannot run inside a transaction, which the migration needs for "
              "its other statements, such as that in line 1; give it a migration of its own, or "
              "say that the file runs without a transaction");
}

TEST(Steps, FollowTheTransactionsOfTheFile) {
    EXPECT_EQ(steps_of("SELECT 1; COMMIT; SELECT 2; SELECT 3;"), "[SELECT 1] [SELECT 2; SELECT 3]");
    EXPECT_EQ(steps_of("BEGIN; SELECT 1; COMMIT; VACUUM; SELECT 2;"),
              "[SELECT 1] VACUUM! [SELECT 2]");
}

TEST(Steps, RefuseTransactionsThatCannotBeFollowed) {
    struct Case {
        const char* text;
        const char* message;
    };
    for (const Case& each : {
             Case{"SELECT 1;\nROLLBACK;",
                  "a.sql:2:1: ROLLBACK undoes a part of the migration; take it out, with what it "
                  "undoes"},
             Case{"BEGIN;\nSELECT 1;",
                  "a.sql:1:1: this transaction has no end; write COMMIT behind its last statement"},
             Case{"BEGIN;\nBEGIN;\nCOMMIT;",
                  "a.sql:2:1: a transaction begins inside the one of line 1; end that one first"},
             Case{"BEGIN;\nVACUUM;\nCOMMIT;",
                  "a.sql:2:1: VACUUM cannot run inside a transaction, and one begins in line 1; "
                  "put it in front of it or behind it"},
         }) {
        EXPECT_EQ(steps_of(each.text), each.message) << each.text;
    }
    EXPECT_EQ(steps_of("COMMIT;", false), "a.sql:1:1: COMMIT ends no transaction; take it out");
}

TEST(Steps, LiftTheSettingsOfSqliteOutOfTheTransaction) {
    EXPECT_EQ(steps_of("PRAGMA foreign_keys = OFF; DROP TABLE a; PRAGMA foreign_keys = ON;", true,
                       sqlite()),
              "<PRAGMA foreign_keys = OFF> [DROP TABLE a] <PRAGMA foreign_keys = ON>");
    EXPECT_EQ(steps_of("PRAGMA foreign_keys=off; BEGIN; DROP TABLE a; COMMIT; PRAGMA "
                       "foreign_keys=on;",
                       true, sqlite()),
              "<PRAGMA foreign_keys=off> [DROP TABLE a] <PRAGMA foreign_keys=on>");
    EXPECT_EQ(steps_of("SELECT 1;\nPRAGMA journal_mode=wal;\nDROP TABLE a;", true, sqlite()),
              "a.sql:2:1: PRAGMA journal_mode has no effect inside the transaction of the "
              "migration; put it in front of all other statements or behind them");
}

TEST(Steps, LeaveOutTheSettingsThatSqliteIgnoresInATransaction) {
    const sql::Script script{
        .file = "a.sql",
        .text =
            "SELECT 1;\nPRAGMA foreign_keys=off;\nDROP TABLE a;\nPRAGMA foreign_keys=on;\n"
            "SELECT 2;"};
    const Steps steps = make_steps(script, true, sqlite());
    EXPECT_EQ(shape(steps), "[SELECT 1; DROP TABLE a; SELECT 2]");
    EXPECT_EQ(join(steps.notes, "|"),
              "a.sql:2:1: PRAGMA foreign_keys has no effect inside the transaction of the "
              "migration|a.sql:4:1: PRAGMA foreign_keys has no effect inside the transaction of "
              "the migration");
}

TEST(Steps, AreOneForEachStatementWhenAskedFor) {
    const sql::Script script{.file = "a.sql", .text = "BEGIN; SELECT 1; SELECT 2; COMMIT;"};
    EXPECT_EQ(shape(make_single_steps(script, postgres())), "[SELECT 1] [SELECT 2]");
}

TEST(Steps, SayWhyTheyAreNotOneTransaction) {
    const sql::Script outside{.file = "a.sql", .text = "VACUUM;"};
    EXPECT_EQ(make_steps(outside, true, postgres()).notes,
              (std::vector<std::string>{
                  "a.sql:1:1 runs outside a transaction, since VACUUM needs that"}));
    const sql::Script own{.file = "a.sql", .text = "SELECT 1; COMMIT; SELECT 2;"};
    EXPECT_EQ(make_steps(own, true, postgres()).notes,
              (std::vector<std::string>{
                  "a.sql begins and commits by itself: it runs in 2 transactions"}));
}

TEST(Steps, CountTheirStatementsWithoutRows) {
    const sql::Script script{.file = "a.sql", .text = "COPY t FROM stdin;\n1\n\\.\nSELECT 1;"};
    EXPECT_EQ(make_steps(script, true, postgres()).statement_count(), 2U);
}

}  // namespace
}  // namespace erdmark::runner
