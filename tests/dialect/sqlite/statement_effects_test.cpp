#include "dialect/sqlite/statement_effects.h"

#include <string>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

namespace erdmark::dialect::sqlite {
namespace {

/// `changed a b, dropped b, altered a, edits the schema`
std::string text_of_effects(const StatementEffects& effects) {
    std::string text;
    const auto add = [&](const std::string& word, const auto& names) {
        if (!names.empty()) {
            text += (text.empty() ? "" : ", ") + word;
            for (const std::string& name : names) {
                text += " " + name;
            }
        }
    };
    add("changed", effects.changed);
    add("dropped", effects.dropped);
    add("altered", effects.altered);
    return text + (effects.edits_schema ? ", edits the schema" : "");
}

struct EffectsCase {
    std::string_view sql;
    bool defines;
    std::string_view effects;
};

class Effects : public testing::TestWithParam<EffectsCase> {};

TEST_P(Effects, AreKnownWhenAStatementIsPrepared) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(
        "CREATE TABLE A (x, y); CREATE TABLE b (x); CREATE TEMP TABLE t (x);"
        "PRAGMA writable_schema = ON;"
        "CREATE TRIGGER g AFTER DELETE ON a BEGIN INSERT INTO b VALUES (old.x); END");
    EffectsRecorder recorder(database.getHandle());

    recorder.begin(GetParam().defines);
    const SQLite::Statement statement(database, std::string(GetParam().sql));

    EXPECT_EQ(text_of_effects(recorder.take()), GetParam().effects) << GetParam().sql;
}

constexpr EffectsCase kEffects[] = {
    {"SELECT * FROM a", false, ""},
    {"INSERT INTO a VALUES (1, 2)", false, "changed a"},
    {"UPDATE a SET x = 1", false, "changed a"},
    {"DELETE FROM a", false, "changed a b"},
    {"INSERT INTO t VALUES (1)", false, ""},
    {"CREATE TABLE c (x)", true, ""},
    {"CREATE TABLE c AS SELECT * FROM a", true, ""},
    {"CREATE INDEX i ON a (x)", true, ""},
    {"DROP TABLE a", true, "changed a, dropped a"},
    {"DROP TABLE t", true, ""},
    {"ALTER TABLE a ADD COLUMN z", true, "changed a, altered a"},
    {"ALTER TABLE a RENAME TO c", true, "changed a, altered a"},
    {"ALTER TABLE t RENAME TO c", true, ""},
    {"UPDATE sqlite_schema SET sql = '' WHERE 0", false, ", edits the schema"},
};
INSTANTIATE_TEST_SUITE_P(Each, Effects, testing::ValuesIn(kEffects));

TEST(EffectsRecorder, OverhearsNothingBetweenStatements) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE a (x)");
    EffectsRecorder recorder(database.getHandle());

    recorder.begin(false);
    recorder.take();
    database.exec("INSERT INTO a VALUES (1)");

    EXPECT_EQ(text_of_effects(recorder.take()), "");
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
