#include "dialect/postgres/replay/alter_relation.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/storage_parameters.h"

namespace erdmark::dialect::postgres {

namespace {

void change_index_options(Catalog& catalog, ObjectId id, const PgQuery__AlterTableCmd& action) {
    const bool reset = action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions;
    const std::vector<std::string> changes =
        read_options(action.def->list->n_items, action.def->list->items);
    Index& index = catalog.indexes.edit(id);
    const Table* table = catalog.tables.find(index.relation);
    if (table != nullptr && !table->partition_strategy.empty()) {
        refuse(fmt::format(R"(ALTER action {} cannot be performed on relation "{}")",
                           reset ? "RESET" : "SET", index.name),
               condition::kWrongObjectType);
    }
    if (!reset) {
        require_storage_parameters(index.method, changes);
    }
    change_options(index.options, changes, reset);
}

void change_view_options(View& view, const PgQuery__AlterTableCmd& action) {
    const bool reset = action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions;
    const std::vector<std::string> changes =
        read_options(action.def->list->n_items, action.def->list->items);
    if (!reset) {
        require_storage_parameters(view.materialized ? "table" : "view", changes);
    }
    change_options(view.options, changes, reset);
}

}  // namespace

void alter_index(Catalog& catalog, ObjectId index, const PgQuery__AlterTableCmd& action) {
    if (action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions ||
        action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions) {
        change_index_options(catalog, index, action);
    } else if (action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition) {
        const ObjectId piece = require_relation(catalog, *action.def->partition_cmd->name);
        if (catalog.indexes.contains(piece)) {
            catalog.indexes.edit(piece).parent = index;
        }
    }
    catalog.touch(catalog.indexes.at(index).relation);
}

void alter_view(Catalog& catalog, ObjectId id, const PgQuery__AlterTableCmd& action) {
    View& view = catalog.views.edit(id);
    catalog.touch(id);
    switch (action.subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
            change_view_options(view, action);
            break;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault: {
            const int column = column_id(catalog, id, truncate_name(text_of(action.name)));
            const auto found = std::ranges::find(view.columns, column, &ViewColumn::id);
            if (column == 0 || found == view.columns.end()) {
                refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist",
                                   text_of(action.name), view.name),
                       condition::kUndefinedColumn);
            }
            found->default_value = action.def == nullptr
                                       ? std::nullopt
                                       : read_default(catalog, found->type, *action.def);
            break;
        }
        default:
            break;
    }
}

}  // namespace erdmark::dialect::postgres
