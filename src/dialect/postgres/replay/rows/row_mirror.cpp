#include "dialect/postgres/replay/rows/row_mirror.h"

#include <algorithm>

#include <fmt/format.h>
#include <sqlite3.h>

#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

/// More statements than these are prepared anew.
constexpr std::size_t kMostStatements = 500;

std::optional<std::string> text_at(sqlite3_stmt* statement, int index) {
    if (sqlite3_column_type(statement, index) == SQLITE_NULL) {
        return std::nullopt;
    }
    if (sqlite3_column_type(statement, index) == SQLITE_FLOAT) {
        return real_text(sqlite3_column_double(statement, index));
    }
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
    return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
}

/// All parts of the index are columns, and it is for all rows.
bool is_plain(const Index& index) {
    return !index.predicate &&
           std::ranges::all_of(index.parts, [](const IndexPart& part) { return part.column != 0; });
}

}  // namespace

ObjectId row_table(const Catalog& catalog, ObjectId table) {
    const Table* found = catalog.tables.find(table);
    while (found != nullptr && found->is_partition && !found->inherits.empty()) {
        table = found->inherits.front();
        found = catalog.tables.find(table);
    }
    return table;
}

std::string row_table_name(ObjectId table) {
    return fmt::format("rows_{}", table);
}

std::string row_column_name(int column) {
    return fmt::format("k{}", column);
}

RowMirror::RowMirror(Catalog& catalog, QueryDatabase& database)
    : catalog_(catalog), database_(database), tables_(catalog.journal) {}

RowMirror::~RowMirror() = default;

void RowMirror::Finalizer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

sqlite3_stmt* RowMirror::prepared(const std::string& sql) const {
    if (const auto found = statements_.find(sql); found != statements_.end()) {
        sqlite3_reset(found->second.get());
        return found->second.get();
    }
    if (statements_.size() >= kMostStatements) {
        statements_.clear();
    }
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_.handle(), sql.data(), static_cast<int>(sql.size()), &statement,
                           nullptr) != SQLITE_OK) {
        undecided(fmt::format("rows cannot be kept: {}", sqlite3_errmsg(database_.handle())));
    }
    statements_[sql].reset(statement);
    return statement;
}

void RowMirror::step(sqlite3_stmt* statement) const {
    const int code = sqlite3_step(statement);
    sqlite3_reset(statement);
    if (code != SQLITE_DONE && code != SQLITE_ROW) {
        database_.rethrow();
        undecided(fmt::format("rows cannot be kept: {}", sqlite3_errmsg(database_.handle())));
    }
}

std::vector<RowId> RowMirror::ids(sqlite3_stmt* statement) const {
    std::vector<RowId> rows;
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
        rows.push_back(sqlite3_column_int64(statement, 0));
    }
    sqlite3_reset(statement);
    if (code != SQLITE_DONE) {
        database_.rethrow();
        undecided(fmt::format("rows cannot be read: {}", sqlite3_errmsg(database_.handle())));
    }
    return rows;
}

QueryTable RowMirror::query_table(ObjectId table, std::optional<RowId> row,
                                  const std::string& hidden) const {
    const Table& found = catalog_.tables.at(table);
    const ObjectId keeper = row_table(catalog_, table);
    const Table& kept = catalog_.tables.at(keeper);
    const MirroredTable* mirrored = tables_.find(keeper);
    QueryTable result;
    std::vector<std::string> items;
    for (const Column& column : found.columns) {
        const Column* source = find_column(kept, std::string_view(column.name));
        const bool is_there = mirrored != nullptr && source != nullptr &&
                              std::ranges::any_of(mirrored->columns, [&](const auto& each) {
                                  return each.first == source->id;
                              });
        items.push_back(fmt::format("{} AS {}", is_there ? row_column_name(source->id) : "NULL",
                                    sqlite_name(column.name)));
        result.columns.push_back(
            {.name = column.name, .type = queried_type(stored_type(catalog_, column.type).type)});
    }
    if (!hidden.empty()) {
        items.push_back(
            fmt::format("{} AS {}", mirrored == nullptr ? "NULL" : "rowid", sqlite_name(hidden)));
        result.columns.push_back({.name = hidden, .type = "bigint"});
    }
    const std::string rows = row ? fmt::format(" WHERE rowid = {}", *row) : "";
    result.sql =
        fmt::format("(SELECT {}{})", items.empty() ? "1" : fmt::to_string(fmt::join(items, ", ")),
                    mirrored == nullptr ? " WHERE 0" : " FROM " + row_table_name(keeper) + rows);
    return result;
}

