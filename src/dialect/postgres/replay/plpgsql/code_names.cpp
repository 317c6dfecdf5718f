#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/plpgsql/interpreter.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

std::optional<QueryValue> special_variable(const Activation& activation, const std::string& name) {
    if (name == "found") {
        return QueryValue{.type = "boolean",
                          .text = activation.found ? "t" : "f",
                          .reproducible = activation.is_found_known};
    }
    if (activation.error_code && name == "sqlstate") {
        return QueryValue{.type = "text", .text = activation.error_code};
    }
    if (activation.error_code && name == "sqlerrm") {
        return QueryValue{.type = "text", .text = activation.error_message};
    }
    return std::nullopt;
}

}  // namespace

std::optional<QueryTable> CodeNames::find_table(const DottedName& name) {
    return interpreter_.host().tables().find(name);
}

std::optional<QueryValue> CodeNames::find_variable(const std::vector<std::string>& path) {
    std::size_t used = 0;
    const Variable* variable = interpreter_.find_variable(path, used);
    if (variable == nullptr) {
        return path.size() == 1 && interpreter_.is_running()
                   ? special_variable(interpreter_.activation(), path[0])
                   : std::nullopt;
    }
    if (variable->type != "record") {
        if (used < path.size()) {
            return std::nullopt;
        }
        return QueryValue{
            .type = variable->type, .text = variable->text, .reproducible = variable->reproducible};
    }
    if (used == path.size()) {
        undecided(fmt::format("a whole record, '{}', as a value is not replayed", path.back()));
    }
    const auto column = std::ranges::find(variable->columns, path[used], &QueryColumn::name);
    if (column == variable->columns.end()) {
        refuse(
            variable->columns.empty()
                ? fmt::format("record \"{}\" is not assigned yet", path[used - 1])
                : fmt::format(R"(record "{}" has no field "{}")", path[used - 1], path[used]),
            variable->columns.empty() ? condition::kObjectNotInState : condition::kUndefinedColumn);
    }
    if (column->type == kNotKnown) {
        undecided(fmt::format("the values of '{}' are not known", path[used]));
    }
    const auto index = static_cast<std::size_t>(column - variable->columns.begin());
    return QueryValue{.type = column->type,
                      .text = index < variable->fields.size() ? variable->fields[index]
                                                              : std::optional<std::string>(),
                      .reproducible = variable->reproducible};
}

bool CodeNames::refuses_ambiguity() const {
    const Activation& activation = interpreter_.activation();
    const bool is_sql = activation.routine != nullptr && activation.routine->language == "sql";
    return !activation.uses_column && !is_sql;
}

std::optional<QueryValue> CodeNames::find_parameter(int number) {
    const std::vector<QueryValue>& parameters = interpreter_.activation().parameters;
    const auto index = static_cast<std::size_t>(number - 1);
    return index < parameters.size() ? std::optional<QueryValue>(parameters[index]) : std::nullopt;
}

std::optional<QueryRoutine> CodeNames::find_routine(const DottedName& name, std::size_t arguments) {
    const Catalog& catalog = interpreter_.host().catalog();
    const ObjectId id = find_callable(catalog, name, arguments);
    if (id == 0) {
        return std::nullopt;
    }
    const Routine& routine = catalog.routines.at(id);
    QueryRoutine result{.id = id, .returns_set = routine.returns_set};
    for (const RoutineArgument& argument : routine.arguments) {
        if (is_input(argument)) {
            result.inputs.push_back(argument.name);
        }
        if (!is_input(argument) || argument.mode == "INOUT") {
            result.columns.push_back(
                {.name = argument.name, .type = base_type_text(catalog, argument.type)});
        }
    }
    if (result.columns.empty()) {
        result.type = routine.returns ? base_type_text(catalog, *routine.returns) : "void";
    } else {
        result.type = result.columns.size() == 1 ? result.columns[0].type : "record";
    }
    result.returns_set = result.returns_set || (!routine.returns && !result.columns.empty() &&
                                                routine.arguments.back().mode == "TABLE");
    return result;
}

std::string CodeNames::find_type(const DottedName& name) {
    const Catalog& catalog = interpreter_.host().catalog();
    const ObjectId type = postgres::find_type(catalog, name.schema, name.name);
    if (type == 0) {
        refuse(fmt::format("type \"{}\" does not exist", name.name), condition::kUndefinedObject);
    }
    return base_type_text(catalog, {.object = type});
}

std::optional<std::vector<std::string>> CodeNames::find_labels(const std::string& type) {
    const Catalog& catalog = interpreter_.host().catalog();
    const TypeUse use = resolve_type_text(catalog, type);
    const Type* found = use.is_array ? nullptr : catalog.types.find(use.object);
    const EnumFacts* facts = found == nullptr ? nullptr : std::get_if<EnumFacts>(&found->facts);
    return facts == nullptr ? std::nullopt : std::optional(facts->values);
}

ObjectId find_callable(const Catalog& catalog, const DottedName& name, std::size_t arguments) {
    ObjectId found = 0;
    for (const ObjectId id : find_routines(catalog, name.schema, name.name)) {
        const Routine& routine = catalog.routines.at(id);
        const auto most =
            static_cast<std::size_t>(std::ranges::count_if(routine.arguments, is_input));
        const auto optional = static_cast<std::size_t>(
            std::ranges::count_if(routine.arguments, [](const RoutineArgument& argument) {
                return is_input(argument) && argument.default_value;
            }));
        const bool fits = arguments <= most && arguments + optional >= most;
        if (fits && found != 0) {
            undecided(fmt::format("which of the functions '{}' is called is not known", name.name));
        }
        found = fits ? id : found;
    }
    return found;
}

}  // namespace erdmark::dialect::postgres
