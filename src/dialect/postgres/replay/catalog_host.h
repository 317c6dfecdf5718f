#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "dialect/postgres/replay/catalog_tables.h"
#include "dialect/postgres/replay/plpgsql.h"
#include "dialect/postgres/replay/rows/row_store.h"

namespace erdmark::dialect::postgres {

/// Runs code on a catalog and its rows.
class CatalogHost final : public CodeHost {
public:
    /// Carries out a statement that changes the catalog, and what follows from it for the rows.
    using Define = std::function<void(const ParserNode& statement, const std::string& text)>;

    CatalogHost(Catalog& catalog, QueryDatabase& database, RowStore& rows, Define define);

    Catalog& catalog() override { return catalog_; }
    QueryDatabase& database() override { return database_; }
    CatalogTables& tables() override { return tables_; }
    StatementOutcome run(const ParserNode& statement, const std::string& text,
                         QueryNames& names) override;
    QueryResult query(const ParserNode& select, QueryNames& names) override;
    void set_savepoint() override;
    void roll_back() override;
    void release() override;

    /// Why statements on rows were left out since the last call.
    std::vector<Undecidable> take_data_notes() { return std::exchange(data_notes_, {}); }

private:
    StatementOutcome run_data(const ParserNode& statement, QueryNames& names);

    Catalog& catalog_;
    QueryDatabase& database_;
    RowStore& rows_;
    Define define_;
    CatalogTables tables_;
    std::vector<Journal::Mark> marks_;
    std::vector<Undecidable> data_notes_;
};

}  // namespace erdmark::dialect::postgres
