#pragma once

#include <map>
#include <string>
#include <utility>

#include "dialect/postgres/view_tree.h"

namespace erdmark::dialect::postgres {

/// New names of what a query reads. What is not in it keeps its name.
struct ViewRenames {
    std::map<schema::QualifiedName, schema::QualifiedName> relations;
    /// Relation (by its old name) and column -> column.
    std::map<std::pair<schema::QualifiedName, std::string>, std::string> columns;
};

/// The text of a resolved query, on lines. Names of tables are unique in a query and the queries
/// around it, as the server makes them; columns have a qualifier where the query reads more than
/// one table. Throws a `ViewNotUnderstood` for what would not mean the same.
std::string printed_view(const ViewQuery& query, const ViewTokens& tokens,
                         const ViewRenames& renames = {});

}  // namespace erdmark::dialect::postgres
