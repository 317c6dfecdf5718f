#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "schema/schema.h"

namespace erdmark::dialect::postgres {

// Objects of the catalog as live introspection gives them, each by itself. For those that it does
// not show (of an extension, temporary, without comment and content) `is_shown` says so.

schema::EnumType fold_enum(const Catalog& catalog, ObjectId id);
schema::Domain fold_domain(const Catalog& catalog, ObjectId id);
schema::CompositeType fold_composite(const Catalog& catalog, ObjectId id);
schema::RangeType fold_range(const Catalog& catalog, ObjectId id);
schema::Sequence fold_sequence(const Catalog& catalog, ObjectId id);
schema::Routine fold_routine(const Catalog& catalog, ObjectId id);
schema::Extension fold_extension(const Catalog& catalog, ObjectId id);
schema::Namespace fold_namespace(const Catalog& catalog, ObjectId id);
schema::EventTrigger fold_event_trigger(const Catalog& catalog, const EventTrigger& trigger);
schema::Publication fold_publication(const Catalog& catalog, const Publication& publication);

/// What a sequence says beyond the defaults of its type: `START WITH 1000`.
std::vector<std::string> fold_sequence_options(const Sequence& sequence);

std::vector<schema::Trigger> fold_triggers(const Catalog& catalog, const AnyRelation& relation,
                                           ObjectId id);
std::vector<schema::Rule> fold_rules(const Catalog& catalog, const AnyRelation& relation,
                                     ObjectId id);
std::vector<schema::Statistics> fold_statistics(const Catalog& catalog, const AnyRelation& relation,
                                                ObjectId id);
std::vector<schema::Grant> fold_grants(const Catalog& catalog, const AnyRelation& relation,
                                       ObjectId id);
std::vector<schema::Policy> fold_policies(const Catalog& catalog, const Table& table, ObjectId id);

/// Whether documents show the object by itself.
bool is_shown(const Sequence& sequence);
bool is_shown(const Type& type);
bool is_shown(const Routine& routine);

}  // namespace erdmark::dialect::postgres
