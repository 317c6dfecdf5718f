#include <gtest/gtest.h>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {
namespace {

Node query_of(std::string_view text) {
    return parse_expression(text).value().parts.back();
}

std::vector<NodeKind> clause_kinds(const Node& query) {
    std::vector<NodeKind> kinds;
    for (const Node& clause : query.clauses) {
        kinds.push_back(clause.kind);
    }
    return kinds;
}

TEST(SyntaxTreeQuery, HasItsClausesInOrder) {
    const Node query =
        query_of("(SELECT a FROM b WHERE c GROUP BY d HAVING e ORDER BY f LIMIT 1 OFFSET 2)");

    EXPECT_EQ(query.kind, NodeKind::Select);
    EXPECT_EQ(clause_kinds(query),
              (std::vector<NodeKind>{NodeKind::Targets, NodeKind::From, NodeKind::Where,
                                     NodeKind::GroupBy, NodeKind::Having, NodeKind::OrderBy,
                                     NodeKind::Limit, NodeKind::Offset}));
}

TEST(SyntaxTreeQuery, KnowsSetOperationsAndValues) {
    EXPECT_EQ(query_of("(SELECT 1 UNION ALL SELECT 2)").text, "UNION ALL");
    EXPECT_EQ(query_of("(SELECT 1 EXCEPT SELECT 2)").text, "EXCEPT");
    EXPECT_EQ(query_of("(VALUES (1), (2))").kind, NodeKind::Values);
    EXPECT_TRUE(query_of("(SELECT DISTINCT a)").distinct);
}

TEST(SyntaxTreeQuery, LeavesTheRestToTheLibrary) {
    for (const std::string_view text :
         {"(WITH a AS (SELECT 1) SELECT * FROM a)", "(SELECT DISTINCT ON (a) b)",
          "(SELECT a FROM b NATURAL JOIN c)", "(SELECT a FOR UPDATE)",
          "(SELECT a FROM b TABLESAMPLE system (1))", "(SELECT a FROM b AS c(d))",
          "(SELECT a FROM ROWS FROM (f(), g()) AS h)",
          "(SELECT a ORDER BY a FETCH FIRST ROW WITH TIES)", "(SELECT a FROM f() AS (b integer))",
          "(SELECT a GROUP BY DISTINCT b)", "(SELECT a FROM (b JOIN c ON d) AS e)",
          "(SELECT a ORDER BY a USING <)"}) {
        EXPECT_EQ(query_of(text).kind, NodeKind::Opaque) << text;
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
