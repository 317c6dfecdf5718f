#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/rename_objects.h"
#include "dialect/postgres/system_columns.h"

namespace erdmark::dialect::postgres {

namespace {

/// ALTER TABLE and ALTER INDEX rename relations of all kinds but composite types.
void require_renamable(const Catalog& catalog, ObjectId id, const std::string& name,
                       PgQuery__ObjectType wanted) {
    const PgQuery__ObjectType kind = relation_kind(catalog, id);
    if (kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) {
        refuse(fmt::format("\"{}\" is a composite type", name), condition::kWrongObjectType);
    }
    if (wanted != kind && wanted != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE &&
        wanted != PG_QUERY__OBJECT_TYPE__OBJECT_INDEX) {
        refuse_kind(name, wanted);
    }
}

ObjectId find_relation_of(const Catalog& catalog, const PgQuery__RenameStmt& statement) {
    return find_named_relation(catalog, dotted_name(*statement.relation), statement.missing_ok);
}

void set_constraint_name(Catalog& catalog, ObjectId table_id, const std::string& from,
                         const std::string& to) {
    Table& table = catalog.tables.edit(table_id);
    if (find_constraint(table, to) != nullptr) {
        refuse(fmt::format(R"(constraint "{}" for relation "{}" already exists)", to, table.name),
               condition::kDuplicateObject);
    }
    find_constraint(table, from)->name = to;
    drop_constraint_name(catalog, table.space, from);
    add_constraint_name(catalog, table.space, to);
    catalog.touch(table_id);
}

/// The constraint that the index upholds has its name.
void rename_constraint_of(Catalog& catalog, const Index& index, ObjectId id,
                          const std::string& to) {
    const Table* table = catalog.tables.find(index.relation);
    if (table == nullptr) {
        return;
    }
    if (const Constraint* upheld = upheld_constraint(*table, id)) {
        set_constraint_name(catalog, index.relation, std::string(upheld->name), to);
    }
}

void rename_to(Catalog& catalog, ObjectId id, const NameKey& to) {
    require_free_name(catalog, id, to);
    if (const Index* index = catalog.indexes.find(id)) {
        rename_constraint_of(catalog, *index, id, to.name);
        catalog.touch(index->relation);
    }
    move_object(catalog, id, to);
}

ObjectId space_of(const Catalog& catalog, ObjectId id) {
    if (const AnyRelation* base = find_any_relation(catalog, id)) {
        return base->space;
    }
    const Sequence* sequence = catalog.sequences.find(id);
    return sequence == nullptr ? catalog.indexes.at(id).space : sequence->space;
}

struct NewName {
    std::string from;
    std::string to;
};

void require_renamable_column(const Catalog& catalog, ObjectId id, const NewName& name) {
    if (is_system_column(name.from)) {
        refuse(fmt::format("cannot rename system column \"{}\"", name.from),
               condition::kFeatureNotSupported);
    }
    if (column_id(catalog, id, name.from) == 0) {
        refuse(fmt::format("column \"{}\" does not exist", name.from), condition::kUndefinedColumn);
    }
    if (is_system_column(name.to)) {
        refuse(fmt::format("column name \"{}\" conflicts with a system column name", name.to),
               condition::kDuplicateColumn);
    }
    if (column_id(catalog, id, name.to) != 0) {
        refuse(fmt::format(R"(column "{}" of relation "{}" already exists)", name.to,
                           full_name(catalog, id).name),
               condition::kDuplicateColumn);
    }
}

template <typename Columns>
void set_name(Columns& columns, const NewName& name) {
    std::ranges::find_if(columns, [&](const auto& column) {
        return column.name == name.from;
    })->name = name.to;
}

void set_column_name(Catalog& catalog, ObjectId id, const NewName& name) {
    require_renamable_column(catalog, id, name);
    touch_with_dependents(
        catalog,
        {.kind = PartKind::Column, .object = id, .column = column_id(catalog, id, name.from)});
    if (catalog.tables.contains(id)) {
        set_name(catalog.tables.edit(id).columns, name);
    } else if (catalog.views.contains(id)) {
        set_name(catalog.views.edit(id).columns, name);
    } else {
        set_name(std::get<CompositeFacts>(catalog.types.edit(id).facts).columns, name);
    }
}

/// The tables that inherit from `id`, each after its parents, with how many parents it has among
/// them.
std::map<ObjectId, int> heirs_of(const Catalog& catalog, ObjectId id) {
    std::map<ObjectId, int> parents;
    std::vector<ObjectId> open{id};
    while (!open.empty()) {
        const ObjectId parent = open.back();
        open.pop_back();
        for (const ObjectId child : catalog.tables.at(parent).children) {
            if (++parents[child] == 1) {
                open.push_back(child);
            }
        }
    }
    return parents;
}

void require_no_more_parents(const Catalog& catalog, ObjectId id, const std::string& name,
                             int expected) {
    const Column* column = find_column(catalog.tables.at(id), name);
    if (column != nullptr && column->parents > expected) {
        refuse(fmt::format("cannot rename inherited column \"{}\"", name),
               condition::kInvalidTableDefinition);
    }
}

void rename_table_column(Catalog& catalog, ObjectId id, const NewName& name, bool only) {
    const Table& table = catalog.tables.at(id);
    if (table.of_type != 0) {
        refuse("cannot rename column of typed table", condition::kWrongObjectType);
    }
    const std::map<ObjectId, int> heirs = heirs_of(catalog, id);
    if (only && !heirs.empty()) {
        refuse(
            fmt::format("inherited column \"{}\" must be renamed in child tables too", name.from),
            condition::kInvalidTableDefinition);
    }
    for (const auto& [heir, parents] : heirs) {
        require_no_more_parents(catalog, heir, name.from, parents);
        set_column_name(catalog, heir, name);
    }
    require_no_more_parents(catalog, id, name.from, 0);
    set_column_name(catalog, id, name);
}

/// The columns of tables of the type have the attribute's name.
void rename_attribute(Catalog& catalog, ObjectId id, const NewName& name, bool cascade) {
    std::vector<ObjectId> typed;
    for (const auto& [table_id, table] : catalog.tables) {
        if (table.of_type == id) {
            typed.push_back(table_id);
        }
    }
    if (!typed.empty() && !cascade) {
        refuse(fmt::format("cannot alter type \"{}\" because it is the type of a typed table",
                           catalog.types.at(id).name),
               condition::kDependentObjects);
    }
    for (const ObjectId table : typed) {
        set_column_name(catalog, table, name);
    }
    set_column_name(catalog, id, name);
}

void rename_inherited_constraint(Catalog& catalog, ObjectId id, const NewName& name, bool only) {
    const std::map<ObjectId, int> heirs = heirs_of(catalog, id);
    if (only && !heirs.empty()) {
        refuse(fmt::format("inherited constraint \"{}\" must be renamed in child tables too",
                           name.from),
               condition::kInvalidTableDefinition);
    }
    std::map<ObjectId, int> renamed = heirs;
    renamed[id] = 0;
    for (const auto& [table, parents] : renamed) {
        const Constraint* copy = find_constraint(catalog.tables.at(table), name.from);
        if (copy != nullptr && copy->parents > parents) {
            refuse(fmt::format("cannot rename inherited constraint \"{}\"", name.from),
                   condition::kInvalidTableDefinition);
        }
        if (copy != nullptr) {
            set_constraint_name(catalog, table, name.from, name.to);
        }
    }
}

[[noreturn]] void refuse_columns(const Catalog& catalog, ObjectId id) {
    refuse(fmt::format("cannot rename columns of relation \"{}\"", full_name(catalog, id).name),
           condition::kWrongObjectType);
}

}  // namespace

void rename_relation(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = find_relation_of(catalog, statement);
    if (id == 0) {
        return;
    }
    require_renamable(catalog, id, text_of(statement.relation->relname), statement.rename_type);
    rename_to(catalog, id, {space_of(catalog, id), text_of(statement.newname)});
}

void rename_column(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = find_relation_of(catalog, statement);
    const NewName name{text_of(statement.subname), text_of(statement.newname)};
    if (id == 0) {
        return;
    }
    if (catalog.tables.contains(id)) {
        rename_table_column(catalog, id, name, !statement.relation->inh);
    } else if (catalog.views.contains(id)) {
        set_column_name(catalog, id, name);
    } else if (catalog.types.contains(id)) {
        rename_attribute(catalog, id, name,
                         statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE);
    } else if (catalog.sequences.contains(id)) {
        refuse_columns(catalog, id);
    }
}

void rename_constraint(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = find_relation_of(catalog, statement);
    const NewName name{text_of(statement.subname), text_of(statement.newname)};
    if (id == 0) {
        return;
    }
    if (catalog.sequences.contains(id)) {
        refuse_columns(catalog, id);
    }
    const Table* table = catalog.tables.find(id);
    const Constraint* constraint = table == nullptr ? nullptr : find_constraint(*table, name.from);
    if (constraint == nullptr) {
        refuse(fmt::format(R"(constraint "{}" for table "{}" does not exist)", name.from,
                           full_name(catalog, id).name),
               condition::kUndefinedObject);
    }
    if (constraint->kind == ConstraintKind::Check && !constraint->no_inherit) {
        rename_inherited_constraint(catalog, id, name, !statement.relation->inh);
    } else if (constraint->index != 0) {
        rename_to(catalog, constraint->index, {table->space, name.to});
    } else {
        set_constraint_name(catalog, id, name.from, name.to);
    }
}

}  // namespace erdmark::dialect::postgres
