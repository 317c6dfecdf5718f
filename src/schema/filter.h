#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "schema/schema.h"

namespace erdmark::schema {

/// Whether any of the glob patterns takes `name`: a pattern with a dot is held against
/// `schema.name`, one without against the bare name alone. A pattern that starts with `!` takes
/// back what an earlier one took.
bool matches_any(std::span<const std::string> patterns, const QualifiedName& name);

/// Leaves only tables and views that `include` takes (all when it is empty) and `exclude` does not.
/// With a table go the sequences of its columns and of its partitions' columns, and a namespace
/// without a comment goes with the last thing in it. What refers to a table that is gone stays as
/// it is, and so do types and routines.
void filter(Schema& schema, std::span<const std::string> include,
            std::span<const std::string> exclude);

/// The namespaces that hold a table, a view, a type, a sequence or a routine.
std::set<std::string> namespaces_in_use(const Schema& schema);

/// The tables in which migration runners keep their history (`schema_migrations`,
/// `alembic_version`, …), as patterns for `exclude`.
std::vector<std::string> history_tables();

}  // namespace erdmark::schema
