#include "migration/folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "support/temp_directory.h"

namespace erdmark::migration {
namespace {

namespace fs = std::filesystem;

using test::TempDirectory;
using testing::Contains;
using testing::ElementsAre;

std::vector<std::string> names_of(const Folder& folder) {
    std::vector<std::string> names;
    for (const MigrationFile& file : folder.files) {
        names.push_back(file.name);
    }
    return names;
}

TEST(ReadFolder, ListsWhatIsBelowToo) {
    const TempDirectory root;
    root.write("m/2_b.sql", "b");
    root.write("m/1_a/up.sql", "a");
    root.write("m/.hidden/x.sql", "");
    root.write("m/.x.sql", "");
    root.write("m/.gmrc", "{}");
    root.write("m/node_modules/x.sql", "");
    root.write("m/1/2/3/4/5/6/deep.sql", "");
    root.write("m/1/2/3/4/5/6/7/too_deep.sql", "");
    root.write("beside.toml", "");

    const Folder folder = read_folder(root.path() / "m");

    EXPECT_THAT(names_of(folder),
                ElementsAre(".gmrc", "1/2/3/4/5/6/deep.sql", "1_a/up.sql", "2_b.sql"));
    EXPECT_THAT(folder.beside, ElementsAre("beside.toml"));
    EXPECT_EQ(folder.find("1_a/up.sql")->text, "a");
    EXPECT_EQ(folder.find("1_a/up.sql")->path, (root.path() / "m/1_a/up.sql").string());
    EXPECT_EQ(folder.find("1_a"), nullptr);
}

TEST(ReadFolder, FollowsNoLinkToAFolder) {
    const TempDirectory root;
    root.write("m/1_a.sql", "");
    fs::create_directory_symlink(root.path() / "m", root.path() / "m/loop");
    fs::create_directory_symlink(root.path(), root.path() / "m/up");

    EXPECT_THAT(names_of(read_folder(root.path() / "m")), ElementsAre("1_a.sql"));
}

TEST(ReadFolder, ReadsNoTextOfOtherFiles) {
    const TempDirectory root;
    root.write("picture.png", "\xff");
    root.write("bad.sql", "\xff");

    const Folder folder = read_folder(root.path());

    EXPECT_EQ(folder.find("picture.png")->problem, "");
    const std::string path = (root.path() / "bad.sql").string();
    EXPECT_EQ(folder.find("bad.sql")->problem,
              path + ":1:1: not valid UTF-8 (byte 0xFF); save the file as UTF-8");
}

TEST(ScriptOf, ThrowsTheProblem) {
    EXPECT_EQ(script_of({.name = "a", .path = "m/a", .text = "b"}).text, "b");
    try {
        script_of({.name = "a", .path = "m/a", .problem = "m/a: cannot be read"});
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        EXPECT_STREQ(error.what(), "m/a: cannot be read");
    }
}

TEST(FindSideFile, LooksHereThenBeside) {
    Folder folder{.files = {{.name = "a.toml"}}, .beside = {"b.toml"}};

    EXPECT_EQ(folder.find_side_file({"a.toml", "b.toml"}), "a.toml");
    EXPECT_EQ(folder.find_side_file({"b.toml"}), "../b.toml");
    EXPECT_EQ(folder.find_side_file({"c.toml"}), "");
}

TEST(Below, IsAFolderOfItsOwn) {
    const TempDirectory root;
    root.write("m/sqlite/1_a.sql", "");
    root.write("m/sqlite3/1_a.sql", "");
    root.write("m/x.toml", "");

    const Folder part = read_folder(root.path() / "m").below("sqlite");

    EXPECT_THAT(names_of(part), ElementsAre("1_a.sql"));
    EXPECT_THAT(part.beside, Contains("x.toml"));
    EXPECT_EQ(part.path, (root.path() / "m/sqlite").string());
}

}  // namespace
}  // namespace erdmark::migration
