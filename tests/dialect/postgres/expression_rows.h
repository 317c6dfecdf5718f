#pragma once

#include <string_view>
#include <vector>

namespace erdmark::dialect::postgres {

/// An expression over the table of expression_table.h, as somebody writes it, as PostgreSQL 15
/// prints it (with CASE in one line), and the text that both of them come to. Where the two do not
/// come together, each has a row of its own.
struct ExpressionRow {
    std::string_view written;
    std::string_view server;
    std::string_view canonical;
};

/// Checks both texts of each row, and that the canonical text stays.
void expect_canonical(const std::vector<ExpressionRow>& rows);

/// Checks against a server that it makes of the written text what the row says.
void expect_server_texts(const std::vector<ExpressionRow>& rows);

}  // namespace erdmark::dialect::postgres
