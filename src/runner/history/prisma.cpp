#include <algorithm>
#include <array>
#include <random>

#include <fmt/format.h>

#include "base/sha256.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://www.prisma.io/docs/orm/prisma-migrate: `_prisma_migrations`, a row for each try, by the
// name of the folder. One that is neither finished nor rolled back has failed.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

constexpr auto kPrismaColumns = std::to_array<std::string_view>(
    {"id", "checksum", "finished_at", "migration_name", "rolled_back_at", "started_at"});

bool matches(const dialect::TableColumns& table) {
    return has_all(table, kPrismaColumns);
}

std::string folder_of(const OrderedMigration& migration) {
    return migration.migration.id();
}

std::vector<std::string> names_of(const OrderedMigration& migration) {
    return {folder_of(migration)};
}

std::vector<std::string> checksums_of(const OrderedMigration& migration) {
    std::vector<std::string> checksums;
    for (const std::string& text : line_end_forms(text_of(migration))) {
        checksums.push_back(sha256_hex(text));
    }
    return checksums;
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT migration_name, checksum, finished_at FROM {} WHERE rolled_back_at IS NULL "
             "ORDER BY started_at, migration_name",
             place.table.quoted()))) {
        const std::string name = text_at(row, 0);
        const bool is_finished = !text_at(row, 2).empty();
        std::erase_if(rows, [&](const Revision& each) { return each.version == name; });
        rows.push_back({.key = name,
                        .version = name,
                        .checksum = text_at(row, 1),
                        .applied_at = text_at(row, 2),
                        .status = is_finished ? RevisionStatus::Success : RevisionStatus::Failed,
                        .extent_unknown = !is_finished});
    }
    name_files(rows, place.folder, names_of);
    expect_checksums(rows, place.folder, checksums_of);
    return rows;
}

/// A random number in the form of RFC 4122.
std::string new_uuid() {
    std::random_device chance;
    const auto bits = [&](std::uint32_t mask) { return chance() & mask; };
    constexpr std::uint32_t kVersion4 = 0x4000;
    constexpr std::uint32_t kVariant = 0x8000;
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:04x}{:08x}", bits(0xFFFFFFFF), bits(0xFFFF),
                       bits(0x0FFF) | kVersion4, bits(0x3FFF) | kVariant, bits(0xFFFF),
                       bits(0xFFFFFFFF));
}

void remove_named(dialect::MigrationSession& session, const HistoryPlace& place,
                  const std::string& name, std::string_view condition) {
    const std::array<std::optional<std::string>, 1> values{name};
    session.write(
        fmt::format("DELETE FROM {} WHERE migration_name = ? AND rolled_back_at IS NULL{}",
                    place.table.quoted(), condition),
        values);
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    remove_named(session, place, file == nullptr ? revision.version : folder_of(*file), "");
}

/// Changes the checksum of a migration that is applied; false when it is not.
bool realign(dialect::MigrationSession& session, const HistoryPlace& place,
             const OrderedMigration& file) {
    const std::vector<Revision> rows = read(session, place);
    const auto old = std::ranges::find(rows, file.key, &Revision::key);
    if (old == rows.end() || !old->is_applied()) {
        return false;
    }
    update_rows(session, place.table, std::array{Cell{"checksum", checksums_of(file).front(), ""}},
                {"migration_name", folder_of(file), ""});
    return true;
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const OrderedMigration* file = place.find(revision.key);
    if (file == nullptr) {
        return;
    }
    remove_named(session, place, folder_of(*file), " AND finished_at IS NULL");
    const bool is_kept = revision.is_applied() || is_partly_in(revision);
    if (!is_kept || realign(session, place, *file)) {
        return;
    }
    const std::string now(place.words().now);
    insert_row(
        session, place.table,
        std::array{Cell{"id", new_uuid(), ""}, Cell{"checksum", checksums_of(*file).front(), ""},
                   Cell{"finished_at", {}, revision.is_applied() ? now : "NULL"},
                   Cell{"migration_name", folder_of(*file), ""}, Cell{"started_at", {}, now},
                   Cell{"applied_steps_count", {}, revision.is_applied() ? "1" : "0"}});
}

}  // namespace

HistoryShape prisma_shape() {
    return {.name = "prisma",
            .known_by = "rolled_back_at",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
