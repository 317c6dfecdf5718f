#pragma once

#include <string_view>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// What is to be done with a statement.
enum class StatementRole {
    Definition,   ///< Changes the catalog: `execute_definition`.
    Data,         ///< Reads or changes rows.
    Code,         ///< Runs code: DO, CALL.
    Transaction,  ///< BEGIN, COMMIT, SAVEPOINT …
    Nothing,      ///< Changes nothing that a schema shows.
    Unknown,      ///< What it does cannot be told.
};

StatementRole role_of(const ParserNode& statement);

/// Carries out a definition, `text` being that of the statement. Throws a `Refusal` where the
/// server would refuse.
void execute_definition(Catalog& catalog, const ParserNode& statement, std::string_view text);

}  // namespace erdmark::dialect::postgres
