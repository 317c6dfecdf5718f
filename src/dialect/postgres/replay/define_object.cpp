#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

const PgQuery__DefElem* find_option(const PgQuery__DefineStmt& statement, std::string_view name) {
    for (std::size_t index = 0; index < statement.n_definition; ++index) {
        if (statement.definition[index]->def_elem->defname == name) {
            return statement.definition[index]->def_elem;
        }
    }
    return nullptr;
}

const PgQuery__DefElem& require_option(const PgQuery__DefineStmt& statement,
                                       std::string_view name) {
    const PgQuery__DefElem* option = find_option(statement, name);
    if (option == nullptr || option->arg == nullptr) {
        refuse(fmt::format("aggregate {} must be specified", name),
               condition::kInvalidFunctionDefinition);
    }
    return *option;
}

/// A type as the value of an option: `stype = bigint`, or `stype = 'bigint'`.
TypeUse option_type(const Catalog& catalog, const PgQuery__DefElem& option) {
    return option.arg->node_case == PG_QUERY__NODE__NODE_TYPE_NAME
               ? without_modifiers(resolve_type(catalog, *option.arg->type_name))
               : resolve_type_text(catalog, option_value(option));
}

/// Those of `basetype`, as CREATE AGGREGATE was written before 8.2.
std::vector<RoutineArgument> old_arguments(const Catalog& catalog,
                                           const PgQuery__DefineStmt& statement) {
    const PgQuery__DefElem* base = find_option(statement, "basetype");
    if (base == nullptr) {
        refuse("aggregate input type must be specified", condition::kInvalidFunctionDefinition);
    }
    const std::string text = option_value(*base);
    if (text == "any" || text == "ANY") {
        return {};
    }
    return {{.mode = "IN", .type = option_type(catalog, *base)}};
}

/// Behind the list of arguments stands how many come before ORDER BY; -1 when it is not there.
std::vector<RoutineArgument> new_arguments(const Catalog& catalog,
                                           const PgQuery__DefineStmt& statement) {
    std::vector<RoutineArgument> arguments;
    if (statement.n_args == 0 || statement.args[0]->node_case != PG_QUERY__NODE__NODE_LIST) {
        return arguments;
    }
    const PgQuery__List& list = *statement.args[0]->list;
    const std::int64_t direct =
        statement.n_args > 1 && statement.args[1]->node_case == PG_QUERY__NODE__NODE_INTEGER
            ? statement.args[1]->integer->ival
            : -1;
    for (std::size_t index = 0; index < list.n_items; ++index) {
        const PgQuery__FunctionParameter& parameter = *list.items[index]->function_parameter;
        const bool is_variadic =
            parameter.mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC;
        const bool is_ordered = static_cast<std::int64_t>(index) == direct;
        // One argument that is both: `VARIADIC "any" ORDER BY VARIADIC "any"`.
        const bool is_last = index + 1 == list.n_items;
        const bool is_both =
            is_variadic && is_last && direct == static_cast<std::int64_t>(list.n_items);
        arguments.push_back(
            {.mode = is_both       ? "VARIADIC ORDER BY"
                     : is_ordered  ? "ORDER BY"
                     : is_variadic ? "VARIADIC"
                                   : "IN",
             .name = text_of(parameter.name),
             .type = without_modifiers(resolve_type(catalog, *parameter.arg_type))});
    }
    return arguments;
}

/// What the server's own final functions give.
std::optional<TypeUse> builtin_result(std::string_view function) {
    struct Result {
        std::string_view function;
        const char* type;
    };
    static constexpr auto kResults =
        std::to_array<Result>({{"array_agg_finalfn", "anyarray"},
                               {"array_agg_array_finalfn", "anyarray"},
                               {"cume_dist_final", "double precision"},
                               {"dense_rank_final", "bigint"},
                               {"float8_avg", "double precision"},
                               {"float8_stddev_samp", "double precision"},
                               {"int8_avg", "numeric"},
                               {"interval_avg", "interval"},
                               {"json_agg_finalfn", "json"},
                               {"json_object_agg_finalfn", "json"},
                               {"jsonb_agg_finalfn", "jsonb"},
                               {"jsonb_object_agg_finalfn", "jsonb"},
                               {"mode_final", "anyelement"},
                               {"numeric_avg", "numeric"},
                               {"numeric_poly_avg", "numeric"},
                               {"numeric_poly_sum", "numeric"},
                               {"numeric_sum", "numeric"},
                               {"percent_rank_final", "double precision"},
                               {"percentile_cont_float8_final", "double precision"},
                               {"percentile_cont_interval_final", "interval"},
                               {"percentile_disc_final", "anyelement"},
                               {"percentile_disc_multi_final", "anyarray"},
                               {"rank_final", "bigint"},
                               {"string_agg_finalfn", "text"}});
    const auto* const found = std::ranges::find(kResults, function, &Result::function);
    return found == std::end(kResults) ? std::nullopt
                                       : std::optional(TypeUse{.builtin = found->type});
}

