#pragma once

#include <optional>
#include <string>

#include "config/environment.h"

namespace erdmark::config {

/// The database URL that the variables give: the first of `DATABASE_URL`, `DSN` and
/// `SQLALCHEMY_URL`, else one made of `DATABASE_PROVIDER` with `DB_HOST`, `DB_PORT`, `DB_USER`,
/// `DB_PASSWORD` and `DB_NAME`, or for a provider of files `DB_PATH` or `DB_NAME`. An empty
/// variable counts as none.
///
/// Throws a `Config` error that names the variable, and never shows its value unless it is a
/// mistyped provider.
std::optional<std::string> database_source(const Lookup& lookup);

}  // namespace erdmark::config
