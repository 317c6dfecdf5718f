#pragma once

#include "dialect/statement_rule.h"
#include "sql/script.h"

namespace erdmark::dialect::postgres {

/// See `Dialect::rule_of`.
StatementRule rule_of(const sql::Statement& statement);

}  // namespace erdmark::dialect::postgres
