#include "dialect/postgres/replay/catalog.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

namespace {

template <typename Item, typename Key, typename Member>
auto* find_by(std::vector<Item>& items, const Key& key, Member member) {
    const auto found = std::ranges::find(items, key, member);
    return found == items.end() ? nullptr : &*found;
}

template <typename Item, typename Key, typename Member>
const Item* find_by(const std::vector<Item>& items, const Key& key, Member member) {
    const auto found = std::ranges::find(items, key, member);
    return found == items.end() ? nullptr : &*found;
}

/// The object of that name in the first of the schemas that has one.
ObjectId find_named(const Catalog& catalog, const JournaledMap<NameKey, ObjectId>& names,
                    const std::string& schema, const std::string& name) {
    if (!schema.empty()) {
        const ObjectId* space = catalog.namespace_names.find(schema);
        const ObjectId* found = space == nullptr ? nullptr : names.find({*space, name});
        return found == nullptr ? 0 : *found;
    }
    for (const ObjectId space : search_spaces(catalog)) {
        if (const ObjectId* found = names.find({space, name})) {
            return *found;
        }
    }
    return 0;
}

/// The schema and the bare name of any object.
NameKey key_of(const Catalog& catalog, ObjectId object) {
    if (const AnyRelation* relation = find_any_relation(catalog, object)) {
        return {relation->space, relation->name};
    }
    if (const Sequence* sequence = catalog.sequences.find(object)) {
        return {sequence->space, sequence->name};
    }
    if (const Index* index = catalog.indexes.find(object)) {
        return {index->space, index->name};
    }
    if (const Type* type = catalog.types.find(object)) {
        return {type->space, type->name};
    }
    if (const Routine* routine = catalog.routines.find(object)) {
        return {routine->space, routine->name};
    }
    return {};
}

const CompositeFacts* find_composite(const Catalog& catalog, ObjectId object) {
    const Type* type = catalog.types.find(object);
    return type == nullptr ? nullptr : std::get_if<CompositeFacts>(&type->facts);
}

}  // namespace

Catalog::Catalog() {
    const ObjectId space = new_id();
    namespaces.insert(space, {.name = "public"});
    namespace_names.insert("public", space);
    settings.insert(0, {});
    database_comment.insert(0, {});
    default_privileges.insert(0, {});
}

std::vector<ObjectId> search_spaces(const Catalog& catalog) {
    std::vector<ObjectId> spaces;
    if (const ObjectId* temporary = catalog.namespace_names.find("pg_temp")) {
        spaces.push_back(*temporary);
    }
    for (const std::string& name : catalog.settings.at(0).search_path) {
        const ObjectId* space = catalog.namespace_names.find(name);
        if (space != nullptr && std::ranges::find(spaces, *space) == spaces.end()) {
            spaces.push_back(*space);
        }
    }
    return spaces;
}

ObjectId creation_space(const Catalog& catalog) {
    for (const std::string& name : catalog.settings.at(0).search_path) {
        if (const ObjectId* space = catalog.namespace_names.find(name)) {
            return *space;
        }
    }
    refuse("no schema has been selected to create in", condition::kInvalidSchemaName);
}

ObjectId require_space(const Catalog& catalog, const std::string& name) {
    if (name.empty()) {
        return creation_space(catalog);
    }
    const ObjectId* space = catalog.namespace_names.find(name);
    if (space == nullptr) {
        refuse(fmt::format("schema \"{}\" does not exist", name), condition::kInvalidSchemaName);
    }
    return *space;
}

ObjectId find_relation(const Catalog& catalog, const std::string& schema, const std::string& name) {
    return find_named(catalog, catalog.relation_names, schema, name);
}

ObjectId find_type(const Catalog& catalog, const std::string& schema, const std::string& name) {
    return find_named(catalog, catalog.type_names, schema, name);
}

