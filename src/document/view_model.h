#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace erdmark::document {

// What the pages say, before how they look: strings, numbers and flags, in the order in which they
// are shown. No Markdown, no Mermaid, no file names. All text is raw and untrusted; a renderer
// escapes it for its place.

/// Where a table's section stands. `module` is empty for a table that is not documented (outside
/// the filter, or it does not exist): there is nothing to link to then.
struct TableLink {
    std::string table;   ///< Displayed name.
    std::string module;  ///< Name of its module.
    std::string module_title;
    std::string anchor;  ///< Unique in the module's page: `a-z`, `0-9`, `_`, `-`.
};

struct ReferenceView {
    TableLink table;
    std::string column;  ///< Empty when the key names no column and the table does not exist.
};

struct ColumnView {
    std::string name;
    std::string type;
    bool nullable = true;
    std::optional<std::string> default_value;
    std::string generated;  ///< Of a generated column: `virtual` or `stored`.
    std::string generation_expression;
    bool primary_key = false;
    bool unique = false;  ///< Alone unique, by a constraint or a whole-table unique index.
    std::vector<ReferenceView> references;
    std::vector<std::string> notes;  ///< `collation NOCASE`, `hidden column`
    std::string description;
};

struct ConstraintView {
    std::string kind;  ///< `PRIMARY KEY`, `UNIQUE`, `CHECK`, `FOREIGN KEY`.
    std::string name;
    std::vector<std::string> columns;
    std::string expression;               ///< Of a check.
    std::optional<TableLink> referenced;  ///< Of a foreign key.
    std::vector<std::string> referenced_columns;
    std::vector<std::string>
        clauses;  ///< `AUTOINCREMENT`, `ON DELETE CASCADE`, `DEFERRABLE INITIALLY DEFERRED`, …
};

struct IndexView {
    std::string name;
    std::vector<std::string> parts;  ///< `email`, `lower(name)`, `created_at DESC`.
    bool unique = false;
    std::string predicate;
};

struct TriggerView {
    std::string name;
    std::string timing;
    std::string event;
    std::string condition;
    std::string body;
};

enum class RelationshipKind { BelongsTo, HasMany, HasOne, ManyToMany };

/// A relationship as one of its tables sees it.
struct RelationshipView {
    RelationshipKind kind = RelationshipKind::BelongsTo;
    TableLink other;
    std::vector<std::string> columns;  ///< The foreign key's columns, wherever it stands.
    bool optional = false;             ///< Belongs to: the key can be NULL.
    std::optional<TableLink> through;  ///< Many to many: the junction table.
    std::vector<std::string> clauses;  ///< `ON DELETE CASCADE`, …: those that are not the default.
};

/// A foreign key of the module, or into it, as the list at the page's end shows it.
struct EdgeView {
    TableLink from;
    std::vector<std::string> from_columns;
    TableLink to;
    std::vector<std::string> to_columns;
    std::string cardinality;  ///< `many to one`, `many to zero or one`, `one to one`, …
    std::vector<std::string> clauses;
};

struct TableView {
    TableLink link;
    std::string kind;  ///< `table`, `virtual table`, `view`.
    std::string description;
    std::vector<std::string> options;  ///< `STRICT`, `WITHOUT ROWID`, `fts5(title, body)`.
    bool junction = false;
    std::vector<ColumnView> columns;
    std::vector<ConstraintView> constraints;
    std::vector<IndexView> indexes;
    std::vector<TriggerView> triggers;
    std::vector<RelationshipView> relationships;
    std::string definition;  ///< Of a view.
};

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
    std::size_t table_count = 0;
    std::size_t view_count = 0;
    std::size_t column_count = 0;
    std::size_t relationship_count = 0;        ///< Foreign keys.
    std::size_t cross_relationship_count = 0;  ///< Those that lead to another module.
};

}  // namespace erdmark::document
