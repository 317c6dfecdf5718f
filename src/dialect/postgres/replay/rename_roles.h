#pragma once

#include <string>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Privileges and policies of the role `from` are those of `to`.
void rename_role_in_grants(Catalog& catalog, const std::string& from, const std::string& to);

/// Takes all privileges from a role, and the role out of policies; a policy for nobody else goes.
void revoke_all_from(Catalog& catalog, const std::string& role);

}  // namespace erdmark::dialect::postgres