std::vector<ObjectId> find_routines(const Catalog& catalog, const std::string& schema,
                                    const std::string& name) {
    std::vector<ObjectId> spaces;
    if (schema.empty()) {
        spaces = search_spaces(catalog);
    } else if (const ObjectId* space = catalog.namespace_names.find(schema)) {
        spaces.push_back(*space);
    }
    std::vector<ObjectId> routines;
    for (const ObjectId space : spaces) {
        if (const std::vector<ObjectId>* found = catalog.routine_names.find({space, name})) {
            routines.insert(routines.end(), found->begin(), found->end());
        }
    }
    return routines;
}

schema::QualifiedName full_name(const Catalog& catalog, ObjectId object) {
    const NameKey key = key_of(catalog, object);
    const Namespace* space = catalog.namespaces.find(key.space);
    return {space == nullptr ? std::string() : space->name, key.name};
}

schema::QualifiedName document_name(const Catalog& catalog, ObjectId object) {
    schema::QualifiedName name = full_name(catalog, object);
    if (name.schema == "public") {
        name.schema.clear();
    }
    return name;
}

const AnyRelation* find_any_relation(const Catalog& catalog, ObjectId object) {
    if (const Table* table = catalog.tables.find(object)) {
        return table;
    }
    return catalog.views.find(object);
}

AnyRelation* edit_any_relation(Catalog& catalog, ObjectId object) {
    if (catalog.tables.contains(object)) {
        return &catalog.tables.edit(object);
    }
    return catalog.views.contains(object) ? &catalog.views.edit(object) : nullptr;
}

const Column* find_column(const Table& table, std::string_view name) {
    return find_by(table.columns, name, &Column::name);
}

Column* find_column(Table& table, std::string_view name) {
    return find_by(table.columns, name, &Column::name);
}

const Column* find_column(const Table& table, int id) {
    return find_by(table.columns, id, &Column::id);
}

Column* find_column(Table& table, int id) {
    return find_by(table.columns, id, &Column::id);
}

std::string column_name(const Catalog& catalog, ObjectId relation, int column) {
    const auto name_in = [column](const auto& columns, auto member) {
        const auto found = std::ranges::find(columns, column, member);
        return found == columns.end() ? std::string() : found->name;
    };
    if (const Table* table = catalog.tables.find(relation)) {
        return name_in(table->columns, &Column::id);
    }
    if (const View* view = catalog.views.find(relation)) {
        return name_in(view->columns, &ViewColumn::id);
    }
    const CompositeFacts* composite = find_composite(catalog, relation);
    return composite == nullptr ? std::string() : name_in(composite->columns, &Column::id);
}

int column_id(const Catalog& catalog, ObjectId relation, std::string_view name) {
    const auto id_in = [name](const auto& columns, auto member) {
        const auto found = std::ranges::find(columns, name, member);
        return found == columns.end() ? 0 : found->id;
    };
    if (const Table* table = catalog.tables.find(relation)) {
        return id_in(table->columns, &Column::name);
    }
    if (const View* view = catalog.views.find(relation)) {
        return id_in(view->columns, &ViewColumn::name);
    }
    const CompositeFacts* composite = find_composite(catalog, relation);
    return composite == nullptr ? 0 : id_in(composite->columns, &Column::name);
}

const Constraint* find_constraint(const Table& table, std::string_view name) {
    return find_by(table.constraints, name, &Constraint::name);
}

Constraint* find_constraint(Table& table, std::string_view name) {
    return find_by(table.constraints, name, &Constraint::name);
}

void add_constraint_name(Catalog& catalog, ObjectId space, const std::string& name) {
    const int* count = catalog.constraint_names.find({space, name});
    catalog.constraint_names.insert({space, name}, count == nullptr ? 1 : *count + 1);
}

void drop_constraint_name(Catalog& catalog, ObjectId space, const std::string& name) {
    const int* count = catalog.constraint_names.find({space, name});
    if (count == nullptr) {
        return;
    }
    if (*count == 1) {
        catalog.constraint_names.erase({space, name});
    } else {
        catalog.constraint_names.insert({space, name}, *count - 1);
    }
}

}  // namespace erdmark::dialect::postgres
