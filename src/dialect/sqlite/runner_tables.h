#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"

namespace erdmark::dialect::sqlite {

/// See `Dialect::table_words`.
const TableWords& table_words();

/// See `Dialect::tables_with`.
std::vector<TableColumns> tables_with(Connection& connection,
                                      std::span<const std::string_view> columns);

}  // namespace erdmark::dialect::sqlite
