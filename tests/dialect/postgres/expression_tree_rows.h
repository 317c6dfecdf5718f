#pragma once

#include <initializer_list>
#include <string_view>

#include <gtest/gtest.h>

#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

struct PrintedRow {
    std::string_view text;
    std::string_view printed;
};

/// Checks what is printed of the tree of each text, and that it has the same tree again.
inline void expect_printed(std::initializer_list<PrintedRow> rows) {
    for (const PrintedRow& row : rows) {
        const std::optional<Node> tree = parse_expression(row.text);
        ASSERT_TRUE(tree) << row.text;
        EXPECT_EQ(printed(*tree), row.printed);
        EXPECT_EQ(parse_expression(row.printed), tree) << row.printed;
    }
}

}  // namespace erdmark::dialect::postgres
