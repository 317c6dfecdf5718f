#pragma once

#include <optional>
#include <variant>

#include "dialect/postgres/replay/catalog.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

/// An object as documents show it.
using FoldedObject = std::variant<schema::Table, schema::View, schema::EnumType, schema::Domain,
                                  schema::CompositeType, schema::RangeType, schema::Sequence,
                                  schema::Routine, schema::Extension, schema::Namespace>;

/// The object as live introspection gives it; nothing for one that documents do not show by itself,
/// and for none.
std::optional<FoldedObject> fold_object(const Catalog& catalog, ObjectId id);

/// Puts an object into the list of its kind.
void put_object(schema::Schema& schema, const FoldedObject& object);

/// The name that documents give to it.
schema::QualifiedName name_of(const FoldedObject& object);

/// The whole schema, sorted.
schema::Schema fold_schema(const Catalog& catalog);

}  // namespace erdmark::dialect::postgres
