#include "runner/history/history_shape.h"

#include <algorithm>

#include "base/text.h"

namespace erdmark::runner {

bool HistoryTable::has(std::string_view column) const {
    return std::ranges::find(columns, column) != columns.end();
}

std::string HistoryTable::quoted() const {
    return quoted_beside("");
}

std::string HistoryTable::quoted_beside(std::string_view suffix) const {
    const std::string table = quoted_name(name + std::string(suffix));
    return space.empty() ? table : quoted_name(space) + "." + table;
}

std::string HistoryTable::shown() const {
    return space.empty() ? name : space + "." + name;
}

std::string quoted_name(std::string_view name) {
    return '"' + replace_all(name, "\"", "\"\"") + '"';
}

std::string text_at(const dialect::Row& row, std::size_t index) {
    return index < row.size() ? row[index].value_or("") : "";
}

bool is_true(const std::string& value) {
    return value == "t" || value == "true" || value == "1";
}

bool has_all(const dialect::TableColumns& table, std::span<const std::string_view> columns) {
    return std::ranges::all_of(columns, [&](std::string_view column) {
        return std::ranges::find(table.columns, column) != table.columns.end();
    });
}

bool has_exactly(const dialect::TableColumns& table, std::span<const std::string_view> columns) {
    return table.columns.size() == columns.size() && has_all(table, columns);
}

}  // namespace erdmark::runner
