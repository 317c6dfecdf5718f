#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "document/module.h"
#include "document/site.h"
#include "schema/schema.h"

namespace erdmark::test {

/// A table of integer columns that cannot be NULL; those that `nullable` names can. The first
/// column is the key.
inline schema::Table make_table(const std::string& name, const std::vector<std::string>& columns,
                                const std::vector<std::string>& nullable = {}) {
    schema::Table table{.name = {"", name}};
    for (const std::string& column : columns) {
        const bool can_be_null =
            std::find(nullable.begin(), nullable.end(), column) != nullable.end();
        table.columns.push_back({.name = column, .type = "INTEGER", .nullable = can_be_null});
    }
    table.primary_key = schema::PrimaryKey{.columns = {columns.front()}};
    return table;
}

inline schema::ForeignKey key_to(const std::string& table, const std::vector<std::string>& columns,
                                 const std::vector<std::string>& referenced = {"id"}) {
    return {.columns = columns, .referenced_table = {"", table}, .referenced_columns = referenced};
}

/// A module that takes the tables of these names.
inline document::ModuleRule make_module(const std::string& name,
                                        const std::vector<std::string>& tables) {
    return {.name = name, .title = name, .description = "", .tables = tables};
}

}  // namespace erdmark::test
