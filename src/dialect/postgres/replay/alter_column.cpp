#include "dialect/postgres/replay/alter_column.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/alter_family.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/dependents.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/replay/value_checks.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

struct StorageOf {
    std::string_view type;
    std::string_view storage;
};

/// `pg_type.typstorage` of types that are not stored as text is.
std::string_view storage_of_type(std::string_view type) {
    static constexpr std::array<StorageOf, 4> kOthers = {
        {{"numeric", "MAIN"}, {"inet", "MAIN"}, {"cidr", "MAIN"}, {"geography", "MAIN"}}};
    static constexpr std::array<std::string_view, 20> kFixed = {"boolean",
                                                                "smallint",
                                                                "integer",
                                                                "bigint",
                                                                "real",
                                                                "double precision",
                                                                "date",
                                                                "uuid",
                                                                "timestamp without time zone",
                                                                "timestamp with time zone",
                                                                "time without time zone",
                                                                "time with time zone",
                                                                "interval",
                                                                "money",
                                                                "oid",
                                                                "macaddr",
                                                                "macaddr8",
                                                                "name",
                                                                "point",
                                                                "\"char\""};
    if (contains(kFixed, type)) {
        return "PLAIN";
    }
    const auto* const other = std::ranges::find(kOthers, type, &StorageOf::type);
    return other == kOthers.end() ? "EXTENDED" : other->storage;
}

Column& edit_column(Catalog& catalog, ObjectId table, const std::string& name) {
    require_column(catalog.tables.at(table), name);
    catalog.touch(table);
    return *find_column(catalog.tables.edit(table), name);
}

void set_default(Catalog& catalog, const Family& family, const std::string& name,
                 const PgQuery__AlterTableCmd& action) {
    const ObjectId table = family.table;
    const Column& column = require_column(catalog.tables.at(table), name);
    if (column.generated != schema::Generated::No) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" is a generated column", name,
                           catalog.tables.at(table).name),
               condition::kSyntaxError);
    }
    if (column.identity != schema::Identity::No) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" is an identity column", name,
                           catalog.tables.at(table).name),
               condition::kSyntaxError);
    }
    std::optional<Node> value;
    if (action.def != nullptr) {
        require_assignable(catalog, name, column.type, *action.def, 0);
        value = read_default(catalog, column.type, *action.def);
    }
    change_all(catalog, family, name, [&](Column& each) { each.default_value = value; });
}

bool is_not_null_in_parent(const Catalog& catalog, const Table& partition,
                           const std::string& name) {
    return partition.is_partition && std::ranges::any_of(partition.inherits, [&](ObjectId parent) {
               const Column* column = find_column(catalog.tables.at(parent), name);
               return column != nullptr && column->not_null;
           });
}

void drop_not_null(Catalog& catalog, const Family& family, const std::string& name) {
    const ObjectId table = family.table;
    const Table& owner = catalog.tables.at(table);
    const Column& column = require_column(owner, name);
    const bool in_key = std::ranges::any_of(owner.constraints, [&](const Constraint& constraint) {
        return constraint.kind == ConstraintKind::PrimaryKey &&
               std::ranges::find(constraint.columns, column.id) != constraint.columns.end();
    });
    if (in_key) {
        refuse(fmt::format("column \"{}\" is in a primary key", name),
               condition::kInvalidTableDefinition);
    }
    if (column.identity != schema::Identity::No) {
        refuse(
            fmt::format("column \"{}\" of relation \"{}\" is an identity column", name, owner.name),
            condition::kSyntaxError);
    }
    if (is_not_null_in_parent(catalog, owner, name)) {
        refuse(fmt::format("column \"{}\" is marked NOT NULL in parent table", name),
               condition::kInvalidTableDefinition);
    }
    change_all(catalog, family, name, [](Column& each) { each.not_null = false; });
}

void set_storage(Catalog& catalog, const Family& family, const std::string& name,
                 const PgQuery__AlterTableCmd& action) {
    const ObjectId table = family.table;
    std::string storage = to_upper(action.def->string->sval);
    const Column& column = require_column(catalog.tables.at(table), name);
    const std::string base = base_type(base_type_text(catalog, column.type));
    const std::string_view usual = column.type.is_array ? "EXTENDED" : storage_of_type(base);
    if (usual == "PLAIN" && storage != "PLAIN" && storage != "DEFAULT") {
        refuse(fmt::format("column data type {} can only have storage PLAIN",
                           type_text(catalog, column.type)),
               condition::kFeatureNotSupported);
    }
    if (storage == usual || storage == "DEFAULT") {
        storage.clear();
    }
    change_all(catalog, family, name, [&](Column& each) { each.storage = storage; });
}

std::vector<std::string> options_of(const PgQuery__AlterTableCmd& action) {
    return read_options(action.def->list->n_items, action.def->list->items);
}

