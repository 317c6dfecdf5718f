#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "runner/history/history_shape.h"
#include "runner/history/list_of_versions.h"
#include "runner/history/rows.h"
#include "sql/script.h"

// https://supabase.com/docs/guides/deployment/database-migrations:
// `supabase_migrations.schema_migrations(version, statements, name)`, the last two since 2023.

namespace erdmark::runner {
namespace {

bool matches(const dialect::TableColumns& table) {
    const bool is_full =
        has_all(table, std::array<std::string_view, 3>{"version", "statements", "name"});
    return is_full || (table.table.schema == "supabase_migrations" && is_list_of_versions(table));
}

/// The statements of a script as a literal of the type text[].
std::string statements_text(const std::string& text, const sql::Syntax& syntax) {
    const sql::Script script{.text = text};
    std::vector<std::string> statements;
    for (const sql::Statement& statement : sql::split_statements(script, syntax)) {
        const std::string escaped =
            replace_all(replace_all(statement.text, "\\", "\\\\"), "\"", "\\\"");
        statements.push_back('"' + escaped + '"');
    }
    return "{" + join(statements, ",") + "}";
}

std::vector<Revision> read(dialect::Connection& connection, const HistoryPlace& place) {
    std::vector<Revision> rows;
    for (const dialect::Row& row : connection.query(
             fmt::format("SELECT version, {} FROM {} ORDER BY version",
                         place.table.has("name") ? "name" : "NULL", place.table.quoted()))) {
        const std::string version = text_at(row, 0);
        rows.push_back({.key = migration::plain_version(version),
                        .version = version,
                        .name = text_at(row, 1)});
    }
    return rows;
}

void put(dialect::MigrationSession& session, const HistoryPlace& place, const Revision& revision) {
    if (!revision.is_applied()) {
        return;
    }
    remove_version(session, place, revision);
    insert_row(
        session, place.table,
        std::array{
            Cell{"version", revision.version, ""}, Cell{"name", revision.name, ""},
            Cell{"statements",
                 statements_text(revision.up_sql.value_or(""), place.dialect.syntax()), ""}});
}

}  // namespace

HistoryShape supabase_shape() {
    return {.name = "supabase",
            .known_by = "version",
            .matches = matches,
            .read = read,
            .put = put,
            .remove = remove_version};
}

}  // namespace erdmark::runner
