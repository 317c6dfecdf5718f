#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "document/database/routines.h"
#include "document/database/types.h"
#include "document/module.h"
#include "document/relation.h"
#include "document/view_model.h"
#include "schema/schema.h"

namespace erdmark::document {

inline constexpr std::size_t kNoRelation = static_cast<std::size_t>(-1);

/// A line of a diagram: a foreign key, or a view that reads. Its ends are nodes: tables, then
/// views.
struct Line {
    std::size_t child;
    std::size_t parent;  ///< `kNoTable` when it is not in the schema.
    std::size_t relation = kNoRelation;
};

/// A schema with everything that is looked up while its view is built, each found once. Refers to
/// the schema and the plan, which must outlive it. Tables, relations and modules are named by their
/// index; a node is a table, or a view with the number of tables added.
struct Site {
    const schema::Schema& schema;
    const ModulePlan& plan;
    std::vector<TableLink> table_links;
    std::vector<TableLink> view_links;
    std::vector<std::size_t> module_of_table;
    std::vector<std::vector<std::size_t>> tables_of_module;
    std::vector<std::vector<std::size_t>> views_of_module;
    std::vector<Relation> relations;
    std::vector<std::vector<std::size_t>> relations_of_child;
    std::vector<std::vector<std::size_t>>
        relations_of_parent;  ///< Without those of a table to itself.
    std::vector<std::vector<Junction>>
        junctions_of_table;  ///< Those that join this table with another.
    std::vector<bool> is_junction;

    /// Tables and views by name; a partition stands for the table it is a piece of.
    std::map<schema::QualifiedName, std::size_t> node_by_name;
    std::vector<std::vector<TableLink>> readers_of_node;  ///< The views that read it.
    std::vector<std::vector<std::size_t>> inheritors_of_table;
    TypeNotes types;
    RoutineEntries routines;

    // What diagrams draw.
    std::vector<std::vector<std::size_t>> nodes_of_module;
    std::vector<Line> lines;  ///< The relations in their order, then what views read.
    std::vector<std::vector<std::size_t>> lines_of_child;
    std::vector<std::vector<std::size_t>> lines_of_parent;  ///< Without those of a node to itself.

    const schema::ForeignKey& key_of(const Relation& relation) const {
        return schema.tables[relation.child].foreign_keys[relation.key];
    }

    /// The referenced side of a relation; without a module when the table is not documented.
    TableLink parent_link(const Relation& relation) const;

    const TableLink& link_of_node(std::size_t node) const {
        return node < table_links.size() ? table_links[node]
                                         : view_links[node - table_links.size()];
    }

    /// The table or view of that name; a partition by its own name, where its table stands; without
    /// a module what is not documented.
    TableLink link_to(const schema::QualifiedName& name) const;
};

/// With `views_in_diagrams` there are nodes for views, and lines for what they read.
Site make_site(const schema::Schema& schema, const ModulePlan& plan,
               bool views_in_diagrams = false);

}  // namespace erdmark::document
