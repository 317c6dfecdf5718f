#include <array>

#include <fmt/format.h>

#include "base/sha256.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// https://atlasgo.io/versioned/apply: `atlas_schema_revisions`. `applied` of `total` statements are
// in; versions with a dot in front are no migrations.

namespace erdmark::runner {
namespace {

using migration::OrderedMigration;

constexpr auto kAtlasColumns = std::to_array<std::string_view>(
    {"version", "description", "type", "applied", "total", "executed_at"});

/// The bits of `type`.
constexpr unsigned kBaselineBit = 1;
constexpr const char* kExecuted = "2";
constexpr const char* kResolvedByHand = "4";

bool matches(const dialect::TableColumns& table) {
    return has_all(table, kAtlasColumns);
}

Revision row_of(const dialect::Row& row) {
    const std::string applied = text_at(row, 3);
    const std::string total = text_at(row, 4);
    const auto nanoseconds = number_of<std::int64_t>(text_at(row, 6));
    constexpr std::int64_t kMillisecond = 1'000'000;
    const bool is_baseline = (number_of<unsigned>(text_at(row, 2)).value_or(0) & kBaselineBit) != 0;
    const bool is_whole = is_baseline || applied == total;
    return {.key = migration::plain_version(text_at(row, 0)),
            .version = text_at(row, 0),
            .name = text_at(row, 1),
            .applied_at = text_at(row, 5),
            .milliseconds = nanoseconds ? std::optional(*nanoseconds / kMillisecond) : std::nullopt,
            .status = !is_whole     ? RevisionStatus::Failed
                      : is_baseline ? RevisionStatus::Baseline
                                    : RevisionStatus::Success,
            .error = text_at(row, 7),
            .statements = number_of<std::size_t>(total),
            .applied_statements = number_of<std::size_t>(applied),
            .extent_unknown = !is_whole};
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    std::optional<migration::VersionNumber> baseline;
    for (const dialect::Row& row : connection.query(
             fmt::format("SELECT version, description, type, applied, total, executed_at, {}, {} "
                         "FROM {} ORDER BY version",
                         place.table.has("execution_time") ? "execution_time" : "NULL",
                         place.table.has("error") ? "error" : "NULL", place.table.quoted()))) {
        if (text_at(row, 0).starts_with('.')) {
            continue;
        }
        rows.push_back(row_of(row));
        if (rows.back().status == RevisionStatus::Baseline) {
            baseline = migration::parse_version(rows.back().version, "._");
        }
    }
    if (baseline) {
        add_baselines(rows, place.folder, *baseline);
    }
    return rows;
}

std::string base64(std::string_view hex) {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    // Three hexadecimal digits are two of base 64; a byte too few at the end is a sign of equality.
    std::string padded(hex);
    std::size_t missing = 0;
    while (padded.size() % 6 != 0) {
        padded += "00";
        ++missing;
    }
    std::string text;
    for (std::size_t at = 0; at < padded.size(); at += 3) {
        const auto bits = static_cast<unsigned>(std::stoul(padded.substr(at, 3), nullptr, 16));
        text += kDigits[bits >> 6U];
        text += kDigits[bits & 0x3FU];
    }
    return text.replace(text.size() - missing, missing, missing, '=');
}

/// The hash that atlas.sum has for a file: of the names and texts of all files up to it.
std::string hash_of(const OrderedMigration& file, Folder folder) {
    std::string hashed;
    for (const OrderedMigration& each : folder) {
        hashed += file_of(each) + text_of(each);
        if (&each == &file) {
            break;
        }
    }
    return base64(sha256_hex(hashed));
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    delete_rows(session, place.table, "version", revision.version);
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    remove(session, place, revision);
    const OrderedMigration* file = place.find(revision.key);
    if (file == nullptr || (!revision.is_applied() && !is_partly_in(revision))) {
        return;
    }
    const sql::Script script{.text = revision.up_sql.value_or("")};
    const std::size_t total =
        revision.statements.value_or(split_statements(script, place.dialect.syntax()).size());
    const std::size_t applied =
        revision.is_applied() ? total : revision.applied_statements.value_or(0);
    const bool is_stamp = revision.status == RevisionStatus::Baseline;
    insert_row(
        session, place.table,
        std::array{
            Cell{"version", revision.version, ""}, Cell{"description", revision.name, ""},
            Cell{"type", is_stamp ? kResolvedByHand : kExecuted, ""},
            Cell{"applied", fmt::to_string(applied), ""}, Cell{"total", fmt::to_string(total), ""},
            Cell{"executed_at", {}, std::string(place.words().now)},
            Cell{"execution_time", nanoseconds_text(revision), ""},
            Cell{"error", revision.error, ""}, Cell{"error_stmt", "", ""},
            Cell{"hash", hash_of(*file, place.folder), ""},
            Cell{"partial_hashes", std::nullopt, ""}, Cell{"operator_version", "erdmark", ""}});
}

}  // namespace

HistoryShape atlas_shape() {
    return {.name = "atlas",
            .known_by = "executed_at",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
