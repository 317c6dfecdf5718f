#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/dependents_parts.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

// The objects that DROP, RENAME and SET SCHEMA name. What is missing is refused in the server's
// words, or is 0 or nothing with `missing_ok`.

/// That every database has; the catalog does not.
inline constexpr std::string_view kOwnExtension = "plpgsql";

/// The kind of a relation, as a statement names it: table, foreign table, view, materialized view,
/// sequence, index, or type for a composite type.
PgQuery__ObjectType relation_kind(const Catalog& catalog, ObjectId relation);

/// `table`, `materialized view`, …
std::string kind_words(PgQuery__ObjectType kind);

/// Throws `"x" is not a table`.
[[noreturn]] void refuse_kind(const std::string& name, PgQuery__ObjectType kind);

/// Throws for a schema that does not exist; nothing for the empty name.
void require_known_space(const Catalog& catalog, const std::string& schema);

/// The relation that a statement names: `relation "x" does not exist`, `schema "s" does not exist`.
ObjectId find_named_relation(const Catalog& catalog, const DottedName& name, bool missing_ok);

std::optional<Part> find_statistics(const Catalog& catalog, const DottedName& name,
                                    bool missing_ok);

/// Throws `statistics object "x" already exists in schema "s"`.
void require_free_statistics(const Catalog& catalog, const NameKey& key);

/// The function, procedure, routine or aggregate with those arguments, or the only one of that name
/// when none are given.
ObjectId find_signature(const Catalog& catalog, PgQuery__ObjectType kind,
                        const PgQuery__ObjectWithArgs& signature, bool missing_ok);

/// A routine of that name in the schema that takes the same arguments; 0 for none.
ObjectId find_same_routine(const Catalog& catalog, const NameKey& key, const Routine& routine);

/// Throws `function f(integer) already exists in schema "s"`.
void require_free_routine(const Catalog& catalog, const NameKey& key, const Routine& routine);

}  // namespace erdmark::dialect::postgres
