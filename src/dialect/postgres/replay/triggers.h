#pragma once

#include "dialect/postgres/replay/catalog.h"

namespace erdmark::dialect::postgres {

/// Gives a partition, and what it is divided into, copies of its parent's row triggers; those that
/// it has already are left as they are.
void inherit_triggers(Catalog& catalog, ObjectId partition, ObjectId parent);

/// Takes the copies away again, when the partition is detached.
void disinherit_triggers(Catalog& catalog, ObjectId partition);

}  // namespace erdmark::dialect::postgres
