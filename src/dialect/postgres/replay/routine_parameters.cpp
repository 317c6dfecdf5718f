#include "dialect/postgres/replay/routine_parameters.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

using schema::RoutineKind;

[[noreturn]] void refuse_definition(std::string message) {
    refuse(std::move(message), condition::kInvalidFunctionDefinition);
}

const char* mode_words(PgQuery__FunctionParameterMode mode) {
    switch (mode) {
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT:
            return "OUT";
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_INOUT:
            return "INOUT";
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC:
            return "VARIADIC";
        case PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE:
            return "TABLE";
        default:
            return "IN";
    }
}

bool is_only_output(const RoutineArgument& argument) {
    return argument.mode == "OUT" || argument.mode == "TABLE";
}

bool is_output(const RoutineArgument& argument) {
    return is_only_output(argument) || argument.mode == "INOUT";
}

TypeUse argument_type(const Catalog& catalog, const PgQuery__TypeName& type) {
    if (type.setof != 0) {
        refuse_definition("functions cannot accept set arguments");
    }
    try {
        return without_modifiers(resolve_type(catalog, type));
    } catch (Refusal& refusal) {
        // Of an argument's type the server writes the name without quotes.
        if (refusal.code == condition::kUndefinedObject) {
            refusal.message = replace_all(refusal.message, "\"", "");
        }
        throw;
    }
}

void require_array(const TypeUse& type) {
    static const std::vector<std::string> array_types = {"anyarray", "anycompatiblearray", "any",
                                                         "\"any\""};
    const bool is_polymorphic = std::ranges::find(array_types, type.builtin) != array_types.end();
    if (!type.is_array && !is_polymorphic) {
        refuse_definition("VARIADIC parameter must be an array");
    }
}

/// The columns of a result may have the names of arguments.
bool share_a_namespace(const RoutineArgument& left, const RoutineArgument& right) {
    const bool are_apart = left.mode != "INOUT" && right.mode != "INOUT" &&
                           is_only_output(left) != is_only_output(right);
    return !are_apart;
}

/// What the arguments that were read so far allow the next one.
class ArgumentReader {
public:
    explicit ArgumentReader(const Catalog& catalog) : catalog_(catalog) {}

    void read(const PgQuery__FunctionParameter& parameter) {
        RoutineArgument argument{.mode = mode_words(parameter.mode),
                                 .name = text_of(parameter.name)};
        argument.type = argument_type(catalog_, *parameter.arg_type);
        require_place(argument);
        require_name(argument);
        set_default(argument, parameter.defexpr);
        arguments_.push_back(std::move(argument));
    }

    std::vector<RoutineArgument> take() { return std::move(arguments_); }

private:
    void require_place(const RoutineArgument& argument) {
        if (is_variadic_ && !is_only_output(argument)) {
            refuse_definition("VARIADIC parameter must be the last input parameter");
        }
        if (argument.mode == "VARIADIC") {
            is_variadic_ = true;
            require_array(argument.type);
        }
    }

    void require_name(const RoutineArgument& argument) const {
        const bool is_used = std::ranges::any_of(arguments_, [&](const RoutineArgument& each) {
            return each.name == argument.name && share_a_namespace(each, argument);
        });
        if (!argument.name.empty() && is_used) {
            refuse_definition(
                fmt::format("parameter name \"{}\" used more than once", argument.name));
        }
    }

    void set_default(RoutineArgument& argument, const ParserNode* expression) {
        if (expression == nullptr) {
            if (has_default_ && !is_only_output(argument)) {
                refuse_definition(
                    "input parameters after one with a default value must also have defaults");
            }
            return;
        }
        if (is_only_output(argument)) {
            refuse_definition("only input parameters can have default values");
        }
        has_default_ = true;
        argument.default_value = read_bound(catalog_, *expression, {});
    }

    const Catalog& catalog_;
    std::vector<RoutineArgument> arguments_;
    bool has_default_ = false;
    bool is_variadic_ = false;
};

std::vector<RoutineArgument> outputs_of(const Routine& routine) {
    std::vector<RoutineArgument> outputs;
    for (const RoutineArgument& argument : routine.arguments) {
        if (is_output(argument)) {
            outputs.push_back(argument);
        }
    }
    return outputs;
}

bool returns_table(const Routine& routine) {
    return std::ranges::find(routine.arguments, "TABLE", &RoutineArgument::mode) !=
           routine.arguments.end();
}

/// A function in C or of the server may come before the type that it gives.
ObjectId add_shell_type(Catalog& catalog, const PgQuery__TypeName& type) {
    NameKey key = key_for_new(catalog, dotted_name(texts_of(type.n_names, type.names)));
    return add_type(catalog,
                    {.space = key.space, .name = std::move(key.name), .facts = BaseFacts{}});
}

