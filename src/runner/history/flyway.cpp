#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/crc32.h"
#include "base/text.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://documentation.red-gate.com/fd/flyway-schema-history-table-273973417.html: a row for each
// thing that was done, in the order of `installed_rank`. Those without a version are repeatable.
// DELETE takes a version back, UNDO_SQL undoes it, BASELINE stands for all up to it.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

constexpr auto kFlywayColumns = std::to_array<std::string_view>(
    {"installed_rank", "version", "description", "type", "script", "checksum", "success"});

bool matches(const dialect::TableColumns& table) {
    return has_all(table, kFlywayColumns);
}

/// `01.2_0` as `1.2`: missing parts are 0.
std::string plain_flyway_version(std::string_view version) {
    std::vector<std::string> parts;
    const std::string dotted = replace_all(version, "_", ".");
    for (const std::string_view part : split(dotted, '.')) {
        parts.push_back(migration::plain_version(part));
    }
    while (parts.size() > 1 && parts.back() == "0") {
        parts.pop_back();
    }
    return join(parts, ".");
}

/// What tells a row from others, both for those with a version and for repeatable ones.
std::string flyway_identity(const std::string& version, const std::string& description) {
    return version.empty() ? "R " + description : plain_flyway_version(version);
}

std::vector<std::string> names_of(const OrderedMigration& migration) {
    const migration::Migration& file = migration.migration;
    return {flyway_identity(file.repeatable ? "" : file.version, description_of(file.name))};
}

/// CRC-32 of the lines without their ends, as a signed number.
std::vector<std::string> checksums_of(const OrderedMigration& migration) {
    const std::string lines = replace_all(replace_all(text_of(migration), "\r", ""), "\n", "");
    return {fmt::to_string(static_cast<std::int32_t>(crc32(lines)))};
}

struct FlywayRow {
    std::string type;
    Revision revision;
};

FlywayRow row_of(const dialect::Row& row) {
    FlywayRow read{.type = text_at(row, 2)};
    const bool is_success = is_true(text_at(row, 7));
    read.revision = {.key = flyway_identity(text_at(row, 0), text_at(row, 1)),
                     .version = text_at(row, 0),
                     .name = text_at(row, 1),
                     .file = std::string(migration::base_name(text_at(row, 3))),
                     .checksum = text_at(row, 4),
                     .applied_at = text_at(row, 5),
                     .milliseconds = number_of<std::int64_t>(text_at(row, 6)),
                     .status = is_success ? RevisionStatus::Success : RevisionStatus::Failed,
                     .applied_by = text_at(row, 8),
                     .extent_unknown = !is_success};
    return read;
}

/// Rows of the table in the order in which they came.
std::vector<FlywayRow> read_rows(dialect::Connection& connection, const HistoryTable& table) {
    std::vector<FlywayRow> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT version, description, type, script, checksum, installed_on, execution_time, "
             "success, installed_by FROM {} ORDER BY installed_rank",
             table.quoted()))) {
        rows.push_back(row_of(row));
    }
    return rows;
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    std::optional<migration::VersionNumber> baseline;
    for (FlywayRow& row : read_rows(connection, place.table)) {
        const bool is_marker = row.type == "SCHEMA";
        const bool is_undone = row.type == "DELETE" || row.type.starts_with("UNDO");
        if (is_marker || (is_undone && row.revision.extent_unknown)) {
            continue;
        }
        std::erase_if(rows, [&](const Revision& each) { return each.key == row.revision.key; });
        if (is_undone) {
            continue;
        }
        if (row.type.find("BASELINE") != std::string::npos) {
            baseline = migration::parse_version(row.revision.version, "._");
            row.revision.status =
                row.type == "BASELINE" ? RevisionStatus::Baseline : row.revision.status;
        }
        rows.push_back(std::move(row.revision));
    }
    name_files(rows, place.folder, names_of);
    expect_checksums(rows, place.folder, checksums_of);
    if (baseline) {
        add_baselines(rows, place.folder, *baseline);
    }
    return rows;
}

/// The condition for the rows of a migration, with its values behind those that are there.
std::string rows_of(const Revision& revision, bool is_repeatable,
                    std::vector<std::optional<std::string>>& values) {
    values.emplace_back(is_repeatable ? description_of(revision.name)
                                      : replace_all(revision.version, "_", "."));
    return is_repeatable ? "version IS NULL AND description = ?" : "version = ?";
}

bool is_repeatable(const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    return file != nullptr ? file->migration.repeatable : revision.version.empty();
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    std::vector<std::optional<std::string>> values;
    const std::string condition = rows_of(revision, is_repeatable(place, revision), values);
    session.write(fmt::format("DELETE FROM {} WHERE {}", place.table.quoted(), condition), values);
}

/// Rows of failed runs stand in the way of others.
void remove_failed(dialect::MigrationSession& session, const HistoryPlace& place,
                   const Revision& revision) {
    std::vector<std::optional<std::string>> values;
    const std::string condition = rows_of(revision, is_repeatable(place, revision), values);
    session.write(
        fmt::format("DELETE FROM {} WHERE {} AND NOT success", place.table.quoted(), condition),
        values);
}

/// Changes the checksum of a version that is applied; false when it is not.
bool realign(dialect::MigrationSession& session, const HistoryPlace& place,
             const Revision& revision, const std::string& checksum) {
    std::vector<Revision> rows = read(session, place);
    const auto old = std::ranges::find(rows, revision.key, &Revision::key);
    if (old == rows.end() || !old->is_applied() || old->checksum.empty()) {
        return false;
    }
    std::vector<std::optional<std::string>> values{checksum};
    const std::string condition = rows_of(*old, false, values);
    session.write(
        fmt::format("UPDATE {} SET checksum = ? WHERE {}", place.table.quoted(), condition),
        values);
    return true;
}

std::string next_rank(dialect::MigrationSession& session, const HistoryTable& table) {
    return text_at(session
                       .query(fmt::format("SELECT coalesce(max(installed_rank), 0) + 1 FROM {}",
                                          table.quoted()))
                       .front(),
                   0);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    remove_failed(session, place, revision);
    if (file == nullptr || (!revision.is_applied() && !is_partly_in(revision))) {
        return;
    }
    const bool is_without_version = file->migration.repeatable;
    const std::string checksum = checksums_of(*file).front();
    if (!is_without_version && realign(session, place, revision, checksum)) {
        return;
    }
    const std::optional<std::string> version =
        is_without_version ? std::nullopt : std::optional(replace_all(revision.version, "_", "."));
    insert_row(
        session, place.table,
        std::array{Cell{"installed_rank", next_rank(session, place.table), ""},
                   Cell{"version", version, ""},
                   Cell{"description", description_of(revision.name), ""}, Cell{"type", "SQL", ""},
                   Cell{"script", revision.file, ""}, Cell{"checksum", checksum, ""},
                   Cell{"installed_by", revision.applied_by, ""},
                   Cell{"installed_on", {}, std::string(place.words().now)},
                   Cell{"execution_time", fmt::to_string(revision.milliseconds.value_or(0)), ""},
                   Cell{"success", {}, truth(revision.is_applied())}});
}

}  // namespace

HistoryShape flyway_shape() {
    return {.name = "flyway",
            .known_by = "installed_rank",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
