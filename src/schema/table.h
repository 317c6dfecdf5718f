#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/column.h"
#include "schema/constraint.h"
#include "schema/index.h"
#include "schema/name.h"
#include "schema/rows.h"

namespace erdmark::schema {

struct Trigger {
    std::string name;
    std::string timing;  ///< `BEFORE`, `AFTER` or `INSTEAD OF`.
    std::string event;   ///< `INSERT`, `UPDATE OF a, b`, `INSERT OR DELETE`, …
    std::string level;   ///< `ROW` or `STATEMENT`; empty for the engine's only one.
    std::string condition;
    std::string function;  ///< The call it makes, where its body is a function: `audit('users')`.
    std::string body;
    /// What else was said: `CONSTRAINT`, `DEFERRABLE`, `REFERENCING NEW TABLE AS added`,
    /// `DISABLED`.
    std::vector<std::string> options;
    std::string comment;

    bool operator==(const Trigger&) const = default;
};

/// A row-level security policy.
struct Policy {
    std::string name;
    bool restrictive = false;        ///< All of these must hold; of the others, one.
    std::string command;             ///< `ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`.
    std::vector<std::string> roles;  ///< `public` for everybody.
    std::string using_expression;    ///< Which rows are there at all; empty for none given.
    std::string check_expression;    ///< Which rows may be written; empty for none given.
    std::string comment;

    bool operator==(const Policy&) const = default;
};

/// A rewrite rule, other than that of a view itself.
struct Rule {
    std::string name;
    std::string event;  ///< `INSERT`, `UPDATE`, `DELETE` or `SELECT`.
    bool instead = false;
    std::string definition;  ///< The whole statement that creates it.
    std::string comment;

    bool operator==(const Rule&) const = default;
};

/// What a role may do with a table or a view, beyond its owner's rights.
struct Grant {
    std::string grantee;                  ///< `public` for everybody.
    std::vector<std::string> privileges;  ///< `SELECT`, `UPDATE (email, name)`, …
    std::vector<std::string> grantable;   ///< Those of them that the role may pass on.

    bool operator==(const Grant&) const = default;
};

/// A piece of a partitioned table, or a piece of such a piece.
struct Partition {
    QualifiedName name;
    QualifiedName parent;       ///< The partitioned table or the partition it is a piece of.
    std::string bound;          ///< `FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')`, `DEFAULT`.
    std::string partition_key;  ///< When it is divided itself: `LIST (region)`; else empty.
    std::string comment;

    bool operator==(const Partition&) const = default;
};

enum class TableKind { Ordinary, Virtual, Partitioned, Foreign };

struct Table {
    QualifiedName name;
    TableKind kind = TableKind::Ordinary;
    std::string module;         ///< Of a virtual table, with its arguments: `fts5(title, body)`.
    std::string server;         ///< Of a foreign table.
    std::string partition_key;  ///< Of a partitioned table: `RANGE (created_at)`.
    /// `STRICT`, `WITHOUT ROWID`, `UNLOGGED`, `fillfactor=70`, a foreign table's own.
    std::vector<std::string> options;
    std::string comment;
    std::vector<Column> columns;
    std::optional<PrimaryKey> primary_key;
    std::vector<UniqueConstraint> unique_constraints;
    std::vector<CheckConstraint> check_constraints;
    std::vector<ExclusionConstraint> exclusion_constraints;
    std::vector<ForeignKey> foreign_keys;
    std::vector<Index> indexes;
    std::vector<Statistics> statistics;
    std::vector<Trigger> triggers;
    std::vector<Rule> rules;
    bool row_security = false;         ///< Policies are in force.
    bool forced_row_security = false;  ///< Even for the owner.
    std::vector<Policy> policies;
    std::vector<QualifiedName> inherits;  ///< In the order in which they were named.
    std::vector<Partition> partitions;    ///< Of all levels.
    std::vector<Grant> grants;
    std::optional<ReferenceRows> rows;  ///< Where they were asked for.

    bool operator==(const Table&) const = default;
};

/// A table or a view that a view reads, and which of its columns.
struct ViewSource {
    QualifiedName name;
    std::vector<std::string> columns;  ///< In their declared order; empty when none is named.

    bool operator==(const ViewSource&) const = default;
};

struct View {
    QualifiedName name;
    bool materialized = false;
    std::vector<std::string> options;  ///< `security_barrier=true`, `check_option=local`.
    std::string comment;
    std::vector<Column> columns;  ///< Name and, where the engine knows it, type.
    std::string definition;       ///< The query, without `CREATE VIEW … AS`.
    std::vector<ViewSource> reads;
    std::vector<Index> indexes;  ///< Of a materialized view.
    std::vector<Statistics> statistics;
    std::vector<Trigger> triggers;
    std::vector<Rule> rules;
    std::vector<Grant> grants;

    bool operator==(const View&) const = default;
};

}  // namespace erdmark::schema
