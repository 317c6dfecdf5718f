#pragma once

#include <vector>

#include "document/migration.h"
#include "document/migration_model.h"
#include "document/object_links.h"
#include "schema/compare.h"

namespace erdmark::document {

/// A step as it is told: what was renamed has its new name on both sides, and indexes that belong
/// to constraints are left out, as they come and go with these.
struct ToldStep {
    schema::Schema before;
    schema::Schema after;
    std::vector<schema::Change> changes;
};
ToldStep told_step(const MigrationRecord& record);

/// What a migration did to the schema, a line for each object.
std::vector<MigrationChangeView> change_views(const MigrationRecord& record, const ToldStep& step,
                                              const ObjectLinks& links);

/// What it did to rows.
std::vector<MigrationRowsView> row_views(const MigrationRecord& record, const ObjectLinks& links);

}  // namespace erdmark::document
