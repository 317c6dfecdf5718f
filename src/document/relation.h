#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "document/view_model.h"
#include "schema/schema.h"

namespace erdmark::document {

/// An edge of the diagram: one foreign key. Tables are indexes into `Schema::tables`.
struct Relation {
    std::size_t child;   ///< The table with the foreign key.
    std::size_t key;     ///< Index into the child's `foreign_keys`.
    std::size_t parent;  ///< The referenced table; `kNoTable` when it is not in the schema.
    End at_parent;       ///< Parents of one child row: exactly one when no key column can be NULL.
    End at_child;  ///< Children of one parent row: at most one when the key columns hold a unique
                   ///< key.
};

inline constexpr std::size_t kNoTable = static_cast<std::size_t>(-1);

/// Two tables that a junction table joins many-to-many, by the indexes of the junction's two
/// foreign keys.
struct Junction {
    std::size_t table;
    std::size_t left_key;
    std::size_t right_key;
};

/// The columns that no two rows share, each by itself: by a constraint or by an index over the
/// whole table. The primary key is not told here.
std::set<std::string> unique_columns(const schema::Table& table);

/// The tables by name; a partition stands for the table that it is a piece of.
std::map<schema::QualifiedName, std::size_t> tables_by_name(const schema::Schema& schema);

/// One relation for each foreign key, in the order of tables and keys. `by_name` finds the tables;
/// what else it names is no parent.
std::vector<Relation> derive_relations(const schema::Schema& schema,
                                       const std::map<schema::QualifiedName, std::size_t>& by_name);

/// The pairs joined by each junction table: a table whose primary key, or a unique key that cannot
/// be NULL, is made of the columns of two or more foreign keys and nothing else.
std::vector<Junction> find_junctions(const schema::Schema& schema);

}  // namespace erdmark::document
