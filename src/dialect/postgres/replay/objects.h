#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// What statements on objects other than tables have in common.

/// The names that a node stands for: a list of them, one, or those of a type.
std::vector<std::string> names_of(const ParserNode& node);

/// As it was written: `schema.name` or `name`.
std::string written_name(const DottedName& name);

/// Where a statement makes an object of that name: cut to 63 bytes, in a schema that is there.
NameKey key_for_new(Catalog& catalog, const DottedName& name);

/// The type of that name, which is one of the catalog's own; throws `type "x" does not exist`.
ObjectId require_type(const Catalog& catalog, const DottedName& name);

/// The type with that number as messages name it.
std::string type_words(const Catalog& catalog, ObjectId type);

/// The role that a statement names; the one in force for CURRENT_USER and the like.
std::string role_name(const Catalog& catalog, const PgQuery__RoleSpec& role);

/// The relation that the names before the last one of a list name; throws `relation "x" does not
/// exist`.
ObjectId require_relation_of(const Catalog& catalog, std::vector<std::string> names);

/// The type of a column of a table, a view or a composite type; an empty one for none.
TypeUse column_type(const Catalog& catalog, ObjectId relation, int column);

/// The integer that a node holds; throws a `Refusal` for what is none or too large.
std::int64_t integer_of(const ParserNode& node);

/// The truth that an option says, as the server reads it: nothing, `true`, `on`, 1 …
bool boolean_of(const PgQuery__DefElem& option);

}  // namespace erdmark::dialect::postgres
