#include "dialect/postgres/index_traces.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/statement_cursor.h"
#include "dialect/postgres/statement_failure.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kTableName = R"sql(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = pg_catalog.to_regclass(NULLIF(?, ''))
)sql";

/// The last column says whether an index has the name that the statement gives; a cast to `name`
/// shortens as the server does.
constexpr std::string_view kIndexesOfTable = R"sql(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), c.relname, i.indisvalid,
       COALESCE(c.relname = (pg_catalog.parse_ident(NULLIF(?, '')))[1]::name, false)
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE i.indrelid = pg_catalog.to_regclass(NULLIF(?, ''))
ORDER BY c.relname COLLATE "C"
)sql";

constexpr std::string_view kOneIndex = R"sql(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), c.relname, i.indisvalid, true
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE i.indexrelid = pg_catalog.to_regclass(NULLIF(?, ''))
)sql";

/// What an interrupted REINDEX CONCURRENTLY leaves, in all tables, those of TOAST included:
/// https://www.postgresql.org/docs/15/sql-reindex.html#SQL-REINDEX-CONCURRENTLY
constexpr std::string_view kLeftoverIndexes = R"sql(
SELECT pg_catalog.format('%I.%I', n.nspname, c.relname), c.relname, i.indisvalid, true
FROM pg_catalog.pg_index i
JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
)sql";

/// How an index is found in the catalog.
struct IndexState {
    std::string name;   ///< As SQL needs it.
    std::string shown;  ///< For people.
    bool is_valid = false;
    bool is_meant = false;  ///< It has the name that the statement gives.

    std::string trace() const {
        return fmt::format("{} {}", is_valid ? '+' : '-', replace_all(name, "\n", "\\n"));
    }
};

std::vector<IndexState> find_indexes(MigrationSession& session, std::string_view sql,
                                     std::initializer_list<std::optional<std::string>> values) {
    std::vector<IndexState> indexes;
    for (const Row& row : session.query(sql, std::vector(values))) {
        indexes.push_back({.name = row[0].value_or(""),
                           .shown = single_line(row[1].value_or("")),
                           .is_valid = row[2] == "t",
                           .is_meant = row[3] == "t"});
    }
    return indexes;
}

std::string traces_of(const std::vector<IndexState>& indexes) {
    std::vector<std::string> lines(indexes.size());
    std::ranges::transform(indexes, lines.begin(), &IndexState::trace);
    return join(lines, "\n");
}

/// Whether an index of that name, valid or not, is in the traces.
bool was_there(const std::vector<std::string_view>& traces, const IndexState& index) {
    const std::string trace = index.trace();
    return std::ranges::any_of(traces, [&](std::string_view line) {
        return line.size() > 1 && line.substr(1) == std::string_view(trace).substr(1);
    });
}

bool is_in(const std::vector<std::string_view>& traces, const IndexState& index) {
    return std::ranges::find(traces, index.trace()) != traces.end();
}

Remains drop_first(const IndexState& index) {
    return {.effect = Effect::Partial,
            .cleanup = "DROP INDEX CONCURRENTLY " + index.name,
            .words = fmt::format("index '{}' is there, but invalid", index.shown)};
}

struct NewIndex {
    std::optional<std::string> name;  ///< As it is written.
    std::string table;
};

NewIndex read_new_index(std::string_view text) {
    StatementCursor cursor(text);
    cursor.accept({"CREATE"});
    cursor.accept({"UNIQUE"});
    cursor.accept({"INDEX", "CONCURRENTLY"});
    cursor.accept({"IF", "NOT", "EXISTS"});
    NewIndex index;
    if (!cursor.sees("ON")) {
        index.name = cursor.name_text();
    }
    cursor.accept({"ON"});
    cursor.accept({"ONLY"});
    index.table = cursor.name_text();
    return index;
}

std::string read_dropped_index(std::string_view text) {
    StatementCursor cursor(text);
    cursor.accept({"DROP", "INDEX", "CONCURRENTLY"});
    cursor.accept({"IF", "EXISTS"});
    return cursor.name_text();
}

}  // namespace

