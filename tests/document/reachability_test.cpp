#include "document/reachability.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Graph = std::vector<std::set<std::size_t>>;

TEST(Reachability, FollowsEveryWay) {
    const Reachability reached(Graph{{}, {0}, {}, {1, 2}});

    EXPECT_TRUE(reached.contains(3, 0));
    EXPECT_TRUE(reached.contains(3, 2));
    EXPECT_TRUE(reached.contains(1, 0));
    EXPECT_FALSE(reached.contains(2, 1));
    EXPECT_FALSE(reached.contains(0, 3));
    EXPECT_FALSE(reached.contains(1, 1));
}

TEST(Reachability, HoldsForLongChains) {
    Graph chain(500);
    for (std::size_t node = 1; node < chain.size(); ++node) {
        chain[node] = {node - 1};
    }

    EXPECT_TRUE(Reachability(chain).contains(499, 0));
}

TEST(WithoutShortcuts, KeepsWhatNoOtherWayReplaces) {
    const Graph reduced = without_shortcuts({{}, {0}, {0, 1}, {0}, {0, 1, 2, 3}});

    EXPECT_THAT(reduced[2], ElementsAre(1U));
    EXPECT_THAT(reduced[3], ElementsAre(0U));
    EXPECT_THAT(reduced[4], ElementsAre(2U, 3U));
    EXPECT_THAT(reduced[0], IsEmpty());
}

}  // namespace
}  // namespace erdmark::document
