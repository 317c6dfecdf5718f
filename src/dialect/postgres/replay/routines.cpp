#include "dialect/postgres/replay/routines.h"

#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/extensions.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

std::string words_of(PgQuery__ObjectType kind) {
    switch (kind) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
            return "procedure";
        case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            return "aggregate";
        case PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
            return "routine";
        default:
            return "function";
    }
}

bool is_of_kind(const Routine& routine, PgQuery__ObjectType kind) {
    switch (kind) {
        case PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE:
            return routine.kind == schema::RoutineKind::Procedure;
        case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE:
            return routine.kind == schema::RoutineKind::Aggregate;
        case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION:
            return routine.kind != schema::RoutineKind::Procedure;
        default:
            return true;
    }
}

[[noreturn]] void refuse_kind(const std::string& signature, PgQuery__ObjectType kind) {
    if (kind == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE) {
        refuse(fmt::format("function {} is not an aggregate", signature),
               condition::kWrongObjectType);
    }
    refuse(fmt::format("{} is not a {}", signature, words_of(kind)), condition::kWrongObjectType);
}

std::vector<TypeUse> types_in(const Catalog& catalog, std::size_t count,
                              ParserNode* const* arguments) {
    std::vector<TypeUse> types;
    for (std::size_t index = 0; index < count; ++index) {
        // `aggregate(*)` has an empty place.
        if (arguments[index]->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) {
            types.push_back(without_modifiers(resolve_type(catalog, *arguments[index]->type_name)));
        }
    }
    return types;
}

std::vector<TypeUse> all_types(const Routine& routine) {
    std::vector<TypeUse> types;
    for (const RoutineArgument& argument : routine.arguments) {
        types.push_back(argument.type);
    }
    return types;
}

/// In `DROP PROCEDURE p(integer, text)` the types of OUT arguments may stand too.
ObjectId find_procedure(const Catalog& catalog, const DottedName& name,
                        const PgQuery__ObjectWithArgs& object) {
    std::vector<TypeUse> types;
    for (std::size_t index = 0; index < object.n_objfuncargs; ++index) {
        const PgQuery__FunctionParameter& parameter =
            *object.objfuncargs[index]->function_parameter;
        types.push_back(without_modifiers(resolve_type(catalog, *parameter.arg_type)));
    }
    for (const ObjectId id : find_routines(catalog, name.schema, name.name)) {
        const Routine& routine = catalog.routines.at(id);
        if (routine.kind == schema::RoutineKind::Procedure && all_types(routine) == types) {
            return id;
        }
    }
    return 0;
}

ObjectId find_only(const Catalog& catalog, const DottedName& name, PgQuery__ObjectType kind) {
    std::vector<ObjectId> found = find_routines(catalog, name.schema, name.name);
    std::erase_if(found, [&](ObjectId id) { return !is_of_kind(catalog.routines.at(id), kind); });
    if (found.size() > 1) {
        refuse(fmt::format("{} name \"{}\" is not unique", words_of(kind), written_name(name)),
               condition::kAmbiguousFunction);
    }
    return found.empty() ? 0 : found.front();
}

[[noreturn]] void refuse_unknown(const Catalog& catalog, const PgQuery__ObjectWithArgs& object,
                                 PgQuery__ObjectType kind) {
    const std::string name = written_name(dotted_name(texts_of(object.n_objname, object.objname)));
    const bool is_any = kind == PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE;
    const std::string words = is_any ? "function" : words_of(kind);
    if (object.args_unspecified != 0) {
        refuse(fmt::format("could not find {} {} named \"{}\"", words[0] == 'a' ? "an" : "a", words,
                           name),
               condition::kUndefinedFunction);
    }
    const std::vector<TypeUse> types = types_in(catalog, object.n_objargs, object.objargs);
    const bool is_star = kind == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE && types.empty();
    refuse(fmt::format("{} {} does not exist", words,
                       is_star ? name + "(*)" : signature_text(catalog, name, types)),
           condition::kUndefinedFunction);
}

