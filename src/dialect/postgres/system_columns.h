#pragma once

#include <array>
#include <string_view>

#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

/// Whether each table has a column of that name by itself (PostgreSQL 15 manual, 5.5).
constexpr bool is_system_column(std::string_view name) {
    constexpr std::array<std::string_view, 6> kNames = {"ctid", "xmin", "cmin",
                                                        "xmax", "cmax", "tableoid"};
    return contains(kNames, name);
}

}  // namespace erdmark::dialect::postgres
