#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog_relations.h"

namespace erdmark::dialect::postgres {

/// Refuses options that something cannot have, as the server does where they are set. `holder` is
/// `table` (a materialized view is one, too), `partitioned table`, `view` or the access method of
/// an index; says nothing of access methods that are not the server's own.
void require_storage_parameters(std::string_view holder, const std::vector<std::string>& options);

/// What a new table keeps of the options that a statement gives: those for its long values belong
/// to another table, and `oids=false` says nothing.
std::vector<std::string> kept_storage_parameters(std::vector<std::string> options,
                                                 bool is_partitioned);

/// `ALTER TABLE … SET (…)`
void set_storage_parameters(Table& table, std::vector<std::string> changes);

}  // namespace erdmark::dialect::postgres
