#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "migration/ordered_migration.h"
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

/// A text as SQL, for what takes no values beside it.
std::string quoted_text(std::string_view text);

/// What a shape reads and writes.
struct HistoryPlace {
    const HistoryTable& table;
    const dialect::Dialect& dialect;
    /// The migrations whose history it is, in their order. Rows are told from each other by what
    /// the tool calls its files, so without them some rows mean nothing.
    std::span<const migration::OrderedMigration> folder;

    const dialect::TableWords& words() const { return dialect.table_words(); }

    /// The migration of that key, or a null pointer.
    const migration::OrderedMigration* find(std::string_view key) const;
};

/// How a tool keeps its history. To add one, write a file beside this one and a line in
/// history_shapes.cpp. Tables are known by their columns, since several tools share a name.
struct HistoryShape {
    const char* name;  ///< Of the tool: `dbmate`.

    /// A column of every such table, by which they are looked for: one that few other tables have,
    /// since the columns of all that are found are read.
    std::string_view known_by;

    /// Whether a table is one.
    bool (*matches)(const dialect::TableColumns& table);

    /// All rows, in the order in which they were applied, with the keys of the migrations that they
    /// stand for.
    std::vector<Revision> (*read)(dialect::Connection& connection, const HistoryPlace& place);

    /// Writes a row as the tool would, or changes the one of the same key. What the table has no
    /// column for is left out; a row that is not applied is left out by those that know no such
    /// state.
    void (*put)(dialect::MigrationSession& session, const HistoryPlace& place,
                const Revision& revision);

    /// Takes a row away that `read` gave.
    void (*remove)(dialect::MigrationSession& session, const HistoryPlace& place,
                   const Revision& revision);
};

/// All shapes; of two that a table fits, the first is meant.
std::span<const HistoryShape> history_shapes();

/// Ours, and the tables of its kind that projects made for themselves: whatever of its columns they
/// have.
HistoryShape records_shape();
HistoryShape alembic_shape();
HistoryShape atlas_shape();
/// dbmate and Rails have the same table.
HistoryShape dbmate_shape();
HistoryShape diesel_shape();
HistoryShape drizzle_shape();
HistoryShape flyway_shape();
HistoryShape golang_migrate_shape();
HistoryShape goose_shape();
HistoryShape graphile_migrate_shape();
HistoryShape node_pg_migrate_shape();
HistoryShape pop_shape();
HistoryShape prisma_shape();
HistoryShape refinery_shape();
HistoryShape sql_migrate_shape();
HistoryShape sqlx_shape();
HistoryShape supabase_shape();
HistoryShape tern_shape();

}  // namespace erdmark::runner
