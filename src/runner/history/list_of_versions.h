#pragma once

#include <string_view>
#include <vector>

#include "runner/history/history_shape.h"

namespace erdmark::runner {

// A table with a row for each applied migration, in which its version stands as the file has it;
// other columns fill themselves.

std::vector<Revision> read_versions(dialect::Connection& connection, const HistoryPlace& place);
void put_version(dialect::MigrationSession& session, const HistoryPlace& place,
                 const Revision& revision);
void remove_version(dialect::MigrationSession& session, const HistoryPlace& place,
                    const Revision& revision);

HistoryShape list_of_versions_shape(const char* name, std::string_view known_by,
                                    bool (*matches)(const dialect::TableColumns& table));

}  // namespace erdmark::runner
