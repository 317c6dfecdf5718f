#pragma once

#include <map>
#include <string>
#include <vector>

#include "dialect/connection.h"
#include "dialect/sqlite/ddl_parser.h"
#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

/// Adds the foreign keys of all tables with one query. The pragma says what they are; their names
/// and whether they are deferrable stand in the text alone (`parsed`, by table name). Names of
/// tables and columns get the spelling that they have where they are declared; an omitted target is
/// the primary key of the referenced table.
void read_foreign_keys(Connection& connection, schema::Schema& schema,
                       const std::map<std::string, std::vector<ParsedForeignKey>>& parsed);

}  // namespace erdmark::dialect::sqlite
