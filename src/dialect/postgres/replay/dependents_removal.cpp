#include <algorithm>

#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/dependents_parts.h"

namespace erdmark::dialect::postgres {

namespace {

template <typename Item>
void erase_named(std::vector<Item>& items, const std::string& name) {
    std::erase_if(items, [&](const Item& item) { return item.name == name; });
}

void remove_index_name(Catalog& catalog, ObjectId id) {
    const Index& index = catalog.indexes.at(id);
    catalog.relation_names.erase({index.space, index.name});
    catalog.indexes.erase(id);
    catalog.touch(id);
}

/// The names of the relation, of its row type and of its indexes.
void remove_relation_names(Catalog& catalog, const AnyRelation& relation) {
    for (const ObjectId index : relation.indexes) {
        remove_index_name(catalog, index);
    }
    catalog.relation_names.erase({relation.space, relation.name});
    catalog.type_names.erase({relation.space, relation.name});
}

/// The name of the constraint and those of its pieces.
void drop_names(Catalog& catalog, ObjectId space, const Constraint& constraint) {
    drop_constraint_name(catalog, space, constraint.name);
    for (const ForeignKeyPiece& piece : constraint.pieces) {
        drop_constraint_name(catalog, space, piece.name);
    }
}

void remove_table(Catalog& catalog, ObjectId id) {
    if (catalog.tables.at(id).is_partition) {
        drop_foreign_key_pieces(catalog, id);
    }
    const Table& table = catalog.tables.at(id);
    for (const ObjectId parent : table.inherits) {
        if (catalog.tables.contains(parent)) {
            std::erase(catalog.tables.edit(parent).children, id);
            catalog.touch(parent);
        }
    }
    for (const ObjectId child : table.children) {
        if (catalog.tables.contains(child)) {
            std::erase(catalog.tables.edit(child).inherits, id);
        }
    }
    for (const Constraint& constraint : table.constraints) {
        drop_names(catalog, table.space, constraint);
    }
    remove_relation_names(catalog, table);
    catalog.tables.erase(id);
}

void remove_type(Catalog& catalog, ObjectId id) {
    const Type& type = catalog.types.at(id);
    if (const auto* domain = std::get_if<DomainFacts>(&type.facts)) {
        for (const Constraint& check : domain->checks) {
            drop_constraint_name(catalog, type.space, check.name);
        }
    }
    if (std::holds_alternative<CompositeFacts>(type.facts)) {
        catalog.relation_names.erase({type.space, type.name});
    }
    catalog.type_names.erase({type.space, type.name});
    catalog.types.erase(id);
}

void remove_routine(Catalog& catalog, ObjectId id) {
    const Routine& routine = catalog.routines.at(id);
    const NameKey key{routine.space, routine.name};
    std::vector<ObjectId>& overloads = catalog.routine_names.edit(key);
    std::erase(overloads, id);
    if (overloads.empty()) {
        catalog.routine_names.erase(key);
    }
    catalog.routines.erase(id);
}

void remove_namespace(Catalog& catalog, ObjectId id) {
    catalog.namespace_names.erase(catalog.namespaces.at(id).name);
    catalog.namespaces.erase(id);
    std::erase_if(catalog.default_privileges.edit(0),
                  [id](const DefaultPrivilege& privilege) { return privilege.space == id; });
}

void remove_object(Catalog& catalog, ObjectId id) {
    if (catalog.tables.contains(id)) {
        remove_table(catalog, id);
    } else if (const View* view = catalog.views.find(id)) {
        remove_relation_names(catalog, *view);
        catalog.views.erase(id);
    } else if (const Sequence* sequence = catalog.sequences.find(id)) {
        catalog.relation_names.erase({sequence->space, sequence->name});
        catalog.sequences.erase(id);
    } else if (catalog.indexes.contains(id)) {
        remove_index(catalog, id);
    } else if (catalog.types.contains(id)) {
        remove_type(catalog, id);
    } else if (catalog.routines.contains(id)) {
        remove_routine(catalog, id);
    } else if (catalog.namespaces.contains(id)) {
        remove_namespace(catalog, id);
    } else {
        catalog.extensions.erase(id);
    }
    catalog.touch(id);
}

void remove_column(Catalog& catalog, const Part& part) {
    const auto remove = [&](std::vector<Column>& columns) {
        std::erase_if(columns, [&](const Column& column) { return column.id == part.column; });
    };
    if (catalog.tables.contains(part.object)) {
        Table& table = catalog.tables.edit(part.object);
        remove(table.columns);
        std::erase_if(table.grants,
                      [&](const Grant& grant) { return grant.column == part.column; });
    } else {
        remove(std::get<CompositeFacts>(catalog.types.edit(part.object).facts).columns);
    }
}

void remove_default(Catalog& catalog, const Part& part) {
    const auto remove = [&](auto& columns, auto id) {
        std::ranges::find(columns, part.column, id)->default_value.reset();
    };
    if (catalog.tables.contains(part.object)) {
        remove(catalog.tables.edit(part.object).columns, &Column::id);
    } else {
        remove(catalog.views.edit(part.object).columns, &ViewColumn::id);
    }
}

void remove_constraint(Catalog& catalog, const Part& part) {
    if (catalog.tables.contains(part.object)) {
        Table& table = catalog.tables.edit(part.object);
        drop_names(catalog, table.space, *find_constraint(table, part.name));
        erase_named(table.constraints, part.name);
    } else {
        Type& type = catalog.types.edit(part.object);
        drop_constraint_name(catalog, type.space, part.name);
        erase_named(std::get<DomainFacts>(type.facts).checks, part.name);
    }
}

void remove_from_publication(Catalog& catalog, const Part& part) {
    Publication& publication = catalog.publications.edit(part.name);
    std::erase(publication.spaces, part.object);
    std::erase_if(publication.tables,
                  [&](const PublicationTable& table) { return table.table == part.object; });
}

void remove_part(Catalog& catalog, const Part& part) {
    switch (part.kind) {
        case PartKind::Object:
            remove_object(catalog, part.object);
            break;
        case PartKind::Column:
            remove_column(catalog, part);
            break;
        case PartKind::Default:
            remove_default(catalog, part);
            break;
        case PartKind::Constraint:
            remove_constraint(catalog, part);
            break;
        case PartKind::Trigger:
            erase_named(edit_any_relation(catalog, part.object)->triggers, part.name);
            break;
        case PartKind::Policy:
            erase_named(catalog.tables.edit(part.object).policies, part.name);
            break;
        case PartKind::Rule:
            erase_named(edit_any_relation(catalog, part.object)->rules, part.name);
            break;
        case PartKind::Statistics:
            erase_named(edit_any_relation(catalog, part.object)->statistics, part.name);
            break;
        case PartKind::EventTrigger:
            catalog.event_triggers.erase(part.name);
            break;
        case PartKind::Publication:
            catalog.publications.erase(part.name);
            break;
        case PartKind::PublicationTable:
        case PartKind::PublicationSpace:
            remove_from_publication(catalog, part);
            break;
    }
    catalog.touch(part.object);
}

}  // namespace

void remove_index(Catalog& catalog, ObjectId index) {
    const ObjectId relation = catalog.indexes.at(index).relation;
    if (AnyRelation* base = edit_any_relation(catalog, relation)) {
        std::erase(base->indexes, index);
        catalog.touch(relation);
    }
    remove_index_name(catalog, index);
}

void remove_parts(Catalog& catalog, const std::set<Part>& parts) {
    std::vector<Part> outermost;
    std::ranges::copy_if(parts, std::back_inserter(outermost),
                         [&](const Part& part) { return !is_within(catalog, part, parts); });
    for (const Part& part : outermost) {
        remove_part(catalog, part);
    }
}

}  // namespace erdmark::dialect::postgres
