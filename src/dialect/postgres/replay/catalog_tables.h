#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/query/query_database.h"

namespace erdmark::dialect::postgres {

/// The tables and views of pg_catalog and information_schema for queries, made from the catalog
/// when a query names them and the catalog has changed since.
///
/// They have the columns of PostgreSQL 15. A column of type `kNotKnown` cannot be answered: a query
/// that uses its values is undecided. Texts that the server words in its own way (definitions of
/// views, indexes, constraints; defaults) are of type `kDefinition`: SQL may be made of them, but
/// nothing may be decided by them.
class CatalogTables {
public:
    CatalogTables(const Catalog& catalog, QueryDatabase& database)
        : catalog_(catalog), database_(database) {}

    /// The table of that name; without a schema, of pg_catalog. Nothing for a name that is none of
    /// a system table. Throws an `Undecidable` for one that cannot be answered.
    std::optional<QueryTable> find(const DottedName& name);

private:
    std::string require_table(std::string_view name);
    bool is_up_to_date(std::string_view name);
    void fill(std::string_view name);
    std::string view_sql(std::string_view sql);

    const Catalog& catalog_;
    QueryDatabase& database_;
};

}  // namespace erdmark::dialect::postgres
