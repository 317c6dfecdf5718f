#include "document/diagram.h"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::key_to;
using test::make_module;
using test::make_table;

DiagramSetView diagrams_of(const schema::Schema& schema, const std::vector<ModuleRule>& rules) {
    const ModulePlan plan = assign_modules(schema, rules);
    return make_diagrams(make_site(schema, plan), 0);
}

/// The titles of the tables that are shown as core ones, over all parts.
std::multiset<std::string> core_titles(const DiagramSetView& set) {
    std::multiset<std::string> titles;
    for (const DiagramView& part : set.parts) {
        for (const EntityView& entity : part.entities) {
            if (!entity.stub) {
                titles.insert(entity.title);
            }
        }
    }
    return titles;
}

std::size_t relation_count(const DiagramSetView& set) {
    std::size_t count = 0;
    for (const DiagramView& part : set.parts) {
        count += part.relations.size();
    }
    return count;
}

/// `count` tables in a row, each with a key to the one before.
schema::Schema chain(std::size_t count) {
    schema::Schema schema;
    for (std::size_t index = 0; index < count; ++index) {
        schema.tables.push_back(make_table(fmt::format("t{:04}", index), {"id", "before", "word"}));
        if (index > 0) {
            schema.tables.back().foreign_keys = {
                key_to(fmt::format("t{:04}", index - 1), {"before"})};
        }
    }
    return schema;
}

const std::vector<ModuleRule> kAll = {make_module("all", {"*"})};

TEST(MakeDiagrams, ShowsCoreTablesInFullAndOthersAsStubs) {
    schema::Schema schema{.tables = {make_table("orders", {"id", "note", "user_id"}),
                                     make_table("returns", {"id", "order_id", "why"}),
                                     make_table("users", {"id", "email"})}};
    schema.tables[0].foreign_keys = {key_to("users", {"user_id"})};
    schema.tables[1].foreign_keys = {key_to("orders", {"order_id"})};

    const DiagramSetView set =
        diagrams_of(schema, {make_module("shop", {"orders"}), make_module("rest", {"*"})});

    ASSERT_EQ(set.parts.size(), 1U);
    EXPECT_FALSE(set.keys_only);
    const DiagramView& diagram = set.parts[0];
    ASSERT_EQ(diagram.entities.size(), 3U);
    EXPECT_EQ(diagram.entities[0].title, "orders");
    EXPECT_EQ(diagram.entities[0].columns.size(), 3U);
    EXPECT_TRUE(diagram.entities[0].columns[2].foreign_key);
    EXPECT_EQ(diagram.entities[1].title, "returns (rest)");
    EXPECT_TRUE(diagram.entities[1].stub);
    ASSERT_EQ(diagram.entities[1].columns.size(), 1U);
    EXPECT_EQ(diagram.entities[1].columns[0].name, "order_id");
    EXPECT_EQ(diagram.entities[2].title, "users (rest)");
    ASSERT_EQ(diagram.entities[2].columns.size(), 1U);
    EXPECT_EQ(diagram.entities[2].columns[0].name, "id");
    ASSERT_EQ(diagram.relations.size(), 2U);
    EXPECT_EQ(diagram.relations[0].parent, "users (rest)");
    EXPECT_EQ(diagram.relations[0].child, "orders");
    EXPECT_EQ(diagram.relations[0].label, "user_id");
}

TEST(MakeDiagrams, DrawsEveryForeignKeyBetweenTheSameTables) {
    schema::Schema schema{
        .tables = {make_table("games", {"id", "home", "guest"}), make_table("teams", {"id"})}};
    schema.tables[0].foreign_keys = {key_to("teams", {"guest"}), key_to("teams", {"home"})};

    const DiagramSetView set = diagrams_of(schema, kAll);

    ASSERT_EQ(set.parts[0].relations.size(), 2U);
    EXPECT_EQ(set.parts[0].relations[0].label, "guest");
    EXPECT_EQ(set.parts[0].relations[1].label, "home");
}

TEST(MakeDiagrams, ASelfReferenceAddsNoStub) {
    schema::Schema schema{.tables = {make_table("users", {"id", "boss_id"})}};
    schema.tables[0].foreign_keys = {key_to("users", {"boss_id"})};

    const DiagramSetView set = diagrams_of(schema, kAll);

    EXPECT_EQ(set.parts[0].entities.size(), 1U);
    EXPECT_EQ(set.parts[0].relations[0].parent, "users");
    EXPECT_EQ(set.parts[0].relations[0].child, "users");
}

