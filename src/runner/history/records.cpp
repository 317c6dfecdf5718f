#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "runner/history/files.h"
#include "runner/history/history_shape.h"
#include "runner/history/rows.h"

// A row for each migration with all that is known of it (docs/formats/history.md). Some projects
// have tables of this kind with fewer columns, by number or by the name of the file.

namespace erdmark::runner {

namespace {

constexpr std::array<std::string_view, 2> kByNumber{"version", "applied_at"};
constexpr std::array<std::string_view, 2> kByFile{"migration_name", "executed_at"};

/// Of every kind of records, beside what they are known by.
constexpr std::string_view kChecksum = "checksum";
constexpr std::string_view kTime = "execution_time_ms";

bool is_records(const dialect::TableColumns& table) {
    const std::array<std::string_view, 2> shared{kChecksum, kTime};
    return has_all(table, shared) && (has_all(table, kByNumber) || has_all(table, kByFile));
}

/// The column that tells a row.
std::string_view key_column(const HistoryTable& table) {
    return table.has("version") ? "version" : "migration_name";
}

std::string number_text(std::optional<std::size_t> number) {
    return number ? fmt::to_string(*number) : "";
}

/// What a revision has for a column; nothing for one that is not filled by us.
std::optional<std::string> value_of(const Revision& revision, std::string_view column) {
    if (column == "version") {
        return revision.key;
    }
    if (column == "name") {
        return revision.name.empty() ? revision.key : revision.name;
    }
    if (column == "migration_name") {
        return revision.file;
    }
    if (column == "checksum") {
        return revision.checksum;
    }
    if (column == "token_checksum") {
        return revision.token_checksum;
    }
    if (column == "status") {
        return word_of(revision.status);
    }
    if (column == "applied_by") {
        return revision.applied_by;
    }
    return std::nullopt;
}

std::optional<std::string> non_empty(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

/// The same for columns that may be NULL.
std::optional<std::string> optional_value_of(const Revision& revision, std::string_view column) {
    if (column == "execution_time_ms") {
        return revision.milliseconds ? std::optional(fmt::to_string(*revision.milliseconds))
                                     : std::nullopt;
    }
    if (column == "error_message") {
        return non_empty(revision.error);
    }
    if (column == "statements_total") {
        return non_empty(number_text(revision.statements));
    }
    if (column == "statements_applied") {
        return non_empty(number_text(revision.applied_statements));
    }
    return column == "up_sql" ? revision.up_sql : revision.down_sql;
}

constexpr std::array<std::string_view, 7> kTold{
    "version", "name", "migration_name", "checksum", "status", "token_checksum", "applied_by"};
constexpr std::array<std::string_view, 6> kOptional{
    "execution_time_ms",  "error_message", "statements_total",
    "statements_applied", "up_sql",        "down_sql"};
constexpr std::array<std::string_view, 2> kMoments{"applied_at", "executed_at"};

/// The parts of an INSERT, for the columns that the table has.
struct Insertion {
    std::vector<std::string> columns;
    std::vector<std::string> expressions;
    std::vector<std::optional<std::string>> values;

    void add(std::string_view column, std::optional<std::string> value) {
        columns.push_back(quoted_name(column));
        expressions.emplace_back("?");
        values.push_back(std::move(value));
    }
};

Insertion insertion_of(const HistoryTable& table, const Revision& revision,
                       const dialect::TableWords& words) {
    Insertion insertion;
    for (const std::string_view column : kTold) {
        if (table.has(column)) {
            insertion.add(column, value_of(revision, column));
        }
    }
    for (const std::string_view column : kOptional) {
        if (table.has(column)) {
            insertion.add(column, optional_value_of(revision, column));
        }
    }
    for (const std::string_view column : kMoments) {
        if (table.has(column)) {
            insertion.columns.push_back(quoted_name(column));
            insertion.expressions.emplace_back(words.now);
        }
    }
    return insertion;
}

/// A table without a column for the status knows applied migrations only.
bool is_kept(const HistoryTable& table, const Revision& revision) {
    return table.has("status") || revision.is_applied();
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    const HistoryTable& table = place.table;
    if (!is_kept(table, revision)) {
        return;
    }
    const Insertion insertion = insertion_of(table, revision, place.words());
    std::vector<std::string> changes;
    for (const std::string& column : insertion.columns) {
        changes.push_back(fmt::format("{0} = excluded.{0}", column));
    }
    session.write(fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT ({}) DO UPDATE SET {}",
                              table.quoted(), join(insertion.columns, ", "),
                              join(insertion.expressions, ", "), quoted_name(key_column(table)),
                              join(changes, ", ")),
                  insertion.values);
}

void remove(dialect::MigrationSession& session, const HistoryPlace& place,
            const Revision& revision) {
    const std::string_view column = key_column(place.table);
    delete_rows(session, place.table, column, column == "version" ? revision.key : revision.file);
}

RevisionStatus status_of_word(const std::string& word) {
    if (word == "failed") {
        return RevisionStatus::Failed;
    }
    if (word == "running") {
        return RevisionStatus::Running;
    }
    return word == "baseline" ? RevisionStatus::Baseline : RevisionStatus::Success;
}

constexpr auto kRead = std::to_array<std::string_view>(
    {"version", "name", "migration_name", "checksum", "token_checksum", "execution_time_ms",
     "status", "error_message", "statements_total", "statements_applied", "applied_by"});

Revision revision_of(const dialect::Row& row) {
    Revision revision{.version = text_at(row, 0),
                      .name = text_at(row, 1),
                      .file = text_at(row, 2),
                      .checksum = text_at(row, 3),
                      .token_checksum = text_at(row, 4),
                      .milliseconds = number_of<std::int64_t>(text_at(row, 5)),
                      .status = status_of_word(text_at(row, 6)),
                      .error = text_at(row, 7),
                      .statements = number_of<std::size_t>(text_at(row, 8)),
                      .applied_statements = number_of<std::size_t>(text_at(row, 9)),
                      .applied_by = text_at(row, 10)};
    revision.applied_at = text_at(row, 11);
    revision.has_down = is_true(text_at(row, 12));
    revision.key = revision.version.empty() ? key_of_file(revision.file)
                                            : migration::plain_version(revision.version);
    return revision;
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    const HistoryTable& table = place.table;
    std::vector<std::string> expressions;
    expressions.reserve(kRead.size() + 2);
    for (const std::string_view column : kRead) {
        expressions.push_back(table.has(column) ? quoted_name(column) : "NULL");
    }
    expressions.push_back(quoted_name(table.has("applied_at") ? "applied_at" : "executed_at"));
    expressions.emplace_back(table.has("down_sql") ? "down_sql IS NOT NULL" : "NULL");
    const std::string order =
        table.has("id") ? "\"id\"" : expressions.at(kRead.size()) + ", " + expressions.front();
    std::vector<Revision> revisions;
    for (const dialect::Row& row : connection.query(fmt::format(
             "SELECT {} FROM {} ORDER BY {}", join(expressions, ", "), table.quoted(), order))) {
        Revision& revision = revisions.emplace_back(revision_of(row));
        revision.extent_unknown =
            table.has("statements_total") && !revision.is_applied() && !revision.statements;
    }
    return revisions;
}

}  // namespace

HistoryShape records_shape() {
    return {.name = "erdmark",
            .known_by = kChecksum,
            .matches = is_records,
            .read = read,
            .put = put,
            .remove = remove};
}

}  // namespace erdmark::runner
