#include "document/overview.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::key_to;
using test::make_module;
using test::make_table;

std::vector<OverviewView> overview_of(const schema::Schema& schema,
                                      const std::vector<ModuleRule>& rules) {
    const ModulePlan plan = assign_modules(schema, rules);
    return make_overview(make_site(schema, plan));
}

TEST(MakeOverview, CountsTheKeysFromModuleToModule) {
    schema::Schema schema{.tables = {make_table("a1", {"id", "x", "y"}),
                                     make_table("a2", {"id", "z"}), make_table("b1", {"id"}),
                                     make_table("c1", {"id"})}};
    schema.tables[0].foreign_keys = {key_to("b1", {"x"}), key_to("a2", {"y"})};
    schema.tables[1].foreign_keys = {key_to("b1", {"z"})};

    const auto overview = overview_of(
        schema, {make_module("a", {"a*"}), make_module("b", {"b*"}), make_module("c", {"c*"})});

    ASSERT_EQ(overview.size(), 1U);
    EXPECT_EQ(overview[0].modules, (std::vector<std::string>{"a", "b", "c"}));
    ASSERT_EQ(overview[0].edges.size(), 1U);
    EXPECT_EQ(overview[0].edges[0].from, "a");
    EXPECT_EQ(overview[0].edges[0].to, "b");
    EXPECT_EQ(overview[0].edges[0].count, 2U);
}

TEST(MakeOverview, IsEmptyWhenNoKeyLeadsAcrossModules) {
    schema::Schema schema{.tables = {make_table("a1", {"id", "x"})}};
    schema.tables[0].foreign_keys = {key_to("nowhere", {"x"})};

    EXPECT_TRUE(overview_of(schema, {make_module("a", {"a*"})}).empty());
}

TEST(MakeOverview, VeryManyModulesTakeSeveralPictures) {
    schema::Schema schema;
    std::vector<ModuleRule> rules;
    for (int index = 0; index < 100; ++index) {
        const std::string name = fmt::format("t{:03}", index);
        schema.tables.push_back(make_table(name, {"id", "up"}));
        schema.tables.back().foreign_keys = {key_to("t000", {"up"})};
        rules.push_back(make_module("m" + name, {name}));
    }

    const auto overview = overview_of(schema, rules);

    std::size_t edges = 0;
    for (const OverviewView& picture : overview) {
        EXPECT_LE(picture.modules.size(), 40U);
        edges += picture.edges.size();
    }
    EXPECT_GT(overview.size(), 1U);
    EXPECT_EQ(edges, 99U);
}

}  // namespace
}  // namespace erdmark::document
