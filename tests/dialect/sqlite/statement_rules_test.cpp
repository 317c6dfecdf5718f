#include "dialect/sqlite/statement_rules.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "dialect/sqlite/dialect.h"

namespace erdmark::dialect::sqlite {
namespace {

std::vector<sql::Statement> split(const sql::Script& script) {
    return sql::split_statements(script, dialect().syntax());
}

/// The rule of the first statement in short: `outside VACUUM`, `either session`, `left out`.
std::string rule_text(std::string_view text) {
    const sql::Script script{.file = "1.sql", .text = std::string(text)};
    const StatementRule rule = rule_of(split(script).at(0));
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

class RuleOfStatement : public testing::TestWithParam<RuleCase> {};

TEST_P(RuleOfStatement, IsKnownByItsFirstTokens) {
    EXPECT_EQ(rule_text(GetParam().text), GetParam().rule) << GetParam().text;
}

constexpr RuleCase kPlain[] = {
    {"CREATE TABLE vacuum_log (begin text)", "either"},
    {"CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; END", "either"},
    {"INSERT INTO a VALUES ('COMMIT')", "either"},
    {"EXPLAIN VACUUM", "either"},
    {"ANALYZE", "either"},
    {"REINDEX", "either"},
    {"SAVEPOINT a", "either"},
    {"RELEASE a", "either"},
    {"\"BEGIN\"", "either"},
};
INSTANTIATE_TEST_SUITE_P(Plain, RuleOfStatement, testing::ValuesIn(kPlain));

constexpr RuleCase kTransactions[] = {
    {"BEGIN", "begin BEGIN"},
    {"begin immediate transaction", "begin BEGIN"},
    {"BEGIN EXCLUSIVE", "begin BEGIN"},
    {"COMMIT", "commit COMMIT"},
    {"commit transaction", "commit COMMIT"},
    {"END", "commit END"},
    {"END TRANSACTION", "commit END"},
    {"ROLLBACK", "rollback ROLLBACK"},
    {"ROLLBACK /* all */ TRANSACTION", "rollback ROLLBACK"},
    {"ROLLBACK TO a", "either"},
    {"rollback transaction to savepoint a", "either"},
};
INSTANTIATE_TEST_SUITE_P(Transactions, RuleOfStatement, testing::ValuesIn(kTransactions));

constexpr RuleCase kOutside[] = {
    {"VACUUM", "outside VACUUM"},
    {"vacuum main INTO 'copy.db'", "outside VACUUM"},
    {"ATTACH 'other.db' AS other", "outside session ATTACH"},
    {"DETACH DATABASE other", "outside session DETACH"},
    {"PRAGMA foreign_keys = OFF", "outside session PRAGMA foreign_keys"},
    {"PRAGMA foreign_keys(0)", "outside session PRAGMA foreign_keys"},
    {"pragma main.Foreign_Keys=1", "outside session PRAGMA foreign_keys"},
    {"PRAGMA \"foreign_keys\" = ON", "outside session PRAGMA foreign_keys"},
    {"PRAGMA journal_mode = WAL", "outside session PRAGMA journal_mode"},
    {"PRAGMA synchronous = OFF", "outside session PRAGMA synchronous"},
    {"PRAGMA auto_vacuum = FULL", "outside session PRAGMA auto_vacuum"},
    {"PRAGMA page_size = 8192", "outside session PRAGMA page_size"},
    {"PRAGMA encoding = 'UTF-16'", "outside session PRAGMA encoding"},
    {"PRAGMA temp_store = MEMORY", "outside session PRAGMA temp_store"},
    {"PRAGMA temp_store_directory = '/tmp'", "outside session PRAGMA temp_store_directory"},
    {"PRAGMA wal_checkpoint", "outside PRAGMA wal_checkpoint"},
    {"PRAGMA wal_checkpoint(TRUNCATE)", "outside PRAGMA wal_checkpoint"},
};
INSTANTIATE_TEST_SUITE_P(Outside, RuleOfStatement, testing::ValuesIn(kOutside));

constexpr RuleCase kPragmasAnywhere[] = {
    {"PRAGMA foreign_keys", "either"},
    {"PRAGMA main.journal_mode", "either"},
    {"PRAGMA foreign_key_check", "either"},
    {"PRAGMA foreign_key_check(orders)", "either"},
    {"PRAGMA integrity_check(10)", "either"},
    {"PRAGMA table_info(orders)", "either"},
    {"PRAGMA user_version", "either"},
    {"PRAGMA user_version = 7", "either"},
    {"PRAGMA application_id = 7", "either"},
    {"PRAGMA schema_version = 7", "either"},
    {"PRAGMA defer_foreign_keys = ON", "either"},
    {"PRAGMA incremental_vacuum(10)", "either"},
    {"PRAGMA optimize", "either"},
    {"PRAGMA no_such_thing = 1", "either"},
    {"PRAGMA", "either"},
    {"PRAGMA case_sensitive_like = ON", "either session"},
    {"PRAGMA recursive_triggers = ON", "either session"},
    {"PRAGMA legacy_alter_table = ON", "either session"},
    {"PRAGMA writable_schema = 1", "either session"},
    {"PRAGMA ignore_check_constraints = 1", "either session"},
    {"PRAGMA busy_timeout(100)", "either session"},
    {"PRAGMA main.cache_size = -2000", "either session"},
    {"PRAGMA locking_mode = EXCLUSIVE", "either session"},
};
INSTANTIATE_TEST_SUITE_P(PragmasAnywhere, RuleOfStatement, testing::ValuesIn(kPragmasAnywhere));

constexpr RuleCase kCommands[] = {
    {".echo on", "either left out .echo"},
    {".head on", "either left out .head"},
    {".headers\ton", "either left out .headers"},
    {".mode box", "either left out .mode"},
    {".timer on", "either left out .timer"},
    {".changes on", "either left out .changes"},
    {".bail on", "either left out .bail"},
    {".print all is well", "either left out .print"},
    {".output", "either left out .output"},
    {".output stdout", "either left out .output"},
    {".output result.txt", "unsupported .output"},
    {".width 10 20", "either left out .width"},
    {".nullvalue NULL", "either left out .nullvalue"},
    {".tables", "either left out .tables"},
    {".read other.sql", "unsupported .read"},
    {".import a.csv a", "unsupported .import"},
    {".open other.db", "unsupported .open"},
    {".shell rm x", "unsupported .shell"},
    {".load spellfix", "unsupported .load"},
    {".quit", "unsupported .quit"},
    {".e", "unsupported .e"},
    {".", "unsupported ."},
};
INSTANTIATE_TEST_SUITE_P(Commands, RuleOfStatement, testing::ValuesIn(kCommands));

TEST(SyntaxOfSqlite, KeepsTheBodiesOfTriggersTogetherAndKnowsTheCommandsOfTheShell) {
    const sql::Script script{.file = "1.sql", .text = R"sql(.echo on
CREATE TRIGGER t AFTER INSERT ON a BEGIN
    SELECT CASE WHEN new.x THEN 1 END;
    DELETE FROM b;
END;
SELECT
.5;
.quit)sql"};

    const std::vector<sql::Statement> statements = split(script);

    ASSERT_EQ(statements.size(), 4U);
    EXPECT_EQ(statements[0].kind, sql::StatementKind::ClientCommand);
    EXPECT_TRUE(statements[1].text.ends_with("END"));
    EXPECT_EQ(statements[2].text, "SELECT\n.5");
    EXPECT_EQ(statements[3].text, ".quit");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
