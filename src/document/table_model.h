#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace erdmark::document {

// The part of the view model (see view_model.h) that tells one table or view.

/// Where a table's section stands. `module` is empty for a table that is not documented (outside
/// the filter, or it does not exist): there is nothing to link to then.
struct TableLink {
    std::string table;   ///< Displayed name.
    std::string module;  ///< Name of its module.
    std::string module_title;
    std::string anchor;  ///< Unique in the module's page: `a-z`, `0-9`, `_`, `-`.
};

/// Where the entry of a type or a function stands. `anchor` is empty when there is none.
struct EntryLink {
    std::string name;    ///< Displayed name.
    std::string anchor;  ///< Unique among the types, or among the functions.
};

struct ReferenceView {
    TableLink table;
    std::string column;  ///< Empty when the key names no column and the table does not exist.
};

enum class TypeKind { Enum, Domain, Composite, Range };

/// What a column's reader wants to know about its type without looking it up.
struct TypeNoteView {
    EntryLink type;
    TypeKind kind = TypeKind::Enum;
    std::string base;                ///< What a domain or a range is made of.
    bool nullable = true;            ///< Of a domain.
    std::vector<std::string> parts;  ///< The first of the values of an enum, the checks of a
                                     ///< domain, the columns of a composite type.
    std::size_t part_count = 0;      ///< All of them.
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
    std::vector<TypeNoteView> user_type;  ///< At most one; most columns have none.
};

struct ConstraintView {
    std::string kind;  ///< `PRIMARY KEY`, `UNIQUE`, `CHECK`, `EXCLUDE`, `FOREIGN KEY`.
    std::string name;
    std::vector<std::string> columns;     ///< Of an exclusion constraint: `room WITH =`.
    std::string expression;               ///< Of a check.
    std::optional<TableLink> referenced;  ///< Of a foreign key.
    std::vector<std::string> referenced_columns;
    std::vector<std::string>
        clauses;  ///< `AUTOINCREMENT`, `ON DELETE CASCADE`, `DEFERRABLE INITIALLY DEFERRED`, …
    std::vector<std::string> included;
    std::string method;     ///< Of an exclusion constraint: `gist`.
    std::string predicate;  ///< Of an exclusion constraint.
    std::string description;
};

struct IndexView {
    std::string name;
    std::vector<std::string> parts;  ///< `email`, `lower(name)`, `created_at DESC`.
    bool unique = false;
    std::string predicate;
    std::string method;                 ///< `gin`; empty for the engine's default.
    std::vector<std::string> included;  ///< Columns that are stored, but no key.
    bool nulls_not_distinct = false;
    bool invalid = false;  ///< The engine does not use it.
    std::vector<std::string> options;
    std::string description;
};

struct TriggerView {
    std::string name;
    std::string timing;
    std::string event;
    std::string condition;
    std::string body;
    std::string level;   ///< `ROW` or `STATEMENT`; empty for the engine's only one.
    std::string call;    ///< The function's call, where the body is one: `audit('users')`.
    EntryLink function;  ///< What it calls.
    std::vector<std::string> options;
    std::string description;
};

struct PolicyView {
    std::string name;
    bool restrictive = false;
    std::string command;  ///< `ALL`, `SELECT`, …
    std::vector<std::string> roles;
    std::string using_expression;
    std::string check_expression;
    std::string description;
};

struct RuleView {
    std::string name;
    std::string event;
    bool instead = false;
    std::string definition;
    std::string description;
};

struct StatisticsView {
    std::string name;
    std::vector<std::string> kinds;  ///< Empty for all.
    std::vector<std::string> parts;
    std::string description;
};

struct GrantView {
    std::string grantee;
    std::vector<std::string> privileges;
    std::vector<std::string> grantable;  ///< Those that the role may pass on.
};

struct PartitionView {
    std::string name;
    std::string parent;  ///< Of a piece of a piece: that one; else empty.
    std::string bound;
    std::string partition_key;
    std::string description;
};

/// Rows of reference data.
struct RowsView {
    std::vector<std::string> columns;                             ///< Those that are shown.
    std::vector<std::vector<std::optional<std::string>>> values;  ///< Nothing for NULL.
    bool truncated = false;                                       ///< The table has more rows.
};

/// What a view reads.
struct SourceView {
    TableLink table;
    std::vector<std::string> columns;
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
    std::string kind;  ///< `table`, `virtual table`, `partitioned table`, `foreign table`, `view`,
                       ///< `materialized view`.
    std::string description;
    std::vector<std::string> options;  ///< `STRICT`, `WITHOUT ROWID`, `fts5(title, body)`.
    bool junction = false;
    std::vector<ColumnView> columns;
    std::vector<ConstraintView> constraints;
    std::vector<IndexView> indexes;
    std::vector<TriggerView> triggers;
    std::vector<RelationshipView> relationships;
    std::string definition;     ///< Of a view.
    std::string server;         ///< Of a foreign table.
    std::string partition_key;  ///< Of a partitioned table.
    std::vector<PartitionView> partitions;
    std::vector<TableLink> inherits;
    std::vector<TableLink> inherited_by;
    std::vector<SourceView> reads;   ///< Of a view.
    std::vector<TableLink> read_by;  ///< The views that read it.
    bool row_security = false;
    bool forced_row_security = false;
    std::vector<PolicyView> policies;
    std::vector<RuleView> rules;
    std::vector<StatisticsView> statistics;
    std::vector<GrantView> grants;
    std::optional<RowsView> rows;  ///< Where they were asked for.
};

}  // namespace erdmark::document
