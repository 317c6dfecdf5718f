#include <array>

#include <fmt/format.h>

#include "base/sha256.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://docs.rs/sqlx: `_sqlx_migrations`, with the SHA-384 of the bytes of the file and the time
// in nanoseconds, -1 until it is known. Without `success`, a migration was not finished.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

constexpr auto kSqlxColumns = std::to_array<std::string_view>(
    {"version", "description", "installed_on", "success", "checksum", "execution_time"});

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, kSqlxColumns);
}

std::vector<std::string> checksums_of(const OrderedMigration& migration) {
    std::vector<std::string> checksums;
    for (const std::string& text : line_end_forms(text_of(migration))) {
        checksums.push_back(sha384_hex(text));
    }
    return checksums;
}

Revision row_of(const dialect::Row& row) {
    const auto nanoseconds = number_of<std::int64_t>(text_at(row, 5));
    constexpr std::int64_t kMillisecond = 1'000'000;
    const bool is_success = is_true(text_at(row, 3));
    return {.key = migration::plain_version(text_at(row, 0)),
            .version = text_at(row, 0),
            .name = text_at(row, 1),
            .checksum = text_at(row, 4),
            .applied_at = text_at(row, 2),
            .milliseconds = nanoseconds && *nanoseconds >= 0
                                ? std::optional(*nanoseconds / kMillisecond)
                                : std::nullopt,
            .status = is_success ? RevisionStatus::Success : RevisionStatus::Failed,
            .extent_unknown = !is_success};
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    const std::string checksum = fmt::format(fmt::runtime(place.words().hex_of_bytes), "checksum");
    for (const dialect::Row& row : connection.query(
             fmt::format("SELECT version, description, installed_on, success, {}, execution_time "
                         "FROM {} ORDER BY version",
                         checksum, place.table.quoted()))) {
        rows.push_back(row_of(row));
    }
    expect_checksums(rows, place.folder, checksums_of);
    return rows;
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "version", revision.key);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    remove(session, place, revision);
    const OrderedMigration* file = place.find(revision.key);
    if (file == nullptr || (!revision.is_applied() && !is_partly_in(revision))) {
        return;
    }
    const std::string checksum =
        fmt::format(fmt::runtime(place.words().bytes_of_hex), checksums_of(*file).front());
    insert_row(
        session, place.table,
        std::array{
            Cell{"version", revision.key, ""},
            Cell{"description", description_of(revision.name), ""},
            Cell{"success", {}, truth(revision.is_applied())}, Cell{"checksum", {}, checksum},
            Cell{"execution_time", revision.is_applied() ? nanoseconds_text(revision) : "-1", ""}});
}

}  // namespace

HistoryShape sqlx_shape() {
    return {.name = "sqlx",
            .known_by = "success",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