TEST(MakeDiagrams, ATableThatDoesNotExistIsAnEmptyStub) {
    schema::Schema schema{.tables = {make_table("a", {"id", "b_id"})}};
    schema.tables[0].foreign_keys = {key_to("gone", {"b_id"})};

    const DiagramSetView set = diagrams_of(schema, kAll);

    ASSERT_EQ(set.parts[0].entities.size(), 2U);
    EXPECT_EQ(set.parts[0].entities[1].title, "gone (not documented)");
    EXPECT_TRUE(set.parts[0].entities[1].columns.empty());
}

TEST(MakeDiagrams, TitlesAreUniqueEvenWhenATableIsNamedLikeAStub) {
    schema::Schema schema{.tables = {make_table("a", {"id", "b_id", "c_id"}),
                                     make_table("b", {"id"}), make_table("b (rest)", {"id"})}};
    schema.tables[0].foreign_keys = {key_to("b", {"b_id"}), key_to("b (rest)", {"c_id"})};

    const DiagramSetView set =
        diagrams_of(schema, {make_module("core", {"a", "b (rest)"}), make_module("rest", {"b"})});

    std::set<std::string> titles;
    for (const EntityView& entity : set.parts[0].entities) {
        titles.insert(entity.title);
    }
    EXPECT_EQ(titles, (std::set<std::string>{"a", "b (rest)", "b (rest) 2"}));
}

TEST(MakeDiagrams, TitlesAreUniqueWhenNamesDifferInWhiteSpaceOnly) {
    schema::Schema schema{.tables = {make_table("a  b", {"id"}), make_table("a b", {"id"})}};

    const DiagramSetView set = diagrams_of(schema, kAll);

    EXPECT_EQ(set.parts[0].entities[0].title, "a b");
    EXPECT_EQ(set.parts[0].entities[1].title, "a b 2");
}

TEST(MakeDiagrams, AModuleWithoutTablesHasNone) {
    schema::Schema schema{.views = {{.name = {"", "v"}}}};

    EXPECT_TRUE(diagrams_of(schema, kAll).parts.empty());
}

TEST(MakeDiagrams, ALargerModuleLosesItsNonKeyColumns) {
    const DiagramSetView set = diagrams_of(chain(20), kAll);

    ASSERT_EQ(set.parts.size(), 1U);
    EXPECT_TRUE(set.keys_only);
    EXPECT_EQ(set.parts[0].entities[1].columns.size(), 2U);
}