QueryTable RowMirror::stored_table(ObjectId table, const std::string& hidden) const {
    QueryTable result = query_table(table, {}, hidden);
    const std::vector<Column>& columns = catalog_.tables.at(table).columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (const auto& [id, type] : tables_.at(table).columns) {
            if (id == columns[i].id) {
                result.columns[i].type = queried_type(type);
            }
        }
    }
    return result;
}

void RowMirror::retype(ObjectId table, int column, const std::string& type) {
    for (auto& [id, old] : tables_.edit(table).columns) {
        if (id == column) {
            old = type;
        }
    }
}

std::vector<StoredType> RowMirror::types_of(const Table& table) const {
    std::vector<StoredType> types;
    for (const Column& column : table.columns) {
        types.push_back(stored_type(catalog_, column.type));
    }
    return types;
}

/// With all columns at once: SQLite reads its whole schema anew for each that is added.
MirroredTable RowMirror::create(const Table& table, const std::string& name,
                                const std::vector<StoredType>& types) {
    MirroredTable mirrored;
    std::vector<std::string> items{"k0"};  // A table needs a column.
    for (std::size_t i = 0; i < types.size(); ++i) {
        items.push_back(row_column_name(table.columns[i].id));
        mirrored.columns.emplace_back(table.columns[i].id, types[i].type);
    }
    database_.execute(fmt::format("CREATE TABLE {}({})", name, fmt::join(items, ", ")));
    return mirrored;
}

std::vector<StoredType> RowMirror::open(ObjectId table) {
    const Table& found = catalog_.tables.at(table);
    std::vector<StoredType> types = types_of(found);
    const std::string name = row_table_name(table);
    MirroredTable mirrored = holds(table) ? tables_.at(table) : MirroredTable{};
    if (!holds(table)) {
        mirrored = create(found, name, types);
    }
    for (std::size_t i = 0; i < types.size(); ++i) {
        const Column& column = found.columns[i];
        const auto place =
            std::ranges::find(mirrored.columns, column.id, &std::pair<int, std::string>::first);
        if (place == mirrored.columns.end()) {
            database_.execute(
                fmt::format("ALTER TABLE {} ADD COLUMN {}", name, row_column_name(column.id)));
            mirrored.columns.emplace_back(column.id, types[i].type);
        } else if (place->second != types[i].type) {
            convert(table, column, place->second);
            place->second = types[i].type;
        }
    }
    for (const ObjectId index : found.indexes) {
        add_index(table, index, mirrored);
    }
    if (!holds(table) || tables_.at(table).columns != mirrored.columns ||
        tables_.at(table).indexes != mirrored.indexes) {
        tables_.insert(table, std::move(mirrored));
    }
    return types;
}

void RowMirror::add_index(ObjectId table, ObjectId index, MirroredTable& mirrored) {
    const Index& found = catalog_.indexes.at(index);
    if (!found.unique || !is_plain(found) || !mirrored.indexes.insert(index).second) {
        return;
    }
    std::vector<std::string> columns;
    for (const IndexPart& part : found.parts) {
        columns.push_back(row_column_name(part.column));
    }
    const std::string name = row_table_name(table);
    database_.execute(
        fmt::format("CREATE INDEX {}_{} ON {}({})", name, index, name, fmt::join(columns, ", ")));
}

RowId RowMirror::insert(ObjectId table, std::span<const Cell> cells) {
    const Table& found = catalog_.tables.at(table);
    const std::vector<StoredType> types = types_of(found);
    std::vector<std::string> columns;
    std::vector<std::string> marks;
    for (const Column& column : found.columns) {
        columns.push_back(row_column_name(column.id));
        marks.push_back(fmt::format("?{}", columns.size()));
    }
    const std::string name = row_table_name(table);
    sqlite3_stmt* statement =
        prepared(columns.empty() ? fmt::format("INSERT INTO {} DEFAULT VALUES", name)
                                 : fmt::format("INSERT INTO {}({}) VALUES ({})", name,
                                               fmt::join(columns, ", "), fmt::join(marks, ", ")));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        bind_cell(statement, static_cast<int>(i) + 1, cells[i].text, types[i].type);
        if (!cells[i].is_known || !cells[i].is_stable) {
            note_unreliable(table, found.columns[i].id);
        }
    }
    step(statement);
    return sqlite3_last_insert_rowid(database_.handle());
}

