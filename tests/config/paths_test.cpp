#include "config/paths.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/folder.h"

namespace erdmark::config {
namespace {

using test::CurrentFolder;

TEST(ShortestPath, StartsAtTheCurrentFolder) {
    const CurrentFolder folder;
    folder.enter("a/b");

    EXPECT_EQ(shortest_path("x/y"), "x/y");
    EXPECT_EQ(shortest_path("./x/../y/"), "y");
    EXPECT_EQ(shortest_path("../x"), "../x");
    EXPECT_EQ(shortest_path("../b/x"), "x");
    EXPECT_EQ(shortest_path(folder.path() / "a/x"), "../x");
    EXPECT_EQ(shortest_path("."), "");
    EXPECT_EQ(shortest_path(""), "");
    EXPECT_EQ(shortest_path("/x"), "/x");
}

TEST(FindConfig, LooksUpwards) {
    const CurrentFolder folder;
    folder.write("erdmark.toml", "");
    folder.write("a/b/c/x", "");

    EXPECT_EQ(find_config("."), "erdmark.toml");
    EXPECT_EQ(find_config(""), "erdmark.toml");
    EXPECT_EQ(find_config("a/b/c/"), "erdmark.toml");
    folder.enter("a/b");
    EXPECT_EQ(find_config("."), "../../erdmark.toml");
    EXPECT_EQ(find_config(folder.path() / "a"), "../../erdmark.toml");
}

TEST(FindConfig, TakesTheNearestFileAndNoFolder) {
    const CurrentFolder folder;
    folder.write("erdmark.toml", "");
    folder.write("a/erdmark.toml", "");
    folder.write("a/b/erdmark.toml/x", "");

    EXPECT_EQ(find_config("a/b"), "a/erdmark.toml");
}

TEST(FindConfig, EndsAtTheRoot) {
    EXPECT_EQ(find_config("/"), std::nullopt);
}

TEST(ConventionalFolders, BeginWithTheMostCommonAndComeOnce) {
    const std::vector<std::string>& folders = conventional_folders();

    EXPECT_THAT(folders,
                testing::IsSupersetOf({"migrations", "db/migrations", "database/migrations",
                                       "sql/migrations", "internal/db/migrations",
                                       "prisma/migrations", "supabase/migrations"}));
    const std::set<std::string> different(folders.begin(), folders.end());
    EXPECT_EQ(different.size(), folders.size());
}

// Else the inner one would never be found.
TEST(ConventionalFolders, ComeBeforeTheFoldersTheyAreIn) {
    const std::vector<std::string>& folders = conventional_folders();

    for (std::size_t i = 0; i < folders.size(); ++i) {
        for (std::size_t later = i + 1; later < folders.size(); ++later) {
            EXPECT_FALSE(folders[later].starts_with(folders[i] + "/")) << folders[later];
        }
    }
}

}  // namespace
}  // namespace erdmark::config
