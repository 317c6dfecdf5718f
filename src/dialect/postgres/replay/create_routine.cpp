#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/extensions.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/routine_body.h"
#include "dialect/postgres/replay/routine_parameters.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/settings.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

using schema::RoutineKind;

[[noreturn]] void refuse_definition(std::string message) {
    refuse(std::move(message), condition::kInvalidFunctionDefinition);
}

void set_setting(const Catalog& catalog, std::vector<std::string>& settings,
                 const PgQuery__VariableSetStmt& statement) {
    if (statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL) {
        settings.clear();
        return;
    }
    const std::string prefix = setting_name(statement.name) + "=";
    const auto place = std::ranges::find_if(
        settings, [&](const std::string& setting) { return setting.starts_with(prefix); });
    const bool has_value = statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE ||
                           statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT;
    if (!has_value) {
        if (place != settings.end()) {
            settings.erase(place);
        }
        return;
    }
    std::string setting = prefix + setting_value(catalog, statement);
    if (place == settings.end()) {
        settings.push_back(std::move(setting));
    } else {
        *place = std::move(setting);
    }
}

/// What CREATE and ALTER have in common.
void set_attribute(const Catalog& catalog, Routine& routine, const PgQuery__DefElem& option) {
    const std::string_view name = option.defname;
    if (name == "volatility") {
        routine.volatility = to_upper(option_value(option));
    } else if (name == "strict") {
        routine.strict = boolean_of(option);
    } else if (name == "security") {
        routine.security_definer = boolean_of(option);
    } else if (name == "set") {
        set_setting(catalog, routine.settings, *option.arg->variable_set_stmt);
    }
}

void require_once(std::vector<std::string_view>& seen, const PgQuery__DefElem& option) {
    const std::string_view name = option.defname;
    if (name != "set" && std::ranges::find(seen, name) != seen.end()) {
        refuse("conflicting or redundant options", condition::kSyntaxError, option.location);
    }
    seen.push_back(name);
}

void set_options(const Catalog& catalog, Routine& routine,
                 const PgQuery__CreateFunctionStmt& statement) {
    std::vector<std::string_view> seen;
    for (std::size_t index = 0; index < statement.n_options; ++index) {
        const PgQuery__DefElem& option = *statement.options[index]->def_elem;
        require_once(seen, option);
        const std::string_view name = option.defname;
        if (name == "language") {
            routine.language = option_value(option);
        } else if (name == "window" && boolean_of(option)) {
            routine.kind = RoutineKind::Window;
        } else {
            set_attribute(catalog, routine, option);
        }
    }
    if (routine.language.empty()) {
        if (statement.sql_body == nullptr) {
            refuse_definition("no language specified");
        }
        routine.language = "sql";
    }
}

/// An extension of a language often has its name, or that with `u` for untrusted behind it.
void require_language(const Catalog& catalog, const std::string& language) {
    static constexpr std::array<std::string_view, 4> kBuiltin = {"c", "internal", "plpgsql", "sql"};
    const bool is_there =
        contains(kBuiltin, language) ||
        std::ranges::any_of(catalog.extensions,
                            [&](const auto& each) { return each.second.name == language; }) ||
        has_unknown_extension(catalog);
    if (!is_there) {
        refuse(fmt::format("language \"{}\" does not exist", language),
               condition::kUndefinedObject);
    }
}

void require_trigger_shape(const Routine& routine) {
    const bool is_trigger = routine.returns && (routine.returns->builtin == "trigger" ||
                                                routine.returns->builtin == "event_trigger");
    if (!is_trigger) {
        return;
    }
    if (routine.language == "sql") {
        refuse_definition(
            fmt::format("SQL functions cannot return type {}", routine.returns->builtin));
    }
    if (routine.language == "plpgsql" && !routine.arguments.empty()) {
        refuse_definition(routine.returns->builtin == "trigger"
                              ? "trigger functions cannot have declared arguments"
                              : "event trigger functions cannot have declared arguments");
    }
}

Routine read_routine(Catalog& catalog, const PgQuery__CreateFunctionStmt& statement) {
    NameKey key =
        key_for_new(catalog, dotted_name(texts_of(statement.n_funcname, statement.funcname)));
    Routine routine{.space = key.space, .name = std::move(key.name)};
    if (statement.is_procedure != 0) {
        routine.kind = RoutineKind::Procedure;
    } else {
        routine.volatility = "VOLATILE";
    }
    set_options(catalog, routine, statement);
    require_language(catalog, routine.language);
    routine.arguments = read_arguments(catalog, statement.n_parameters, statement.parameters);
    set_result(catalog, routine, statement);
    require_trigger_shape(routine);
    set_body(catalog, routine, statement);
    return routine;
}

void replace(Catalog& catalog, ObjectId id, Routine routine) {
    Routine& old = catalog.routines.edit(id);
    require_same_shape(old, routine);
    routine.comment = std::move(old.comment);
    old = std::move(routine);
    catalog.touch(id);
}

}  // namespace

void create_routine(Catalog& catalog, const PgQuery__CreateFunctionStmt& statement) {
    Routine routine = read_routine(catalog, statement);
    const DottedName name{catalog.namespaces.at(routine.space).name, routine.name};
    const ObjectId old = find_routine(catalog, name, input_types(routine));
    if (old == 0) {
        add_routine(catalog, std::move(routine));
        return;
    }
    if (statement.replace == 0) {
        refuse(fmt::format("function \"{}\" already exists with same argument types", routine.name),
               condition::kDuplicateFunction);
    }
    replace(catalog, old, std::move(routine));
}

void alter_routine(Catalog& catalog, const PgQuery__AlterFunctionStmt& statement) {
    const ObjectId id = require_routine(catalog, *statement.func, statement.objtype);
    Routine& routine = catalog.routines.edit(id);
    if (routine.kind == RoutineKind::Aggregate) {
        refuse(fmt::format("\"{}\" is an aggregate function", routine.name),
               condition::kWrongObjectType);
    }
    for (std::size_t index = 0; index < statement.n_actions; ++index) {
        set_attribute(catalog, routine, *statement.actions[index]->def_elem);
    }
    catalog.touch(id);
}

}  // namespace erdmark::dialect::postgres
