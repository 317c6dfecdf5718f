#include <array>

#include <fmt/format.h>

#include "base/sha256.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://orm.drizzle.team/docs/migrations: `__drizzle_migrations(id, hash, created_at)`, the
// SHA-256 of the text and the moment that the journal has. Drizzle runs what is newer than the
// newest row.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

bool matches(const dialect::TableColumns& table) {
    return has_all(table, std::array<std::string_view, 3>{"id", "hash", "created_at"}) &&
           (table.table.name.find("migration") != std::string::npos);
}

std::vector<std::string> checksums_of(const OrderedMigration& migration) {
    std::vector<std::string> checksums;
    for (const std::string& text : line_end_forms(text_of(migration))) {
        checksums.push_back(sha256_hex(text));
    }
    return checksums;
}

std::vector<std::string> names_of(const OrderedMigration& migration) {
    std::vector<std::string> names = checksums_of(migration);
    names.push_back(migration.migration.moment);
    return names;
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT hash, created_at FROM {} ORDER BY created_at", place.table.quoted()))) {
        rows.push_back(
            {.key = text_at(row, 0), .version = text_at(row, 1), .checksum = text_at(row, 0)});
    }
    name_files(rows, place.folder, names_of);
    expect_checksums(rows, place.folder, checksums_of);
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "hash", revision.checksum);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    if (!revision.is_applied() || file == nullptr) {
        return;
    }
    const std::string& moment = file->migration.moment;
    if (!moment.empty()) {
        delete_rows(session, place.table, "created_at", moment);
    }
    insert_row(
        session, place.table,
        std::array{Cell{"hash", checksums_of(*file).front(), ""},
                   Cell{"created_at", moment.empty() ? std::nullopt : std::optional(moment), ""},
                   Cell{"name", file->migration.id(), ""},
                   Cell{"applied_at", {}, std::string(place.words().now)}});
}

}  // namespace

HistoryShape drizzle_shape() {
    return {.name = "drizzle",
            .known_by = "hash",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
