#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/dependents_parts.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// What renaming and moving objects have in common, and the kinds of RENAME.

/// Notes that the parts changed, and with them all that shows their names.
void touch_with_dependents(Catalog& catalog, const Part& part);
void touch_all_with_dependents(Catalog& catalog, const std::vector<Part>& parts);

/// Gives an object with a name in a schema another name, schema or both, which are free.
void move_object(Catalog& catalog, ObjectId object, const NameKey& to);

/// Throws `relation "x" already exists` or, for the type of its rows, `type "x" already exists`.
void require_free_name(const Catalog& catalog, ObjectId relation, const NameKey& key);

/// Throws `u is a table's row type`, or `en is not a domain` when one is `wanted`.
void require_own_type(const Catalog& catalog, ObjectId type, bool wants_domain);

void rename_relation(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_column(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_constraint(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_domain_constraint(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_type(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_routine(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_trigger(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_policy(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_rule(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_statistics(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_schema(Catalog& catalog, const PgQuery__RenameStmt& statement);
void rename_role(Catalog& catalog, const PgQuery__RenameStmt& statement);

}  // namespace erdmark::dialect::postgres
