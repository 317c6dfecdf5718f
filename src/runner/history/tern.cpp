#include <array>

#include <fmt/format.h>

#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://github.com/jackc/tern: `schema_version(version int4)`, one row. All up to that number is
// applied; 0 is nothing.

namespace erdmark::runner {
namespace {

using migration::VersionNumber;

bool matches(const dialect::TableColumns& table) {
    return is_list_of_versions(table) && !holds_text(table, "version");
}

std::string read_last(dialect::Connection& connection, const HistoryTable& table) {
    const std::vector<dialect::Row> rows =
        connection.query(fmt::format("SELECT version FROM {}", table.quoted()));
    return rows.empty() ? "0" : text_at(rows.front(), 0);
}

void write_last(dialect::MigrationSession& session, const HistoryTable& table,
                const std::string& version) {
    session.write(fmt::format("DELETE FROM {}", table.quoted()), {});
    insert_row(session, table, std::array{Cell{"version", version, ""}});
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    const std::string last = read_last(connection, place.table);
    return last == "0" ? std::vector<Revision>() : rows_up_to(place.folder, last);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const bool is_next =
        VersionNumber(read_last(session, place.table)) < VersionNumber(revision.key);
    if (revision.is_applied() && is_next) {
        write_last(session, place.table, revision.key);
    }
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    if (VersionNumber(read_last(session, place.table)) >= VersionNumber(revision.key)) {
        write_last(session, place.table, number_before(place.folder, revision.key).value_or("0"));
    }
}

}  // namespace

HistoryShape tern_shape() {
    return {.name = "tern",
            .known_by = "version",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
