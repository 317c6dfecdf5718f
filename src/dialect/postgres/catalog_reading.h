#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dialect/connection.h"
#include "dialect/postgres/catalog_fields.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

// The catalog is read fact by fact, one query each for all objects at once. What a later fact needs
// of an earlier one is kept here.

/// A table, a view, a composite type or a partition, and where it stands in the schema.
struct Relation {
    enum class Kind { Table, View, CompositeType, Partition };
    Kind kind = Kind::Table;
    std::size_t index = 0;  ///< In the schema's list of its kind; for a partition, of its root.
    std::unordered_map<int, std::string> columns;     ///< Names by the server's number.
    std::map<std::string, std::string> column_types;  ///< A domain's is what it is made of.
};

/// A type that a user made.
struct UserType {
    schema::QualifiedName name;
    std::string base_type;  ///< Of a domain, down to what is none; else its own name.
};

/// What a constraint shows of its index.
struct IndexPlace {
    Oid relation = 0;
    std::size_t index = 0;
};

struct CatalogReading {
    Connection& connection;
    int server_version = 0;      ///< `server_version_num`: 150004 for 15.4.
    std::string default_schema;  ///< Left out of names.
    schema::Schema schema;

    std::unordered_map<Oid, std::string> namespaces;  ///< Those that are documented.
    std::unordered_map<Oid, UserType> types;
    std::unordered_map<Oid, std::size_t> domains;  ///< Places in `schema.domains`.
    std::unordered_map<Oid, Relation> relations;
    std::unordered_map<Oid, IndexPlace> indexes;
    std::string namespace_list;  ///< The keys of `namespaces` as an array of SQL.
    std::string relation_list;   ///< Those of `relations`, without partitions and composite types.

    /// The answer of the server. `relation_list` and `namespace_list` replace the words
    /// `:relations` and `:namespaces` of `sql`.
    std::vector<Row> query(std::string_view sql) const;

    /// `there` when the server is of at least that major version, else `before`: for columns of the
    /// catalog that older servers do not have.
    std::string_view since(int major, std::string_view there, std::string_view before) const {
        return server_version >= major * 10000 ? there : before;
    }

    schema::QualifiedName name(std::string space, std::string bare) const {
        return {space == default_schema ? std::string() : std::move(space), std::move(bare)};
    }

    schema::Table* table(Oid relation);
    schema::View* view(Oid relation);

    /// What both tables and views have, of the one that `relation` is; a null pointer for neither.
    template <typename Part>
    std::vector<Part>* parts(Oid relation, std::vector<Part> schema::Table::*of_table,
                             std::vector<Part> schema::View::*of_view) {
        if (schema::Table* found = table(relation)) {
            return &(found->*of_table);
        }
        schema::View* found = view(relation);
        return found == nullptr ? nullptr : &(found->*of_view);
    }

    /// The names of a relation's columns by the server's numbers; a number that is none is skipped.
    std::vector<std::string> column_names(Oid relation, const std::vector<int>& numbers) const;

    /// An expression in its canonical form. `type` is that of the column that holds its value, or
    /// `boolean` of a condition.
    std::string expression(const std::optional<std::string>& text, const Relation* relation,
                           const std::string& type);

    /// A condition on a table's columns.
    std::string condition(const std::optional<std::string>& text, Oid relation);

    std::unordered_map<std::string, std::string> known_values;  ///< Canonical forms of defaults.
};

}  // namespace erdmark::dialect::postgres
