#pragma once

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// A table named by `LIKE`, and what of it is copied.
struct LikeSource {
    ObjectId relation = 0;
    unsigned options = 0;  ///< Bits of `LikeOption`.
};

/// TableLikeOption of src/include/nodes/parsenodes.h.
enum LikeOption : unsigned {
    LikeComments = 1U << 0U,
    LikeCompression = 1U << 1U,
    LikeConstraints = 1U << 2U,
    LikeDefaults = 1U << 3U,
    LikeGenerated = 1U << 4U,
    LikeIdentity = 1U << 5U,
    LikeIndexes = 1U << 6U,
    LikeStatistics = 1U << 7U,
    LikeStorage = 1U << 8U,
};

/// Copies the columns, where the clause stands.
LikeSource copy_like_columns(Catalog& catalog, ObjectId table,
                             const PgQuery__TableLikeClause& clause);

/// Copies checks, indexes, keys and statistics, once all columns are there.
void copy_like_objects(Catalog& catalog, ObjectId table, const LikeSource& source);

}  // namespace erdmark::dialect::postgres