TypeUse result_type(Catalog& catalog, const Routine& routine, const PgQuery__TypeName& type) {
    const bool takes_shells = routine.language == "c" || routine.language == "internal";
    const std::vector<std::string> names = texts_of(type.n_names, type.names);
    const DottedName name = dotted_name(names);
    const bool is_plain = type.pct_type == 0 && type.n_typmods == 0 && type.n_array_bounds == 0;
    if (takes_shells && is_plain && name.schema != "pg_catalog" && !is_builtin_type(name.name) &&
        find_type(catalog, name.schema, name.name) == 0) {
        return {.object = add_shell_type(catalog, type)};
    }
    return without_modifiers(resolve_type(catalog, type));
}

/// What a call of the routine gives when its arguments say it.
std::optional<TypeUse> type_of_outputs(const Routine& routine) {
    const std::vector<RoutineArgument> outputs = outputs_of(routine);
    if (outputs.empty()) {
        return std::nullopt;
    }
    return outputs.size() == 1 ? outputs[0].type : TypeUse{.builtin = "record"};
}

bool same_outputs(const Routine& left, const Routine& right) {
    const std::vector<RoutineArgument> of_left = outputs_of(left);
    const std::vector<RoutineArgument> of_right = outputs_of(right);
    if (of_left.size() == 1 && of_right.size() == 1) {
        return of_left[0].type == of_right[0].type;
    }
    return std::ranges::equal(of_left, of_right, [](const auto& one, const auto& other) {
        return one.name == other.name && one.type == other.type;
    });
}

bool same_result(const Routine& left, const Routine& right) {
    const std::optional<TypeUse> of_left = left.returns ? left.returns : type_of_outputs(left);
    const std::optional<TypeUse> of_right = right.returns ? right.returns : type_of_outputs(right);
    return of_left == of_right && left.returns_set == right.returns_set;
}

std::vector<RoutineArgument> inputs_of(const Routine& routine) {
    std::vector<RoutineArgument> inputs;
    for (const RoutineArgument& argument : routine.arguments) {
        if (!is_only_output(argument)) {
            inputs.push_back(argument);
        }
    }
    return inputs;
}

void require_same_inputs(const Routine& old, const Routine& routine) {
    const std::vector<RoutineArgument> before = inputs_of(old);
    const std::vector<RoutineArgument> after = inputs_of(routine);
    for (std::size_t index = 0; index < before.size(); ++index) {
        if (!before[index].name.empty() && before[index].name != after[index].name) {
            refuse_definition(
                fmt::format("cannot change name of input parameter \"{}\"", before[index].name));
        }
    }
    for (std::size_t index = 0; index < before.size(); ++index) {
        if (before[index].default_value && !after[index].default_value) {
            refuse_definition("cannot remove parameter defaults from existing function");
        }
    }
}

}  // namespace

std::vector<RoutineArgument> read_arguments(const Catalog& catalog, std::size_t count,
                                            ParserNode* const* parameters) {
    ArgumentReader reader(catalog);
    for (std::size_t index = 0; index < count; ++index) {
        reader.read(*parameters[index]->function_parameter);
    }
    return reader.take();
}

void set_result(Catalog& catalog, Routine& routine, const PgQuery__CreateFunctionStmt& statement) {
    if (routine.kind == RoutineKind::Procedure) {
        return;
    }
    if (returns_table(routine)) {
        routine.returns_set = true;
        return;
    }
    const std::optional<TypeUse> implied = type_of_outputs(routine);
    if (statement.return_type == nullptr) {
        if (!implied) {
            refuse_definition("function result type must be specified");
        }
        routine.returns = implied;
        return;
    }
    routine.returns = result_type(catalog, routine, *statement.return_type);
    routine.returns_set = statement.return_type->setof != 0;
    if (implied && *implied != *routine.returns) {
        refuse_definition(fmt::format("function result type must be {} because of OUT parameters",
                                      type_text(catalog, *implied)));
    }
}

void require_same_shape(const Routine& old, const Routine& routine) {
    const bool was_procedure = old.kind == RoutineKind::Procedure;
    if (old.kind != routine.kind) {
        refuse("cannot change routine kind", condition::kWrongObjectType);
    }
    if (was_procedure && outputs_of(old).empty() != outputs_of(routine).empty()) {
        refuse_definition("cannot change whether a procedure has output parameters");
    }
    const bool is_same = was_procedure || same_result(old, routine);
    if (!is_same || (!outputs_of(old).empty() && !same_outputs(old, routine))) {
        refuse_definition("cannot change return type of existing function");
    }
    require_same_inputs(old, routine);
}

}  // namespace erdmark::dialect::postgres
