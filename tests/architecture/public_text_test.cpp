#include <filesystem>

#include <gtest/gtest.h>

#include "architecture/text_rules.h"
#include "base/text.h"

namespace erdmark::architecture {
namespace {

// Written in pieces, so that this file passes its own test.
const std::string kWork =
    "/wo"
    "rk/";

struct TextCase {
    std::string name;
    FileText file;
    std::vector<std::string> problems;
};

class PublicText : public testing::TestWithParam<TextCase> {};

TEST_P(PublicText, KnowsNoMachine) {
    EXPECT_EQ(public_text_problems(GetParam().file), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PublicText,
    testing::Values(
        TextCase{"RelativePaths", {"README.md", "see docs/home/page.md and ~/tmp/x\n"}, {}},
        TextCase{
            "PathInsideAnother", {"README.md", "a/home/b, frame-work/tmp/c, $X}/root/d\n"}, {}},
        TextCase{"SystemFolders",
                 {"README.md", "/usr/bin/erdmark, /etc/erdmark, /var/lib/app.db\n"},
                 {}},
        TextCase{"Home",
                 {"README.md", "ok\nrun `/home/me/erdmark`\n"},
                 {"README.md:2: absolute path of a machine ('/home/…')"}},
        TextCase{"HomeInAUrl",
                 {"docs/guide/a.md", "sqlite:////home/me/app.db"},
                 {"docs/guide/a.md:1: absolute path of a machine ('/home/…')"}},
        TextCase{"TemporaryFolder",
                 {"src/a.cpp", "open(\"/tmp/x\")"},
                 {"src/a.cpp:1: absolute path of a machine ('/tmp/…')"}},
        TextCase{"TemporaryFolderInATest", {"tests/a_test.cpp", "open(\"/tmp/x\")"}, {}},
        TextCase{"BuildFolderInATest",
                 {"tests/a_test.cpp", kWork + "main"},
                 {"tests/a_test.cpp:1: absolute path of a machine ('" + kWork + "…')"}},
        TextCase{"RegistryInALockFile",
                 {"tests/browser/package-lock.json",
                  "{\n  \"resolved\": \"https://npm.example/x.tgz\"\n"},
                 {"tests/browser/package-lock.json:2: host of a package registry"}},
        TextCase{"LinkInALockFile",
                 {"package-lock.json", "\"url\": \"https://example.org/fund\"\n"},
                 {}},
        TextCase{"BinaryFile", {"picture.png", std::string("\0/home/me/x", 11)}, {}}),
    [](const testing::TestParamInfo<TextCase>& test) { return test.param.name; });

TEST(Repository, HoldsNoPathOfAMachineAndNoRegistry) {
    if (!std::filesystem::exists(std::filesystem::path(ERDMARK_SOURCE_DIR) / ".git")) {
        GTEST_SKIP() << "this is no git repository: which files are the project's is not known";
    }
    std::vector<std::string> problems;

    for (const FileText& file : read_repository(ERDMARK_SOURCE_DIR)) {
        for (const std::string& problem : public_text_problems(file)) {
            problems.push_back(problem);
        }
    }

    EXPECT_EQ(join(problems, "\n"), "");
}

}  // namespace
}  // namespace erdmark::architecture
