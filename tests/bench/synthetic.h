#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace erdmark::bench {

/// A script in SQLite's dialect that makes `tables` tables as an application has them: twelve
/// columns, two foreign keys to earlier tables, a unique constraint and two indexes each, spread
/// over the built-in modules. The same number gives the same bytes.
std::string synthetic_sql(std::size_t tables);

/// A script of the same kind for PostgreSQL, with its own types: an identity, an enum, an array,
/// JSON and comments.
std::string synthetic_postgres_sql(std::size_t tables);

/// A SQLite file with the first schema. It is made at the first call and kept in `folder` for the
/// next run: SQLite needs most of a minute for 10,000 tables.
std::filesystem::path synthetic_database(const std::filesystem::path& folder, std::size_t tables);

}  // namespace erdmark::bench