/// Those of pg_proc in PostgreSQL 15 that return `trigger`.
bool is_builtin_trigger_function(std::string_view name) {
    static constexpr std::array<std::string_view, 3> kNames = {"suppress_redundant_updates_trigger",
                                                               "tsvector_update_trigger",
                                                               "tsvector_update_trigger_column"};
    return contains(kNames, name) || name.starts_with("RI_FKey_");
}

bool is_outside(const Catalog& catalog, const DottedName& name) {
    const bool may_be_builtin = name.schema.empty() || name.schema == "pg_catalog";
    return (may_be_builtin && is_builtin_trigger_function(name.name)) ||
           has_unknown_extension(catalog);
}

}  // namespace

bool is_input(const RoutineArgument& argument) {
    return argument.mode != "OUT" && argument.mode != "TABLE";
}

std::vector<TypeUse> input_types(const Routine& routine) {
    std::vector<TypeUse> types;
    for (const RoutineArgument& argument : routine.arguments) {
        if (is_input(argument)) {
            types.push_back(argument.type);
        }
    }
    return types;
}

TypeUse without_modifiers(TypeUse type) {
    type.modifiers.clear();
    if (type.builtin.starts_with("interval")) {
        type.builtin = "interval";
    }
    if (type.builtin == "bpchar") {
        type.builtin = "character";
    }
    const std::size_t open = type.builtin.find('(');
    const std::size_t close = type.builtin.find(')');
    if (open != std::string::npos && close != std::string::npos) {
        type.builtin.erase(open, close - open + 1);
    }
    return type;
}

ObjectId find_routine(const Catalog& catalog, const DottedName& name,
                      const std::vector<TypeUse>& types) {
    for (const ObjectId id : find_routines(catalog, name.schema, name.name)) {
        if (input_types(catalog.routines.at(id)) == types) {
            return id;
        }
    }
    return 0;
}

ObjectId find_routine(const Catalog& catalog, const PgQuery__ObjectWithArgs& object,
                      PgQuery__ObjectType kind) {
    const DottedName name = dotted_name(texts_of(object.n_objname, object.objname));
    if (object.args_unspecified != 0) {
        return find_only(catalog, name, kind);
    }
    const std::vector<TypeUse> types = types_in(catalog, object.n_objargs, object.objargs);
    ObjectId id = find_routine(catalog, name, types);
    if (id == 0 && kind != PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION &&
        kind != PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE) {
        id = find_procedure(catalog, name, object);
    }
    if (id != 0 && !is_of_kind(catalog.routines.at(id), kind)) {
        refuse_kind(signature_text(catalog, written_name(name), types), kind);
    }
    return id;
}

ObjectId require_routine(const Catalog& catalog, const PgQuery__ObjectWithArgs& object,
                         PgQuery__ObjectType kind) {
    const ObjectId id = find_routine(catalog, object, kind);
    if (id == 0) {
        refuse_unknown(catalog, object, kind);
    }
    return id;
}

ObjectId require_trigger_function(const Catalog& catalog, const DottedName& name,
                                  const std::string& type) {
    const ObjectId id = find_routine(catalog, name, std::vector<TypeUse>());
    if (id == 0 && is_outside(catalog, name)) {
        return 0;
    }
    if (id == 0) {
        if (!name.schema.empty() && name.schema != "pg_catalog") {
            require_space(catalog, name.schema);
        }
        refuse(fmt::format("function {}() does not exist", written_name(name)),
               condition::kUndefinedFunction);
    }
    const Routine& routine = catalog.routines.at(id);
    if (!routine.returns || *routine.returns != TypeUse{.builtin = type}) {
        refuse(fmt::format("function {} must return type {}", written_name(name), type),
               condition::kInvalidObjectDefinition);
    }
    return id;
}

std::string signature_text(const Catalog& catalog, const std::string& name,
                           const std::vector<TypeUse>& types) {
    std::vector<std::string> texts;
    texts.reserve(types.size());
    for (const TypeUse& type : types) {
        texts.push_back(type_text(catalog, type));
    }
    return fmt::format("{}({})", name, fmt::join(texts, ", "));
}

}  // namespace erdmark::dialect::postgres
