#include "dialect/postgres/statement_traces.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/index_traces.h"
#include "dialect/postgres/statement_cursor.h"
#include "dialect/postgres/statement_failure.h"
#include "dialect/postgres/statement_rules.h"

namespace erdmark::dialect::postgres {

namespace {

/// PostgreSQL 12 and 13 do not have the column.
constexpr std::string_view kPartition = R"sql(
SELECT pg_catalog.format('%I.%I', tn.nspname, t.relname),
       pg_catalog.format('%I.%I', pn.nspname, p.relname),
       pg_catalog.to_jsonb(i) ->> 'inhdetachpending'
FROM pg_catalog.pg_inherits i
JOIN pg_catalog.pg_class t ON t.oid = i.inhparent
JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
JOIN pg_catalog.pg_class p ON p.oid = i.inhrelid
JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
WHERE i.inhparent = pg_catalog.to_regclass(NULLIF(?, '')) AND i.inhrelid = pg_catalog.to_regclass(NULLIF(?, ''))
)sql";

/// An object of which a row of the catalog says what was done to it.
struct CatalogObject {
    std::string_view noun;
    std::string_view sql;  ///< Gives one value while it is there.
};

constexpr auto kCatalogObjects = std::to_array<CatalogObject>({
    {"DATABASE",
     "SELECT dattablespace FROM pg_catalog.pg_database "
     "WHERE datname = (pg_catalog.parse_ident(NULLIF(?, '')))[1]::name"},
    {"TABLESPACE",
     "SELECT spcname FROM pg_catalog.pg_tablespace "
     "WHERE spcname = (pg_catalog.parse_ident(NULLIF(?, '')))[1]::name"},
    {"SUBSCRIPTION",
     "SELECT subpublications FROM pg_catalog.pg_subscription "
     "WHERE subname = (pg_catalog.parse_ident(NULLIF(?, '')))[1]::name AND subdbid = "
     "(SELECT oid FROM pg_catalog.pg_database "
     "WHERE datname = pg_catalog.current_database())"},
});

// ALTER TABLE … DETACH PARTITION … CONCURRENTLY

std::vector<Row> find_partition(MigrationSession& session, const PartitionDetach& detach) {
    const std::array<std::optional<std::string>, 2> names{detach.table, detach.partition};
    return session.query(kPartition, names);
}

std::string partition_traces(MigrationSession& session, std::string_view text) {
    const std::vector<Row> rows = find_partition(session, *read_concurrent_detach(text));
    return rows.empty() ? ""
                        : fmt::format("table {}\npartition {}",
                                      replace_all(rows[0][0].value_or(""), "\n", "\\n"),
                                      replace_all(rows[0][1].value_or(""), "\n", "\\n"));
}

/// A partition that is detached by half cannot be attached again, nor be detached in the same way:
/// the cleanup does what the statement meant, and a second look gives `Done`.
Remains partition_remains(MigrationSession& session, std::string_view text,
                          const std::string& traces_before) {
    const std::vector<std::string_view> traces = split_lines(traces_before);
    PartitionDetach detach = *read_concurrent_detach(text);
    const std::string shown = single_line(detach.partition);
    detach.table = traced_name(traces, "table ").value_or(detach.table);
    detach.partition = traced_name(traces, "partition ").value_or(detach.partition);
    const std::vector<Row> rows = find_partition(session, detach);
    if (rows.empty()) {
        return traces.empty()
                   ? Remains{.effect = Effect::None,
                             .words = fmt::format("partition '{}' was not attached", shown)}
                   : Remains{.effect = Effect::Done,
                             .words = fmt::format("partition '{}' is detached", shown)};
    }
    if (rows[0][2] == "true") {
        return {.effect = Effect::Partial,
                .cleanup = fmt::format("ALTER TABLE {} DETACH PARTITION {} FINALIZE",
                                       rows[0][0].value_or(""), rows[0][1].value_or("")),
                .words = fmt::format("partition '{}' is detached by half; FINALIZE does the rest, "
                                     "after which the statement is done",
                                     shown)};
    }
    return {.effect = Effect::None,
            .words = fmt::format("partition '{}' is still attached", shown)};
}

// CREATE, DROP and ALTER of what has a row in the catalog

struct CatalogChange {
    const CatalogObject* object;
    std::string name;  ///< As it is written.
};

std::optional<CatalogChange> read_catalog_change(std::string_view text) {
    StatementCursor cursor(text);
    cursor.take();
    const auto* const object = std::ranges::find_if(
        kCatalogObjects, [&](const CatalogObject& known) { return cursor.accept({known.noun}); });
    if (object == kCatalogObjects.end()) {
        return std::nullopt;
    }
    cursor.accept({"IF", "EXISTS"});
    return CatalogChange{.object = object, .name = cursor.name_text()};
}

std::string catalog_traces(MigrationSession& session, const CatalogChange& change) {
    const std::array<std::optional<std::string>, 1> name{change.name};
    const std::vector<Row> rows = session.query(change.object->sql, name);
    return rows.empty() ? "" : "is " + rows.front().front().value_or("");
}

Remains catalog_remains(MigrationSession& session, const CatalogChange& change,
                        const std::string& traces_before) {
    const std::string now = catalog_traces(session, change);
    const std::string_view state = now.empty()             ? "is not there"
                                   : traces_before.empty() ? "is there"
                                   : now == traces_before  ? "is as it was"
                                                           : "has changed";
    return {.effect = now == traces_before ? Effect::None : Effect::Done,
            .words = fmt::format("{} '{}' {}", to_lower(change.object->noun),
                                 single_line(change.name), state)};
}

/// What can run any number of times, and leaves nothing half done.
bool is_repeatable(std::string_view name) {
    constexpr auto kNames =
        std::to_array<std::string_view>({"VACUUM", "CLUSTER", "ALTER SYSTEM", "DISCARD ALL",
                                         "REINDEX SCHEMA", "REINDEX DATABASE", "REINDEX SYSTEM"});
    return std::ranges::find(kNames, name) != kNames.end();
}

}  // namespace