void drop_expression(Catalog& catalog, const Family& family, const std::string& name,
                     bool missing_ok) {
    const ObjectId table = family.table;
    const Column& column = require_column(catalog.tables.at(table), name);
    if (column.generated == schema::Generated::No) {
        if (missing_ok) {
            return;
        }
        refuse(fmt::format("column \"{}\" of relation \"{}\" is not a stored generated column",
                           name, catalog.tables.at(table).name),
               condition::kObjectNotInState);
    }
    change_all(catalog, family, name, [](Column& each) {
        each.generated = schema::Generated::No;
        each.default_value.reset();
    });
}

void require_identity(const Catalog& catalog, ObjectId table, const Column& column) {
    if (column.identity == schema::Identity::No) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" is not an identity column",
                           column.name, catalog.tables.at(table).name),
               condition::kObjectNotInState);
    }
}

void add_identity(Catalog& catalog, ObjectId table, const std::string& name,
                  const PgQuery__Constraint& identity) {
    const Column& column = require_column(catalog.tables.at(table), name);
    if (!column.not_null) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" must be declared NOT NULL before "
                           "identity can be added",
                           name, catalog.tables.at(table).name),
               condition::kObjectNotInState);
    }
    if (column.identity != schema::Identity::No) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" is already an identity column", name,
                           catalog.tables.at(table).name),
               condition::kObjectNotInState);
    }
    if (column.default_value) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" already has a default value", name,
                           catalog.tables.at(table).name),
               condition::kObjectNotInState);
    }
    make_identity(catalog, table, column.id, text_of(identity.generated_when),
                  {identity.options, identity.n_options});
}

/// `SET GENERATED ALWAYS`, `SET START WITH 5`, `RESTART`.
void set_identity(Catalog& catalog, ObjectId table, const std::string& name,
                  const PgQuery__List& options) {
    Column& column = edit_column(catalog, table, name);
    require_identity(catalog, table, column);
    std::vector<ParserNode*> of_sequence;
    for (std::size_t index = 0; index < options.n_items; ++index) {
        const PgQuery__DefElem& option = *options.items[index]->def_elem;
        if (text_of(option.defname) == "generated") {
            column.identity = option.arg->integer->ival == 'a' ? schema::Identity::Always
                                                               : schema::Identity::ByDefault;
        } else {
            of_sequence.push_back(options.items[index]);
        }
    }
    if (catalog.sequences.contains(column.identity_sequence)) {
        apply_sequence_options(catalog.sequences.edit(column.identity_sequence), of_sequence.size(),
                               of_sequence.data(), false);
    }
}

void drop_identity(Catalog& catalog, ObjectId table, const std::string& name, bool missing_ok) {
    Column& column = edit_column(catalog, table, name);
    if (column.identity == schema::Identity::No && missing_ok) {
        return;
    }
    require_identity(catalog, table, column);
    const ObjectId sequence = column.identity_sequence;
    column.identity = schema::Identity::No;
    column.identity_sequence = 0;
    // It belongs to nothing any more, so what else uses it counts.
    catalog.sequences.edit(sequence).is_identity = false;
    drop_object(catalog, sequence, DropBehavior::Restrict);
}

/// What is set on a column and is no part of its type.
bool alter_attribute(Catalog& catalog, const Family& family, const std::string& name,
                     const PgQuery__AlterTableCmd& action) {
    const ObjectId table = family.table;
    switch (action.subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics:
            if (!name.empty()) {
                edit_column(catalog, table, name).statistics = action.def->integer->ival;
            }
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetOptions:
            change_options(edit_column(catalog, table, name).options, options_of(action), false);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetOptions:
            change_options(edit_column(catalog, table, name).options, options_of(action), true);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnGenericOptions:
            require_foreign(catalog.tables.at(table), "ALTER COLUMN ... OPTIONS");
            change_server_options(edit_column(catalog, table, name).options, *action.def->list);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage:
            set_storage(catalog, family, name, action);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression: {
            const std::string compression = to_lower(action.def->string->sval);
            edit_column(catalog, table, name).compression =
                compression == "default" ? "" : compression;
            return true;
        }
        default:
            return false;
    }
}

bool alter_identity(Catalog& catalog, ObjectId table, const std::string& name,
                    const PgQuery__AlterTableCmd& action) {
    switch (action.subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
            add_identity(catalog, table, name, *action.def->constraint);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
            set_identity(catalog, table, name, *action.def->list);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity:
            drop_identity(catalog, table, name, action.missing_ok != 0);
            return true;
        default:
            return false;
    }
}

}  // namespace

bool alter_column(Catalog& catalog, ObjectId table, const PgQuery__AlterTableCmd& action,
                  bool only) {
    const Family family{.table = table, .only = only};
    const std::string name = truncate_name(text_of(action.name));
    switch (action.subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
            set_default(catalog, family, name, action);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull:
            drop_not_null(catalog, family, name);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
            change_all(catalog, family, name, [](Column& column) { column.not_null = true; });
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression:
            drop_expression(catalog, family, name, action.missing_ok != 0);
            return true;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
            alter_column_type(catalog, family, name, *action.def->column_def);
            return true;
        default:
            return alter_attribute(catalog, family, name, action) ||
                   alter_identity(catalog, table, name, action);
    }
}

}  // namespace erdmark::dialect::postgres
