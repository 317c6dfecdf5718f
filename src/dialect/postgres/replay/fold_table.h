#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// A table as live introspection gives it: names of today, canonical expressions, partitions of all
/// levels with it.
schema::Table fold_table(const Catalog& catalog, ObjectId id);

/// Whether the table is shown by itself: no partition, not temporary.
bool is_shown(const Table& table);

/// The types of a relation's columns by name, as `ExpressionContext` wants them.
std::map<std::string, std::string> column_types(const Catalog& catalog, ObjectId relation);

/// An expression on the columns of a relation in its canonical text; empty for none. `type` is that
/// of the place where the value goes.
std::string fold_expression(const Catalog& catalog, const std::optional<Node>& expression,
                            const std::map<std::string, std::string>* types,
                            const std::string& type);

schema::Column fold_column(const Catalog& catalog, const Column& column,
                           const std::map<std::string, std::string>& types);

/// The indexes of a table or a materialized view, without those of constraints marked as such.
std::vector<schema::Index> fold_indexes(const Catalog& catalog, ObjectId relation);

/// The names of columns of a relation.
std::vector<std::string> column_names(const Catalog& catalog, ObjectId relation,
                                      const std::vector<int>& columns);

/// A part of an index, of extended statistics or of a partition key.
schema::IndexPart fold_part(const Catalog& catalog, ObjectId relation, const IndexPart& part,
                            const std::map<std::string, std::string>& types);

}  // namespace erdmark::dialect::postgres
