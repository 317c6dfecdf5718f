#include "dialect/sqlite/runner_tables.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::dialect::sqlite {

namespace {

/// The first condition spares most tables a look at their columns: their text holds the names.
constexpr std::string_view kTablesWith = R"sql(
    SELECT t.name, c.name, c.type
    FROM main.sqlite_schema AS t JOIN pragma_table_info(t.name, 'main') AS c
    WHERE t.type = 'table' AND t.rootpage > 0 AND substr(t.name, 1, 7) <> 'sqlite_' AND ({})
    ORDER BY t.name, c.cid)sql";

}  // namespace

const TableWords& table_words() {
    static const TableWords words{
        .identity = "integer PRIMARY KEY AUTOINCREMENT",
        .timestamp = "text",
        .now = "strftime('%Y-%m-%d %H:%M:%f', 'now')",
        .now_and_seconds = "strftime('%Y-%m-%d %H:%M:%f', 'now', '{} seconds')",
        .current_namespace = "''",
        .hex_of_bytes = "lower(hex({}))",
        .bytes_of_hex = "x'{}'"};
    return words;
}

std::vector<TableColumns> tables_with(Connection& connection,
                                      std::span<const std::string_view> columns) {
    std::string conditions = "0";
    for (const std::string_view column : columns) {
        conditions +=
            fmt::format(" OR instr(lower(t.sql), '{}')", replace_all(to_lower(column), "'", "''"));
    }
    std::vector<TableColumns> tables;
    for (const Row& row : connection.query(fmt::format(kTablesWith, conditions))) {
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
