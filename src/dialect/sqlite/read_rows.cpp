#include "dialect/sqlite/read_rows.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/reference_rows.h"
#include "dialect/sqlite/introspector.h"
#include "dialect/sqlite/sql_text.h"

namespace erdmark::dialect::sqlite {

namespace {

std::string quoted_name(const std::string& name) {
    return "\"" + replace_all(name, "\"", "\"\"") + "\"";
}

/// A blob as a literal: it need not be text.
constexpr std::string_view kValue =
    "CASE typeof({0}) WHEN 'blob' THEN 'x''' || substr(hex({0}), 1, {1}) || '''' "
    "ELSE substr(CAST({0} AS TEXT), 1, {1}) END";

std::string row_query(const schema::Table& table, const RowPlan& plan, std::size_t limit) {
    std::vector<std::string> values;
    for (const std::string& column : plan.columns) {
        values.push_back(fmt::format(kValue, quoted_name(column), kLongestValue + 1));
    }
    std::vector<std::string> order;
    for (const std::string& column : plan.order) {
        order.push_back(quoted_name(column) + " COLLATE BINARY NULLS LAST");
    }
    return fmt::format("SELECT {} FROM main.{} ORDER BY {} LIMIT {}", join(values, ", "),
                       quoted_name(table.name.name), join(order, ", "), limit + 1);
}

}  // namespace

schema::Schema introspect_with_rows(Connection& connection, const schema::RowTables& wanted) {
    // Ends with the connection where something is thrown.
    connection.query("SAVEPOINT erdmark_rows");
    schema::Schema schema = introspect(connection);
    read_rows(connection, schema, wanted);
    connection.query("RELEASE erdmark_rows");
    return schema;
}

void read_rows(Connection& connection, schema::Schema& schema, const schema::RowTables& wanted) {
    if (wanted.empty()) {
        return;
    }
    for (schema::Table& table : schema.tables) {
        const auto found = wanted.find(table.name.display());
        if (found == wanted.end() || table.kind != schema::TableKind::Ordinary) {
            continue;
        }
        if (const std::optional<RowPlan> plan = plan_rows(schema, table, kSyntax)) {
            table.rows = make_rows(*plan, connection.query(row_query(table, *plan, found->second)),
                                   found->second);
        }
    }
}

}  // namespace erdmark::dialect::sqlite
