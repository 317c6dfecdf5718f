#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

// The numbers that objects have in the tables of pg_catalog. Those of the server's own objects are
// PostgreSQL 15's; the others are made up, but of the same order.

using Oid = std::int64_t;

inline constexpr Oid kCatalogSpace = 11;
inline constexpr Oid kToastSpace = 99;
inline constexpr Oid kPublicSpace = 2200;
inline constexpr Oid kInformationSpace = 13207;
inline constexpr Oid kOwner = 10;

Oid oid_of(const Catalog& catalog, ObjectId object);

/// Of the object with that number; 0 for none.
ObjectId object_of(Oid oid);

// Of what is part of a relation or a domain, by its place in it.
Oid constraint_oid(ObjectId owner, std::size_t place);
Oid trigger_oid(ObjectId relation, std::size_t place);
Oid policy_oid(ObjectId table, std::size_t place);
Oid rule_oid(ObjectId relation, std::size_t place);
Oid default_oid(ObjectId table, int column);
Oid enum_label_oid(ObjectId type, std::size_t place);

/// Of the type of a relation's rows.
Oid row_type_oid(ObjectId relation);

/// Of the type of arrays of a type or of rows.
Oid array_type_oid(Oid element);

/// Of a type as a column has it; 0 for one that is not known.
Oid type_oid(const Catalog& catalog, const TypeUse& type);

/// What pg_attribute calls `atttypmod`: the length or the precision.
std::int64_t type_modifier(const TypeUse& type);

/// The number of what a name means, as `name::regclass` reads it; nothing for none. `kind` is
/// `regclass`, `regtype`, `regproc`, `regprocedure`, `regnamespace` or `regrole`.
std::optional<Oid> find_oid(const Catalog& catalog, std::string_view kind, const std::string& name);

/// The name, as a value of type `kind` is printed; the SQL that makes it for the kinds `viewdef`
/// and `indexdef`.
std::string oid_text(const Catalog& catalog, std::string_view kind, Oid oid);

/// Whether a name without a schema means the object.
bool is_visible(const Catalog& catalog, ObjectId object);

/// Calls `visit` for each of the server's own relations that have a number here; `kind` is that of
/// pg_class.
void for_each_system_relation(const std::function<void(Oid number, std::string_view schema,
                                                       char kind, std::string_view name)>& visit);

}  // namespace erdmark::dialect::postgres
