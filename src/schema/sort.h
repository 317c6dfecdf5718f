#pragma once

#include "schema/schema.h"

namespace erdmark::schema {

/// Puts a schema in the one order that every page and snapshot has, so that the history of a
/// database leaves no trace: tables, views, indexes and triggers by name; constraints by columns,
/// then name, then text. Compares bytes, no locale. Columns keep their declared order. Every source
/// ends with this; nothing sorts later.
void sort(Schema& schema);

}  // namespace erdmark::schema
