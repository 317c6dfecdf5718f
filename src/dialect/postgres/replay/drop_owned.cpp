#include <fmt/format.h>

#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/rename_roles.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

/// The role of a server that is always there.
constexpr std::string_view kSuperuser = "postgres";

}  // namespace

void drop_owned(Catalog& catalog, const PgQuery__DropOwnedStmt& statement) {
    for (std::size_t index = 0; index < statement.n_roles; ++index) {
        const std::string role = role_name(catalog, *statement.roles[index]->role_spec);
        if (role == kSuperuser) {
            refuse(fmt::format("cannot drop objects owned by role {} because they are required by "
                               "the database system",
                               role),
                   condition::kDependentObjects);
        }
        if (!catalog.roles.contains(role)) {
            refuse(fmt::format("role \"{}\" does not exist", role), condition::kUndefinedObject);
        }
        // The catalog does not know owners: what statements made belongs to whoever runs them.
        revoke_all_from(catalog, role);
    }
}

}  // namespace erdmark::dialect::postgres
