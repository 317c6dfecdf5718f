#pragma once

#include "migration/ordered_migration.h"
#include "runner/revision.h"
#include "sql/lexer.h"

namespace erdmark::runner {

/// The row that says that a migration is applied as its file is now.
Revision revision_of(const migration::OrderedMigration& migration, const sql::Syntax& syntax,
                     RevisionStatus status);

}  // namespace erdmark::runner
