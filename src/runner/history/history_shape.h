#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "runner/revision.h"

namespace erdmark::runner {

/// A table that keeps a history, as it is in the database.
struct HistoryTable {
    std::string space;  ///< Empty where the engine has no namespaces.
    std::string name;
    std::vector<std::string> columns;

    bool has(std::string_view column) const;

    /// `"public"."schema_migrations"`, for SQL.
    std::string quoted() const;

    /// The same for a table of ours beside it: with `_log` behind its name.
    std::string quoted_beside(std::string_view suffix) const;

    /// `public.schema_migrations`, for messages.
    std::string shown() const;
};

/// A name as SQL, in the quotes of the standard.
std::string quoted_name(std::string_view name);

/// How a tool keeps its history. To add one, write a file beside this one and a line in
/// history_shapes.cpp. Tables are known by their columns, since several tools share a name.
struct HistoryShape {
    const char* name;  ///< Of the tool: `dbmate`.

    /// Some columns that every such table has, by which they are looked for.
    std::vector<std::string_view> columns;

    /// Whether a table that has those columns is one.
    bool (*matches)(const dialect::TableColumns& table);

    /// All rows, in the order in which they were applied.
    std::vector<Revision> (*read)(dialect::Connection& connection, const HistoryTable& table);

    /// Writes a row, or changes the one of the same key. What the table has no column for is left
    /// out; a row that is not applied is left out by those that know no such state.
    void (*put)(dialect::MigrationSession& session, const HistoryTable& table,
                const Revision& revision, const dialect::TableWords& words);

    /// Takes a row away.
    void (*remove)(dialect::MigrationSession& session, const HistoryTable& table,
                   const Revision& revision);
};

/// All shapes; of two that a table fits, the first is meant.
std::span<const HistoryShape> history_shapes();

/// Ours, and the tables of its kind that projects made for themselves: whatever of its columns they
/// have.
HistoryShape records_shape();

// What shapes share.

/// A value of a row, empty for NULL.
std::string text_at(const dialect::Row& row, std::size_t index);

/// Whether a value is true: `t`, `true`, `1`.
bool is_true(const std::string& value);

/// Whether a table has exactly these columns, in any order.
bool has_exactly(const dialect::TableColumns& table, std::span<const std::string_view> columns);
bool has_all(const dialect::TableColumns& table, std::span<const std::string_view> columns);

}  // namespace erdmark::runner