TEST(MakeDiagrams, AVeryLargeModuleIsSplitAndNothingIsLost) {
    const DiagramSetView set = diagrams_of(chain(200), kAll);

    EXPECT_GT(set.parts.size(), 1U);
    EXPECT_TRUE(set.keys_only);
    const std::multiset<std::string> titles = core_titles(set);
    EXPECT_EQ(titles.size(), 200U);
    EXPECT_EQ(std::set<std::string>(titles.begin(), titles.end()).size(), 200U);
    EXPECT_EQ(relation_count(set), 199U);
    for (const DiagramView& part : set.parts) {
        EXPECT_LE(measure(part).entities, 40U);
        EXPECT_LE(measure(part).characters, 15'000U);
    }
}

TEST(MakeDiagrams, TablesThatHangTogetherStayTogether) {
    schema::Schema schema;
    for (int group = 0; group < 4; ++group) {
        for (int index = 0; index < 10; ++index) {
            schema.tables.push_back(make_table(fmt::format("t{}_{}", index, group), {"id", "up"}));
            if (index > 0) {
                schema.tables.back().foreign_keys = {
                    key_to(fmt::format("t{}_{}", index - 1, group), {"up"})};
            }
        }
    }
    std::sort(schema.tables.begin(), schema.tables.end(),
              [](const auto& left, const auto& right) { return left.name < right.name; });

    const DiagramSetView set = diagrams_of(schema, kAll);

    for (const DiagramView& part : set.parts) {
        for (const EntityView& entity : part.entities) {
            EXPECT_FALSE(entity.stub) << entity.title << " was torn from its neighbour";
        }
    }
    EXPECT_EQ(core_titles(set).size(), 40U);
}

TEST(MakeDiagrams, ATableWithVeryManyNeighboursStandsInSeveralParts) {
    schema::Schema schema;
    for (int index = 0; index < 200; ++index) {
        schema.tables.push_back(make_table(fmt::format("log{:03}", index), {"id", "user_id"}));
        schema.tables.back().foreign_keys = {key_to("users", {"user_id"})};
    }
    schema.tables.push_back(make_table("users", {"id"}));

    const DiagramSetView set =
        diagrams_of(schema, {make_module("users", {"users"}), make_module("rest", {"*"})});

    EXPECT_GT(set.parts.size(), 4U);
    EXPECT_EQ(relation_count(set), 200U);
    for (const DiagramView& part : set.parts) {
        EXPECT_LE(measure(part).entities, 40U);
    }
}

schema::Schema with_views() {
    schema::Schema schema{
        .tables = {make_table("orders", {"id", "user_id"}), make_table("users", {"id"})},
        .views = {{.name = {"", "totals"},
                   .columns = {{.name = "total", .type = "numeric"}},
                   .reads = {{{"", "orders"}, {"id"}},
                             {{"", "orders_eu"}, {"id"}},
                             {{"", "users"}, {}},
                             {{"", "gone"}, {}}}}}};
    schema.tables[0].partitions = {{.name = {"", "orders_eu"}, .parent = {"", "orders"}}};
    schema.tables[0].foreign_keys = {key_to("users", {"user_id"})};
    return schema;
}

DiagramSetView diagrams_with_views(const schema::Schema& schema,
                                   const std::vector<ModuleRule>& rules, std::size_t module) {
    const ModulePlan plan = assign_modules(schema, rules);
    return make_diagrams(make_site(schema, plan, true), module);
}

TEST(MakeDiagrams, ShowsNoViewsUnlessTheyAreWanted) {
    const DiagramSetView set = diagrams_of(with_views(), kAll);

    EXPECT_EQ(set.parts[0].entities.size(), 2U);
    EXPECT_EQ(set.parts[0].relations.size(), 1U);
}

TEST(MakeDiagrams, DrawsALineFromEachTableToTheViewThatReadsIt) {
    const DiagramView diagram = diagrams_with_views(with_views(), kAll, 0).parts[0];

    ASSERT_EQ(diagram.entities.size(), 3U);
    EXPECT_EQ(diagram.entities[2].title, "totals");
    EXPECT_EQ(diagram.entities[2].columns[0].name, "total");
    ASSERT_EQ(diagram.relations.size(), 3U);
    EXPECT_FALSE(diagram.relations[0].reads);
    for (const std::size_t index : {1U, 2U}) {
        EXPECT_TRUE(diagram.relations[index].reads);
        EXPECT_EQ(diagram.relations[index].child, "totals");
        EXPECT_EQ(diagram.relations[index].label, "reads");
    }
    EXPECT_EQ(diagram.relations[1].parent, "orders");
    EXPECT_EQ(diagram.relations[2].parent, "users");
}

TEST(MakeDiagrams, TellsWhatAViewReadsWhereTheViewIs) {
    const std::vector<ModuleRule> rules = {make_module("shop", {"orders", "users"}),
                                           make_module("reports", {"totals"})};

    const DiagramView shop = diagrams_with_views(with_views(), rules, 0).parts[0];
    const DiagramView reports = diagrams_with_views(with_views(), rules, 1).parts[0];

    EXPECT_EQ(shop.entities.size(), 2U);
    ASSERT_EQ(reports.entities.size(), 3U);
    EXPECT_EQ(reports.entities[1].title, "orders (shop)");
    EXPECT_TRUE(reports.entities[1].columns.empty());
}

TEST(MakeDiagrams, ManyViewsAreSplitLikeTables) {
    schema::Schema schema{.tables = {make_table("orders", {"id"})}};
    for (int index = 0; index < 100; ++index) {
        schema.views.push_back(
            {.name = {"", fmt::format("v{:03}", index)}, .reads = {{{"", "orders"}, {}}}});
    }

    const DiagramSetView set = diagrams_with_views(schema, kAll, 0);

    EXPECT_TRUE(set.keys_only);
    EXPECT_EQ(core_titles(set).size(), 101U);
    EXPECT_EQ(relation_count(set), 100U);
    for (const DiagramView& part : set.parts) {
        EXPECT_LE(measure(part).entities, 40U);
    }
}

TEST(MakeDiagrams, DrawsAKeyToAPartitionToItsTable) {
    schema::Schema schema{
        .tables = {make_table("orders", {"id"}), make_table("payments", {"id", "order_id"})}};
    schema.tables[0].partitions = {{.name = {"", "orders_eu"}, .parent = {"", "orders"}}};
    schema.tables[1].foreign_keys = {key_to("orders_eu", {"order_id"})};

    const DiagramView diagram = diagrams_of(schema, kAll).parts[0];

    EXPECT_EQ(diagram.entities.size(), 2U);
    EXPECT_EQ(diagram.relations[0].parent, "orders");
}

TEST(Measure, CountsWhatEscapingMayCost) {
    const DiagramView plain{.entities = {{.title = "aa"}}};
    const DiagramView hostile{.entities = {{.title = "##"}}};

    EXPECT_EQ(measure(hostile).characters - measure(plain).characters, 12U);
}

}  // namespace
}  // namespace erdmark::document
