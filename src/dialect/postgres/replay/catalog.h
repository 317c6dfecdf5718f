#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialect/postgres/replay/journal.h"
#include "dialect/postgres/syntax_tree.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

// The catalog of a PostgreSQL 15 that exists only as values: what its statements so far have made.
// Objects refer to each other by number, columns by a number within their relation; so a name
// stands in one place and a rename is one change. Expressions are trees whose names are bound to
// what they stand for (`Node::object`, `Node::column`).

using ObjectId = int;  ///< Unique in a catalog, in the order of creation; 0 for none.

/// Where a name is unique: in its schema.
struct NameKey {
    ObjectId space = 0;
    std::string name;
    auto operator<=>(const NameKey&) const = default;
};

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

/// What ALTER DEFAULT PRIVILEGES gives to tables and views that are made later.
struct DefaultPrivilege {
    ObjectId space = 0;  ///< 0 for all schemas.
    Grant grant;
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

struct Sequence {
    ObjectId space = 0;
    std::string name;
    std::string type = "bigint";
    std::int64_t start = 1;
    std::int64_t increment = 1;
    std::int64_t minimum = 1;
    std::int64_t maximum = 0;
    std::int64_t cache = 1;
    bool cycle = false;
    ObjectId owner = 0;  ///< The table of the column that it goes with.
    int owner_column = 0;
    bool is_identity = false;
    bool unlogged = false;
    bool temporary = false;
    std::string comment;
};

struct EnumFacts {
    std::vector<std::string> values;
};

struct DomainFacts {
    TypeUse base;
    bool not_null = false;
    std::optional<Node> default_value;
    std::string collation;
    std::vector<Constraint> checks;  ///< `VALUE` is the column `value`.
};

struct CompositeFacts {
    std::vector<Column> columns;
    int next_column = 1;
};

struct RangeFacts {
    TypeUse subtype;
    std::vector<std::string> options;
    std::string multirange;  ///< The name of its multirange type.
};

/// A type of an extension, or one that only its name is known of.
struct BaseFacts {};

struct Type {
    ObjectId space = 0;
    std::string name;
    std::variant<EnumFacts, DomainFacts, CompositeFacts, RangeFacts, BaseFacts> facts;
    std::string comment;
    ObjectId extension = 0;  ///< That it belongs to.
};

struct RoutineArgument {
    std::string mode;  ///< `IN`, `OUT`, `INOUT`, `VARIADIC`, `TABLE`
    std::string name;
    TypeUse type;
    std::optional<Node> default_value;
};

struct Routine {
    ObjectId space = 0;
    std::string name;
    schema::RoutineKind kind = schema::RoutineKind::Function;
    std::vector<RoutineArgument> arguments;
    std::optional<TypeUse> returns;  ///< Nothing for a procedure and for `RETURNS TABLE`.
    bool returns_set = false;
    std::string language;
    std::string volatility;
    bool security_definer = false;
    bool strict = false;
    std::vector<std::string> settings;
    std::string body;
    std::optional<Node> value;  ///< Of a body `RETURN …` in standard SQL.
    /// Of a body `BEGIN ATOMIC … END`: its queries, for the functions and types in them, and what
    /// these read.
    std::vector<Node> queries;
    std::vector<ViewRead> reads;
    std::string comment;
    ObjectId extension = 0;
};

struct Namespace {
    std::string name;
    std::string comment;
};

struct Extension {
    std::string name;
    ObjectId space = 0;
    std::string version;
    std::string comment;
};

struct EventTrigger {
    schema::EventTrigger facts;  ///< Without its function.
    ObjectId function = 0;
};

struct PublicationTable {
    ObjectId table = 0;
    std::vector<int> columns;
    std::optional<Node> condition;
};

struct Publication {
    schema::Publication facts;  ///< Without tables and schemas.
    std::vector<PublicationTable> tables;
    std::vector<ObjectId> spaces;
};

/// What a session can set and transactions take back.
struct SessionSettings {
    std::vector<std::string> search_path{"public"};
    std::string role;
    std::vector<std::pair<std::string, std::string>> others;
    /// What holds again when the transaction ends, after SET LOCAL.
    std::optional<std::vector<std::string>> later_search_path;
};

class Catalog {
public:
    /// As `initdb` leaves it: the schema `public` and the language plpgsql.
    Catalog();
    Catalog(const Catalog&) = delete;
    Catalog& operator=(const Catalog&) = delete;

    Journal journal;

