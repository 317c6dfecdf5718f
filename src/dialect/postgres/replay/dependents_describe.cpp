#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/dependents_parts.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

std::string table_words(const Catalog& catalog, ObjectId id) {
    const bool is_foreign = catalog.tables.at(id).kind == schema::TableKind::Foreign;
    return (is_foreign ? "foreign table " : "table ") + visible_name(catalog, id);
}

std::string view_words(const Catalog& catalog, ObjectId id) {
    return (catalog.views.at(id).materialized ? "materialized view " : "view ") +
           visible_name(catalog, id);
}

bool is_composite(const Catalog& catalog, ObjectId id) {
    const Type* type = catalog.types.find(id);
    return type != nullptr && std::holds_alternative<CompositeFacts>(type->facts);
}

std::string object_words(const Catalog& catalog, ObjectId id) {
    if (catalog.tables.contains(id)) {
        return table_words(catalog, id);
    }
    if (catalog.views.contains(id)) {
        return view_words(catalog, id);
    }
    if (catalog.sequences.contains(id)) {
        return "sequence " + visible_name(catalog, id);
    }
    if (catalog.indexes.contains(id)) {
        return "index " + visible_name(catalog, id);
    }
    if (catalog.types.contains(id)) {
        return "type " + visible_name(catalog, id);
    }
    if (const Routine* routine = catalog.routines.find(id)) {
        return "function " + routine_signature(catalog, *routine, ",");
    }
    if (const Extension* extension = catalog.extensions.find(id)) {
        return "extension " + extension->name;
    }
    const Namespace* space = catalog.namespaces.find(id);
    return "schema " + (space == nullptr ? std::string() : space->name);
}

std::string relation_words(const Catalog& catalog, ObjectId id) {
    return is_composite(catalog, id) ? "composite type " + visible_name(catalog, id)
                                     : object_words(catalog, id);
}

std::string constraint_words(const Catalog& catalog, const Part& part) {
    return catalog.types.contains(part.object)
               ? "constraint " + part.name
               : fmt::format("constraint {} on {}", part.name, object_words(catalog, part.object));
}

std::string statistics_words(const Catalog& catalog, const Part& part) {
    const AnyRelation& relation = *find_any_relation(catalog, part.object);
    const auto found = std::ranges::find(relation.statistics, part.name, &Statistics::name);
    const std::string space = catalog.namespaces.at(found->space).name;
    return "statistics object " +
           quoted_path(space == "public" ? std::vector{part.name} : std::vector{space, part.name});
}

bool is_found_by_name(const Catalog& catalog, ObjectId object, const std::string& name) {
    if (catalog.routines.contains(object)) {
        return std::ranges::count(find_routines(catalog, {}, name), object) > 0;
    }
    return find_relation(catalog, {}, name) == object || find_type(catalog, {}, name) == object;
}

}  // namespace

std::string visible_name(const Catalog& catalog, ObjectId object) {
    const schema::QualifiedName name = full_name(catalog, object);
    return quoted_path(is_found_by_name(catalog, object, name.name)
                           ? std::vector{name.name}
                           : std::vector{name.schema, name.name});
}

std::string routine_signature(const Catalog& catalog, const Routine& routine,
                              std::string_view separator) {
    std::vector<std::string> types;
    for (const RoutineArgument& argument : routine.arguments) {
        if (argument.mode != "OUT" && argument.mode != "TABLE") {
            types.push_back(type_text(catalog, argument.type));
        }
    }
    const std::vector<ObjectId> visible = find_routines(catalog, {}, routine.name);
    const bool is_visible = std::ranges::any_of(
        visible, [&](ObjectId id) { return catalog.routines.at(id).space == routine.space; });
    const std::string name =
        is_visible ? quoted_name(routine.name)
                   : quoted_path({catalog.namespaces.at(routine.space).name, routine.name});
    return fmt::format("{}({})", name, fmt::join(types, separator));
}

std::string describe_part(const Catalog& catalog, const Part& part) {
    const auto on_relation = [&](std::string_view kind) {
        return fmt::format("{} {} on {}", kind, part.name, relation_words(catalog, part.object));
    };
    switch (part.kind) {
        case PartKind::Object:
            return object_words(catalog, part.object);
        case PartKind::Column:
            return fmt::format("column {} of {}", column_name(catalog, part.object, part.column),
                               relation_words(catalog, part.object));
        case PartKind::Default:
            return fmt::format("default value for column {} of {}",
                               column_name(catalog, part.object, part.column),
                               relation_words(catalog, part.object));
        case PartKind::Constraint:
            return constraint_words(catalog, part);
        case PartKind::Trigger:
            return on_relation("trigger");
        case PartKind::Policy:
            return on_relation("policy");
        case PartKind::Rule:
            return on_relation("rule");
        case PartKind::Statistics:
            return statistics_words(catalog, part);
        case PartKind::EventTrigger:
            return "event trigger " + part.name;
        case PartKind::Publication:
            return "publication " + part.name;
        case PartKind::PublicationTable:
        case PartKind::PublicationSpace:
            return fmt::format("publication of {} in publication {}",
                               object_words(catalog, part.object), part.name);
    }
    return {};
}

}  // namespace erdmark::dialect::postgres
