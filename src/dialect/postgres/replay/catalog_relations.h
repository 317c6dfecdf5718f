#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/syntax_tree.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

// Tables and views and what belongs to them, for catalog.h.

using ObjectId = int;  ///< Unique in a catalog, in the order of creation; 0 for none.

/// A type as a column has it.
struct TypeUse {
    /// As `format_type` prints it, with modifiers, without `[]`; empty for an object of the
    /// catalog.
    std::string builtin;
    ObjectId object = 0;      ///< A type, or the row type of a table or a view.
    std::string modifiers;    ///< Of a type of an extension: `(3)`, `(Point,4326)`.
    bool multirange = false;  ///< The multirange type of the range type `object`.
    bool is_array = false;

    bool operator==(const TypeUse&) const = default;
};

struct Column {
    int id = 0;
    std::string name;
    TypeUse type;
    bool not_null = false;
    std::optional<Node> default_value;  ///< Or the expression that generates it.
    schema::Generated generated = schema::Generated::No;
    schema::Identity identity = schema::Identity::No;
    ObjectId identity_sequence = 0;
    std::string collation;    ///< Empty for that of the type.
    std::string storage;      ///< `EXTERNAL`, …; empty for that of the type.
    std::string compression;  ///< `lz4`, `pglz`
    int statistics = -1;
    std::vector<std::string> options;  ///< `n_distinct=5`
    std::string comment;
    bool is_local = true;  ///< Declared by the table itself, perhaps beside its parents.
    int parents = 0;       ///< How many of the parents have it.
};

enum class ConstraintKind { PrimaryKey, Unique, Check, Exclusion, ForeignKey };

/// What the server keeps of a foreign key for each partition of the other table: no document shows
/// it, but it takes a name.
struct ForeignKeyPiece {
    ObjectId partition = 0;
    std::string name;
};

struct Constraint {
    ConstraintKind kind = ConstraintKind::Check;
    std::string name;
    std::vector<int> columns;            ///< Keys; of a check those that it uses.
    ObjectId index = 0;                  ///< That upholds a key or an exclusion.
    std::vector<std::string> operators;  ///< Of an exclusion, one for each part of the index.
    std::optional<Node> expression;      ///< Of a check.
    ObjectId referenced = 0;
    std::vector<int> referenced_columns;
    ObjectId referenced_index = 0;  ///< The key of the other table that a foreign key needs.
    std::vector<ForeignKeyPiece> pieces;
    schema::ReferentialAction on_update = schema::ReferentialAction::NoAction;
    schema::ReferentialAction on_delete = schema::ReferentialAction::NoAction;
    std::vector<int> set_columns;
    schema::MatchType match = schema::MatchType::Simple;
    schema::Deferrability deferrability = schema::Deferrability::NotDeferrable;
    bool not_valid = false;
    bool no_inherit = false;
    std::string comment;
    bool is_local = true;  ///< Declared by the table itself, perhaps beside its parents.
    int parents = 0;       ///< How many of the parents have it.
};

struct IndexPart {
    int column = 0;
    std::optional<Node> expression;  ///< When it is no column.
    bool descending = false;
    std::string nulls;           ///< `FIRST` or `LAST` where that is not the direction's default.
    std::string collation;       ///< Empty when it is the column's own.
    std::string operator_class;  ///< Empty for the default one of the type.
};

struct Index {
    ObjectId space = 0;
    std::string name;
    ObjectId relation = 0;  ///< A table or a materialized view.
    std::string method;     ///< `btree`, `gin`, …
    std::vector<IndexPart> parts;
    std::vector<int> included;
    bool unique = false;
    bool nulls_not_distinct = false;
    bool immediate = true;  ///< False for that of a deferrable constraint.
    std::optional<Node> predicate;
    std::vector<std::string> options;
    bool of_constraint = false;
    bool replica_identity = false;
    ObjectId parent = 0;  ///< The index of the partitioned table that it is a piece of.
    std::string comment;
};

