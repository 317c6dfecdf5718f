#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// A key of an index as a statement writes it. Throws a `Refusal` for a column that does not exist.
IndexPart read_index_part(const Catalog& catalog, ObjectId relation, std::string_view method,
                          const PgQuery__IndexElem& element);

/// The columns of that name, in order. Throws a `Refusal` for one that does not exist.
std::vector<int> read_columns(const Catalog& catalog, ObjectId relation,
                              const std::vector<std::string>& names);

/// The names that the parts give to the index: of a column its own, of an expression what the
/// server would call it in a query.
std::vector<std::string> part_names(const Catalog& catalog, ObjectId relation,
                                    const std::vector<IndexPart>& parts,
                                    const std::vector<int>& included);

/// What the server calls the value of an expression in an index: after its function, its type, …;
/// `expr` when nothing gives it a name.
std::string expression_name(const Node& expression);

/// Whether the operator class is that which the method takes for its type unless another is named.
bool is_default_operator_class(std::string_view method, std::string_view name);

}  // namespace erdmark::dialect::postgres
