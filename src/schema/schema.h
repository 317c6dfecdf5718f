#pragma once

#include <string>
#include <vector>

#include "schema/name.h"
#include "schema/table.h"
#include "schema/type.h"

namespace erdmark::schema {

// What a database is, as declared: plain values that compare, copy and go to JSON and back. Objects
// refer to each other by name, since what is named may be left out or (in SQLite) not exist.
// Columns, constraints' columns and enum values keep their declared order; everything else is put
// in order once, by `sort`.

/// What SQL calls a schema. Only those with a comment or with something in them are kept.
struct Namespace {
    std::string name;  ///< Empty for the default one.
    std::string comment;

    bool operator==(const Namespace&) const = default;
};

struct Sequence {
    QualifiedName name;
    std::string type;
    std::vector<std::string>
        options;                ///< Those that are not the default: `INCREMENT BY 10`, `CYCLE`.
    QualifiedName owner_table;  ///< It goes with this column; empty for none.
    std::string owner_column;
    std::string comment;

    bool operator==(const Sequence&) const = default;
};

enum class RoutineKind { Function, Procedure, Aggregate, Window };

/// A function or a procedure.
struct Routine {
    QualifiedName name;
    RoutineKind kind = RoutineKind::Function;
    std::string arguments;  ///< `customer integer, since date DEFAULT CURRENT_DATE`.
    std::string
        returns;  ///< `trigger`, `SETOF orders`, `TABLE(id integer)`; empty for a procedure.
    std::string language;
    std::string volatility;         ///< `VOLATILE`, `STABLE` or `IMMUTABLE`; empty for a procedure.
    bool security_definer = false;  ///< Runs with the rights of its owner.
    bool strict = false;            ///< Gives NULL for a NULL argument without being called.
    std::vector<std::string> settings;  ///< `search_path=''`: what it sets while it runs.
    std::string body;
    std::string comment;

    bool operator==(const Routine&) const = default;
};

struct Extension {
    std::string name;
    std::string schema;  ///< Where its objects are; empty for the default one.
    std::string version;
    std::string
        comment;  ///< Of its author; the words that each installation of it has are left out.

    bool operator==(const Extension&) const = default;
};

struct EventTrigger {
    std::string name;
    std::string event;              ///< `ddl_command_end`, …
    std::vector<std::string> tags;  ///< The commands it is for; empty for all.
    std::string function;
    std::vector<std::string> options;  ///< `DISABLED`, `REPLICA`, `ALWAYS`.
    std::string comment;

    bool operator==(const EventTrigger&) const = default;
};

/// A set of changes for logical replication.
struct Publication {
    std::string name;
    bool all_tables = false;
    std::vector<std::string> tables;   ///< Displayed names, with columns and condition if limited.
    std::vector<std::string> schemas;  ///< All tables of these.
    std::vector<std::string> operations;  ///< `INSERT`, `UPDATE`, …; empty for all.
    std::string comment;

    bool operator==(const Publication&) const = default;
};

struct Schema {
    std::string engine;   ///< `sqlite`, `postgresql`, …
    std::string comment;  ///< Of the database itself.
    std::vector<Namespace> namespaces;
    std::vector<Table> tables;
    std::vector<View> views;
    std::vector<EnumType> enums;
    std::vector<Domain> domains;
    std::vector<CompositeType> composite_types;
    std::vector<RangeType> range_types;
    std::vector<Sequence> sequences;
    std::vector<Routine> routines;
    std::vector<Extension> extensions;
    std::vector<EventTrigger> event_triggers;
    std::vector<Publication> publications;

    bool operator==(const Schema&) const = default;
};

/// The table of that name, or a null pointer.
const Table* find_table(const Schema& schema, const QualifiedName& name);

/// The column of that name, or a null pointer.
const Column* find_column(const Table& table, const std::string& name);

/// `NO ACTION`, `RESTRICT`, `CASCADE`, `SET NULL`, `SET DEFAULT`: the words of the SQL standard.
std::string action_words(ReferentialAction action);

}  // namespace erdmark::schema
