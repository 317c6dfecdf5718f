#pragma once

#include <string>

#include "dialect/statement_rule.h"
#include "sql/script.h"

namespace erdmark::dialect::sqlite {

/// See `Dialect::rule_of`.
StatementRule rule_of(const sql::Statement& statement);

/// The name of the pragma that a statement is about, in lower case; empty for other statements.
std::string pragma_name(const sql::Statement& statement);

}  // namespace erdmark::dialect::sqlite
