#include <gtest/gtest.h>

#include "dialect/postgres/expression_rows.h"

namespace erdmark::dialect::postgres {
namespace {

const std::vector<ExpressionRow> kRows{
    {"i BETWEEN 1 AND 2", "((i >= 1) AND (i <= 2))", "i >= 1 AND i <= 2"},
    {"n BETWEEN 0 AND 1", "((n >= (0)::numeric) AND (n <= (1)::numeric))", "n >= 0 AND n <= 1"},
    {"i NOT BETWEEN 1 AND 2", "((i < 1) OR (i > 2))", "i < 1 OR i > 2"},
    {"i BETWEEN SYMMETRIC 1 AND 2", "(((i >= 1) AND (i <= 2)) OR ((i >= 2) AND (i <= 1)))",
     "i >= 1 AND i <= 2 OR i >= 2 AND i <= 1"},
    {"i NOT BETWEEN SYMMETRIC 1 AND 2", "(((i < 1) OR (i > 2)) AND ((i < 2) OR (i > 1)))",
     "(i < 1 OR i > 2) AND (i < 2 OR i > 1)"},
    {"d BETWEEN '2020-01-01' AND '2020-12-31'",
     "((d >= '2020-01-01'::date) AND (d <= '2020-12-31'::date))",
     "d >= '2020-01-01' AND d <= '2020-12-31'"},
    {"bo AND i BETWEEN 1 AND 2", "(bo AND ((i >= 1) AND (i <= 2)))", "bo AND i >= 1 AND i <= 2"},
    {"NOT i BETWEEN 1 AND 2", "(NOT ((i >= 1) AND (i <= 2)))", "NOT (i >= 1 AND i <= 2)"},
    {"(i, b) = (1, 2)", "((i = 1) AND (b = 2))", "i = 1 AND b = 2"},
    {"(i, b) <> (1, 2)", "((i <> 1) OR (b <> 2))", "i <> 1 OR b <> 2"},
    {"(i, b) < (1, 2)", "(ROW(i, b) < ROW(1, 2))", "ROW(i, b) < ROW(1, 2)"},
    {"(i, t) IS DISTINCT FROM (1, 'a')",
     "((i IS DISTINCT FROM 1) OR (t IS DISTINCT FROM 'a'::text))",
     "i IS DISTINCT FROM 1 OR t IS DISTINCT FROM 'a'"},
    {"(i, t) IS NOT DISTINCT FROM (1, 'a')",
     "(NOT ((i IS DISTINCT FROM 1) OR (t IS DISTINCT FROM 'a'::text)))",
     "NOT (i IS DISTINCT FROM 1 OR t IS DISTINCT FROM 'a')"},
    {"(i, b) IN ((1, 2), (3, 4))", "(((i = 1) AND (b = 2)) OR ((i = 3) AND (b = 4)))",
     "i = 1 AND b = 2 OR i = 3 AND b = 4"},
    {"(i, t) NOT IN ((1, 'a'), (2, 'b'))",
     "(((i <> 1) OR (t <> 'a'::text)) AND ((i <> 2) OR (t <> 'b'::text)))",
     "(i <> 1 OR t <> 'a') AND (i <> 2 OR t <> 'b')"},
    {"v IN ('a')", "((v)::text = 'a'::text)", "v = 'a'"},
    {"v NOT IN ('a')", "((v)::text <> 'a'::text)", "v <> 'a'"},
    {"i IN (1, b)", "((i = 1) OR (i = b))", "i = 1 OR i = b"},
    {"i IN (1, 2, b)", "((i = ANY (ARRAY[1, 2])) OR (i = b))", "i IN (1, 2) OR i = b"},
    {"i NOT IN (1, 2, b)", "((i <> ALL (ARRAY[1, 2])) AND (i <> b))", "i NOT IN (1, 2) AND i <> b"},
};

TEST(ExpressionExpand, WritesShortFormsOutAsTheServerDoes) {
    expect_canonical(kRows);
}

TEST(ExpressionExpand, HaveTheTextsOfTheServer) {
    expect_server_texts(kRows);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
