#include "dialect/postgres/replay/query/sqlite_query.h"

#include <array>

#include <gtest/gtest.h>

#include "dialect/postgres/replay/query/query_rows.h"

namespace erdmark::dialect::postgres {
namespace {

std::string answer(std::string_view sql) {
    QueryDatabase database;
    add_test_tables(database);
    TestNames names;
    return answer_of(sql, names, database);
}

SqliteQuery translated(std::string_view sql) {
    TestNames names;
    const StatementTree tree = parse_statement(sql);
    return to_sqlite(*tree->stmts[0]->stmt->select_stmt, names);
}

TEST(SqliteQueryTest, AnswersAsPostgresDoes) {
    QueryDatabase database;
    add_test_tables(database);
    TestNames names;
    for (const QueryRow& row : query_rows()) {
        EXPECT_EQ(answer_of(row.sql, names, database), row.answer) << row.sql;
    }
}

TEST(SqliteQueryTest, CallsFunctionsAsPostgresDoes) {
    QueryDatabase database;
    TestNames names;
    for (const QueryRow& row : query_function_rows()) {
        EXPECT_EQ(answer_of(row.sql, names, database), row.answer) << row.sql;
    }
}

TEST(SqliteQueryTest, SaysWhatItCannotDecide) {
    constexpr std::array kRows{
        QueryRow{"SELECT DISTINCT ON (ok) id FROM nums ORDER BY ok",
                 "UNDECIDED which rows DISTINCT ON takes is not known without a further order"},
        QueryRow{"SELECT to_char(date '2024-01-31', 'J')",
                 "UNDECIDED the pattern 'J' of 'to_char' is not replayed"},
        QueryRow{"SELECT timestamp '2024-01-31' AT TIME ZONE 'Europe/Berlin'",
                 "UNDECIDED the time zone 'Europe/Berlin' is not replayed"},
        QueryRow{"SELECT extract(epoch FROM interval '900000000 years')",
                 "UNDECIDED an interval that long is not replayed"},
        QueryRow{"SELECT '{'::jsonb",
                 "UNDECIDED a value of type 'jsonb' is written in a form that is not replayed"},
        QueryRow{"SELECT n FROM nums AS n",
                 "UNDECIDED a whole row, 'n', as a value is not replayed"},
        QueryRow{"SELECT sum(id) OVER (ORDER BY id ROWS 1 PRECEDING) FROM nums",
                 "UNDECIDED the frame of a window is not replayed"},
        QueryRow{"SELECT nosuch(1)", "UNDECIDED a call of 'nosuch' is not replayed"},
        QueryRow{"SELECT upper('ä')",
                 "UNDECIDED upper and lower case of letters beyond ASCII depend on the server's "
                 "locale"},
        QueryRow{"SELECT 'a' ~ '(?=b)'",
                 "UNDECIDED the pattern '(?=b)' is of a kind that is not replayed"},
        QueryRow{"SELECT 'a' ~ 'a{200}{200}'",
                 "UNDECIDED the pattern 'a{200}{200}' is of a kind that is not replayed"},
        QueryRow{"SELECT '{{1,2}}'::int[]",
                 "UNDECIDED an array of more than one dimension is not replayed"},
        QueryRow{"SELECT repeat('x', 2000000)",
                 "UNDECIDED 'repeat' makes a text that is too long for a replay"},
        QueryRow{"SELECT replace(repeat('x', 900000), 'x', repeat('y', 900000))",
                 "UNDECIDED 'replace' makes a text that is too long for a replay"},
        QueryRow{"SELECT regexp_replace(repeat('x', 5000), 'x', repeat('y', 5000), 'g')",
                 "UNDECIDED 'regexp_replace' makes a text that is too long for a replay"},
        QueryRow{"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) "
                 "FROM r",
                 "UNDECIDED the query takes too long for a replay"},
        QueryRow{"SELECT id = name FROM nums",
                 "UNDECIDED 'integer' and 'text' are not known to be comparable"},
        QueryRow{"SELECT g FROM generate_series(1, 1000000) AS g",
                 "UNDECIDED a series of so many numbers is too long for a replay"},
    };
    for (const QueryRow& row : kRows) {
        EXPECT_EQ(answer(row.sql), row.answer) << row.sql;
    }
}

TEST(SqliteQueryTest, TakesVariablesWhereNoColumnHasTheName) {
    EXPECT_EQ(answer("SELECT id FROM nums WHERE id = variable"), "2");
    EXPECT_EQ(answer("SELECT twofold"), "now");
    EXPECT_EQ(answer("SELECT twofold FROM (SELECT 1 AS twofold) AS x"),
              "ERROR 42702 column reference \"twofold\" is ambiguous");
    EXPECT_EQ(answer("SELECT nums.name FROM nums WHERE nums.name = $1"), "one");
    EXPECT_EQ(answer("SELECT $2"), "ERROR 42P02 there is no parameter $2");
}

TEST(SqliteQueryTest, KnowsWhatDependsOnTheClockOrOnChance) {
    EXPECT_TRUE(translated("SELECT id FROM nums").reproducible);
    EXPECT_FALSE(translated("SELECT now()").reproducible);
    EXPECT_FALSE(translated("SELECT id FROM nums WHERE at < CURRENT_DATE").reproducible);
    EXPECT_FALSE(translated("SELECT gen_random_uuid()").reproducible);
    EXPECT_FALSE(translated("SELECT clock || 'x'").reproducible);
}

TEST(SqliteQueryTest, KeepsNamesThatAreNoSqlInQuotes) {
    EXPECT_EQ(sqlite_name("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(sqlite_text("it's"), "'it''s'");
    EXPECT_EQ(answer("SELECT 'x''); DROP TABLE nums; --'"), "x'); DROP TABLE nums; --");
    EXPECT_EQ(answer("SELECT \"a\"\"b\" FROM (SELECT 1 AS \"a\"\"b\") AS \"t t\""), "1");
}

TEST(SqliteQueryTest, TakesLongChains) {
    std::string queries = "SELECT 1 AS n";
    std::string words = "SELECT 'x'";
    for (int count = 0; count < 90; ++count) {
        queries += " UNION ALL SELECT 1";
        words += " || 'y'";
    }
    EXPECT_EQ(answer("SELECT sum(n) FROM (" + queries + ") AS q"), "91");
    EXPECT_EQ(answer(words), "x" + std::string(90, 'y'));
    EXPECT_EQ(answer("SELECT NULL UNION SELECT 'a' UNION ALL SELECT NULL EXCEPT SELECT 'b' ORDER "
                     "BY 1"),
              "a;");
}

TEST(SqliteQueryTest, TakesWhatIsInsideOfEachOther) {
    std::string right = "id = 1";
    std::string long_chain = "id = 1";
    std::string numbers = "1";
    for (int count = 0; count < 60; ++count) {
        right = "id = 2 OR (" + right + ")";
        numbers += " + 1 - 1";
    }
    for (int count = 0; count < 2000; ++count) {
        long_chain += " OR id = 5";
    }
    EXPECT_EQ(answer("SELECT id FROM nums WHERE " + right + " ORDER BY id"), "1;2");
    EXPECT_EQ(answer("SELECT id FROM nums WHERE " + long_chain), "1");
    EXPECT_EQ(answer("SELECT " + numbers), "1");
    std::string nested = "'x'";
    for (int count = 0; count < 200; ++count) {
        nested = "replace(" + nested + ", 'a', 'b')";
    }
    EXPECT_EQ(answer("SELECT " + nested),
              "UNDECIDED the query has too many parts inside of each other for a replay");
}

TEST(SqliteQueryTest, TakesLongLists) {
    std::string items = "1";
    for (int number = 2; number <= 1500; ++number) {
        items += ", " + std::to_string(number);
    }
    EXPECT_EQ(answer("SELECT count(*) FROM nums WHERE id IN (" + items + ")"), "4");
    EXPECT_EQ(answer("SELECT array_length(ARRAY[" + items + "], 1)"), "1500");
}

TEST(SqliteQueryTest, NamesAndTypesTheColumns) {
    const SqliteQuery query = translated(
        "SELECT id, count(*), n.name || 'x' AS label, ok FROM nums AS n(id, name, ok) "
        "GROUP BY id, n.name, ok");
    ASSERT_EQ(query.columns.size(), 4U);
    EXPECT_EQ(query.columns[1].name, "count");
    EXPECT_EQ(query.columns[1].type, "bigint");
    EXPECT_EQ(query.columns[2].name, "label");
    EXPECT_EQ(query.columns[2].type, "text");
    EXPECT_EQ(query.columns[3].type, "boolean");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
