#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// Names in an expression become references to objects, and get today's names when the expression
// is shown.

/// What the columns in an expression may belong to.
struct BindScope {
    ObjectId relation = 0;                 ///< Whose columns need no qualifier; 0 for none.
    std::map<std::string, ObjectId> rows;  ///< Names of rows: `new`, `old`, the relation's own.
    std::vector<std::string> variables;    ///< Names that are no columns: `value` of a domain.
};

/// The scope of a relation's own expressions.
BindScope relation_scope(const Catalog& catalog, ObjectId relation);

/// The tree of a parsed expression with its names bound: columns, functions, types of casts, and
/// the relations that `nextval` and casts to regclass name. Throws a `Refusal` for a column, type
/// or relation that does not exist. Names inside sub-queries that cannot be told stay unbound.
Node read_bound(const Catalog& catalog, const ParserNode& expression, const BindScope& scope);

/// The same for a tree that is there.
void bind(const Catalog& catalog, Node& tree, const BindScope& scope);

/// A query with its names bound, for what depends on it; nothing when it is not understood.
std::optional<Node> bound_query(const Catalog& catalog, const PgQuery__SelectStmt& query);

/// The tree with the names that the objects have now; the schema `public` is left out.
Node with_current_names(const Catalog& catalog, Node tree);

/// Calls `visit` for each node of the tree that is bound.
void visit_references(const Node& tree, const std::function<void(const Node&)>& visit);

/// Whether something in the tree stands for the object, or for that column of it when `column` is
/// not 0.
bool refers_to(const Node& tree, ObjectId object, int column = 0);

/// The columns of the relation that the tree uses, each once, in the order in which they come.
std::vector<int> columns_in(const Node& tree, ObjectId relation);

}  // namespace erdmark::dialect::postgres