std::string statement_traces(MigrationSession& session, const sql::Statement& statement) {
    const std::string name = rule_of(statement).name;
    if (name == "CREATE INDEX CONCURRENTLY") {
        return new_index_traces(session, statement.text);
    }
    if (name == "DROP INDEX CONCURRENTLY") {
        return dropped_index_traces(session, statement.text);
    }
    if (name == "REINDEX CONCURRENTLY") {
        return leftover_traces(session);
    }
    if (name == "ALTER TABLE DETACH PARTITION CONCURRENTLY") {
        return partition_traces(session, statement.text);
    }
    const std::optional<CatalogChange> change = read_catalog_change(statement.text);
    return change && !name.empty() ? catalog_traces(session, *change) : "";
}

Remains statement_remains(MigrationSession& session, const sql::Statement& statement,
                          const std::string& traces_before) {
    const std::string name = rule_of(statement).name;
    if (name == "CREATE INDEX CONCURRENTLY") {
        return new_index_remains(session, statement.text, traces_before);
    }
    if (name == "DROP INDEX CONCURRENTLY") {
        return dropped_index_remains(session, statement.text, traces_before);
    }
    if (name == "REINDEX CONCURRENTLY") {
        return reindex_remains(session, traces_before);
    }
    if (name == "ALTER TABLE DETACH PARTITION CONCURRENTLY") {
        return partition_remains(session, statement.text, traces_before);
    }
    if (is_repeatable(name)) {
        return {.effect = Effect::None, .words = fmt::format("{} may run again", name)};
    }
    if (const auto change = read_catalog_change(statement.text); change && !name.empty()) {
        return catalog_remains(session, *change, traces_before);
    }
    return {.effect = Effect::Unknown, .words = "the database does not show whether it was done"};
}

}  // namespace erdmark::dialect::postgres