/// A result of any type is one of the type that is aggregated.
TypeUse settled(TypeUse result, const std::vector<RoutineArgument>& arguments) {
    const bool is_element = result.builtin == "anyelement";
    if ((!is_element && result.builtin != "anyarray") || arguments.empty()) {
        return result;
    }
    TypeUse type = arguments.back().type;
    if (type.builtin.starts_with("any")) {
        return result;
    }
    type.is_array = type.is_array || !is_element;
    return type;
}

TypeUse aggregate_result(const Catalog& catalog, const PgQuery__DefineStmt& statement,
                         const TypeUse& state) {
    const PgQuery__DefElem* final_function = find_option(statement, "finalfunc");
    if (final_function == nullptr || final_function->arg == nullptr) {
        return state;
    }
    const DottedName name = dotted_name(names_of(*final_function->arg));
    for (const ObjectId id : find_routines(catalog, name.schema, name.name)) {
        const Routine& routine = catalog.routines.at(id);
        const std::vector<TypeUse> types = input_types(routine);
        if (routine.returns && !types.empty() && types[0] == state) {
            return *routine.returns;
        }
    }
    return builtin_result(name.name).value_or(state);
}

void create_aggregate(Catalog& catalog, const PgQuery__DefineStmt& statement) {
    NameKey key =
        key_for_new(catalog, dotted_name(texts_of(statement.n_defnames, statement.defnames)));
    Routine aggregate{.space = key.space,
                      .name = std::move(key.name),
                      .kind = schema::RoutineKind::Aggregate,
                      .volatility = "IMMUTABLE"};
    aggregate.arguments = statement.oldstyle != 0 ? old_arguments(catalog, statement)
                                                  : new_arguments(catalog, statement);
    const TypeUse state = option_type(catalog, require_option(statement, "stype"));
    require_option(statement, "sfunc");
    aggregate.returns = settled(aggregate_result(catalog, statement, state), aggregate.arguments);
    const DottedName name{catalog.namespaces.at(aggregate.space).name, aggregate.name};
    const ObjectId old = find_routine(catalog, name, input_types(aggregate));
    if (old == 0) {
        add_routine(catalog, std::move(aggregate));
        return;
    }
    if (statement.replace == 0) {
        refuse(
            fmt::format("function \"{}\" already exists with same argument types", aggregate.name),
            condition::kDuplicateFunction);
    }
    aggregate.comment = catalog.routines.at(old).comment;
    catalog.routines.edit(old) = std::move(aggregate);
    catalog.touch(old);
}

/// A shell, or a base type, which may fill the shell of its name.
void create_base_type(Catalog& catalog, const PgQuery__DefineStmt& statement) {
    NameKey key =
        key_for_new(catalog, dotted_name(texts_of(statement.n_defnames, statement.defnames)));
    const ObjectId* known = catalog.type_names.find(key);
    const Type* type = known == nullptr ? nullptr : catalog.types.find(*known);
    const bool fills_shell = statement.n_definition > 0 && type != nullptr &&
                             std::holds_alternative<BaseFacts>(type->facts);
    if (!fills_shell) {
        add_type(catalog, {.space = key.space, .name = std::move(key.name), .facts = BaseFacts{}});
    }
}

}  // namespace

void define_object(Catalog& catalog, const PgQuery__DefineStmt& statement) {
    if (statement.kind == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE) {
        create_aggregate(catalog, statement);
    } else if (statement.kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE) {
        create_base_type(catalog, statement);
    }
}

}  // namespace erdmark::dialect::postgres
