#include <array>

#include <fmt/format.h>

#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://github.com/golang-migrate/migrate: `schema_migrations(version bigint, dirty boolean)`, at
// most one row. All up to its version is applied; `dirty` says that the last one was not finished.
// -1 is a first one that was undone half-way.

namespace erdmark::runner {
namespace {

using migration::VersionNumber;

constexpr std::array<std::string_view, 2> kGolangColumns{"version", "dirty"};

struct LastVersion {
    std::string version;  ///< Empty when nothing is applied.
    bool dirty = false;
};

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, kGolangColumns);
}

LastVersion read_last(dialect::Connection& connection, const HistoryTable& table) {
    const std::vector<dialect::Row> rows =
        connection.query(fmt::format("SELECT version, dirty FROM {}", table.quoted()));
    return rows.empty() ? LastVersion{}
                        : LastVersion{text_at(rows.front(), 0), is_true(text_at(rows.front(), 1))};
}

void write_last(dialect::MigrationSession& session, const HistoryTable& table,
                const std::optional<std::string>& version, bool dirty) {
    session.write(fmt::format("DELETE FROM {}", table.quoted()), {});
    if (version) {
        insert_row(session, table,
                   std::array{Cell{"version", *version, ""}, Cell{"dirty", {}, truth(dirty)}});
    }
}

/// The key of the row that is not finished: the first migration for -1.
std::string dirty_key(const LastVersion& last, Folder folder) {
    return last.version.starts_with('-') && !folder.empty()
               ? folder.front().key
               : migration::plain_version(last.version);
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    const LastVersion last = read_last(connection, place.table);
    if (last.version.empty()) {
        return {};
    }
    const std::string key = last.dirty ? dirty_key(last, place.folder) : last.version;
    std::vector<Revision> rows = rows_up_to(place.folder, key);
    if (last.dirty) {
        for (Revision& row : rows) {
            row.extent_unknown = row.key == key;
            row.status = row.extent_unknown ? RevisionStatus::Failed : row.status;
        }
    }
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    const LastVersion last = read_last(session, place.table);
    const bool is_below =
        !last.version.starts_with('-') && VersionNumber(last.version) < VersionNumber(revision.key);
    if (!last.version.empty() && !is_below) {
        write_last(session, place.table, number_before(place.folder, revision.key), false);
    }
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const LastVersion last = read_last(session, place.table);
    const bool is_last = migration::plain_version(last.version) == revision.key;
    if (!revision.is_applied() && !is_partly_in(revision)) {
        if (is_last && last.dirty) {
            remove(session, place, revision);
        }
        return;
    }
    const bool is_behind = !last.version.empty() && !last.version.starts_with('-') &&
                           VersionNumber(last.version) > VersionNumber(revision.key);
    if (!is_behind) {
        write_last(session, place.table, revision.key, !revision.is_applied());
    }
}

}  // namespace

HistoryShape golang_migrate_shape() {
    return {.name = "golang-migrate",
            .known_by = "dirty",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
