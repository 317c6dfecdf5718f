#pragma once

#include <memory>

#include "dialect/postgres/replay/query/query_database.h"
#include "dialect/replayer.h"

namespace erdmark::dialect::postgres {

/// A database without a server: the catalog and the rows of a PostgreSQL 15 as values. Refuses what
/// the server would refuse, in its words.
std::unique_ptr<Replayer> make_replayer(const ReplayOptions& options,
                                        const WorkLimits& limits = {});

}  // namespace erdmark::dialect::postgres
