#include "dialect/sqlite/runner_tables.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr const char* kTables = R"sql(
    SELECT name, sql FROM main.sqlite_schema
    WHERE type = 'table' AND rootpage > 0 AND substr(name, 1, 7) <> 'sqlite_')sql";

constexpr std::string_view kColumnsOf = R"sql(
    SELECT t.name, c.name, c.type
    FROM main.sqlite_schema AS t JOIN pragma_table_info(t.name, 'main') AS c
    WHERE t.type = 'table' AND t.name IN ({})
    ORDER BY t.name, c.cid)sql";

/// The tables that may have one of the columns, in quotes: the text of a table holds their names.
std::vector<std::string> quoted_candidates(Connection& connection,
                                           std::span<const std::string_view> columns) {
    std::vector<std::string> names;
    for (const Row& row : connection.query(kTables)) {
        const std::string text = to_lower(row.at(1).value_or(""));
        const bool may_have = std::ranges::any_of(columns, [&](std::string_view column) {
            return text.find(to_lower(column)) != std::string::npos;
        });
        if (may_have) {
            names.push_back("'" + replace_all(row.at(0).value_or(""), "'", "''") + "'");
        }
    }
    return names;
}

}  // namespace

const TableWords& table_words() {
    static const TableWords words{
        .identity = "integer PRIMARY KEY",
        .timestamp = "text",
        .now = "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        .now_and_seconds = "strftime('%Y-%m-%d %H:%M:%f', 'now', '{} seconds')",
        .current_namespace = "''",
        .hex_of_bytes = "lower(hex({}))",
        .bytes_of_hex = "x'{}'",
        .row_lock = ""};
    return words;
}

std::vector<TableColumns> tables_with(Connection& connection,
                                      std::span<const std::string_view> columns) {
    const std::vector<std::string> names = quoted_candidates(connection, columns);
    std::vector<TableColumns> tables;
    for (const Row& row : connection.query(fmt::format(kColumnsOf, join(names, ", ")))) {
        if (tables.empty() || tables.back().table.name != row.at(0)) {
            tables.push_back({.table = {.name = row.at(0).value_or("")}});
        }
        tables.back().columns.push_back(row.at(1).value_or(""));
        tables.back().types.push_back(row.at(2).value_or(""));
    }
    std::erase_if(tables, [&](const TableColumns& table) {
        return std::ranges::none_of(table.columns, [&](const std::string& column) {
            return std::ranges::any_of(columns, [&](std::string_view wanted) {
                return equals_ignoring_case(column, wanted);
            });
        });
    });
    return tables;
}

}  // namespace erdmark::dialect::sqlite
