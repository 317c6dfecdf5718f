#include "support/golden.h"

#include <cstdlib>
#include <optional>
#include <string>

#include "support/temp_directory.h"

namespace erdmark::test {
namespace {

/// Sets a variable of the environment, or takes it out, until the test ends.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) {
            before_ = before;
        }
        value == nullptr ? unsetenv(name) : setenv(name, value, 1);
    }
    ~Variable() { before_ ? setenv(name_, before_->c_str(), 1) : unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    const char* name_;
    std::optional<std::string> before_;
};

TEST(MatchesGolden, TakesEqualTrees) {
    const TempDirectory folder;
    folder.write("a/b.md", "x\n");

    EXPECT_TRUE(matches_golden({{"a/b.md", "x\n"}}, folder.path()));
}

TEST(MatchesGolden, NamesWhatDiffersAndLeavesItAlone) {
    const Variable update("UPDATE_GOLDEN", nullptr);
    const TempDirectory folder;
    folder.write("a.md", "1\n2\n");
    folder.write("old.md", "");

    const testing::AssertionResult result =
        matches_golden({{"a.md", "1\n3\n"}, {"new.md", "n"}}, folder.path());

    EXPECT_FALSE(result);
    EXPECT_EQ(result.message(), "different in " + folder.path().string() +
                                    " (UPDATE_GOLDEN=1 rewrites it):\n  a.md\n  new.md\n  old.md\n"
                                    "expected: 2\n  actual: 3");
    EXPECT_EQ(slurp(folder.path() / "a.md"), "1\n2\n");
}

TEST(MatchesGolden, RewritesAndStillFails) {
    const Variable update("UPDATE_GOLDEN", "1");
    const Variable ci("CI", nullptr);
    const TempDirectory folder;
    folder.write("old.md", "o");
    const FileTree tree = {{"sub/new.md", "n"}};

    const testing::AssertionResult result = matches_golden(tree, folder.path() / ".");

    EXPECT_FALSE(result);
    EXPECT_EQ(slurp(folder.path() / "sub/new.md"), "n");
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "old.md"));
    EXPECT_TRUE(matches_golden(tree, folder.path()));
}

TEST(MatchesGolden, DoesNotRewriteWhereCiIsSet) {
    const Variable update("UPDATE_GOLDEN", "1");
    const Variable ci("CI", "true");
    const TempDirectory folder;

    EXPECT_FALSE(matches_golden({{"a.md", "x"}}, folder.path()));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "a.md"));
}

}  // namespace
}  // namespace erdmark::test
