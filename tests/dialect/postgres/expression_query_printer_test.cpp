#include "dialect/postgres/expression_tree_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(ExpressionQueryPrinter, WritesQueries) {
    expect_printed({
        {"EXISTS (SELECT FROM t)", "EXISTS (SELECT FROM t)"},
        {"EXISTS (SELECT 1 FROM t WHERE a = 1)", "EXISTS (SELECT 1 FROM t WHERE a = 1)"},
        {"(SELECT DISTINCT a AS b FROM ONLY s.t x)", "(SELECT DISTINCT a AS b FROM ONLY s.t x)"},
        {"ARRAY(SELECT a FROM t ORDER BY a DESC LIMIT 1 OFFSET 2)",
         "ARRAY(SELECT a FROM t ORDER BY a DESC LIMIT 1 OFFSET 2)"},
        {"a IN (SELECT b FROM c)", "a IN (SELECT b FROM c)"},
        {"a NOT IN (SELECT b FROM c)", "a NOT IN (SELECT b FROM c)"},
        {"(a, b) IN (SELECT c, d FROM e)", "ROW(a, b) IN (SELECT c, d FROM e)"},
        {"a = ANY (SELECT b)", "a IN (SELECT b)"},
        {"a > ALL (SELECT b)", "a > ALL (SELECT b)"},
        {"a LIKE ANY (SELECT b)", "a LIKE ANY (SELECT b)"},
        {"a <> ALL (SELECT b)", "a <> ALL (SELECT b)"},
        {"(SELECT a FROM b JOIN c ON b.x = c.x LEFT JOIN d USING (y, z) CROSS JOIN e)",
         "(SELECT a FROM b JOIN c ON b.x = c.x LEFT JOIN d USING (y, z) CROSS JOIN e)"},
        {"(SELECT a FROM b JOIN (c RIGHT JOIN d ON c.x = d.x) ON b.x = c.x)",
         "(SELECT a FROM b JOIN (c RIGHT JOIN d ON c.x = d.x) ON b.x = c.x)"},
        {"(SELECT a FROM b NATURAL JOIN c)", "(SELECT a FROM b NATURAL JOIN c)"},
        {"(SELECT a FROM b, (SELECT 1) AS c(d), LATERAL f(b.x) AS g)",
         "(SELECT a FROM b, (SELECT 1) c(d), LATERAL f(b.x) g)"},
        {"(SELECT a FROM unnest(b) WITH ORDINALITY AS c)",
         "(SELECT a FROM unnest(b) WITH ORDINALITY c)"},
        {"(SELECT count(*) FROM a GROUP BY b, c HAVING count(*) > 1)",
         "(SELECT count(*) FROM a GROUP BY b, c HAVING count(*) > 1)"},
        {"(SELECT 1 UNION SELECT 2 UNION SELECT 3)", "(SELECT 1 UNION SELECT 2 UNION SELECT 3)"},
        {"(SELECT 1 UNION (SELECT 2 UNION SELECT 3))",
         "(SELECT 1 UNION (SELECT 2 UNION SELECT 3))"},
        {"(SELECT 1 UNION ALL SELECT 2 ORDER BY 1 LIMIT 1)",
         "(SELECT 1 UNION ALL SELECT 2 ORDER BY 1 LIMIT 1)"},
        {"((SELECT 1 LIMIT 1) EXCEPT SELECT 2)", "((SELECT 1 LIMIT 1) EXCEPT SELECT 2)"},
        {"(SELECT 1 UNION (SELECT 2 INTERSECT SELECT 3))",
         "(SELECT 1 UNION (SELECT 2 INTERSECT SELECT 3))"},
        {"(VALUES (1, 2), (3, 4))", "(VALUES (1, 2), (3, 4))"},
        {"(WITH q AS (SELECT 1) SELECT * FROM q)", "(WITH q AS (SELECT 1) SELECT * FROM q)"},
        {"(SELECT DISTINCT ON (a) a, b FROM c)", "(SELECT DISTINCT ON (a) a, b FROM c)"},
        {"(SELECT a FROM b FOR UPDATE)", "(SELECT a FROM b FOR UPDATE)"},
        {"(SELECT a FROM b GROUP BY ROLLUP (a))", "(SELECT a FROM b GROUP BY ROLLUP (a))"},
        {"(SELECT rank() OVER w FROM a WINDOW w AS (ORDER BY b))",
         "(SELECT rank() OVER w FROM a WINDOW w AS (ORDER BY b))"},
    });
}

}  // namespace
}  // namespace erdmark::dialect::postgres
