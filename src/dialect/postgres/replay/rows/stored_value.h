#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"

struct sqlite3_stmt;

namespace erdmark::dialect::postgres {

/// What a column of a table takes.
struct StoredType {
    std::string type;  ///< As `format_type` prints it, with modifiers; of a domain, its base type.
    std::optional<std::vector<std::string>> labels;  ///< Of an enum type.
};

/// The type of a column.
StoredType stored_type(const Catalog& catalog, const TypeUse& type);

/// A type as queries know it: without modifiers.
std::string queried_type(const std::string& type);

/// A value on its way into a row.
struct Cell {
    std::optional<std::string> text;  ///< As PostgreSQL prints it (a boolean is `t` or `f`).
    bool is_known = true;   ///< False when it could not be computed; then NULL stands for it.
    bool is_stable = true;  ///< False when it depends on the clock or on chance.
};

/// A value of the type `from` (`unknown` for a literal) as an assignment to a column makes it.
/// Throws a `Refusal` as the server does for one that the column does not take; the value of a form
/// that is not known here is not known afterwards.
Cell assigned(Cell cell, const std::string& from, const StoredType& to);

/// Binds a value as SQLite keeps those of its type; see sqlite_query.h.
void bind_cell(sqlite3_stmt* statement, int index, const std::optional<std::string>& text,
               const std::string& type);

/// A decimal number rounded half away from zero to so many digits behind the point; nothing for
/// what is no such number.
std::optional<std::string> rounded(const std::string& number, int digits);

}  // namespace erdmark::dialect::postgres
