#include "document/migration_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(MigrationGraph, ShowsWhatHangsTogether) {
    const std::vector<MigrationGraphView> graphs = make_migration_graphs({{}, {}, {0}, {0, 2}});

    ASSERT_EQ(graphs.size(), 1U);
    EXPECT_THAT(graphs[0].migrations, ElementsAre(0U, 2U, 3U));
    EXPECT_THAT(graphs[0].others, IsEmpty());
    EXPECT_THAT(graphs[0].edges, ElementsAre(Pair(0U, 2U), Pair(2U, 3U)));
}

TEST(MigrationGraph, ShowsNotTooManyOfOtherParts) {
    std::vector<std::set<std::size_t>> needs(60);
    for (std::size_t migration = 30; migration < needs.size(); ++migration) {
        needs[migration] = {migration - 30, migration - 29};
    }

    for (const MigrationGraphView& graph : make_migration_graphs(needs)) {
        EXPECT_LE(graph.migrations.size() + graph.others.size(), 40U);
    }
}

TEST(MigrationGraph, IsDrawnInTheDirectionThatIsNarrower) {
    EXPECT_FALSE(make_migration_graphs({{}, {0}, {1}})[0].across);
    EXPECT_TRUE(make_migration_graphs({{}, {0}, {0}, {0}})[0].across);
}

TEST(MigrationGraph, IsNoneWithoutNeeds) {
    EXPECT_THAT(make_migration_graphs({{}, {}}), IsEmpty());
}

TEST(MigrationGraph, IsSplitWhereOnePictureWouldBeTooLarge) {
    std::vector<std::set<std::size_t>> needs(100);
    for (std::size_t migration = 1; migration < needs.size(); ++migration) {
        needs[migration] = {migration - 1};
    }

    const std::vector<MigrationGraphView> graphs = make_migration_graphs(needs);

    ASSERT_EQ(graphs.size(), 4U);
    std::size_t shown = 0;
    for (const MigrationGraphView& graph : graphs) {
        EXPECT_LE(graph.migrations.size(), 25U);
        shown += graph.migrations.size();
    }
    EXPECT_EQ(shown, 100U);
    EXPECT_THAT(graphs[1].others, ElementsAre(24U));
    EXPECT_THAT(graphs[1].edges.front(), Pair(24U, 25U));
}

}  // namespace
}  // namespace erdmark::document
