#pragma once

#include <ostream>
#include <span>
#include <string_view>

namespace erdmark::dialect::postgres {

/// Statements on a table `log (n serial, t text)`, and what PostgreSQL 15 answers to a query after
/// them; or, without a query, how it refuses the last of them.
struct CodeRow {
    std::string_view name;
    std::string_view code;
    std::string_view query;
    std::string_view answer;
};

inline void PrintTo(const CodeRow& row, std::ostream* out) {
    *out << row.name;
}

std::span<const CodeRow> code_rows();

}  // namespace erdmark::dialect::postgres
