#include "dialect/postgres/replay/plpgsql/interpreter.h"

#include <array>

#include <gtest/gtest.h>

#include "dialect/postgres/replay/plpgsql/code_rows.h"
#include "dialect/postgres/replay/plpgsql/code_session.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr std::string_view kSetup = "CREATE TABLE log (n serial, t text)";

/// Without the place, which a server words in another way.
std::string without_place(std::string answer) {
    const std::size_t place = answer.rfind(" at ");
    return answer.starts_with("ERROR") && place != std::string::npos ? answer.substr(0, place)
                                                                     : answer;
}

std::string row_name(const testing::TestParamInfo<CodeRow>& info) {
    return std::string(info.param.name);
}

class InterpreterTest : public testing::TestWithParam<CodeRow> {};

TEST_P(InterpreterTest, DoesWhatPostgresDoes) {
    CodeSession session;
    ASSERT_EQ(session.run(kSetup), "");
    const std::string refusal = session.run_all(GetParam().code);
    if (GetParam().query.empty()) {
        EXPECT_EQ(without_place(refusal), GetParam().answer);
        return;
    }
    ASSERT_FALSE(refusal.starts_with("ERROR") || refusal.starts_with("UNDECIDED")) << refusal;
    EXPECT_EQ(session.run(GetParam().query), GetParam().answer);
}

INSTANTIATE_TEST_SUITE_P(Code, InterpreterTest,
                         testing::ValuesIn(code_rows().begin(), code_rows().end()), row_name);

TEST(InterpreterLimitsTest, SayWhatIsNotDecidedAndWhere) {
    struct Row {
        std::string_view code;
        std::string_view answer;
    };
    constexpr std::array kRows{
        Row{"DO $$ BEGIN IF now() > '2020-01-01' THEN CREATE TABLE a (id int); END IF; END $$",
            "UNDECIDED the condition depends on the clock or on chance at 10"},
        Row{"DO $$ BEGIN EXECUTE 'CREATE TABLE a_' || to_char(now(), 'YYYY') || ' (id int)'; END "
            "$$",
            "UNDECIDED the statement depends on the clock or on chance at 15"},
        Row{"DO $$ DECLARE d text := random()::text; BEGIN EXECUTE 'CREATE TABLE a' || d; END $$",
            "UNDECIDED the statement depends on the clock or on chance at 49"},
        Row{"DO $$ BEGIN LOOP NULL; END LOOP; END $$",
            "UNDECIDED the code takes more than a million steps, too many for a replay"},
        Row{"DO $$ BEGIN PERFORM nosuch_function(1); END $$",
            "UNDECIDED a call of 'nosuch_function' is not replayed at 15"},
        Row{"DO $$ DECLARE d text; BEGIN SELECT definition INTO d FROM pg_views WHERE viewname = "
            "'v'; IF d LIKE '%x%' THEN NULL; END IF; END $$",
            "UNDECIDED the server's own words of a definition are not known at 87"},
        Row{"DO $$ BEGIN IF current_user = 'admin' THEN NULL; END IF; END $$",
            "UNDECIDED the server's own words are not known at 23"},
        Row{"DO $$ BEGIN PERFORM reltuples FROM pg_class; END $$",
            "UNDECIDED the values of 'reltuples' are not known at 15"},
        Row{"DO $$ BEGIN PERFORM 1 FROM pg_locks; END $$",
            "UNDECIDED 'pg_catalog.pg_locks' is not replayed at 15"},
        Row{"DO $$ BEGIN ROLLBACK; END $$",
            "UNDECIDED ROLLBACK inside of code is not replayed at 7"},
        Row{"DO $$ BEGIN OPEN c; END $$", "UNDECIDED OPEN is not replayed at 7"},
    };
    for (const Row& row : kRows) {
        CodeSession session;
        EXPECT_EQ(session.run(row.code), row.answer) << row.code;
    }
}

TEST(InterpreterLimitsTest, NoHandlerTakesWhatIsNotDecided) {
    CodeSession session;
    EXPECT_EQ(session.run("DO $$ BEGIN CREATE TABLE a (id int); PERFORM nosuch_function(); "
                          "EXCEPTION WHEN OTHERS THEN CREATE TABLE b (id int); END $$"),
              "UNDECIDED a call of 'nosuch_function' is not replayed at 40");
    EXPECT_EQ(session.run("SELECT to_regclass('a') IS NULL, to_regclass('b') IS NULL"), "t|t");
}

TEST(InterpreterLimitsTest, EndsAFunctionThatCallsItself) {
    CodeSession session;
    ASSERT_EQ(session.run("CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS $f$ BEGIN "
                          "RETURN 1 + f(i + 1); END $f$"),
              "");
    const std::string answer = session.run("SELECT f(1)");
    EXPECT_TRUE(answer.starts_with("UNDECIDED the function 'f' calls itself too often")) << answer;
}

TEST(InterpreterLimitsTest, RefusesOtherLanguages) {
    CodeSession session;
    ASSERT_EQ(session.run("CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'int4pl'"), "");
    EXPECT_EQ(session.run("SELECT f()"),
              "UNDECIDED the function 'f' in the language 'internal' is not replayed");
}

TEST(InterpreterLimitsTest, ReadsWhereTheBodyOfADoStarts) {
    const std::string text = "DO LANGUAGE plpgsql $x$ BEGIN END $x$";
    const StatementTree tree = parse_statement(text);
    const DoBody body = read_do(*tree->stmts[0]->stmt->do_stmt, text);
    EXPECT_EQ(body.language, "plpgsql");
    EXPECT_EQ(body.body, " BEGIN END ");
    EXPECT_EQ(body.offset, 23);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
