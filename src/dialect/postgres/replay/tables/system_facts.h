#pragma once

#include <span>
#include <string_view>

namespace erdmark::dialect::postgres {

// What every database of PostgreSQL 15 has from the beginning.

struct SystemTable {
    std::string_view schema;
    std::string_view name;
    std::string_view columns;  ///< `oid oid,relname name,…`
};

/// A table or view of pg_catalog or information_schema that queries may read; a null pointer for
/// others.
const SystemTable* find_system_table(std::string_view schema, std::string_view name);

struct SystemType {
    int oid;
    std::string_view name;  ///< In pg_type.
    int length;
    char kind;                 ///< `b`, `p`, `r`, `m`, as in pg_type.
    char category;             ///< As in pg_type.
    int array;                 ///< The oid of the type of arrays of it; 0 for none.
    std::string_view printed;  ///< By `format_type`.
};

std::span<const SystemType> system_types();
const SystemType* find_system_type(std::string_view name);
const SystemType* find_system_type_as_printed(std::string_view text);

/// The names, each with a space behind it, of relations of pg_catalog or information_schema; `kind`
/// is `r`, `v` or `i`.
std::string_view system_relation_names(std::string_view schema, char kind);

/// The same for functions, each name once.
std::string_view system_routine_names();

/// The same for those of them that are aggregates.
std::string_view system_aggregate_names();

}  // namespace erdmark::dialect::postgres
