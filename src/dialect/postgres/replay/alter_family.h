#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// A table and, unless `only`, its children.
struct Family {
    ObjectId table = 0;
    bool only = false;
};

/// Runs one action on a column of a table and on the same column of its children.
template <typename Change>
void change_all(Catalog& catalog, const Family& family, const std::string& name,
                const Change& change) {
    const ObjectId table = family.table;
    require_column(catalog.tables.at(table), name);
    change(*find_column(catalog.tables.edit(table), name));
    catalog.touch(table);
    if (family.only) {
        return;
    }
    for (const ObjectId child : std::vector(catalog.tables.at(table).children)) {
        change_all(catalog, {.table = child}, name, change);
    }
}

/// `ALTER COLUMN … TYPE`, of a table and its children.
void alter_column_type(Catalog& catalog, const Family& family, const std::string& name,
                       const PgQuery__ColumnDef& definition);

}  // namespace erdmark::dialect::postgres
