#include "runner/history/rows.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::runner {

namespace {

/// Expressions of cells, with their values behind those that are there.
std::vector<std::string> expressions_of(std::span<const Cell> cells,
                                        std::vector<std::optional<std::string>>& values) {
    std::vector<std::string> expressions;
    for (const Cell& cell : cells) {
        if (cell.expression.empty()) {
            values.push_back(cell.value);
        }
        expressions.push_back(cell.expression.empty() ? "?" : cell.expression);
    }
    return expressions;
}

std::vector<Cell> cells_of(const HistoryTable& table, std::span<const Cell> cells) {
    std::vector<Cell> kept;
    std::ranges::copy_if(cells, std::back_inserter(kept),
                         [&](const Cell& cell) { return table.has(cell.column); });
    return kept;
}

}  // namespace

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

bool is_list_of_versions(const dialect::TableColumns& table) {
    const std::string name = to_lower(table.table.name);
    const bool is_named = name.find("migration") != std::string::npos ||
                          name.find("schema_version") != std::string::npos;
    return is_named && has_exactly(table, std::array<std::string_view, 1>{"version"});
}

bool holds_text(const dialect::TableColumns& table, std::string_view column) {
    const auto found = std::ranges::find(table.columns, column);
    if (found == table.columns.end()) {
        return false;
    }
    const std::string type =
        to_lower(table.types.at(static_cast<std::size_t>(found - table.columns.begin())));
    return type.find("char") != std::string::npos || type.find("text") != std::string::npos;
}

void insert_row(dialect::MigrationSession& session, const HistoryTable& table,
                std::span<const Cell> cells) {
    const std::vector<Cell> kept = cells_of(table, cells);
    std::vector<std::optional<std::string>> values;
    const std::vector<std::string> expressions = expressions_of(kept, values);
    std::vector<std::string> columns;
    columns.reserve(kept.size());
    for (const Cell& cell : kept) {
        columns.push_back(quoted_name(cell.column));
    }
    session.write(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.quoted(),
                              join(columns, ", "), join(expressions, ", ")),
                  values);
}

void update_rows(dialect::MigrationSession& session, const HistoryTable& table,
                 std::span<const Cell> changes, const Cell& where) {
    const std::vector<Cell> kept = cells_of(table, changes);
    std::vector<std::optional<std::string>> values;
    std::vector<std::string> assignments = expressions_of(kept, values);
    for (std::size_t index = 0; index < kept.size(); ++index) {
        assignments[index] = quoted_name(kept[index].column) + " = " + assignments[index];
    }
    values.push_back(where.value);
    session.write(fmt::format("UPDATE {} SET {} WHERE {} = ?", table.quoted(),
                              join(assignments, ", "), quoted_name(where.column)),
                  values);
}

void delete_rows(dialect::MigrationSession& session, const HistoryTable& table,
                 std::string_view column, const std::string& value) {
    const std::array<std::optional<std::string>, 1> values{value};
    session.write(fmt::format("DELETE FROM {} WHERE {} = ?", table.quoted(), quoted_name(column)),
                  values);
}

bool is_partly_in(const Revision& revision) {
    return revision.status == RevisionStatus::Running ||
           revision.applied_statements.value_or(0) > 0;
}

std::string nanoseconds_text(const Revision& revision) {
    constexpr std::int64_t kNanoseconds = 1'000'000;
    return fmt::to_string(revision.milliseconds.value_or(0) * kNanoseconds);
}

std::string now_as_rfc3339() {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(now - day);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace erdmark::runner