std::optional<std::string> traced_name(const std::vector<std::string_view>& traces,
                                       std::string_view beginning) {
    const auto found = std::ranges::find_if(
        traces, [&](std::string_view line) { return line.starts_with(beginning); });
    return found == traces.end()
               ? std::nullopt
               : std::optional(replace_all(found->substr(beginning.size()), "\\n", "\n"));
}

std::string new_index_traces(MigrationSession& session, std::string_view text) {
    const NewIndex index = read_new_index(text);
    const std::array<std::optional<std::string>, 1> table{index.table};
    const std::vector<Row> found = session.query(kTableName, table);
    if (found.empty()) {
        return "";
    }
    const std::string name = found.front().front().value_or("");
    const std::string indexes =
        traces_of(find_indexes(session, kIndexesOfTable, {index.name, name}));
    return fmt::format("table {}{}{}", replace_all(name, "\n", "\\n"), indexes.empty() ? "" : "\n",
                       indexes);
}

/// The search path may have changed since the traces were taken, so their table counts.
Remains new_index_remains(MigrationSession& session, std::string_view text,
                          const std::string& traces_before) {
    const NewIndex meant = read_new_index(text);
    if (meant.table.empty()) {
        return {.effect = Effect::Unknown,
                .words = "the statement cannot be read, so nobody can tell whether it was done"};
    }
    const std::vector<std::string_view> traces = split_lines(traces_before);
    std::vector<IndexState> found =
        find_indexes(session, kIndexesOfTable,
                     {meant.name, traced_name(traces, "table ").value_or(meant.table)});
    std::erase_if(found, [&](const IndexState& index) {
        return is_in(traces, index) || (meant.name && !index.is_meant) ||
               (was_there(traces, index) && !index.is_valid);
    });
    if (found.empty()) {
        return {.effect = Effect::None, .words = "no new index is there"};
    }
    if (found.size() > 1) {
        return {.effect = Effect::Unknown,
                .words = fmt::format("{} new indexes are there, where one was to be made; drop the "
                                     "one that the statement made, or give it a name",
                                     found.size())};
    }
    const IndexState& index = found.front();
    return index.is_valid
               ? Remains{.effect = Effect::Done,
                         .words = fmt::format("index '{}' is there and valid", index.shown)}
               : drop_first(index);
}

std::string dropped_index_traces(MigrationSession& session, std::string_view text) {
    return traces_of(find_indexes(session, kOneIndex, {read_dropped_index(text)}));
}

Remains dropped_index_remains(MigrationSession& session, std::string_view text,
                              const std::string& traces_before) {
    const std::vector<std::string_view> traces = split_lines(traces_before);
    const std::string written = read_dropped_index(text);
    const std::string name =
        traced_name(traces, "+ ").value_or(traced_name(traces, "- ").value_or(written));
    const std::vector<IndexState> found = find_indexes(session, kOneIndex, {name});
    if (!found.empty()) {
        const IndexState& index = found.front();
        return {.effect = Effect::None,
                .words = fmt::format("index '{}' is still there{}", index.shown,
                                     index.is_valid ? "" : ", but invalid")};
    }
    return {.effect = traces.empty() ? Effect::None : Effect::Done,
            .words = fmt::format("index '{}' is not there", single_line(written))};
}

std::string leftover_traces(MigrationSession& session) {
    return traces_of(find_indexes(session, kLeftoverIndexes, {}));
}

/// One leftover after the other: a statement drops one index.
Remains reindex_remains(MigrationSession& session, const std::string& traces_before) {
    const std::vector<std::string_view> traces = split_lines(traces_before);
    std::vector<IndexState> found = find_indexes(session, kLeftoverIndexes, {});
    std::erase_if(found, [&](const IndexState& index) { return is_in(traces, index); });
    return found.empty()
               ? Remains{.effect = Effect::None, .words = "REINDEX left nothing and may run again"}
               : drop_first(found.front());
}

}  // namespace erdmark::dialect::postgres
