#include <array>
#include <map>

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
    const std::vector<dialect::Row> found = connection.query(fmt::format(
        "SELECT version_id, is_applied, tstamp FROM {} ORDER BY id", place.table.quoted()));
    std::map<std::string, std::size_t> last;
    for (std::size_t index = 0; index < found.size(); ++index) {
        last[text_at(found[index], 0)] = index;
    }
    std::vector<Revision> rows;
    for (std::size_t index = 0; index < found.size(); ++index) {
        const dialect::Row& row = found[index];
        const std::string version = text_at(row, 0);
        if (last[version] == index && version != "0" && is_true(text_at(row, 1))) {
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
            .known_by = "version_id",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
