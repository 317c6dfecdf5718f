#include <array>

#include "runner/history/history_shape.h"
#include "runner/history/list_of_versions.h"
#include "runner/history/rows.h"

// https://docs.rs/diesel_migrations: `__diesel_schema_migrations(version, run_on)`, the version
// without dashes.

namespace erdmark::runner {
namespace {

bool matches(const dialect::TableColumns& table) {
    return has_exactly(table, std::array<std::string_view, 2>{"version", "run_on"});
}

}  // namespace

HistoryShape diesel_shape() {
    return list_of_versions_shape("diesel", "run_on", matches);
}

}  // namespace erdmark::runner
