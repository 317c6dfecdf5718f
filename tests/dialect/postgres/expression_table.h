#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace erdmark::test {

/// The types of the columns, as `format_type` prints them (that below the domain for `dd`).
struct ExpressionColumn {
    std::string_view name;
    std::string_view type;
};
extern const std::vector<ExpressionColumn> kExpressionColumns;

/// The table, with rows of NULL, of limits and of plain values, and the types that it needs.
extern const std::string_view kExpressionTable;

/// Texts that the type takes; among them some that are written in an odd way.
const std::vector<std::string>& expression_literals(std::string_view type);

}  // namespace erdmark::test
