#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// A value of a row; a truth value is 1 or 0.
using CatalogCell = std::variant<std::nullptr_t, std::int64_t, std::string>;

/// The rows of a table, made one after the other.
struct TableRows {
    std::vector<std::vector<CatalogCell>> rows;

    void add(std::initializer_list<CatalogCell> row) { rows.emplace_back(row); }
};

inline CatalogCell catalog_cell(bool value) {
    return static_cast<std::int64_t>(value);
}
inline CatalogCell catalog_cell(std::int64_t value) {
    return value;
}
inline CatalogCell catalog_cell(std::string_view value) {
    return std::string(value);
}
inline CatalogCell catalog_cell(const std::optional<std::string>& value) {
    return value ? CatalogCell(*value) : CatalogCell(nullptr);
}

/// How a table of pg_catalog is answered.
struct CatalogTable {
    std::string_view name;
    /// Those that rows have, in their order: of the server's, and behind `|` of our own, for the
    /// functions of the catalog.
    std::string_view columns;
    void (*fill)(const Catalog& catalog, TableRows& rows);
};

/// A view over such tables; `{pg_class}` stands for one of them. What it does not name is not
/// known.
struct CatalogView {
    std::string_view schema;
    std::string_view name;
    std::string_view sql;
};

const CatalogTable* find_catalog_table(std::string_view name);
const CatalogView* find_catalog_view(std::string_view schema, std::string_view name);

// Relations.
void fill_classes(const Catalog& catalog, TableRows& rows);
void fill_attributes(const Catalog& catalog, TableRows& rows);
void fill_defaults(const Catalog& catalog, TableRows& rows);
void fill_indexes(const Catalog& catalog, TableRows& rows);
void fill_inheritance(const Catalog& catalog, TableRows& rows);
void fill_partitioned_tables(const Catalog& catalog, TableRows& rows);
void fill_sequences(const Catalog& catalog, TableRows& rows);

// What hangs on them.
void fill_constraints(const Catalog& catalog, TableRows& rows);
void fill_triggers(const Catalog& catalog, TableRows& rows);
void fill_policies(const Catalog& catalog, TableRows& rows);
void fill_rules(const Catalog& catalog, TableRows& rows);
void fill_dependencies(const Catalog& catalog, TableRows& rows);
void fill_descriptions(const Catalog& catalog, TableRows& rows);

// Types and routines.
void fill_types(const Catalog& catalog, TableRows& rows);
void fill_enum_labels(const Catalog& catalog, TableRows& rows);
void fill_routines(const Catalog& catalog, TableRows& rows);
void fill_aggregates(const Catalog& catalog, TableRows& rows);
void fill_parameters(const Catalog& catalog, TableRows& rows);

// The database around them.
void fill_namespaces(const Catalog& catalog, TableRows& rows);
void fill_extensions(const Catalog& catalog, TableRows& rows);
void fill_available_extensions(const Catalog& catalog, TableRows& rows);
void fill_roles(const Catalog& catalog, TableRows& rows);
void fill_publications(const Catalog& catalog, TableRows& rows);
void fill_publication_tables(const Catalog& catalog, TableRows& rows);
void fill_event_triggers(const Catalog& catalog, TableRows& rows);
void fill_databases(const Catalog& catalog, TableRows& rows);
void fill_settings(const Catalog& catalog, TableRows& rows);
void fill_languages(const Catalog& catalog, TableRows& rows);
void fill_access_methods(const Catalog& catalog, TableRows& rows);
void fill_nothing(const Catalog& catalog, TableRows& rows);

}  // namespace erdmark::dialect::postgres
