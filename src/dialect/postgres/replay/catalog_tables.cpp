#include "dialect/postgres/replay/catalog_tables.h"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/tables/system_facts.h"
#include "dialect/postgres/replay/tables/table_rows.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

using StatementHandle = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

std::string sqlite_table(std::string_view name) {
    return sqlite_name(fmt::format("pg_catalog.{}", name));
}

/// The names in a row of the list of tables, in order.
std::vector<std::string> column_names(std::string_view columns) {
    std::vector<std::string> names;
    for (const std::string_view part : split(columns, '|')) {
        for (const std::string_view name : split(part, ',')) {
            if (!name.empty()) {
                names.emplace_back(name);
            }
        }
    }
    return names;
}

bool is_definition(std::string_view table, std::string_view column) {
    const std::string name = fmt::format("{}.{}", table, column);
    constexpr std::array<std::string_view, 17> kDefinitions{"pg_attrdef.adbin",
                                                            "pg_index.indexprs",
                                                            "pg_index.indpred",
                                                            "pg_policy.polqual",
                                                            "pg_policy.polwithcheck",
                                                            "pg_policies.qual",
                                                            "pg_policies.with_check",
                                                            "pg_views.definition",
                                                            "pg_matviews.definition",
                                                            "pg_indexes.indexdef",
                                                            "pg_rules.definition",
                                                            "views.view_definition",
                                                            "columns.column_default",
                                                            "columns.generation_expression",
                                                            "check_constraints.check_clause",
                                                            "pg_class.relpartbound",
                                                            "routines.routine_definition"};
    return contains(kDefinitions, name);
}

/// The columns that the server has, in its order, with whether they are answered.
std::vector<QueryColumn> columns_of(const SystemTable& table,
                                    const std::vector<std::string>& answered) {
    std::vector<QueryColumn> columns;
    for (const std::string_view item : split(table.columns, ',')) {
        const std::size_t space = item.find(' ');
        QueryColumn column{.name = std::string(item.substr(0, space)),
                           .type = std::string(item.substr(space + 1))};
        if (std::ranges::find(answered, column.name) == answered.end()) {
            column.type = kNotKnown;
        } else if (is_definition(table.name, column.name) || column.name.ends_with("_catalog")) {
            column.type = kDefinition;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

/// The names that a view gives to its columns.
std::vector<std::string> view_columns(sqlite3* database, const std::string& sql) {
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &prepared, nullptr);
    const StatementHandle statement(prepared, sqlite3_finalize);
    if (prepared == nullptr) {
        undecided(fmt::format("a system view cannot be read: {}", sqlite3_errmsg(database)));
    }
    const int count = sqlite3_column_count(prepared);
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index) {
        names.emplace_back(sqlite3_column_name(prepared, index));
    }
    return names;
}

void bind(sqlite3_stmt* statement, int index, const CatalogCell& cell) {
    if (const std::int64_t* number = std::get_if<std::int64_t>(&cell)) {
        sqlite3_bind_int64(statement, index, *number);
    } else if (const std::string* text = std::get_if<std::string>(&cell)) {
        sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC,
                            SQLITE_UTF8);
    } else {
        sqlite3_bind_null(statement, index);
    }
}

void insert(sqlite3* database, const std::string& sql,
            const std::vector<std::vector<CatalogCell>>& rows) {
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &prepared, nullptr);
    const StatementHandle statement(prepared, sqlite3_finalize);
    for (const std::vector<CatalogCell>& row : rows) {
        for (std::size_t index = 0; index < row.size(); ++index) {
            bind(prepared, static_cast<int>(index) + 1, row[index]);
        }
        if (prepared == nullptr || sqlite3_step(prepared) != SQLITE_DONE) {
            undecided(fmt::format("a system table cannot be made: {}", sqlite3_errmsg(database)));
        }
        sqlite3_reset(prepared);
    }
}

bool is_system_name(const DottedName& name) {
    return has_word(system_relation_names(name.schema, 'r'), name.name) ||
           has_word(system_relation_names(name.schema, 'v'), name.name);
}

}  // namespace

std::optional<QueryTable> CatalogTables::find(const DottedName& name) {
    const std::string schema = name.schema.empty() ? "pg_catalog" : name.schema;
    if (schema != "pg_catalog" && schema != "information_schema") {
        return std::nullopt;
    }
    const SystemTable* facts = find_system_table(schema, name.name);
    const CatalogView* view = find_catalog_view(schema, name.name);
    const CatalogTable* table = schema == "pg_catalog" ? find_catalog_table(name.name) : nullptr;
    if (facts == nullptr || (view == nullptr && table == nullptr)) {
        if (is_system_name({.schema = schema, .name = name.name})) {
            undecided(fmt::format("'{}.{}' is not replayed", schema, name.name));
        }
        return std::nullopt;
    }
    if (table != nullptr) {
        return QueryTable{.sql = require_table(table->name),
                          .columns = columns_of(*facts, column_names(table->columns))};
    }
    const std::string sql = view_sql(view->sql);
    return QueryTable{.sql = "(" + sql + ")",
                      .columns = columns_of(*facts, view_columns(database_.handle(), sql))};
}

std::string CatalogTables::view_sql(std::string_view sql) {
    std::string text;
    std::size_t at = 0;
    for (std::size_t open = sql.find('{'); open != std::string_view::npos;
         open = sql.find('{', at)) {
        const std::size_t close = sql.find('}', open);
        text += sql.substr(at, open - at);
        text += require_table(sql.substr(open + 1, close - open - 1));
        at = close + 1;
    }
    return text + std::string(sql.substr(at));
}

/// SQLite says by itself what it has, since savepoints take its tables back too.
bool CatalogTables::is_up_to_date(std::string_view name) {
    database_.execute(
        "CREATE TEMP TABLE IF NOT EXISTS catalog_versions (name TEXT PRIMARY KEY, version TEXT)");
    const QueryResult result =
        database_.run({.sql = fmt::format("SELECT version FROM catalog_versions WHERE name = {}",
                                          sqlite_text(name)),
                       .columns = {{.name = "version", .type = "text"}}});
    return !result.rows.empty() && result.rows[0][0] == std::to_string(catalog_.version);
}

std::string CatalogTables::require_table(std::string_view name) {
    if (!is_up_to_date(name)) {
        fill(name);
    }
    return sqlite_table(name);
}

void CatalogTables::fill(std::string_view name) {
    const CatalogTable& table = *find_catalog_table(name);
    const std::vector<std::string> columns = column_names(table.columns);
    database_.execute(fmt::format("CREATE TEMP TABLE IF NOT EXISTS {} ({})", sqlite_table(name),
                                  join(columns, ", ")));
    database_.execute("DELETE FROM " + sqlite_table(name));
    TableRows rows;
    table.fill(catalog_, rows);
    std::string marks(columns.size() * 2 - 1, ',');
    for (std::size_t at = 0; at < marks.size(); at += 2) {
        marks[at] = '?';
    }
    insert(database_.handle(), fmt::format("INSERT INTO {} VALUES ({})", sqlite_table(name), marks),
           rows.rows);
    database_.execute(fmt::format("INSERT OR REPLACE INTO catalog_versions VALUES ({}, '{}')",
                                  sqlite_text(name), catalog_.version));
}

}  // namespace erdmark::dialect::postgres
