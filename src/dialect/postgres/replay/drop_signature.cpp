#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/drop_targets.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

std::string kind_name(PgQuery__ObjectType kind) {
    if (kind == PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE) {
        return "procedure";
    }
    return kind == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE ? "aggregate" : "function";
}

/// The same type, whatever its length or precision, which arguments do not have.
bool is_same_type(const TypeUse& left, const TypeUse& right) {
    return left.object == right.object && left.is_array == right.is_array &&
           left.multirange == right.multirange &&
           base_type(left.builtin) == base_type(right.builtin);
}

/// The types of what a call gives; with `all` those of what it gives back too.
std::vector<TypeUse> argument_types(const Routine& routine, bool all) {
    std::vector<TypeUse> types;
    for (const RoutineArgument& argument : routine.arguments) {
        if (all || (argument.mode != "OUT" && argument.mode != "TABLE")) {
            types.push_back(argument.type);
        }
    }
    return types;
}

bool takes(const Routine& routine, const std::vector<TypeUse>& types, bool all) {
    return std::ranges::equal(argument_types(routine, all), types, is_same_type);
}

class Lookup {
public:
    Lookup(const Catalog& catalog, PgQuery__ObjectType kind,
           const PgQuery__ObjectWithArgs& signature)
        : catalog_(catalog),
          kind_(kind),
          signature_(signature),
          names_(texts_of(signature.n_objname, signature.objname)),
          name_(dotted_name(names_)) {}

    ObjectId find(bool missing_ok) {
        if (!read_types(missing_ok)) {
            return 0;
        }
        const ObjectId found = signature_.args_unspecified ? find_only() : find_with_types();
        if (found == 0) {
            if (!missing_ok) {
                refuse_missing();
            }
            return 0;
        }
        require_kind(catalog_.routines.at(found));
        return found;
    }

private:
    bool read_types(bool missing_ok) {
        try {
            for (std::size_t index = 0; index < signature_.n_objargs; ++index) {
                types_.push_back(resolve_type(catalog_, *signature_.objargs[index]->type_name));
            }
            // The arguments of a procedure can be told with those that it gives back.
            for (std::size_t index = 0; index < signature_.n_objfuncargs; ++index) {
                const PgQuery__FunctionParameter& argument =
                    *signature_.objfuncargs[index]->function_parameter;
                all_types_.push_back(resolve_type(catalog_, *argument.arg_type));
            }
        } catch (const Refusal&) {
            if (!missing_ok) {
                throw;
            }
            return false;
        }
        return true;
    }

    ObjectId find_with_types() const {
        const std::vector<ObjectId> named = find_routines(catalog_, name_.schema, name_.name);
        const auto found = std::ranges::find_if(named, [&](ObjectId id) {
            const Routine& routine = catalog_.routines.at(id);
            const bool is_procedure = routine.kind == schema::RoutineKind::Procedure;
            return takes(routine, types_, false) ||
                   (is_procedure && !all_types_.empty() && takes(routine, all_types_, true));
        });
        return found == named.end() ? 0 : *found;
    }

    ObjectId find_only() const {
        std::vector<ObjectId> named = find_routines(catalog_, name_.schema, name_.name);
        std::erase_if(named, [&](ObjectId id) {
            const bool is_procedure =
                catalog_.routines.at(id).kind == schema::RoutineKind::Procedure;
            return kind_ != PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE &&
                   is_procedure != (kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE);
        });
        if (named.size() > 1) {
            const bool is_routine = kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE;
            refuse(fmt::format("{} name \"{}\" is not unique",
                               is_routine ? "routine" : kind_name(kind_), written_name(name_)),
                   condition::kAmbiguousFunction);
        }
        return named.empty() ? 0 : named[0];
    }

    void require_kind(const Routine& routine) const {
        const bool is_procedure = routine.kind == schema::RoutineKind::Procedure;
        const bool is_aggregate = routine.kind == schema::RoutineKind::Aggregate;
        if (kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION && is_procedure) {
            refuse(written_signature() + " is not a function", condition::kWrongObjectType);
        }
        if (kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE && !is_procedure) {
            refuse(written_signature() + " is not a procedure", condition::kWrongObjectType);
        }
        if (kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE && !is_aggregate) {
            refuse(fmt::format("function {} is not an aggregate", written_signature()),
                   condition::kWrongObjectType);
        }
    }

    [[noreturn]] void refuse_missing() const {
        require_known_space(catalog_, name_.schema);
        if (!signature_.args_unspecified) {
            refuse(fmt::format("{} {} does not exist", kind_name(kind_), written_signature()),
                   condition::kUndefinedFunction);
        }
        const bool is_aggregate = kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE;
        refuse(fmt::format("could not find {} {} named \"{}\"", is_aggregate ? "an" : "a",
                           kind_name(kind_), written_name(name_)),
               condition::kUndefinedFunction);
    }

    std::string written_signature() const {
        std::vector<std::string> types;
        for (TypeUse type : types_) {
            if (type.object == 0) {
                type.builtin = resolve_type_text(catalog_, base_type(type.builtin)).builtin;
            }
            types.push_back(type_text(catalog_, type));
        }
        const bool is_star = types.empty() && kind_ == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE;
        return fmt::format("{}({})", written_name(name_),
                           is_star ? "*" : fmt::to_string(fmt::join(types, ", ")));
    }

    const Catalog& catalog_;
    PgQuery__ObjectType kind_;
    const PgQuery__ObjectWithArgs& signature_;
    std::vector<std::string> names_;
    DottedName name_;
    std::vector<TypeUse> types_;
    std::vector<TypeUse> all_types_;
};

}  // namespace

ObjectId find_signature(const Catalog& catalog, PgQuery__ObjectType kind,
                        const PgQuery__ObjectWithArgs& signature, bool missing_ok) {
    return Lookup(catalog, kind, signature).find(missing_ok);
}

ObjectId find_same_routine(const Catalog& catalog, const NameKey& key, const Routine& routine) {
    const std::vector<ObjectId>* named = catalog.routine_names.find(key);
    if (named == nullptr) {
        return 0;
    }
    const std::vector<TypeUse> types = argument_types(routine, false);
    const auto found = std::ranges::find_if(
        *named, [&](ObjectId id) { return takes(catalog.routines.at(id), types, false); });
    return found == named->end() ? 0 : *found;
}

void require_free_routine(const Catalog& catalog, const NameKey& key, const Routine& routine) {
    if (find_same_routine(catalog, key, routine) == 0) {
        return;
    }
    std::vector<std::string> types;
    for (const TypeUse& type : argument_types(routine, false)) {
        types.push_back(type_text(catalog, type));
    }
    refuse(fmt::format("function {}({}) already exists in schema \"{}\"", key.name,
                       fmt::join(types, ", "), catalog.namespaces.at(key.space).name),
           condition::kDuplicateFunction);
}

}  // namespace erdmark::dialect::postgres
