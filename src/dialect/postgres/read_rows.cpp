#include "dialect/postgres/read_rows.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/reference_rows.h"

namespace erdmark::dialect::postgres {

namespace {

/// Numbers by their value, everything else by the bytes of its text.
std::string sort_item(const schema::Table& table, const std::string& name) {
    const schema::Column* column = schema::find_column(table, name);
    const std::string quoted = quoted_name(name);
    return column != nullptr && is_number_type_name(column->type)
               ? quoted
               : quoted + "::text COLLATE pg_catalog.\"C\"";
}

std::string row_query(const CatalogReading& reading, const schema::Table& table,
                      const RowPlan& plan, std::size_t limit) {
    std::vector<std::string> values;
    for (const std::string& column : plan.columns) {
        values.push_back(
            fmt::format("pg_catalog.left({}::text, {})", quoted_name(column), kLongestValue + 1));
    }
    std::vector<std::string> order;
    for (const std::string& column : plan.order) {
        order.push_back(sort_item(table, column));
    }
    const std::string& space =
        table.name.schema.empty() ? reading.default_schema : table.name.schema;
    // A table that others inherit from shows its own rows; the pieces of a partitioned one are it.
    const bool has_pieces = table.kind == schema::TableKind::Partitioned;
    return fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT {}", join(values, ", "),
                       has_pieces ? "" : "ONLY ", quoted_path({space, table.name.name}),
                       join(order, ", "), limit + 1);
}

}  // namespace

void read_rows(CatalogReading& reading, const schema::RowTables& wanted) {
    if (wanted.empty()) {
        return;
    }
    for (schema::Table& table : reading.schema.tables) {
        const auto found = wanted.find(table.name.display());
        if (found == wanted.end() || table.kind == schema::TableKind::Foreign) {
            continue;
        }
        const std::optional<RowPlan> plan = plan_rows(reading.schema, table, kSyntax);
        if (plan) {
            std::vector<Row> rows = reading.query(row_query(reading, table, *plan, found->second));
            table.rows = make_rows(*plan, std::move(rows), found->second);
        }
    }
}

}  // namespace erdmark::dialect::postgres
