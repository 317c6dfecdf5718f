#pragma once

#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dialect/migration_session.h"
#include "runner/history/history_shape.h"
#include "runner/revision.h"

namespace erdmark::runner {

// What shapes share that read and write rows.

/// A value of a row, empty for NULL.
std::string text_at(const dialect::Row& row, std::size_t index);

/// The whole number that a value is.
template <class Number>
std::optional<Number> number_of(const std::string& text) {
    Number number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && !text.empty() ? std::optional(number) : std::nullopt;
}

/// Whether a value is true: `t`, `true`, `1`.
bool is_true(const std::string& value);

/// Whether a table has exactly these columns, in any order.
bool has_exactly(const dialect::TableColumns& table, std::span<const std::string_view> columns);
bool has_all(const dialect::TableColumns& table, std::span<const std::string_view> columns);

/// Whether a table has one column, which is of that name, and is called like a history of
/// migrations: too many tables have such a column.
bool is_list_of_versions(const dialect::TableColumns& table);

/// Whether the first column of that name holds text.
bool holds_text(const dialect::TableColumns& table, std::string_view column);

/// A value for a column of a new row.
struct Cell {
    std::string_view column;
    std::optional<std::string> value;  ///< Nothing for NULL.
    std::string expression;            ///< SQL that stands for the value, unless empty.
};

/// Adds a row. Cells of columns that the table has not are left out.
void insert_row(dialect::MigrationSession& session, const HistoryTable& table,
                std::span<const Cell> cells);

/// Changes the rows with a value in a column.
void update_rows(dialect::MigrationSession& session, const HistoryTable& table,
                 std::span<const Cell> changes, const Cell& where);

/// Removes the rows with a value in a column.
void delete_rows(dialect::MigrationSession& session, const HistoryTable& table,
                 std::string_view column, const std::string& value);

/// `true` or `false`, for SQL.
inline const char* truth(bool value) {
    return value ? "true" : "false";
}

/// Whether a migration that is not applied has left something in the database.
bool is_partly_in(const Revision& revision);

/// Milliseconds as a number of nanoseconds.
std::string nanoseconds_text(const Revision& revision);

/// The moment as RFC 3339 has it, in UTC: `2026-03-01T10:00:00Z`.
std::string now_as_rfc3339();

}  // namespace erdmark::runner
