#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://github.com/pressly/goose: `goose_db_version(id, version_id, is_applied, tstamp)`. The
// last row of a version counts: older versions of goose added one for each direction. A row for
// version 0 is no migration.

namespace erdmark::runner {
namespace {

constexpr std::array<std::string_view, 3> kGooseColumns{"version_id", "is_applied", "tstamp"};

bool matches(const dialect::TableColumns& table) {
    return has_all(table, kGooseColumns);
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT version_id, is_applied, tstamp FROM {} ORDER BY id", place.table.quoted()))) {
        const std::string version = text_at(row, 0);
        std::erase_if(rows, [&](const Revision& each) { return each.version == version; });
        if (version != "0" && is_true(text_at(row, 1))) {
            rows.push_back({.key = migration::plain_version(version),
                            .version = version,
                            .applied_at = text_at(row, 2)});
        }
    }
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "version_id", revision.key);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    if (!revision.is_applied()) {
        return;
    }
    remove(session, place, revision);
    insert_row(
        session, place.table,
        std::array{Cell{"version_id", revision.key, ""}, Cell{"is_applied", {}, truth(true)}});
}

}  // namespace

HistoryShape goose_shape() {
    return {.name = "goose",
            .columns = {kGooseColumns.begin(), kGooseColumns.end()},
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