struct Trigger {
    std::string name;
    std::string timing;               ///< `BEFORE`, `AFTER` or `INSTEAD OF`.
    std::vector<std::string> events;  ///< `INSERT`, `UPDATE`, … in the server's order.
    std::vector<int> update_columns;  ///< `UPDATE OF`
    std::string level;                ///< `ROW` or `STATEMENT`.
    std::optional<Node> condition;
    ObjectId function = 0;
    std::string function_text;           ///< Where the catalog has no such function: its name.
    std::vector<std::string> arguments;  ///< Values, without quotes.
    std::vector<std::string> options;    ///< As in `schema::Trigger`, without how it fires.
    std::string firing;  ///< `DISABLED`, `REPLICA`, `ALWAYS`; empty for the default.
    std::string comment;
    bool inherited = false;  ///< A partition's copy of its parent's.
};

struct Policy {
    std::string name;
    bool restrictive = false;
    std::string command;
    std::vector<std::string> roles;
    std::optional<Node> using_expression;
    std::optional<Node> check_expression;
    std::string comment;
};

struct Statistics {
    ObjectId space = 0;
    std::string name;
    std::vector<std::string> kinds;
    std::vector<IndexPart> parts;
    std::string comment;
};

/// One privilege of a role on a relation, or on a column of it when `column` is not 0.
struct Grant {
    std::string grantee;    ///< `public` for everybody.
    std::string privilege;  ///< `SELECT`, `UPDATE`, …
    int column = 0;
    bool grantable = false;

    bool operator==(const Grant&) const = default;
};

/// What relations of all kinds have in common.
struct AnyRelation {
    ObjectId space = 0;
    std::string name;
    bool temporary = false;
    std::string comment;
    std::vector<ObjectId> indexes;
    std::vector<Trigger> triggers;
    /// Of the definition what stands behind the event and the relation: ` DO INSTEAD NOTHING;`.
    std::vector<schema::Rule> rules;
    std::vector<Statistics> statistics;
    std::vector<Grant> grants;
};

struct Table : AnyRelation {
    schema::TableKind kind = schema::TableKind::Ordinary;
    std::vector<Column> columns;  ///< In declared order.
    int next_column = 1;
    std::vector<Constraint> constraints;
    bool unlogged = false;
    std::string server;
    std::string access_method;     ///< Empty for `heap`.
    std::string replica_identity;  ///< `FULL`, `NOTHING`; empty for the default or an index.
    std::vector<std::string> options;
    bool row_security = false;
    bool forced_row_security = false;
    std::vector<Policy> policies;
    std::vector<ObjectId> inherits;  ///< Of a partition: its parent.
    std::vector<ObjectId> children;
    bool is_partition = false;
    std::string bound;                       ///< Of a partition, as the server prints it.
    std::string partition_strategy;          ///< `RANGE`, `LIST`, `HASH`; empty for none.
    std::vector<IndexPart> partition_parts;  ///< What it is divided by.
    ObjectId of_type = 0;                    ///< `CREATE TABLE … OF`
};

struct ViewColumn {
    int id = 0;
    std::string name;
    TypeUse type;
    std::string collation;
    std::string comment;
    std::optional<Node> default_value;
};

struct ViewRead {
    ObjectId relation = 0;
    schema::QualifiedName name;  ///< As documents had it when the view was made.
    std::vector<int> columns;
    std::vector<std::string> column_names;  ///< As they were then.
};

struct View : AnyRelation {
    bool materialized = false;
    std::vector<std::string> options;
    std::vector<ViewColumn> columns;
    /// What else it depends on: functions, types. Nothing when the query is not understood.
    std::optional<Node> query;
    std::string definition;  ///< With the names of then; see view_query.h.
    std::vector<ViewRead> reads;
};

}  // namespace erdmark::dialect::postgres