void RowMirror::update(ObjectId table, RowId row, const std::map<int, Cell>& cells) {
    if (cells.empty()) {
        return;
    }
    const Table& found = catalog_.tables.at(table);
    std::vector<std::string> items;
    items.reserve(cells.size());
    for (const auto& [column, cell] : cells) {
        items.push_back(fmt::format("{} = ?{}", row_column_name(column), items.size() + 1));
    }
    sqlite3_stmt* statement =
        prepared(fmt::format("UPDATE {} SET {} WHERE rowid = ?{}", row_table_name(table),
                             fmt::join(items, ", "), items.size() + 1));
    int index = 0;
    for (const auto& [column, cell] : cells) {
        const Column* target = find_column(found, column);
        bind_cell(statement, ++index, cell.text, stored_type(catalog_, target->type).type);
        if (!cell.is_known || !cell.is_stable) {
            note_unreliable(table, column);
        }
    }
    sqlite3_bind_int64(statement, ++index, row);
    step(statement);
}

void RowMirror::erase(ObjectId table, RowId row) {
    sqlite3_stmt* statement =
        prepared(fmt::format("DELETE FROM {} WHERE rowid = ?1", row_table_name(table)));
    sqlite3_bind_int64(statement, 1, row);
    step(statement);
}

void RowMirror::erase_all(ObjectId table) {
    step(prepared(fmt::format("DELETE FROM {}", row_table_name(table))));
}

std::size_t RowMirror::count(ObjectId table) const {
    if (!holds(table)) {
        return 0;
    }
    const std::vector<RowId> counts =
        ids(prepared(fmt::format("SELECT count(*) FROM {}", row_table_name(table))));
    return static_cast<std::size_t>(counts.at(0));
}

std::vector<RowId> RowMirror::all_rows(ObjectId table) const {
    return holds(table) ? ids(prepared(fmt::format("SELECT rowid FROM {} ORDER BY rowid",
                                                   row_table_name(table))))
                        : std::vector<RowId>{};
}

std::vector<std::vector<std::optional<std::string>>> RowMirror::values(
    ObjectId table, std::span<const int> columns) const {
    std::vector<std::vector<std::optional<std::string>>> rows;
    if (!holds(table)) {
        return rows;
    }
    std::vector<std::string> items;
    for (const int column : columns) {
        items.push_back(row_column_name(column));
    }
    sqlite3_stmt* statement = prepared(fmt::format("SELECT {} FROM {} ORDER BY rowid",
                                                   fmt::join(items, ", "), row_table_name(table)));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        std::vector<std::optional<std::string>>& row = rows.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            row.push_back(text_at(statement, static_cast<int>(i)));
        }
    }
    sqlite3_reset(statement);
    return rows;
}

void RowMirror::rename_label(ObjectId type, const std::string& from, const std::string& to) {
    for (const auto& [id, table] : catalog_.tables) {
        for (const Column& column : table.columns) {
            if (!holds(id) || column.type.object != type || column.type.is_array) {
                continue;
            }
            const std::string name = row_column_name(column.id);
            database_.execute(fmt::format("UPDATE {0} SET {1} = {2} WHERE {1} = {3}",
                                          row_table_name(id), name, sqlite_text(to),
                                          sqlite_text(from)));
        }
    }
}

void RowMirror::convert(ObjectId table, const Column& column, const std::string& from) {
    const StoredType to = stored_type(catalog_, column.type);
    const std::vector<RowId> rows = all_rows(table);
    const std::vector<std::vector<std::optional<std::string>>> old =
        values(table, std::vector<int>{column.id});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Cell cell{.text = old[i][0]};
        if (from == "boolean" && cell.text) {
            cell.text = *cell.text == "1" ? "t" : "f";
        }
        try {
            cell = assigned(std::move(cell), from, to);
        } catch (const Refusal&) {
            // What USING made of it is not known.
            cell = {.is_known = false};
        }
        update(table, rows[i], {{column.id, cell}});
    }
}

}  // namespace erdmark::dialect::postgres
