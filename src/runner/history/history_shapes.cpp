#include <array>

#include "runner/history/history_shape.h"

namespace erdmark::runner {

std::span<const HistoryShape> history_shapes() {
    static const std::array all{
        records_shape(),
        flyway_shape(),
        prisma_shape(),
        atlas_shape(),
        sqlx_shape(),
        graphile_migrate_shape(),
        refinery_shape(),
        goose_shape(),
        drizzle_shape(),
        node_pg_migrate_shape(),
        sql_migrate_shape(),
        supabase_shape(),
        golang_migrate_shape(),
        diesel_shape(),
        alembic_shape(),
        tern_shape(),
        pop_shape(),
        dbmate_shape(),
    };
    return all;
}

}  // namespace erdmark::runner
