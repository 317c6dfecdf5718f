#include <array>

#include <fmt/format.h>

#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://github.com/rubenv/sql-migrate: `gorp_migrations(id, applied_at)`, the name of the file.

namespace erdmark::runner {
namespace {

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, std::array<std::string_view, 2>{"id", "applied_at"}) &&
           holds_text(table, "id");
}

std::vector<std::string> names_of(const migration::OrderedMigration& migration) {
    return {file_of(migration)};
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT id, applied_at FROM {} ORDER BY applied_at, id", place.table.quoted()))) {
        rows.push_back(
            {.key = text_at(row, 0), .file = text_at(row, 0), .applied_at = text_at(row, 1)});
    }
    name_files(rows, place.folder, names_of);
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "id", revision.file);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    if (!revision.is_applied()) {
        return;
    }
    remove(session, place, revision);
    insert_row(session, place.table,
               std::array{Cell{"id", revision.file, ""},
                          Cell{"applied_at", {}, std::string(place.words().now)}});
}

}  // namespace

HistoryShape sql_migrate_shape() {
    return {.name = "sql-migrate",
            .known_by = "applied_at",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
