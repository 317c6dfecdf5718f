#include <array>

#include <fmt/format.h>

#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://salsita.github.io/node-pg-migrate/: `pgmigrations(id, name, run_on)`, the name of the
// file without its suffix.

namespace erdmark::runner {
namespace {

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, std::array<std::string_view, 3>{"id", "name", "run_on"});
}

std::vector<std::string> names_of(const migration::OrderedMigration& migration) {
    const std::string file = file_of(migration);
    std::string_view stem = file;
    migration::drop_suffix(stem, ".sql");
    migration::drop_suffix(stem, ".up");
    return {std::string(stem)};
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT name, run_on FROM {} ORDER BY run_on, id", place.table.quoted()))) {
        rows.push_back(
            {.key = text_at(row, 0), .version = text_at(row, 0), .applied_at = text_at(row, 1)});
    }
    name_files(rows, place.folder, names_of);
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    const migration::OrderedMigration* file = place.find(revision.key);
    delete_rows(session, place.table, "name",
                file == nullptr ? revision.version : names_of(*file).front());
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const migration::OrderedMigration* file = place.find(revision.key);
    if (!revision.is_applied() || file == nullptr) {
        return;
    }
    remove(session, place, revision);
    insert_row(session, place.table,
               std::array{Cell{"name", names_of(*file).front(), ""},
                          Cell{"run_on", {}, std::string(place.words().now)}});
}

}  // namespace

HistoryShape node_pg_migrate_shape() {
    return {.name = "node-pg-migrate",
            .known_by = "run_on",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
