#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "dialect/postgres/replay/plpgsql/code_tree.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {
namespace {

/// The only statement in a block.
CodeStatement only(std::string_view text) {
    return parse_code(fmt::format("BEGIN {} END", text)).body.at(0);
}

std::string refusal_of(std::string_view code) {
    try {
        parse_code(code);
    } catch (const Refusal& refusal) {
        return fmt::format("{} at {}", refusal.message, refusal.offset);
    }
    return "none";
}

TEST(CodeParserTest, KnowsEachStatement) {
    struct Row {
        std::string_view text;
        CodeKind kind;
    };
    constexpr std::array kRows{
        Row{"x := 1;", CodeKind::Assignment},
        Row{"x = 1;", CodeKind::Assignment},
        Row{"r.f := 1;", CodeKind::Assignment},
        Row{"BEGIN END;", CodeKind::Block},
        Row{"DECLARE a int; BEGIN END;", CodeKind::Block},
        Row{"IF a THEN END IF;", CodeKind::If},
        Row{"CASE a WHEN 1 THEN NULL; END CASE;", CodeKind::Case},
        Row{"LOOP EXIT; END LOOP;", CodeKind::Loop},
        Row{"WHILE a LOOP END LOOP;", CodeKind::While},
        Row{"FOR i IN 1..2 LOOP END LOOP;", CodeKind::ForIntegers},
        Row{"FOR i IN REVERSE a .. b BY 2 LOOP END LOOP;", CodeKind::ForIntegers},
        Row{"FOR r IN SELECT 1 LOOP END LOOP;", CodeKind::ForQuery},
        Row{"FOR r IN EXECUTE 'x' USING 1 LOOP END LOOP;", CodeKind::ForExecute},
        Row{"FOREACH x IN ARRAY a LOOP END LOOP;", CodeKind::ForEach},
        Row{"EXIT l WHEN a;", CodeKind::Exit},
        Row{"CONTINUE;", CodeKind::Continue},
        Row{"RETURN;", CodeKind::Return},
        Row{"RETURN NEXT a;", CodeKind::ReturnNext},
        Row{"RETURN QUERY SELECT 1;", CodeKind::ReturnQuery},
        Row{"RETURN QUERY EXECUTE 'x';", CodeKind::ReturnExecute},
        Row{"RAISE NOTICE 'x %', 1;", CodeKind::Raise},
        Row{"ASSERT a, 'b';", CodeKind::Assert},
        Row{"PERFORM f(1);", CodeKind::Perform},
        Row{"CALL p(1);", CodeKind::Call},
        Row{"EXECUTE 'x' INTO a USING b, c;", CodeKind::Execute},
        Row{"GET DIAGNOSTICS a = ROW_COUNT;", CodeKind::Diagnostics},
        Row{"NULL;", CodeKind::Null},
        Row{"COMMIT;", CodeKind::Commit},
        Row{"ROLLBACK;", CodeKind::Rollback},
        Row{"OPEN c;", CodeKind::Other},
        Row{"CREATE TABLE t (id int);", CodeKind::Sql},
        Row{"(SELECT 1);", CodeKind::Sql},
        Row{"select 1;", CodeKind::Sql},
    };
    for (const Row& row : kRows) {
        EXPECT_EQ(only(row.text).kind, row.kind) << row.text;
    }
}

TEST(CodeParserTest, FindsWhereAnExpressionEnds) {
    const CodeStatement statement = only(
        "IF CASE WHEN a THEN b END AND (SELECT c) = 'THEN' /* THEN */ THEN NULL; ELSIF d THEN "
        "ELSE NULL; END IF;");
    ASSERT_EQ(statement.branches.size(), 3U);
    EXPECT_EQ(statement.branches[0].conditions.at(0).text,
              "CASE WHEN a THEN b END AND (SELECT c) = 'THEN'");
    EXPECT_EQ(statement.branches[1].conditions.at(0).text, "d");
    EXPECT_TRUE(statement.branches[2].conditions.empty());
    EXPECT_EQ(statement.branches[0].conditions.at(0).offset, 9U);
}

TEST(CodeParserTest, TakesTargetsOutOfStatements) {
    const CodeStatement select = only("SELECT a, b INTO STRICT x, r.y FROM t;");
    EXPECT_EQ(select.expression.text, "SELECT a, b                    FROM t");
    EXPECT_EQ(select.targets, (std::vector<CodeName>{{"x"}, {"r", "y"}}));
    EXPECT_TRUE(select.strict);
    const CodeStatement insert = only("INSERT INTO t VALUES (1) RETURNING id INTO \"X\";");
    EXPECT_EQ(insert.expression.text, "INSERT INTO t VALUES (1) RETURNING id         ");
    EXPECT_EQ(insert.targets, (std::vector<CodeName>{{"X"}}));
    EXPECT_FALSE(insert.strict);
}

TEST(CodeParserTest, ReadsDeclarations) {
    const CodeStatement block = parse_code(
        "#variable_conflict use_column\nDECLARE a int; b CONSTANT text NOT NULL := 'x'; c "
        "t.id%TYPE DEFAULT 1; d ALIAS FOR $1; e CURSOR FOR SELECT 1; BEGIN END");
    ASSERT_EQ(block.variables.size(), 5U);
    EXPECT_TRUE(block.uses_column);
    EXPECT_EQ(block.variables[1].type.text, "text");
    EXPECT_TRUE(block.variables[1].constant);
    EXPECT_TRUE(block.variables[1].not_null);
    EXPECT_EQ(block.variables[1].value.text, "'x'");
    EXPECT_EQ(block.variables[2].type.text, "t.id%TYPE");
    EXPECT_EQ(block.variables[2].value.text, "1");
    EXPECT_EQ(block.variables[3].alias, CodeName{"$1"});
    EXPECT_EQ(block.variables[4].cursor.text, "CURSOR FOR SELECT 1");
}

TEST(CodeParserTest, KnowsConditionsByNameAndBySqlstate) {
    const CodeStatement block = parse_code(
        "BEGIN NULL; EXCEPTION WHEN duplicate_object OR SQLSTATE '42P01' THEN NULL; WHEN others "
        "THEN RAISE; END");
    ASSERT_EQ(block.handlers.size(), 2U);
    EXPECT_EQ(block.handlers[0].codes, (std::vector<std::string>{"42710", "42P01"}));
    EXPECT_EQ(block.handlers[1].codes, std::vector<std::string>{""});
}

TEST(CodeParserTest, SaysWhereTheSyntaxIsWrong) {
    struct Row {
        std::string_view code;
        std::string_view message;
    };
    constexpr std::array kRows{
        Row{"BEGIN IF a NULL; END IF; END", "syntax error at or near \";\"; expected 'THEN' at 15"},
        Row{"BEGIN NULL;", "the code ends where 'END' was expected at 11"},
        Row{"BEGIN NULL END", "syntax error at or near \"END\"; expected ';' at 11"},
        Row{"BEGIN NULL; EXCEPTION WHEN nosuch THEN NULL; END",
            "unrecognized exception condition \"nosuch\" at 27"},
        Row{"", "the code ends where 'a statement' was expected at 0"},
        Row{"SELECT 1;", "the code ends where 'the end of the code' was expected at 9"},
        Row{"BEGIN END; SELECT 1",
            "syntax error at or near \"SELECT\"; expected 'the end of the code' at 11"},
    };
    for (const Row& row : kRows) {
        EXPECT_EQ(refusal_of(row.code), row.message) << row.code;
    }
}

TEST(CodeParserTest, RefusesCodeThatIsNestedTooDeeply) {
    std::string code;
    for (int depth = 0; depth < 100'000; ++depth) {
        code += "BEGIN ";
    }
    EXPECT_EQ(refusal_of(code), "the code is nested too deeply at 600");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
