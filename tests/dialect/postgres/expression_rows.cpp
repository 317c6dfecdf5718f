#include "dialect/postgres/expression_rows.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "base/text.h"
#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_server.h"
#include "dialect/postgres/expression_table.h"

namespace erdmark::dialect::postgres {

void expect_canonical(const std::vector<ExpressionRow>& rows) {
    std::map<std::string, std::string> types;
    for (const test::ExpressionColumn& column : test::kExpressionColumns) {
        types.emplace(column.name, column.type);
    }
    const ExpressionContext context{.column_types = &types, .type = ""};
    for (const ExpressionRow& row : rows) {
        SCOPED_TRACE(row.canonical);
        if (!row.written.empty()) {
            EXPECT_EQ(canonical_expression(row.written, context), row.canonical);
        }
        if (!row.server.empty()) {
            EXPECT_EQ(canonical_expression(row.server, context), row.canonical);
        }
        EXPECT_EQ(canonical_expression(row.canonical, context), row.canonical);
    }
}

void expect_server_texts(const std::vector<ExpressionRow>& rows) {
    const test::ExpressionServer server;
    std::vector<std::string> written;
    std::vector<std::string> expected;
    for (const ExpressionRow& row : rows) {
        if (!row.written.empty() && !row.server.empty()) {
            written.emplace_back(row.written);
            expected.emplace_back(row.server);
        }
    }
    const std::vector<std::string> texts = server.texts(written);
    ASSERT_EQ(texts.size(), expected.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_EQ(collapse_whitespace(texts[i]), expected[i]) << written[i];
    }
}

}  // namespace erdmark::dialect::postgres
