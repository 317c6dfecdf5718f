#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/rows/copy_text.h"
#include "dialect/postgres/replay/rows/row_work.h"

namespace erdmark::dialect::postgres {

namespace {

/// The places of the columns that the rows have values of.
std::vector<std::size_t> copied_columns(const Table& table, const PgQuery__CopyStmt& statement) {
    std::vector<std::size_t> places;
    for (const std::string& name : texts_of(statement.n_attlist, statement.attlist)) {
        const Column& column = require_column(table, name);
        places.push_back(static_cast<std::size_t>(&column - table.columns.data()));
    }
    for (std::size_t i = 0; statement.n_attlist == 0 && i < table.columns.size(); ++i) {
        if (table.columns[i].generated == schema::Generated::No) {
            places.push_back(i);
        }
    }
    return places;
}

}  // namespace

RowOutcome copy_rows(RowWork& work, const PgQuery__CopyStmt& statement, std::string_view rows) {
    if (statement.where_clause != nullptr) {
        undecided("COPY … WHERE is not replayed");
    }
    const ObjectId id = work.target(*statement.relation);
    const std::vector<StoredType> types = work.open(id);
    const Table& table = work.state.catalog.tables.at(id);
    const std::vector<std::size_t> places = copied_columns(table, statement);
    RowOutcome outcome;
    for (std::vector<std::optional<std::string>>& fields :
         copy_fields(rows, copy_format(statement))) {
        if (fields.size() != places.size()) {
            refuse(fields.size() < places.size()
                       ? fmt::format("missing data for column \"{}\"",
                                     table.columns[places[fields.size()]].name)
                       : "extra data after last expected column",
                   condition::kBadCopyFormat);
        }
        std::vector<const std::optional<std::string>*> given(types.size(), nullptr);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            given[places[i]] = &fields[i];
        }
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < types.size(); ++i) {
            cells.push_back(given[i] == nullptr ? work.default_cell(table.columns[i], types[i])
                                                : assigned({.text = *given[i]},
                                                           std::string(kUnknownLiteral), types[i]));
        }
        const RowId row = work.insert(id, std::move(cells));
        work.refuse_twins(id, row, {});
        ++work.counts(id).inserted;
        ++outcome.rows;
    }
    return outcome;
}

}  // namespace erdmark::dialect::postgres
