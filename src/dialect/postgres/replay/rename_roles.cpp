#include "dialect/postgres/replay/rename_roles.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/rename_objects.h"

namespace erdmark::dialect::postgres {

namespace {

std::vector<ObjectId> relations_of(const Catalog& catalog) {
    std::vector<ObjectId> ids;
    for (const auto& [id, table] : catalog.tables) {
        ids.push_back(id);
    }
    for (const auto& [id, view] : catalog.views) {
        ids.push_back(id);
    }
    return ids;
}

bool has_grant(const AnyRelation& relation, const std::string& role) {
    return std::ranges::find(relation.grants, role, &Grant::grantee) != relation.grants.end();
}

bool has_policy(const Catalog& catalog, ObjectId id, const std::string& role) {
    const Table* table = catalog.tables.find(id);
    return table != nullptr && std::ranges::any_of(table->policies, [&](const Policy& policy) {
               return std::ranges::find(policy.roles, role) != policy.roles.end();
           });
}

void rename_in_relation(Catalog& catalog, ObjectId id, const std::string& from,
                        const std::string& to) {
    for (Grant& grant : edit_any_relation(catalog, id)->grants) {
        grant.grantee = grant.grantee == from ? to : grant.grantee;
    }
    if (has_policy(catalog, id, from)) {
        for (Policy& policy : catalog.tables.edit(id).policies) {
            std::ranges::replace(policy.roles, from, to);
        }
    }
    catalog.touch(id);
}

void revoke_in_relation(Catalog& catalog, ObjectId id, const std::string& role) {
    std::erase_if(edit_any_relation(catalog, id)->grants,
                  [&](const Grant& grant) { return grant.grantee == role; });
    if (has_policy(catalog, id, role)) {
        // A policy for nobody else goes too.
        std::erase_if(catalog.tables.edit(id).policies, [&](Policy& policy) {
            return std::erase(policy.roles, role) > 0 && policy.roles.empty();
        });
    }
    catalog.touch(id);
}

}  // namespace

void rename_role_in_grants(Catalog& catalog, const std::string& from, const std::string& to) {
    for (const ObjectId id : relations_of(catalog)) {
        if (has_grant(*find_any_relation(catalog, id), from) || has_policy(catalog, id, from)) {
            rename_in_relation(catalog, id, from, to);
        }
    }
    for (DefaultPrivilege& privilege : catalog.default_privileges.edit(0)) {
        privilege.grant.grantee = privilege.grant.grantee == from ? to : privilege.grant.grantee;
    }
}

void revoke_all_from(Catalog& catalog, const std::string& role) {
    for (const ObjectId id : relations_of(catalog)) {
        if (has_grant(*find_any_relation(catalog, id), role) || has_policy(catalog, id, role)) {
            revoke_in_relation(catalog, id, role);
        }
    }
    std::erase_if(catalog.default_privileges.edit(0), [&](const DefaultPrivilege& privilege) {
        return privilege.grant.grantee == role;
    });
}

void rename_role(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const std::string from = text_of(statement.subname);
    const std::string to = text_of(statement.newname);
    const bool* found = catalog.roles.find(from);
    if (found == nullptr) {
        refuse(fmt::format("role \"{}\" does not exist", from), condition::kUndefinedObject);
    }
    if (catalog.roles.contains(to)) {
        refuse(fmt::format("role \"{}\" already exists", to), condition::kDuplicateObject);
    }
    const bool value = *found;
    catalog.roles.erase(from);
    catalog.roles.insert(to, value);
    rename_role_in_grants(catalog, from, to);
}

void rename_schema(Catalog& catalog, const PgQuery__RenameStmt& statement) {
    const ObjectId id = require_space(catalog, text_of(statement.subname));
    const std::string to = text_of(statement.newname);
    if (catalog.namespace_names.contains(to)) {
        refuse(fmt::format("schema \"{}\" already exists", to), condition::kDuplicateSchema);
    }
    if (to.starts_with("pg_")) {
        refuse(fmt::format("unacceptable schema name \"{}\"", to), condition::kReservedName);
    }
    catalog.touch(id);
    std::vector<Part> contents;
    for (Dependent& dependent : find_dependents(catalog, {.object = id})) {
        contents.push_back(std::move(dependent.part));
    }
    touch_all_with_dependents(catalog, contents);
    catalog.namespace_names.erase(text_of(statement.subname));
    catalog.namespace_names.insert(to, id);
    catalog.namespaces.edit(id).name = to;
}

}  // namespace erdmark::dialect::postgres
