#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/added_column.h"
#include "dialect/postgres/replay/alter_column.h"
#include "dialect/postgres/replay/alter_relation.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/constraint_kinds.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/dependents.h"
#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partitions.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/storage_parameters.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

using Action = PgQuery__AlterTableCmd;

/// The passes in which the server carries out the actions of one statement (AlterTablePass of
/// src/backend/commands/tablecmds.c); constraints come after all of them.
int pass_of(const Action& action) {
    switch (action.subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity:
            return 0;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
            return action.def == nullptr ? 0 : 3;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
            return 1;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
            return 2;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity:
            return 3;
        case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
            return 4;
        default:
            return 5;
    }
}

/// The actions of one ALTER TABLE on a table.
class TableChange {
public:
    /// `only`: without the children of the table.
    TableChange(Catalog& catalog, ObjectId table, bool only)
        : catalog_(catalog), table_(table), only_(only) {}

    void run(std::vector<const Action*> actions) {
        std::ranges::stable_sort(actions, {}, [](const Action* each) { return pass_of(*each); });
        bool constrained = false;
        for (const Action* action : actions) {
            if (pass_of(*action) == 5 && !constrained) {
                add_collected();
                constrained = true;
            }
            run(*action);
        }
        add_collected();
        catalog_.touch(table_);
    }

private:
    Table& edit() { return catalog_.tables.edit(table_); }

    void add_collected() {
        std::stable_partition(constraints_.begin(), constraints_.end(), is_key);
        for (const WrittenConstraint& written : constraints_) {
            postgres::add_constraint(catalog_, table_, written, false);
        }
        constraints_.clear();
    }

    void run(const Action& action) {
        if (!alter_column(catalog_, table_, action, only_) && !change_shape(action) &&
            !change_constraint(action) && !change_family(action) && !change_firing(action)) {
            change_property(action);
        }
    }

    bool change_shape(const Action& action) {
        const std::string name = truncate_name(text_of(action.name));
        const DropBehavior behavior = action.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
                                          ? DropBehavior::Cascade
                                          : DropBehavior::Restrict;
        switch (action.subtype) {
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
                add_column(action);
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
                drop_column(name, action.missing_ok != 0, behavior);
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
                drop_constraint(name, action.missing_ok != 0, behavior);
                return true;
            default:
                return false;
        }
    }

    void add_column(const Action& action) {
        const PgQuery__ColumnDef& definition = *action.def->column_def;
        const std::string name = truncate_name(text_of(definition.colname));
        if (action.missing_ok != 0 && find_column(catalog_.tables.at(table_), name) != nullptr) {
            return;
        }
        require_possible_addition(catalog_.tables.at(table_), definition, only_);
        const int id = postgres::add_column(catalog_, table_, definition, constraints_);
        set_generation(catalog_, table_, constraints_);
        const Column column = *find_column(catalog_.tables.at(table_), id);
        require_possible_default(catalog_, table_, column, definition);
        for (const ObjectId child : std::vector(catalog_.tables.at(table_).children)) {
            inherit_column(catalog_, child, column, table_);
        }
    }

    void drop_column(const std::string& name, bool missing_ok, DropBehavior behavior) {
        const Column* column = find_column(catalog_.tables.at(table_), name);
        if (column == nullptr && missing_ok) {
            return;
        }
        const int id = require_column(catalog_.tables.at(table_), name).id;
        postgres::drop_column(catalog_, table_, id, behavior, only_);
    }

    void drop_constraint(const std::string& name, bool missing_ok, DropBehavior behavior) {
        const Table& table = catalog_.tables.at(table_);
        if (find_constraint(table, name) == nullptr) {
            if (missing_ok) {
                return;
            }
            refuse(fmt::format("constraint \"{}\" of relation \"{}\" does not exist", name,
                               table.name),
                   condition::kUndefinedObject);
        }
        postgres::drop_constraint(catalog_, table_, name, behavior, only_);
    }

    Constraint& edit_constraint(const std::string& name) {
        Constraint* constraint = find_constraint(edit(), name);
        if (constraint == nullptr) {
            refuse(fmt::format("constraint \"{}\" of relation \"{}\" does not exist", name,
                               catalog_.tables.at(table_).name),
                   condition::kUndefinedObject);
        }
        return *constraint;
    }

    bool change_constraint(const Action& action) {
        switch (action.subtype) {
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
                constraints_.push_back(
                    {.constraint = action.def->constraint,
                     .deferrability = deferrability_of(*action.def->constraint)});
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
                validate(truncate_name(text_of(action.name)));
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint:
                alter_constraint(*action.def->constraint);
                return true;
            default:
                return false;
        }
    }

    void validate(const std::string& name) {
        Constraint& constraint = edit_constraint(name);
        if (constraint.kind != ConstraintKind::ForeignKey &&
            constraint.kind != ConstraintKind::Check) {
            refuse(fmt::format("constraint \"{}\" of relation \"{}\" is not a foreign key or "
                               "check constraint",
                               name, catalog_.tables.at(table_).name),
                   condition::kWrongObjectType);
        }
        constraint.not_valid = false;
    }

    void alter_constraint(const PgQuery__Constraint& changed) {
        Constraint& constraint = edit_constraint(truncate_name(text_of(changed.conname)));
        if (constraint.kind != ConstraintKind::ForeignKey) {
            refuse(
                fmt::format("constraint \"{}\" of relation \"{}\" is not a foreign key constraint",
                            constraint.name, catalog_.tables.at(table_).name),
                condition::kWrongObjectType);
        }
        constraint.deferrability = deferrability_of(changed);
    }

