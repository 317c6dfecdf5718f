#pragma once

#include "schema/schema.h"

namespace erdmark::schema {

/// Puts a schema in the one order that every page and snapshot has, so that the history of a
/// database leaves no trace: what has a name by its name, routines of one name by their arguments;
/// unique constraints and foreign keys by columns, then name; partitions below their parents, the
/// default one last; sets of words by themselves. Compares bytes, no locale. Columns, enum values,
/// the columns and parts of keys, indexes and statistics, events and inherited tables keep their
/// declared order. Every source ends with this; nothing sorts later.
void sort(Schema& schema);

}  // namespace erdmark::schema
