#include "dialect/postgres/replay/privileges.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr auto kTablePrivileges = std::to_array<const char*>(
    {"INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"});
constexpr auto kColumnPrivileges =
    std::to_array<const char*>({"INSERT", "SELECT", "UPDATE", "REFERENCES"});

/// A privilege of a statement: on the whole relation when it names no columns.
struct Privilege {
    std::string name;
    std::vector<std::string> columns;
};

void add_all(std::vector<Privilege>& privileges, const std::vector<std::string>& columns) {
    if (columns.empty()) {
        for (const char* name : kTablePrivileges) {
            privileges.push_back({name, {}});
        }
        return;
    }
    for (const char* name : kColumnPrivileges) {
        privileges.push_back({name, columns});
    }
}

std::vector<Privilege> read_privileges(const PgQuery__GrantStmt& statement) {
    std::vector<Privilege> privileges;
    for (std::size_t index = 0; index < statement.n_privileges; ++index) {
        const PgQuery__AccessPriv& written = *statement.privileges[index]->access_priv;
        std::vector<std::string> columns = texts_of(written.n_cols, written.cols);
        const std::string name = to_upper(text_of(written.priv_name));
        if (name.empty()) {
            add_all(privileges, columns);
        } else {
            privileges.push_back({name, std::move(columns)});
        }
    }
    if (statement.n_privileges == 0) {
        add_all(privileges, {});
    }
    return privileges;
}

/// Owners have their rights anyway; who they are is known only of the role in force.
std::vector<std::string> read_grantees(const Catalog& catalog,
                                       const PgQuery__GrantStmt& statement) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < statement.n_grantees; ++index) {
        const PgQuery__RoleSpec& role = *statement.grantees[index]->role_spec;
        const bool is_named = role.roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CSTRING ||
                              role.roletype == PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC;
        if (is_named) {
            names.push_back(role_name(catalog, role));
        }
    }
    return names;
}

std::vector<int> column_numbers(const Catalog& catalog, ObjectId relation,
                                const std::vector<std::string>& names) {
    std::vector<int> columns;
    for (const std::string& name : names) {
        const int column = column_id(catalog, relation, name);
        if (column == 0) {
            refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", name,
                               full_name(catalog, relation).name),
                   condition::kUndefinedColumn);
        }
        columns.push_back(column);
    }
    return columns.empty() ? std::vector{0} : columns;
}

void give(std::vector<Grant>& grants, const Grant& grant) {
    const auto same = [&](const Grant& each) {
        return each.grantee == grant.grantee && each.privilege == grant.privilege &&
               each.column == grant.column;
    };
    const auto found = std::ranges::find_if(grants, same);
    if (found == grants.end()) {
        grants.push_back(grant);
    } else {
        found->grantable = found->grantable || grant.grantable;
    }
}

/// What is taken from the whole relation is taken from its columns too.
void take(std::vector<Grant>& grants, const Grant& grant, bool only_option) {
    const auto concerns = [&](const Grant& each) {
        return each.grantee == grant.grantee && each.privilege == grant.privilege &&
               (grant.column == 0 || each.column == grant.column);
    };
    if (!only_option) {
        std::erase_if(grants, concerns);
        return;
    }
    for (Grant& each : grants) {
        each.grantable = each.grantable && !concerns(each);
    }
}

void change(std::vector<Grant>& grants, const Grant& grant, const PgQuery__GrantStmt& statement) {
    if (statement.is_grant != 0) {
        give(grants, grant);
    } else {
        take(grants, grant, statement.grant_option != 0);
    }
}

void change_relation(Catalog& catalog, ObjectId relation, const PgQuery__GrantStmt& statement) {
    AnyRelation* base = edit_any_relation(catalog, relation);
    if (base == nullptr) {
        return;
    }
    const bool is_grantable = statement.is_grant != 0 && statement.grant_option != 0;
    for (const Privilege& privilege : read_privileges(statement)) {
        for (const int column : column_numbers(catalog, relation, privilege.columns)) {
            for (const std::string& grantee : read_grantees(catalog, statement)) {
                change(base->grants, {grantee, privilege.name, column, is_grantable}, statement);
            }
        }
    }
    catalog.touch(relation);
}

template <typename Objects>
void collect_in(const Objects& objects, ObjectId space, std::vector<ObjectId>& relations) {
    for (const auto& [id, object] : objects) {
        if (object.space == space) {
            relations.push_back(id);
        }
    }
}

std::vector<ObjectId> relations_of(const Catalog& catalog, const PgQuery__GrantStmt& statement) {
    std::vector<ObjectId> relations;
    for (std::size_t index = 0; index < statement.n_objects; ++index) {
        const ParserNode& object = *statement.objects[index];
        if (statement.targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA) {
            const ObjectId space = require_space(catalog, names_of(object).back());
            collect_in(catalog.tables, space, relations);
            collect_in(catalog.views, space, relations);
        } else {
            relations.push_back(require_relation(catalog, *object.range_var));
        }
    }
    return relations;
}

std::vector<ObjectId> default_spaces(const Catalog& catalog,
                                     const PgQuery__AlterDefaultPrivilegesStmt& statement) {
    for (std::size_t index = 0; index < statement.n_options; ++index) {
        const PgQuery__DefElem& option = *statement.options[index]->def_elem;
        if (std::string_view(option.defname) == "schemas") {
            std::vector<ObjectId> spaces;
            for (const std::string& name : names_of(*option.arg)) {
                spaces.push_back(require_space(catalog, name));
            }
            return spaces;
        }
    }
    return {0};
}

void change_default(std::vector<DefaultPrivilege>& defaults, ObjectId space, const Grant& grant,
                    const PgQuery__GrantStmt& statement) {
    std::vector<Grant> grants;
    for (const DefaultPrivilege& each : defaults) {
        if (each.space == space) {
            grants.push_back(each.grant);
        }
    }
    change(grants, grant, statement);
    std::erase_if(defaults, [space](const DefaultPrivilege& each) { return each.space == space; });
    for (Grant& each : grants) {
        defaults.push_back({.space = space, .grant = std::move(each)});
    }
}

}  // namespace

void grant(Catalog& catalog, const PgQuery__GrantStmt& statement) {
    if (statement.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) {
        return;
    }
    for (const ObjectId relation : relations_of(catalog, statement)) {
        change_relation(catalog, relation, statement);
    }
}

void alter_default_privileges(Catalog& catalog,
                              const PgQuery__AlterDefaultPrivilegesStmt& statement) {
    const PgQuery__GrantStmt& action = *statement.action;
    if (action.objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE) {
        return;
    }
    const bool is_grantable = action.is_grant != 0 && action.grant_option != 0;
    std::vector<DefaultPrivilege>& defaults = catalog.default_privileges.edit(0);
    for (const ObjectId space : default_spaces(catalog, statement)) {
        for (const Privilege& privilege : read_privileges(action)) {
            for (const std::string& grantee : read_grantees(catalog, action)) {
                change_default(defaults, space, {grantee, privilege.name, 0, is_grantable}, action);
            }
        }
    }
}

void apply_default_privileges(Catalog& catalog, ObjectId relation) {
    const std::vector<DefaultPrivilege>& defaults = catalog.default_privileges.at(0);
    AnyRelation* base = defaults.empty() ? nullptr : edit_any_relation(catalog, relation);
    if (base == nullptr || base->temporary) {
        return;
    }
    for (const DefaultPrivilege& each : defaults) {
        if (each.space == 0 || each.space == base->space) {
            give(base->grants, each.grant);
        }
    }
}

}  // namespace erdmark::dialect::postgres
