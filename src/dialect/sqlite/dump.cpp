#include "dialect/sqlite/dump.h"

#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/sqlite/sql_text.h"
#include "schema/filter.h"
#include "sql/lexer.h"

namespace erdmark::dialect::sqlite {

namespace {

/// In one query, so that no other process changes the schema between two. A virtual table makes the
/// tables behind it, so it comes before what may have their names. The triggers of a table fire in
/// an order that depends on which was there first.
constexpr std::string_view kDumpedTexts = R"sql(
    WITH listed AS MATERIALIZED (
        SELECT name, type FROM pragma_table_list WHERE schema = 'main'),
    texts AS (
        SELECT CASE s.type WHEN 'table' THEN CASE l.type WHEN 'virtual' THEN 1 ELSE 2 END
                WHEN 'index' THEN 3 WHEN 'view' THEN 4 ELSE 5 END AS rank,
            s.type, s.name, s.tbl_name, s.sql, CASE s.type WHEN 'trigger' THEN s.rowid END AS place
        FROM main.sqlite_schema AS s
        LEFT JOIN listed AS l ON l.name = s.tbl_name COLLATE NOCASE
        WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\'
            AND l.type IS NOT 'shadow'
        UNION ALL
        SELECT 0, '', '', '', 'PRAGMA application_id = ' || application_id, NULL
        FROM pragma_application_id WHERE application_id <> 0
        UNION ALL
        SELECT 0, '', '', '', 'PRAGMA user_version = ' || user_version, NULL
        FROM pragma_user_version WHERE user_version <> 0)
    SELECT type, tbl_name, sql FROM texts
    ORDER BY rank, lower(tbl_name), place, name, sql)sql";

constexpr std::string_view kDumpHead =
    "-- The schema of a SQLite database, written by erdmark: without data.\n";

/// A comment at its end must not swallow the semicolon.
std::string dumped_statement(const std::string& sql) {
    const std::vector<sql::Token> tokens = sql::tokenize(sql, kSyntax);
    const bool ends_in_comment =
        !tokens.empty() && tokens.back().kind == sql::TokenKind::LineComment;
    return fmt::format("\n{}{};\n", sql, ends_in_comment ? "\n" : "");
}

}  // namespace

std::string dump(Connection& connection, const IntrospectOptions& options) {
    std::string script(kDumpHead);
    std::set<std::string> left_out;
    for (const Row& row : connection.query(kDumpedTexts)) {
        const std::string table = row.at(1).value_or("");
        if (row.at(0) == "table" &&
            schema::matches_any(options.left_out_of_dumps, {.name = table})) {
            left_out.insert(to_lower(table));
        }
        if (!left_out.contains(to_lower(table))) {
            script += dumped_statement(row.at(2).value_or(""));
        }
    }
    return script;
}

}  // namespace erdmark::dialect::sqlite
