#include "contract/postgres_cross_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"

namespace erdmark::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PostgresCrossCheck, TellsWhatOnlyOneSideSays) {
    const Facts views = {{"tables", {"public.b", "public.a", "public.a"}}, {"enums", {"public.e"}}};
    const Facts erdmark = {{"tables", {"public.a", "public.c"}}, {"enums", {"public.e"}}};

    const CrossCheck check = compare(views, erdmark);

    EXPECT_THAT(check.differences,
                ElementsAre("tables: only the views: public.a", "tables: only the views: public.b",
                            "tables: only erdmark: public.c"));
    EXPECT_EQ(check.counts.at("tables"), 3U);
}

TEST(PostgresCrossCheck, FindsNoDifferenceInTheFixture) {
    const PostgresDatabase database(postgres_fixture_sql());

    const CrossCheck check = cross_check(database.url());

    EXPECT_THAT(check.differences, IsEmpty());
    for (const auto& [kind, count] : check.counts) {
        EXPECT_GT(count, 0U) << kind;
    }
}

TEST(PostgresCrossCheck, FindsNoDifferenceInOddSchemas) {
    const PostgresDatabase database(postgres_fixture_sql("odd.sql"));

    EXPECT_THAT(cross_check(database.url()).differences, IsEmpty());
}

TEST(PostgresCrossCheck, SeesWhatErdmarkWouldLeaveOut) {
    const PostgresDatabase database(postgres_fixture_sql());
    schema::Schema schema = introspect_postgres(database.url());
    const dialect::Dialect& postgres = *dialect::find_dialect("postgresql");
    const auto connection = postgres.connect(dialect::Url::parse(database.url()), {});
    const Facts views = facts_of_views(*connection);
    schema.tables[0].columns.back().nullable = true;
    schema.tables[0].foreign_keys[0].on_delete = schema::ReferentialAction::Cascade;
    schema.enums[0].values.pop_back();

    const CrossCheck check = compare(views, facts_of_schema(schema));

    // The foreign key has a line of the server's and one of the standard's.
    EXPECT_EQ(check.differences.size(), 8U) << testing::PrintToString(check.differences);
}

}  // namespace
}  // namespace erdmark::test
