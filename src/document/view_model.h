#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/database_model.h"
#include "document/migration_model.h"
#include "document/table_model.h"

namespace erdmark::document {

// What the pages say, before how they look: strings, numbers and flags, in the order in which they
// are shown. No Markdown, no Mermaid, no file names. All text is raw and untrusted; a renderer
// escapes it for its place.

struct EntityColumnView {
    std::string type;
    std::string name;
    bool primary_key = false;
    bool foreign_key = false;
    bool unique = false;
    std::string comment;  ///< Short.
};

struct EntityView {
    std::string title;  ///< Unique in its diagram: `users`, or `roles (authorization)` for a stub.
    bool stub = false;  ///< A related table: only the columns that the edges need.
    std::vector<EntityColumnView> columns;
};

/// How many rows stand at one end of a relation for one row at the other.
enum class End { ZeroOrOne, ExactlyOne, ZeroOrMore };

struct RelationLineView {
    std::string parent;  ///< Titles of entities.
    std::string child;
    End at_parent = End::ExactlyOne;
    End at_child = End::ZeroOrMore;
    std::string label;
    bool reads = false;  ///< No foreign key: the child is a view that reads the parent.
};

struct DiagramView {
    std::vector<EntityView> entities;
    std::vector<RelationLineView> relations;
};

/// A module's diagrams: one, or several when the module is too large for one.
struct DiagramSetView {
    std::vector<DiagramView> parts;
    bool keys_only = false;  ///< Non-key columns were left out to keep the diagram readable.
};

struct RelatedTableView {
    TableLink link;
    std::string description;
    bool referenced = false;   ///< A core table has a key to it.
    bool referencing = false;  ///< It has a key to a core table.
};

struct ModuleView {
    std::string name;
    std::string title;
    std::string description;
    std::vector<TableView> tables;  ///< The core tables, then the views.
    std::vector<RelatedTableView>
        related;  ///< Tables of other modules that share a key with a core table.
    DiagramSetView diagrams;
    std::vector<EdgeView> inner_edges;
    std::vector<EdgeView> cross_edges;
};

/// An arrow of the overview: how many foreign keys lead from one module to another.
struct ModuleEdgeView {
    std::string from;  ///< Module names.
    std::string to;
    std::size_t count = 0;
};

struct OverviewView {
    std::vector<std::string> modules;  ///< Names, in page order.
    std::vector<ModuleEdgeView> edges;
};

struct SiteView {
    std::string title;
    std::string description;
    std::string engine;  ///< `SQLite`, `PostgreSQL`: the engine's own spelling.
    std::vector<ModuleView> modules;
    std::vector<OverviewView>
        overview;  ///< One, or several connected parts when there are very many modules.
    std::vector<TableLink> index;  ///< All tables and views, by name.
    DatabaseView database;
    MigrationsView migrations;  ///< Where the schema was read from migrations.
    std::size_t table_count = 0;
    std::size_t view_count = 0;
    std::size_t column_count = 0;
    std::size_t relationship_count = 0;        ///< Foreign keys.
    std::size_t cross_relationship_count = 0;  ///< Those that lead to another module.
};

}  // namespace erdmark::document
