#include <array>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://github.com/graphile/migrate: `graphile_migrate.migrations(hash, previous_hash, filename,
// date)`. The hashes are those of the headers `--! Hash:` and `--! Previous:` of the files.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

constexpr auto kGraphileColumns =
    std::to_array<std::string_view>({"hash", "previous_hash", "filename", "date"});

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, kGraphileColumns);
}

/// What follows `--! NAME:` on a line of its own; empty without one.
std::string header_of(const OrderedMigration& migration, std::string_view name) {
    const std::string start = fmt::format("--! {}:", name);
    for (const std::string_view line : split_lines(migration.migration.up.text)) {
        if (line.starts_with(start)) {
            return std::string(trim(line.substr(start.size())));
        }
    }
    return "";
}

std::vector<std::string> names_of(const OrderedMigration& migration) {
    return {file_of(migration)};
}

std::vector<std::string> checksums_of(const OrderedMigration& migration) {
    const std::string hash = header_of(migration, "Hash");
    return hash.empty() ? std::vector<std::string>() : std::vector<std::string>{hash};
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT filename, hash, date FROM {} ORDER BY filename", place.table.quoted()))) {
        rows.push_back({.key = text_at(row, 0),
                        .file = text_at(row, 0),
                        .checksum = text_at(row, 1),
                        .applied_at = text_at(row, 2)});
    }
    name_files(rows, place.folder, names_of);
    expect_checksums(rows, place.folder, checksums_of);
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "filename", revision.file);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    if (!revision.is_applied() || file == nullptr) {
        return;
    }
    const std::string hash = header_of(*file, "Hash");
    if (hash.empty()) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: has no line '--! Hash:', which the history of "
                                "graphile-migrate needs; commit it with graphile-migrate, or leave "
                                "that history with 'erdmark migrate adopt'",
                                file->migration.up.file));
    }
    const std::string previous = header_of(*file, "Previous");
    const bool is_first = previous.empty() || previous == "-";
    remove(session, place, revision);
    insert_row(
        session, place.table,
        std::array{Cell{"hash", hash, ""},
                   Cell{"previous_hash", is_first ? std::nullopt : std::optional(previous), ""},
                   Cell{"filename", revision.file, ""},
                   Cell{"date", {}, std::string(place.words().now)}});
}

}  // namespace

HistoryShape graphile_migrate_shape() {
    return {.name = "graphile-migrate",
            .known_by = "previous_hash",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
