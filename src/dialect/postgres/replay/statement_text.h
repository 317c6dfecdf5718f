#pragma once

#include <string>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// A statement as the parser's own printer writes it, in one line; empty for what it cannot.
std::string printed_statement(ParserNode& statement);

}  // namespace erdmark::dialect::postgres
