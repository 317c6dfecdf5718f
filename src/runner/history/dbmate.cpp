#include "runner/history/history_shape.h"
#include "runner/history/list_of_versions.h"
#include "runner/history/rows.h"

// https://github.com/amacneil/dbmate: `schema_migrations(version varchar primary key)`, the digits
// of the file as text. Rails has the same.

namespace erdmark::runner {
namespace {

bool matches(const dialect::TableColumns& table) {
    return is_list_of_versions(table) && holds_text(table, "version");
}

}  // namespace

HistoryShape dbmate_shape() {
    return list_of_versions_shape("dbmate or Rails", "version", matches);
}

}  // namespace erdmark::runner
