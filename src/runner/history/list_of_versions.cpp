#include "runner/history/list_of_versions.h"

#include <array>

#include <fmt/format.h>

#include "runner/history/rows.h"

namespace erdmark::runner {

std::vector<Revision> read_versions(dialect::Connection& connection, const HistoryPlace& place) {
    const bool has_moment = place.table.has("run_on");
    std::vector<Revision> rows;
    for (const dialect::Row& row :
         connection.query(fmt::format("SELECT version, {} FROM {} ORDER BY version",
                                      has_moment ? "run_on" : "NULL", place.table.quoted()))) {
        const std::string version = text_at(row, 0);
        rows.push_back({.key = migration::plain_version(version),
                        .version = version,
                        .applied_at = text_at(row, 1)});
    }
    return rows;
}

void put_version(dialect::MigrationSession& session, const HistoryPlace& place,
                 const Revision& revision) {
    if (!revision.is_applied()) {
        return;
    }
    // The file may have written its row itself.
    remove_version(session, place, revision);
    insert_row(session, place.table, std::array{Cell{"version", revision.version, ""}});
}

void remove_version(dialect::MigrationSession& session, const HistoryPlace& place,
                    const Revision& revision) {
    delete_rows(session, place.table, "version", revision.version);
}

HistoryShape list_of_versions_shape(const char* name, std::string_view known_by,
                                    bool (*matches)(const dialect::TableColumns& table)) {
    return {.name = name,
            .known_by = known_by,
            .matches = matches,
            .read = read_versions,
            .put = put_version,
            .remove = remove_version};
}

}  // namespace erdmark::runner
