#include "dialect/postgres/replay/alter_relation.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/storage_parameters.h"

namespace erdmark::dialect::postgres {

namespace {

/// What `SET (…)` and `RESET (…)` change.
struct OptionChange {
    std::vector<std::string> options;
    bool reset = false;
};

OptionChange option_change(const PgQuery__AlterTableCmd& action) {
    return {read_options(action.def->list->n_items, action.def->list->items),
            action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions};
}

/// `holder` is as in require_storage_parameters.
void apply(const OptionChange& change, std::string_view holder, std::vector<std::string>& options) {
    if (!change.reset) {
        require_storage_parameters(holder, change.options);
    }
    change_options(options, change.options, change.reset);
}

void change_index_options(Catalog& catalog, ObjectId id, const OptionChange& change) {
    Index& index = catalog.indexes.edit(id);
    const Table* table = catalog.tables.find(index.relation);
    if (table != nullptr && !table->partition_strategy.empty()) {
        refuse_action(change.reset ? "RESET" : "SET", index.name);
    }
    apply(change, index.method, index.options);
}

}  // namespace

void alter_index(Catalog& catalog, ObjectId index, const PgQuery__AlterTableCmd& action) {
    if (action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions ||
        action.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions) {
        change_index_options(catalog, index, option_change(action));
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
            apply(option_change(action), view.materialized ? "table" : "view", view.options);
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
