#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/postgres/replay/catalog_objects.h"
#include "dialect/postgres/replay/catalog_relations.h"
#include "dialect/postgres/replay/journal.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

// The catalog of a PostgreSQL 15 that exists only as values: what its statements so far have made.
// Objects refer to each other by number, columns by a number within their relation; so a name
// stands in one place and a rename is one change. Expressions are trees whose names are bound to
// what they stand for (`Node::object`, `Node::column`).

/// Where a name is unique: in its schema.
struct NameKey {
    ObjectId space = 0;
    std::string name;
    auto operator<=>(const NameKey&) const = default;
};

/// What ALTER DEFAULT PRIVILEGES gives to tables and views that are made later.
struct DefaultPrivilege {
    ObjectId space = 0;  ///< 0 for all schemas.
    Grant grant;
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

    bool shows_privileges = false;      ///< Documents show who may do what.
    bool has_casts = false;             ///< CREATE CAST added some, which are not looked at.
    bool has_operator_classes = false;  ///< CREATE OPERATOR CLASS, the same.

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
