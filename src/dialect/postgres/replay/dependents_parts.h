#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/dependents.h"

namespace erdmark::dialect::postgres {

// All that can go away by itself, and what needs what: the server's pg_depend, found in the
// catalog when it is asked for.

enum class PartKind {
    Object,  ///< Whatever has a number.
    Column,
    Default,     ///< Of the column of a table or a view.
    Constraint,  ///< Of a table or a domain.
    Trigger,
    Policy,
    Rule,
    Statistics,
    EventTrigger,
    Publication,
    PublicationTable,  ///< `object` in the publication `name`.
    PublicationSpace,
};

struct Part {
    PartKind kind = PartKind::Object;
    ObjectId object = 0;  ///< Itself, or the relation or the type that it is part of.
    int column = 0;
    std::string name;  ///< Of what has no number.

    auto operator<=>(const Part&) const = default;
};

class Uses;

/// What depends on something.
struct Dependent {
    Part part;
    bool goes_along = false;  ///< Without CASCADE.
};

/// As the server names it in messages: `constraint orders_pkey on table orders`.
std::string describe_part(const Catalog& catalog, const Part& part);

/// `name`, or `schema.name` when the search path does not lead to it; in quotes where needed.
std::string visible_name(const Catalog& catalog, ObjectId object);

/// `f(integer,text)`: with the types of the arguments that a call gives, `separator` between them.
std::string routine_signature(const Catalog& catalog, const Routine& routine,
                              std::string_view separator);

/// Calls `visit` for each expression of the catalog, with what goes away when the expression can no
/// longer be.
using ExpressionVisitor = std::function<void(const Part& owner, const Node& expression)>;
void visit_expressions(const Catalog& catalog, const ExpressionVisitor& visit);
void visit_table_expressions(const Catalog& catalog, ObjectId table,
                             const ExpressionVisitor& visit);
void visit_policies(const Catalog& catalog, const ExpressionVisitor& visit);

/// What depends on the part directly, oldest first. What is part of a table or a view that goes
/// away as a whole is left out, unless it can have dependents of its own.
std::vector<Dependent> find_dependents(Uses& uses, const Part& part);
std::vector<Dependent> find_dependents(const Catalog& catalog, const Part& part);

/// The key or the exclusion that the index upholds; a null pointer for none.
const Constraint* upheld_constraint(const Table& table, ObjectId index);

/// What the part is there for, so that it goes away only with it: the constraint of an index, the
/// extension of a type.
std::optional<Part> find_owner(const Catalog& catalog, const Part& part);

/// Whether it goes away with something of `gone` that it is part of.
bool is_within(const Catalog& catalog, const Part& part, const std::set<Part>& gone);

/// Takes them out of the catalog, without asking who needs them.
void remove_parts(Catalog& catalog, const std::set<Part>& parts);

/// Drops them together, so that they may depend on each other.
void drop_parts(Catalog& catalog, const std::vector<Part>& targets, DropBehavior behavior);

}  // namespace erdmark::dialect::postgres
