#include "runner/history/history_shape.h"
#include "runner/history/list_of_versions.h"
#include "runner/history/rows.h"

// https://gobuffalo.io/documentation/database/migrations/: `schema_migration(version)`, in the
// singular.

namespace erdmark::runner {
namespace {

bool matches(const dialect::TableColumns& table) {
    return table.table.name == "schema_migration" && is_list_of_versions(table) &&
           holds_text(table, "version");
}

}  // namespace

HistoryShape pop_shape() {
    return list_of_versions_shape("pop", "version", matches);
}

}  // namespace erdmark::runner
