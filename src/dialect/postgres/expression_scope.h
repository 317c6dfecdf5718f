#pragma once

#include <map>
#include <string>

#include "dialect/postgres/syntax_tree.h"
#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

/// The table that an expression belongs to.
struct OwnTable {
    std::string name;  ///< As its columns are qualified in sub-queries; empty when not known.
    const std::map<std::string, std::string>* column_types = nullptr;  ///< As in ExpressionContext.
};

/// Writes columns inside of sub-queries as the server does, behind the name of their table, and
/// sets their types; columns of what `source` does not know stay. Outside of sub-queries nothing
/// changes.
void resolve_columns(Node& expression, RelationSource& source, const OwnTable& own);

}  // namespace erdmark::dialect::postgres
