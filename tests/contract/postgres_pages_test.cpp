#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"
#include "document/build_view.h"
#include "document/module.h"
#include "render/renderer.h"
#include "source/schema_source.h"
#include "support/golden.h"

// The pages of live databases as people read them; the browser tests draw them.

namespace erdmark {
namespace {

FileTree pages_of(const std::string& fixture, const document::DocumentOptions& options) {
    const test::PostgresDatabase database(test::postgres_fixture_sql(fixture));
    const schema::Schema schema =
        source::read_schema({.from = database.url(), .introspect = {.privileges = true}}).schema;
    const document::SiteView site =
        document::build_view(schema, document::assign_modules(schema, {}), options);
    return render::make_markdown_renderer({})->render(site);
}

TEST(PostgresPages, OfASchemaThatShowsEveryFact) {
    EXPECT_TRUE(
        test::matches_golden(pages_of("schema.sql", {.title = "Shop", .views_in_diagrams = true}),
                             ERDMARK_SOURCE_DIR "/tests/golden/postgres/shop"));
}

TEST(PostgresPages, OfHostileNamesAndWords) {
    EXPECT_TRUE(test::matches_golden(pages_of("torture.sql", {.title = "Torture"}),
                                     ERDMARK_SOURCE_DIR "/tests/golden/postgres/torture"));
}

}  // namespace
}  // namespace erdmark
