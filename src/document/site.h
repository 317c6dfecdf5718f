#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/module.h"
#include "document/relation.h"
#include "document/view_model.h"
#include "schema/schema.h"

namespace erdmark::document {

/// A schema with everything that is looked up while its view is built, each found once. Refers to
/// the schema and the plan, which must outlive it. Tables, relations and modules are named by their
/// index.
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

    const schema::ForeignKey& key_of(const Relation& relation) const {
        return schema.tables[relation.child].foreign_keys[relation.key];
    }

    /// The referenced side of a relation; without a module when the table is not documented.
    TableLink parent_link(const Relation& relation) const;
};

Site make_site(const schema::Schema& schema, const ModulePlan& plan);

}  // namespace erdmark::document
