#include "dialect/postgres/replay/alter_relation.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

void alter_index(Catalog& catalog, ObjectId index, const PgQuery__AlterTableCmd& action) {
    if (action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions ||
        action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions) {
        const PgQuery__List& list = *action.def->list;
        change_options(catalog.indexes.edit(index).options, read_options(list.n_items, list.items),
                       action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions);
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
            change_options(view.options,
                           read_options(action.def->list->n_items, action.def->list->items),
                           action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions);
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
