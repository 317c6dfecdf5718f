#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace erdmark::schema {

// What a database is, as declared: plain values that compare, copy and go to JSON and back. Objects
// refer to each other by name, since what is named may be left out or (in SQLite) not exist.
// Columns, constraints' columns and enum values keep their declared order; everything else is put
// in order once, by `sort`.

/// A name and its namespace; the namespace is empty where the engine has none or it is the default
/// one.
struct QualifiedName {
    std::string schema;
    std::string name;

    auto operator<=>(const QualifiedName&) const = default;

    /// `schema.name`, or the bare name.
    std::string display() const { return schema.empty() ? name : schema + "." + name; }
};

enum class Generated { No, Virtual, Stored };

struct Column {
    std::string name;
    std::string type;  ///< As declared or as the engine prints it; empty when SQLite's has none.
    bool nullable = true;
    std::optional<std::string> default_value;  ///< SQL expression text.
    Generated generated = Generated::No;
    std::string generation_expression;
    bool hidden = false;    ///< A hidden column of a virtual table.
    std::string collation;  ///< Empty for the engine's default.
    std::string comment;

    bool operator==(const Column&) const = default;
};

struct PrimaryKey {
    std::string name;  ///< Empty when the author gave none and the engine keeps none.
    std::vector<std::string> columns;
    bool auto_increment = false;  ///< SQLite's AUTOINCREMENT.
    bool rowid_alias = false;     ///< SQLite: the column is the row's own integer id.

    bool operator==(const PrimaryKey&) const = default;
};

struct UniqueConstraint {
    std::string name;
    std::vector<std::string> columns;

    bool operator==(const UniqueConstraint&) const = default;
};

struct CheckConstraint {
    std::string name;
    std::string expression;  ///< Without the outer parentheses.

    bool operator==(const CheckConstraint&) const = default;
};

enum class ReferentialAction { NoAction, Restrict, Cascade, SetNull, SetDefault };

enum class Deferrability { NotDeferrable, InitiallyImmediate, InitiallyDeferred };

/// A foreign key as declared. The referenced side is held by name: the table may lie outside the
/// documented set, and in SQLite it need not exist at all.
struct ForeignKey {
    std::string name;
    std::vector<std::string> columns;
    QualifiedName referenced_table;
    std::vector<std::string>
        referenced_columns;  ///< As long as `columns`; empty when omitted and not to be resolved.
    ReferentialAction on_update = ReferentialAction::NoAction;
    ReferentialAction on_delete = ReferentialAction::NoAction;
    Deferrability deferrability = Deferrability::NotDeferrable;

    bool operator==(const ForeignKey&) const = default;
};

/// One key of an index: a column, or an expression when `column` is empty.
struct IndexPart {
    std::string column;
    std::string expression;
    bool descending = false;
    std::string collation;  ///< Empty when it is the column's own.

    bool operator==(const IndexPart&) const = default;
};

enum class IndexOrigin { Created, UniqueConstraint, PrimaryKey };

struct Index {
    std::string name;  ///< Empty for one that the engine made for a constraint and named itself.
    std::vector<IndexPart> parts;
    bool unique = false;
    std::string predicate;  ///< Of a partial index; else empty.
    IndexOrigin origin = IndexOrigin::Created;

    bool operator==(const Index&) const = default;
};

struct Trigger {
    std::string name;
    std::string timing;  ///< `BEFORE`, `AFTER` or `INSTEAD OF`.
    std::string event;   ///< `INSERT`, `UPDATE OF a, b`, …
    std::string condition;
    std::string body;

    bool operator==(const Trigger&) const = default;
};

enum class TableKind { Ordinary, Virtual };

struct Table {
    QualifiedName name;
    TableKind kind = TableKind::Ordinary;
    std::string module;  ///< Of a virtual table, with its arguments: `fts5(title, body)`.
    std::vector<std::string> options;  ///< `STRICT`, `WITHOUT ROWID`.
    std::string comment;
    std::vector<Column> columns;
    std::optional<PrimaryKey> primary_key;
    std::vector<UniqueConstraint> unique_constraints;
    std::vector<CheckConstraint> check_constraints;
    std::vector<ForeignKey> foreign_keys;
    std::vector<Index> indexes;
    std::vector<Trigger> triggers;

    bool operator==(const Table&) const = default;
};

struct View {
    QualifiedName name;
    std::string comment;
    std::vector<Column> columns;  ///< Name and, where the engine knows it, type.
    std::string definition;       ///< The query, without `CREATE VIEW … AS`.
    std::vector<Trigger> triggers;

    bool operator==(const View&) const = default;
};

struct Schema {
    std::string engine;  ///< `sqlite`, `postgresql`, …
    std::vector<Table> tables;
    std::vector<View> views;

    bool operator==(const Schema&) const = default;
};

/// The table of that name, or a null pointer.
const Table* find_table(const Schema& schema, const QualifiedName& name);

/// The column of that name, or a null pointer.
const Column* find_column(const Table& table, const std::string& name);

/// `NO ACTION`, `RESTRICT`, `CASCADE`, `SET NULL`, `SET DEFAULT`: the words of the SQL standard.
std::string action_words(ReferentialAction action);

}  // namespace erdmark::schema
