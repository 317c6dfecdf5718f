#include <fmt/format.h>
#include <sqlite3.h>

#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/rows/row_mirror.h"
#include "dialect/postgres/replay/rows/row_names.h"

namespace erdmark::dialect::postgres {

std::optional<std::string> RowMirror::part_text(const Table& table, const Node& expression,
                                                const std::string& alias) const {
    QueryRange range{.alias = table.name};
    for (const Column& column : table.columns) {
        range.columns.push_back({.name = column.name,
                                 .type = queried_type(stored_type(catalog_, column.type).type),
                                 .sql = alias + "." + row_column_name(column.id)});
    }
    QueryScope scope{.ranges = {std::move(range)}};
    const StatementTree tree =
        parse_statement("SELECT " + printed(with_current_names(catalog_, expression)));
    RowNames names(catalog_, *this, nullptr);
    try {
        return SqliteTranslator(names)
            .expression(*tree->stmts[0]->stmt->select_stmt->target_list[0]->res_target->val, scope)
            .sql;
    } catch (const Undecidable&) {
        return std::nullopt;
    }
}

std::string RowMirror::twin_query(ObjectId table, const Index& index) {
    const Table& found = catalog_.tables.at(table);
    const std::string name = row_table_name(table);
    const char* same = index.nulls_not_distinct ? "IS" : "=";
    std::string conditions;
    for (const IndexPart& part : index.parts) {
        std::optional<std::string> left = "b." + row_column_name(part.column);
        std::optional<std::string> right = "a." + row_column_name(part.column);
        if (part.column == 0) {
            left = part_text(found, *part.expression, "b");
            right = part_text(found, *part.expression, "a");
        }
        if (!left || !right) {
            return "";
        }
        conditions += fmt::format(" AND {} {} {}", *left, same, *right);
    }
    for (const char* alias : {"a", "b"}) {
        if (index.predicate) {
            const std::optional<std::string> text = part_text(found, *index.predicate, alias);
            if (!text) {
                return "";
            }
            conditions += " AND " + *text;
        }
    }
    return fmt::format(
        "SELECT b.rowid FROM {0} AS a JOIN {0} AS b ON b.rowid <> a.rowid WHERE "
        "a.rowid = ?1{1} LIMIT 1",
        name, conditions);
}

std::optional<RowId> RowMirror::find_twin(ObjectId table, const Index& index, RowId row) {
    const std::string sql = twin_query(table, index);
    if (sql.empty()) {
        return std::nullopt;
    }
    sqlite3_stmt* statement = prepared(sql);
    sqlite3_bind_int64(statement, 1, row);
    const std::vector<RowId> found = ids(statement);
    return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<RowId> RowMirror::find_children(ObjectId child, const std::vector<int>& columns,
                                            ObjectId parent, const std::vector<int>& keys,
                                            RowId row) {
    std::string conditions;
    for (std::size_t i = 0; i < columns.size() && i < keys.size(); ++i) {
        conditions +=
            fmt::format(" AND c.{} = p.{}", row_column_name(columns[i]), row_column_name(keys[i]));
    }
    sqlite3_stmt* statement =
        prepared(fmt::format("SELECT c.rowid FROM {} AS c, {} AS p WHERE p.rowid = ?1{}",
                             row_table_name(child), row_table_name(parent), conditions));
    sqlite3_bind_int64(statement, 1, row);
    return ids(statement);
}

}  // namespace erdmark::dialect::postgres