    JournaledMap<ObjectId, Namespace> namespaces{journal};
    JournaledMap<ObjectId, Table> tables{journal};
    JournaledMap<ObjectId, View> views{journal};
    JournaledMap<ObjectId, Sequence> sequences{journal};
    JournaledMap<ObjectId, Index> indexes{journal};
    JournaledMap<ObjectId, Type> types{journal};
    JournaledMap<ObjectId, Routine> routines{journal};
    JournaledMap<ObjectId, Extension> extensions{journal};
    JournaledMap<std::string, EventTrigger> event_triggers{journal};
    JournaledMap<std::string, Publication> publications{journal};
    JournaledMap<std::string, bool> roles{journal};  ///< Those that statements made.

    JournaledMap<std::string, ObjectId> namespace_names{journal};
    /// Tables, views, sequences, indexes and composite types share their names in a schema.
    JournaledMap<NameKey, ObjectId> relation_names{journal};
    /// Types, and the row types of tables and views.
    JournaledMap<NameKey, ObjectId> type_names{journal};
    JournaledMap<NameKey, std::vector<ObjectId>> routine_names{journal};
    /// How many constraints of tables and domains of a schema have the name.
    JournaledMap<NameKey, int> constraint_names{journal};

    /// One value under the key 0.
    JournaledMap<int, SessionSettings> settings{journal};
    JournaledMap<int, std::string> database_comment{journal};
    JournaledMap<int, std::vector<DefaultPrivilege>> default_privileges{journal};

    /// A number for a new object.
    ObjectId new_id() { return ++last_id_; }

    /// Notes that an object was created, changed or dropped, for `changed_since` of the replayer
    /// and for what is computed from the catalog only when it is asked for.
    void touch(ObjectId object) {
        touched.insert(object);
        ++version;
    }
    std::set<ObjectId> touched;

    /// Takes back what happened since the mark, and with it what was computed from that.
    void roll_back(Journal::Mark mark) {
        journal.roll_back(mark);
        ++version;
    }

    bool shows_privileges = false;  ///< Documents show who may do what.
    bool has_casts = false;         ///< CREATE CAST added some, which are not looked at.

    /// What a session begins with from now on, by ALTER DATABASE … SET search_path.
    std::vector<std::string> database_search_path{"public"};

    /// What the last statements left open, for the user: `the type of the column 'total'`.
    std::vector<std::string> undecided;
    std::uint64_t version = 0;  ///< Never the same for two states.

private:
    ObjectId last_id_ = 0;
};

/// The schemas that names without one are looked for in, in order; those that do not exist are left
/// out. That of temporary objects comes first.
std::vector<ObjectId> search_spaces(const Catalog& catalog);

/// The schema in which a new object without one is made. Throws a `Refusal` when there is none.
ObjectId creation_space(const Catalog& catalog);

/// The schema of that name. Throws a `Refusal` when it does not exist; the empty name is
/// `creation_space`.
ObjectId require_space(const Catalog& catalog, const std::string& name);

/// The relation that a name means, along the search path when `schema` is empty; 0 for none.
ObjectId find_relation(const Catalog& catalog, const std::string& schema, const std::string& name);

/// The same for a type, with the row types of relations.
ObjectId find_type(const Catalog& catalog, const std::string& schema, const std::string& name);

/// All functions and procedures of a name, along the search path.
std::vector<ObjectId> find_routines(const Catalog& catalog, const std::string& schema,
                                    const std::string& name);

/// The name of any object with a name in a schema, as `schema.name` parts; both empty for none.
schema::QualifiedName full_name(const Catalog& catalog, ObjectId object);

/// The same as documents have it: without the default schema, which is `public`.
schema::QualifiedName document_name(const Catalog& catalog, ObjectId object);

/// What tables, views and materialized views have in common; a null pointer for other objects.
const AnyRelation* find_any_relation(const Catalog& catalog, ObjectId object);
AnyRelation* edit_any_relation(Catalog& catalog, ObjectId object);

const Column* find_column(const Table& table, std::string_view name);
Column* find_column(Table& table, std::string_view name);
const Column* find_column(const Table& table, int id);
Column* find_column(Table& table, int id);

/// The name of a column of a table, a view or a composite type; empty for none.
std::string column_name(const Catalog& catalog, ObjectId relation, int column);

/// The number of the column of that name of a table, a view or a composite type; 0 for none.
int column_id(const Catalog& catalog, ObjectId relation, std::string_view name);

const Constraint* find_constraint(const Table& table, std::string_view name);
Constraint* find_constraint(Table& table, std::string_view name);

void add_constraint_name(Catalog& catalog, ObjectId space, const std::string& name);
void drop_constraint_name(Catalog& catalog, ObjectId space, const std::string& name);

}  // namespace erdmark::dialect::postgres