    bool change_family(const Action& action) {
        switch (action.subtype) {
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit:
                inherit_from(catalog_, require_table(catalog_, *action.def->range_var), table_);
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit:
                remove_parent(catalog_, require_table(catalog_, *action.def->range_var), table_);
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
                attach(*action.def->partition_cmd);
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize:
                detach_partition(catalog_, table_,
                                 require_table(catalog_, *action.def->partition_cmd->name));
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AddOf:
                edit().of_type = resolve_type(catalog_, *action.def->type_name).object;
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf:
                edit().of_type = 0;
                return true;
            default:
                return false;
        }
    }

    void attach(const PgQuery__PartitionCmd& command) {
        const ObjectId partition = require_table(catalog_, *command.name);
        attach_partition(catalog_, table_, partition,
                         bound_text(catalog_, catalog_.tables.at(table_), *command.bound));
    }

    void set_firing(const Action& action, const std::string& firing) {
        const std::string name = text_of(action.name);
        bool found = name.empty();
        for (Trigger& trigger : edit().triggers) {
            if (name.empty() || trigger.name == name) {
                trigger.firing = firing;
                found = true;
            }
        }
        if (!found) {
            refuse(fmt::format("trigger \"{}\" for table \"{}\" does not exist", name,
                               catalog_.tables.at(table_).name),
                   condition::kUndefinedObject);
        }
    }

    bool change_firing(const Action& action) {
        switch (action.subtype) {
            case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig:
            case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll:
            case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser:
                set_firing(action, "");
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig:
                set_firing(action, "ALWAYS");
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig:
                set_firing(action, "REPLICA");
                return true;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig:
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll:
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser:
                set_firing(action, "DISABLED");
                return true;
            default:
                return false;
        }
    }

    static std::vector<std::string> options_of(const Action& action) {
        return read_options(action.def->list->n_items, action.def->list->items);
    }

    void change_property(const Action& action) {
        switch (action.subtype) {
            case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged:
                edit().unlogged = false;
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged:
                // What is divided keeps no rows itself.
                edit().unlogged = catalog_.tables.at(table_).partition_strategy.empty();
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_SetRelOptions:
                set_storage_parameters(edit(), options_of(action));
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_ResetRelOptions:
                change_options(edit().options, options_of(action), true);
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_GenericOptions:
                require_foreign(catalog_.tables.at(table_), "OPTIONS");
                change_server_options(edit().options, *action.def->list);
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod:
                edit().access_method = text_of(action.name) == "heap" ? "" : text_of(action.name);
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity:
                edit().row_security = true;
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity:
                edit().row_security = false;
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity:
                edit().forced_row_security = true;
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity:
                edit().forced_row_security = false;
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity:
                set_replica_identity(*action.def->replica_identity_stmt);
                break;
            default:
                break;  // Owners, tablespaces, clustering: not part of a schema.
        }
    }

    void set_replica_identity(const PgQuery__ReplicaIdentityStmt& identity) {
        const std::string type = text_of(identity.identity_type);
        Table& table = edit();
        table.replica_identity = type == "f" ? "FULL" : type == "n" ? "NOTHING" : "";
        bool found = type != "i";
        for (const ObjectId id : table.indexes) {
            Index& index = catalog_.indexes.edit(id);
            index.replica_identity = type == "i" && index.name == text_of(identity.name);
            found = found || index.replica_identity;
        }
        if (!found) {
            refuse(fmt::format("index \"{}\" for table \"{}\" does not exist",
                               text_of(identity.name), table.name),
                   condition::kUndefinedObject);
        }
    }

    Catalog& catalog_;
    ObjectId table_;
    bool only_;
    std::vector<WrittenConstraint> constraints_;
};

/// `ALTER TABLE` is for every kind of relation.
void require_altered_kind(const Catalog& catalog, ObjectId relation, const std::string& name,
                          PgQuery__ObjectType wanted) {
    if (wanted != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE &&
        wanted != relation_kind(catalog, relation)) {
        refuse_kind(name, wanted);
    }
}

}  // namespace

void alter_table(Catalog& catalog, const PgQuery__AlterTableStmt& statement) {
    const PgQuery__RangeVar& name = *statement.relation;
    if (statement.missing_ok != 0 && find_relation(catalog, text_of(name.schemaname),
                                                   truncate_name(text_of(name.relname))) == 0) {
        return;
    }
    const ObjectId relation = require_relation(catalog, name);
    require_altered_kind(catalog, relation, truncate_name(text_of(name.relname)),
                         statement.objtype);
    std::vector<const Action*> actions;
    std::transform(statement.cmds, statement.cmds + statement.n_cmds, std::back_inserter(actions),
                   [](const ParserNode* command) { return command->alter_table_cmd; });
    if (catalog.tables.contains(relation)) {
        TableChange(catalog, relation, name.inh == 0).run(std::move(actions));
        return;
    }
    for (const Action* action : actions) {
        if (catalog.indexes.contains(relation)) {
            alter_index(catalog, relation, *action);
        } else if (catalog.views.contains(relation)) {
            alter_view(catalog, relation, *action);
        }
    }
}

}  // namespace erdmark::dialect::postgres
