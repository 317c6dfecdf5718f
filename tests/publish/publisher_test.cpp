#include "publish/publisher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publish/manifest.h"
#include "publish/pages.h"

namespace erdmark::publish {
namespace {

using erdmark::test::slurp;
using erdmark::test::TempDirectory;
using test::generate;
using test::message_of;
using test::page;
using test::region;
using test::with;

class Publish : public testing::Test {
protected:
    std::string path(const std::string& name) const { return (options_.folder / name).string(); }
    std::string read(const std::string& name) const { return slurp(path(name)); }
    void write(const std::string& name, const std::string& text) const {
        directory_.write("docs/" + name, text);
    }

    TempDirectory directory_;
    PublishOptions options_{.folder = directory_.path() / "docs"};
    FileTree tree_ = {{"README.md", page("Index", {"page:index"})},
                      {"a.md", page("A", {"table:a"})},
                      {"b.md", page("B", {"table:b"})}};
};

TEST_F(Publish, MakesTheFolderAndAllItsPages) {
    options_.folder /= "deep/er";

    generate(tree_, options_);

    EXPECT_EQ(read("README.md"), tree_["README.md"]);
    EXPECT_EQ(read("b.md"), tree_["b.md"]);
    EXPECT_THAT(read(kManifestName), testing::HasSubstr("\"a.md\""));
}

TEST_F(Publish, WritesIntoSubfolders) {
    generate({{"README.md", page("Index")}, {"sub/folder/x.md", page("X")}}, options_);

    EXPECT_EQ(read("sub/folder/x.md"), page("X"));
}

TEST_F(Publish, WritesNothingTheSecondTime) {
    generate(tree_, options_);
    const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (const char* name : {"README.md", "a.md", "b.md", kManifestName}) {
        std::filesystem::last_write_time(path(name), old);
    }

    generate(tree_, options_);

    for (const char* name : {"README.md", "a.md", "b.md", kManifestName}) {
        EXPECT_EQ(std::filesystem::last_write_time(path(name)), old) << name;
    }
}

TEST_F(Publish, TouchesOnlyWhatChanges) {
    generate(tree_, options_);
    const auto old = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    std::filesystem::last_write_time(path("a.md"), old);
    tree_["b.md"] = page("B, new", {"table:b"});

    generate(tree_, options_);

    EXPECT_EQ(std::filesystem::last_write_time(path("a.md")), old);
    EXPECT_EQ(read("b.md"), tree_["b.md"]);
}

TEST_F(Publish, RemovesPagesThatAreGoneAndNothingElse) {
    generate(tree_, options_);
    write("mine.md", "# Mine\n");
    tree_.erase("b.md");

    generate(tree_, options_);

    EXPECT_FALSE(std::filesystem::exists(path("b.md")));
    EXPECT_EQ(read("mine.md"), "# Mine\n");
    EXPECT_THAT(read(kManifestName), testing::Not(testing::HasSubstr("b.md")));
}

TEST_F(Publish, RefusesEveryHandEditBeforeItWritesAnything) {
    generate(tree_, options_);
    write("a.md", with(read("a.md"), "# A", "# By hand"));
    write("b.md", with(read("b.md"), "# B", "# By hand"));
    write("c.md", "# Mine\n");
    const FileTree next = {{"README.md", page("New", {"page:index"})},
                           {"a.md", page("A, new", {"table:a"})},
                           {"c.md", page("C")}};

    const std::string message = message_of([&] { generate(next, options_); });

    EXPECT_EQ(message, path("a.md") +
                           ": was edited by hand; move the text into a keep region, or run "
                           "`erdmark generate --force` "
                           "to overwrite it\n" +
                           path("b.md") +
                           ": was edited by hand and is to be removed; move the text into a keep "
                           "region of another page "
                           "and delete this one, or run `erdmark generate --force`\n" +
                           path("c.md") +
                           ": is not a page that erdmark wrote; move it, choose another output "
                           "folder, or overwrite it "
                           "with --force");
    EXPECT_EQ(read("README.md"), tree_["README.md"]);
}

TEST_F(Publish, OverwritesHandEditsWhenForced) {
    generate(tree_, options_);
    write("a.md", with(read("a.md"), "# A", "# By hand"));
    write("b.md", with(read("b.md"), "# B", "# By hand"));
    write("c.md", "# Mine\n" + region("table:c", "Kept.\n"));
    options_.force = true;

    generate(
        {{"README.md", page("New")}, {"a.md", tree_["a.md"]}, {"c.md", page("C", {"table:c"})}},
        options_);

    EXPECT_EQ(read("a.md"), tree_["a.md"]);
    EXPECT_FALSE(std::filesystem::exists(path("b.md")));
    EXPECT_EQ(read("c.md"),
              with(page("C", {"table:c"}), region("table:c"), region("table:c", "Kept.\n")));
}

TEST_F(Publish, AcceptsAPageWhoseEditWasMovedIntoARegion) {
    generate(tree_, options_);
    write("a.md", with(read("a.md"), region("table:a"), region("table:a", "By hand.\n")));
    tree_["a.md"] = page("A, new", {"table:a"});

    generate(tree_, options_);

    EXPECT_EQ(read("a.md"),
              with(tree_["a.md"], region("table:a"), region("table:a", "By hand.\n")));
}

TEST_F(Publish, ThatIsInterruptedLeavesWholeFilesAndIsCompletedByTheNext) {
    generate(tree_, options_);
    const std::string manifest = read(kManifestName);
    tree_["a.md"] = page("A, new", {"table:a"});
    tree_["b.md"] = page("B, new", {"table:b"});
    const Publication publication = compare(tree_, options_);
    std::filesystem::remove(path("b.md"));
    std::filesystem::create_directories(path("b.md") + "/in/the/way");

    EXPECT_THROW(publish(publication, options_), Error);

    EXPECT_EQ(read("a.md"), tree_["a.md"]);
    EXPECT_EQ(read(kManifestName), manifest);
    std::filesystem::remove_all(path("b.md"));
    generate(tree_, options_);
    EXPECT_EQ(read("b.md"), tree_["b.md"]);
    EXPECT_TRUE(compare(tree_, options_).changes.empty());
}

TEST_F(Publish, LosesNoNoteWhenItIsInterruptedWhileTablesChangePlaces) {
    generate(tree_, options_);
    write("a.md", with(read("a.md"), region("table:a"), region("table:a", "About a.\n")));
    write("b.md", with(read("b.md"), region("table:b"), region("table:b", "About b.\n")));
    tree_["a.md"] = page("A", {"table:b"});
    tree_["b.md"] = page("B", {"table:a"});
    const Publication publication = compare(tree_, options_);
    const std::string old_b = read("b.md");
    std::filesystem::remove(path("b.md"));
    std::filesystem::create_directories(path("b.md") + "/in/the/way");

    EXPECT_THROW(publish(publication, options_), Error);

    EXPECT_THAT(read("a.md"),
                testing::AllOf(testing::HasSubstr("About a.\n"), testing::HasSubstr("About b.\n")));
    std::filesystem::remove_all(path("b.md"));
    write("b.md", old_b);
    generate(tree_, options_);
    EXPECT_EQ(read("a.md"),
              with(tree_["a.md"], region("table:b"), region("table:b", "About b.\n")));
    EXPECT_EQ(read("b.md"),
              with(tree_["b.md"], region("table:a"), region("table:a", "About a.\n")));
}

TEST_F(Publish, SucceedsTwiceAtTheSameTime) {
    generate(tree_, options_);
    tree_["a.md"] = page("A, new", {"table:a"});
    tree_.erase("b.md");
    const Publication first = compare(tree_, options_);
    const Publication second = compare(tree_, options_);

    publish(first, options_);
    publish(second, options_);

    EXPECT_EQ(read("a.md"), tree_["a.md"]);
    EXPECT_TRUE(compare(tree_, options_).changes.empty());
}

TEST_F(Publish, WritesIntoAFolderThatIsALink) {
    std::filesystem::create_directories(directory_.path() / "real");
    std::filesystem::create_directory_symlink(directory_.path() / "real", options_.folder);

    generate(tree_, options_);

    EXPECT_EQ(slurp(directory_.path() / "real/a.md"), tree_["a.md"]);
}

TEST_F(Publish, RefusesToFollowALinkOutOfTheFolder) {
    std::filesystem::create_directories(options_.folder);
    std::filesystem::create_directories(directory_.path() / "outside");
    std::filesystem::create_directory_symlink(directory_.path() / "outside",
                                              options_.folder / "sub");

    EXPECT_EQ(message_of([&] {
                  generate({{"README.md", page("I")}, {"sub/x.md", page("X")}}, options_);
              }),
              path("sub/x.md") +
                  ": leads out of the output folder through a symbolic link; remove the link");
    EXPECT_TRUE(std::filesystem::is_empty(directory_.path() / "outside"));
    EXPECT_FALSE(std::filesystem::exists(path("README.md")));
}

TEST_F(Publish, RefusesToWriteThroughAFileThatIsALink) {
    generate(tree_, options_);
    for (const std::string name : {"a.md", kManifestName}) {
        SCOPED_TRACE(name);
        const std::filesystem::path target = directory_.path() / "target";
        std::filesystem::rename(path(name), target);
        std::filesystem::create_symlink(target, path(name));
        const std::string before = slurp(target);

        EXPECT_EQ(
            message_of([&] {
                generate({{"README.md", tree_["README.md"]}, {"a.md", page("New")}}, options_);
            }),
            path(name) +
                ": leads out of the output folder through a symbolic link; remove the link");
        EXPECT_EQ(slurp(target), before);
        std::filesystem::rename(target, path(name));
    }
}

TEST_F(Publish, SaysWhyAFolderCannotBeMade) {
    directory_.write("docs", "a file");
    options_.folder /= "in";

    EXPECT_EQ(message_of([&] { generate(tree_, options_); }),
              options_.folder.string() + ": this folder cannot be made: not a directory");
}

TEST_F(Publish, WritesIntoTheCurrentFolder) {
    const std::filesystem::path before = std::filesystem::current_path();
    std::filesystem::current_path(directory_.path());

    generate({{"README.md", page("I")}}, {.folder = ""});

    std::filesystem::current_path(before);
    EXPECT_EQ(slurp(directory_.path() / "README.md"), page("I"));
}

}  // namespace
}  // namespace erdmark::publish
