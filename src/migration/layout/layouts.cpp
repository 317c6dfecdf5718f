#include <array>

#include "migration/layout/layout.h"

namespace erdmark::migration {

std::span<const Layout> layouts() {
    static const std::array in_order{
        sqitch_layout(),     prisma_layout(),
        drizzle_layout(),    graphile_migrate_layout(),
        supabase_layout(),   tern_layout(),
        goose_layout(),      sql_migrate_layout(),
        dbmate_layout(),     node_pg_migrate_layout(),
        sqlx_layout(),       atlas_layout(),
        refinery_layout(),   flyway_layout(),
        diesel_layout(),     version_folders_layout(),
        pop_layout(),        golang_migrate_layout(),
        postgrator_layout(), pairs_layout(),
        numbered_layout(),   named_layout(),
    };
    return in_order;
}

}  // namespace erdmark::migration
