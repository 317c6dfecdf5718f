#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/catalog_source.h"
#include "dialect/postgres/replay/fold_objects.h"
#include "dialect/postgres/replay/fold_table.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/standard_body.h"

namespace erdmark::dialect::postgres {

namespace {

using schema::RoutineKind;

/// The server makes the default a value of the argument's type, which shows at literals alone.
Node typed_default(const Catalog& catalog, const TypeUse& type, Node value) {
    switch (value.kind) {
        case NodeKind::String:
        case NodeKind::Null: {
            Node cast = make_node(NodeKind::Cast, type_text(catalog, type), {std::move(value)});
            cast.object = type.object;
            return cast;
        }
        case NodeKind::Array: {
            TypeUse element = type;
            element.is_array = false;
            for (Node& item : value.parts) {
                item = typed_default(catalog, element, std::move(item));
            }
            return value;
        }
        default:
            return value;
    }
}

std::string mode_text(const RoutineArgument& argument, RoutineKind kind) {
    if (argument.mode == "IN") {
        return kind == RoutineKind::Procedure ? "IN " : "";
    }
    return argument.mode == "ORDER BY" ? "" : argument.mode + " ";
}

std::string argument_text(const Catalog& catalog, const RoutineArgument& argument) {
    std::string text = argument.name.empty() ? "" : quoted_name(argument.name) + " ";
    text += type_text(catalog, argument.type);
    if (argument.default_value) {
        const Node value = typed_default(catalog, argument.type, *argument.default_value);
        text += " DEFAULT " + fold_expression(catalog, value, nullptr, "");
    }
    return text;
}

/// As `pg_get_function_arguments` prints them, with canonical defaults.
std::string arguments_text(const Catalog& catalog, const Routine& routine) {
    std::string text;
    for (const RoutineArgument& argument : routine.arguments) {
        if (argument.mode == "TABLE") {
            continue;
        }
        if (argument.mode == "ORDER BY") {
            text += text.empty() ? "ORDER BY " : " ORDER BY ";
        } else if (!text.empty()) {
            text += ", ";
        }
        if (argument.mode == "VARIADIC ORDER BY") {
            const std::string variadic = "VARIADIC " + argument_text(catalog, argument);
            text += fmt::format("{0} ORDER BY {0}", variadic);
            continue;
        }
        text += mode_text(argument, routine.kind) + argument_text(catalog, argument);
    }
    return text;
}

std::string result_text(const Catalog& catalog, const Routine& routine) {
    if (routine.kind == RoutineKind::Procedure) {
        return {};
    }
    if (routine.returns) {
        return (routine.returns_set ? "SETOF " : "") + type_text(catalog, *routine.returns);
    }
    std::vector<std::string> columns;
    for (const RoutineArgument& argument : routine.arguments) {
        if (argument.mode == "TABLE") {
            columns.push_back(argument_text(catalog, argument));
        }
    }
    return fmt::format("TABLE({})", join(columns, ", "));
}

std::string body_text(const Catalog& catalog, const Routine& routine) {
    const ViewRenames renames = renames_since(catalog, routine.reads);
    if (renames.relations.empty() && renames.columns.empty()) {
        return routine.value ? "RETURN " + fold_expression(catalog, routine.value, nullptr, "")
                             : routine.body;
    }
    CatalogSource source(catalog, routine.reads);
    return analyse_body(routine.body, names_in(catalog, routine), source, renames).text;
}

}  // namespace

bool is_shown(const Routine& routine) {
    return routine.extension == 0;
}

schema::Routine fold_routine(const Catalog& catalog, ObjectId id) {
    const Routine& routine = catalog.routines.at(id);
    return {.name = document_name(catalog, id),
            .kind = routine.kind,
            .arguments = arguments_text(catalog, routine),
            .returns = result_text(catalog, routine),
            .language = routine.language,
            .volatility = routine.volatility,
            .security_definer = routine.security_definer,
            .strict = routine.strict,
            .settings = routine.settings,
            .body = body_text(catalog, routine),
            .comment = routine.comment};
}

}  // namespace erdmark::dialect::postgres
