#pragma once

#include <span>
#include <string_view>

#include "dialect/postgres/replay/query/query_rows.h"

namespace erdmark::dialect::postgres {

/// Statements in an empty database, and queries on system tables after them.
std::string_view catalog_rows_setup();
std::span<const QueryRow> catalog_rows();

}  // namespace erdmark::dialect::postgres
