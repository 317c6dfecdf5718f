#pragma once

#include <optional>
#include <string>

#include "dialect/postgres/view_source.h"

namespace erdmark::dialect::postgres {

/// A table or a view that the server itself brings, of pg_catalog (which is searched without being
/// named) or of information_schema; its name is without pg_catalog. Nothing for others.
std::optional<SourceRelation> system_relation(const std::string& schema, const std::string& name);

/// A type of information_schema; it has no name, as a column of it has none for its type.
std::optional<SourceType> system_type(const std::string& text);

}  // namespace erdmark::dialect::postgres
