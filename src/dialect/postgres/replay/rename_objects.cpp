#include "dialect/postgres/replay/rename_objects.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/dependents_uses.h"
#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// Sets the key of an object in the map that has it. Returns the key that it had.
template <typename Map>
std::optional<NameKey> set_key(Map& objects, ObjectId id, const NameKey& to) {
    if (!objects.contains(id)) {
        return std::nullopt;
    }
    auto& object = objects.edit(id);
    const NameKey from{object.space, object.name};
    object.space = to.space;
    object.name = to.name;
    return from;
}

NameKey set_object_key(Catalog& catalog, ObjectId id, const NameKey& to) {
    std::optional<NameKey> from = set_key(catalog.tables, id, to);
    from = from ? from : set_key(catalog.views, id, to);
    from = from ? from : set_key(catalog.sequences, id, to);
    from = from ? from : set_key(catalog.indexes, id, to);
    from = from ? from : set_key(catalog.types, id, to);
    from = from ? from : set_key(catalog.routines, id, to);
    return from.value_or(to);
}

void move_name(JournaledMap<NameKey, ObjectId>& names, ObjectId id, const NameKey& from,
               const NameKey& to) {
    const ObjectId* named = names.find(from);
    if (named != nullptr && *named == id) {
        names.erase(from);
        names.insert(to, id);
    }
}

void move_routine_name(Catalog& catalog, ObjectId id, const NameKey& from, const NameKey& to) {
    std::vector<ObjectId> left = catalog.routine_names.at(from);
    std::erase(left, id);
    if (left.empty()) {
        catalog.routine_names.erase(from);
    } else {
        catalog.routine_names.insert(from, std::move(left));
    }
    const std::vector<ObjectId>* known = catalog.routine_names.find(to);
    std::vector<ObjectId> overloads = known == nullptr ? std::vector<ObjectId>() : *known;
    overloads.push_back(id);
    catalog.routine_names.insert(to, std::move(overloads));
}

}  // namespace

void touch_with_dependents(Catalog& catalog, const Part& part) {
    touch_all_with_dependents(catalog, {part});
}

void touch_all_with_dependents(Catalog& catalog, const std::vector<Part>& parts) {
    Uses uses(catalog);
    for (const Part& part : parts) {
        catalog.touch(part.object);
        for (const Dependent& dependent : find_dependents(uses, part)) {
            const Index* index = catalog.indexes.find(dependent.part.object);
            catalog.touch(index == nullptr ? dependent.part.object : index->relation);
        }
    }
}

void move_object(Catalog& catalog, ObjectId object, const NameKey& to) {
    touch_with_dependents(catalog, {.object = object});
    const NameKey from = set_object_key(catalog, object, to);
    if (catalog.routines.contains(object)) {
        move_routine_name(catalog, object, from, to);
        return;
    }
    move_name(catalog.relation_names, object, from, to);
    move_name(catalog.type_names, object, from, to);
}

void require_free_name(const Catalog& catalog, ObjectId relation, const NameKey& key) {
    require_free_relation_name(catalog, key.space, key.name);
    if (!catalog.sequences.contains(relation) && !catalog.indexes.contains(relation)) {
        require_free_type_name(catalog, key.space, key.name);
    }
}

void require_own_type(const Catalog& catalog, ObjectId type, bool wants_domain) {
    const Type* found = catalog.types.find(type);
    const bool is_domain = found != nullptr && std::holds_alternative<DomainFacts>(found->facts);
    if (wants_domain && !is_domain) {
        refuse(type_words(catalog, type) + " is not a domain", condition::kWrongObjectType);
    }
    if (found == nullptr) {
        refuse(type_words(catalog, type) + " is a table's row type", condition::kWrongObjectType);
    }
}

void rename_type(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = require_type(catalog, dotted_name(names_of(*statement.object)));
    require_own_type(catalog, id, statement.rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN);
    const Type& type = catalog.types.at(id);
    const NameKey to{type.space, text_of(statement.newname)};
    if (std::holds_alternative<CompositeFacts>(type.facts)) {
        require_free_relation_name(catalog, to.space, to.name);
    }
    require_free_type_name(catalog, to.space, to.name);
    move_object(catalog, id, to);
}

void rename_domain_constraint(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = require_type(catalog, dotted_name(names_of(*statement.object)));
    require_own_type(catalog, id, true);
    const std::string words = type_words(catalog, id);
    const std::string from = text_of(statement.subname);
    const std::string to = text_of(statement.newname);
    Type& type = catalog.types.edit(id);
    std::vector<Constraint>& checks = std::get<DomainFacts>(type.facts).checks;
    const auto found = std::ranges::find(checks, from, &Constraint::name);
    if (found == checks.end()) {
        refuse(fmt::format("constraint \"{}\" for domain {} does not exist", from, words),
               condition::kUndefinedObject);
    }
    if (std::ranges::find(checks, to, &Constraint::name) != checks.end()) {
        refuse(fmt::format("constraint \"{}\" for domain {} already exists", to, words),
               condition::kDuplicateObject);
    }
    found->name = to;
    drop_constraint_name(catalog, type.space, from);
    add_constraint_name(catalog, type.space, to);
    catalog.touch(id);
}

void rename_routine(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id =
        find_signature(catalog, statement.rename_type, *statement.object->object_with_args, false);
    const Routine& routine = catalog.routines.at(id);
    const NameKey to{routine.space, text_of(statement.newname)};
    require_free_routine(catalog, to, routine);
    move_object(catalog, id, to);
}

void rename_statistics(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const Part part = *find_statistics(catalog, dotted_name(names_of(*statement.object)), false);
    const std::string to = text_of(statement.newname);
    std::vector<Statistics>& all = edit_any_relation(catalog, part.object)->statistics;
    const auto found = std::ranges::find(all, part.name, &Statistics::name);
    require_free_statistics(catalog, {found->space, to});
    found->name = to;
    catalog.touch(part.object);
}

}  // namespace erdmark::dialect::postgres
