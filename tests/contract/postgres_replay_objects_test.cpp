#include <string>

#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"
#include "dialect/dialect.h"
#include "schema/snapshot.h"

// What a replay says of types, sequences, routines, triggers, policies, rules, statistics, rights,
// publications, extensions and comments is what a server says that ran the same statements; see
// tests/fixtures/postgres/replay_objects.sql.

namespace erdmark {
namespace {

TEST(PostgresReplayObjects, AreThoseOfAServer) {
    const std::string sql = test::postgres_fixture_sql("replay_objects.sql");
    const test::PostgresDatabase database(sql);
    const auto replayer = dialect::find_dialect("postgresql")->make_replayer({.privileges = true});

    replayer->run({.file = "replay_objects.sql", .text = sql});

    EXPECT_EQ(replayer->notes(), std::vector<std::string>{});
    EXPECT_EQ(schema::to_snapshot(replayer->schema()),
              schema::to_snapshot(test::introspect_postgres(database.url())));
}

}  // namespace
}  // namespace erdmark
