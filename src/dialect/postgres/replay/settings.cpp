#include "dialect/postgres/replay/settings.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kSearchPath = "search_path";

/// Settings whose values are lists of names, which the server keeps in quotes.
bool is_list_of_names(std::string_view name) {
    static constexpr std::array<std::string_view, 5> kLists = {
        kSearchPath, "temp_tablespaces", "session_preload_libraries", "shared_preload_libraries",
        "local_preload_libraries"};
    return contains(kLists, name);
}

std::string constant_text(const PgQuery__AConst& constant) {
    switch (constant.val_case) {
        case PG_QUERY__A__CONST__VAL_SVAL:
            return constant.sval->sval;
        case PG_QUERY__A__CONST__VAL_IVAL:
            return std::to_string(constant.ival->ival);
        case PG_QUERY__A__CONST__VAL_FVAL:
            return constant.fval->fval;
        case PG_QUERY__A__CONST__VAL_BOOLVAL:
            return constant.boolval->boolval != 0 ? "true" : "false";
        default:
            return {};
    }
}

std::string argument_text(const ParserNode& argument) {
    if (argument.node_case == PG_QUERY__NODE__NODE_A_CONST) {
        return constant_text(*argument.a_const);
    }
    // `SET TIME ZONE INTERVAL '1 hour'`
    return argument.node_case == PG_QUERY__NODE__NODE_TYPE_CAST
               ? argument_text(*argument.type_cast->arg)
               : std::string();
}

std::vector<std::string> argument_texts(const PgQuery__VariableSetStmt& statement) {
    std::vector<std::string> texts;
    for (std::size_t index = 0; index < statement.n_args; ++index) {
        texts.push_back(argument_text(*statement.args[index]));
    }
    return texts;
}

std::string list_text(const std::vector<std::string>& names) {
    std::vector<std::string> quoted;
    quoted.reserve(names.size());
    for (const std::string& name : names) {
        quoted.push_back(quoted_name(name));
    }
    return join(quoted, ", ");
}

using Setting = std::pair<std::string, std::string>;

std::string current_value(const Catalog& catalog, const std::string& name) {
    const SessionSettings& session = catalog.settings.at(0);
    if (name == kSearchPath) {
        return list_text(session.search_path);
    }
    const auto found = std::ranges::find(session.others, name, &Setting::first);
    return found == session.others.end() ? std::string() : found->second;
}

std::vector<std::string> usual_path() {
    return {"public"};
}

void set_role(Catalog& catalog, const PgQuery__VariableSetStmt& statement) {
    const std::vector<std::string> texts = argument_texts(statement);
    const bool is_reset = texts.empty() || texts[0] == "none" || texts[0] == "default";
    catalog.settings.edit(0).role = is_reset ? std::string() : texts[0];
}

void set_other(Catalog& catalog, const PgQuery__VariableSetStmt& statement) {
    const std::string name = setting_name(statement.name);
    std::vector<Setting>& others = catalog.settings.edit(0).others;
    std::erase_if(others, [&](const Setting& each) { return each.first == name; });
    if (statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE) {
        others.emplace_back(name, setting_value(catalog, statement));
    }
}

void reset_all(Catalog& catalog) {
    set_search_path(catalog, usual_path());
    catalog.settings.edit(0).others.clear();
}

}  // namespace

std::string setting_name(std::string_view name) {
    static constexpr std::array<std::string_view, 3> kMixed = {"TimeZone", "DateStyle",
                                                               "IntervalStyle"};
    const auto* const found = std::ranges::find_if(
        kMixed, [name](std::string_view each) { return equals_ignoring_case(each, name); });
    return found == kMixed.end() ? to_lower(name) : std::string(*found);
}

std::string setting_value(const Catalog& catalog, const PgQuery__VariableSetStmt& statement) {
    const std::string name = setting_name(statement.name);
    if (statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT) {
        return current_value(catalog, name);
    }
    const std::vector<std::string> texts = argument_texts(statement);
    return is_list_of_names(name) ? list_text(texts) : join(texts, ", ");
}

void set_search_path(Catalog& catalog, std::vector<std::string> names, bool is_local) {
    SessionSettings& session = catalog.settings.edit(0);
    if (is_local && !session.later_search_path) {
        session.later_search_path = session.search_path;
    }
    if (!is_local) {
        session.later_search_path.reset();
    }
    session.search_path = std::move(names);
}

std::vector<std::string> search_path_names(std::string_view text) {
    std::vector<std::string> names;
    for (const sql::Token& token : sql::tokenize(text, kSyntax)) {
        if (token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName) {
            names.push_back(sql::identifier_name(token));
        }
    }
    return names;
}

void end_local_settings(Catalog& catalog) {
    if (catalog.settings.at(0).later_search_path) {
        SessionSettings& session = catalog.settings.edit(0);
        session.search_path = std::move(*session.later_search_path);
        session.later_search_path.reset();
    }
}

void set_database_variable(Catalog& catalog, const PgQuery__AlterDatabaseSetStmt& statement) {
    const PgQuery__VariableSetStmt& set = *statement.setstmt;
    if (to_lower(text_of(set.name)) == kSearchPath) {
        const bool has_value = set.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE;
        catalog.database_search_path = has_value ? argument_texts(set) : usual_path();
    }
}

void set_variable(Catalog& catalog, const PgQuery__VariableSetStmt& statement) {
    const std::string name = to_lower(text_of(statement.name));
    if (statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL) {
        reset_all(catalog);
    } else if (name == kSearchPath) {
        const bool has_value = statement.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE;
        set_search_path(catalog, has_value ? argument_texts(statement) : usual_path(),
                        statement.is_local != 0);
    } else if (name == "role" || name == "session_authorization") {
        set_role(catalog, statement);
    } else if (statement.kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_MULTI && !name.empty()) {
        set_other(catalog, statement);
    }
}

}  // namespace erdmark::dialect::postgres
