#pragma once

#include <set>
#include <span>
#include <string>

#include "schema/schema.h"

namespace erdmark::dialect::postgres {

// What `source.schemas` leaves of a database; all when there are no patterns.

/// Throws a `Usage` error for a pattern that takes none of the names, unless it takes names back.
void require_namespaces(const std::set<std::string>& names, std::span<const std::string> patterns);

bool is_shown_namespace(const std::string& name, std::span<const std::string> patterns);

/// Takes away what is in other namespaces. Names without one are in `public`.
void keep_namespaces(schema::Schema& schema, std::span<const std::string> patterns);

}  // namespace erdmark::dialect::postgres
