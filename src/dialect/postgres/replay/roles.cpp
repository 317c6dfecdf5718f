#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

// Roles belong to the whole server, which may have others than those that statements made.

void create_role(Catalog& catalog, const PgQuery__CreateRoleStmt& statement) {
    const std::string name = text_of(statement.role);
    if (name.starts_with("pg_")) {
        refuse(fmt::format("role name \"{}\" is reserved", name), condition::kReservedName);
    }
    if (catalog.roles.contains(name)) {
        refuse(fmt::format("role \"{}\" already exists", name), condition::kDuplicateObject);
    }
    catalog.roles.insert(name, true);
    ++catalog.version;
}

void drop_role(Catalog& catalog, const PgQuery__DropRoleStmt& statement) {
    for (std::size_t index = 0; index < statement.n_roles; ++index) {
        catalog.roles.erase(role_name(catalog, *statement.roles[index]->role_spec));
    }
    ++catalog.version;
}

}  // namespace erdmark::dialect::postgres
