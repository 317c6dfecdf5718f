#pragma once

#include <array>
#include <optional>
#include <string>

#include "config/environment.h"

namespace erdmark::config {

/// The variables that hold a URL; the first that is set counts.
inline constexpr std::array kUrlVariables{"DATABASE_URL", "DSN", "SQLALCHEMY_URL"};

/// The database URL that the variables give: the first of `kUrlVariables`, else one made of
/// `DATABASE_PROVIDER` with `DB_HOST`, `DB_PORT`, `DB_USER`, `DB_PASSWORD` and `DB_NAME`, and for
/// PostgreSQL `POSTGRES_SSL_MODE`, or for a provider of files `DB_PATH`, `SQLITE_PATH` or
/// `DB_NAME`. An empty variable counts as none.
///
/// Throws a `Config` error that names the variable, and never shows its value unless it is a
/// mistyped provider.
std::optional<std::string> database_source(const Lookup& lookup);

}  // namespace erdmark::config
