#include "render/markdown/row_values.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "render/markdown/escape.h"

namespace erdmark::render::markdown {

namespace {

using document::RowsView;

/// A longer list is folded.
constexpr std::size_t kRowsInSight = 24;

/// A longer value would make the table hard to read; in characters.
constexpr std::size_t kLongestCell = 120;

std::string shortened(const std::string& value) {
    std::size_t offset = 0;
    for (std::size_t count = 0; count < kLongestCell && offset < value.size(); ++count) {
        offset += decode_utf8(value, offset).length;
    }
    return offset < value.size() ? value.substr(0, offset) + "…" : value;
}

std::string cell_of(const std::optional<std::string>& value) {
    return value ? text(shortened(*value)) : code("NULL");
}

ValueList column_rows(const RowsView& rows) {
    ValueList columns;
    for (const std::string& column : rows.columns) {
        ValueMap values(1);
        values.markup("row_column", code(column));
        columns.push_back(std::move(values));
    }
    return columns;
}

ValueList value_rows(const RowsView& rows) {
    ValueList list;
    for (const auto& row : rows.values) {
        ValueList cells;
        for (const std::optional<std::string>& value : row) {
            ValueMap cell(1);
            cell.markup("cell", cell_of(value));
            cells.push_back(std::move(cell));
        }
        ValueMap values(1);
        values.list("cells", std::move(cells));
        list.push_back(std::move(values));
    }
    return list;
}

}  // namespace

void add_rows(ValueMap& values, const document::TableView& table) {
    const RowsView rows = table.rows.value_or(RowsView{});
    const std::size_t count = rows.values.size();
    values.flag("has_rows", table.rows.has_value());
    values.text("row_total", count == 0 ? "" : count_of(count, "row", "rows"));
    values.flag("many_rows", count > kRowsInSight);
    values.flag("more_rows", rows.truncated);
    values.list("row_columns", column_rows(rows));
    values.list("rows", value_rows(rows));
}

TagTable row_tags() {
    using enum TagKind;
    return {
        {"has_rows", Flag, "the configuration asks for the rows of the table"},
        {"row_total", Text, "as in `12 rows`; empty when there is none"},
        {"many_rows", Flag, "there are so many that the list is better folded"},
        {"more_rows", Flag, "the table has more rows than these"},
        {"row_columns",
         List,
         "the columns whose values are shown",
         {{"row_column", Markup, "name of the column as code"}}},
        {"rows",
         List,
         "the rows in their order",
         {{"cells",
           List,
           "the values of the row",
           {{"cell", Markup, "the value, cut when it is long; `NULL` as code"}}}}},
    };
}

}  // namespace erdmark::render::markdown
