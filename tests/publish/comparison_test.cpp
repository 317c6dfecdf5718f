#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publish/manifest.h"
#include "publish/pages.h"

namespace erdmark::publish {
namespace {

using erdmark::test::slurp;
using erdmark::test::TempDirectory;
using test::generate;
using test::kept_notes;
using test::message_of;
using test::page;
using test::region;
using test::with;

std::vector<std::string> outline(const Publication& publication) {
    std::vector<std::string> lines;
    for (const Change& change : publication.changes) {
        const std::string kind = change.kind == ChangeKind::Missing ? "missing "
                                 : change.kind == ChangeKind::Stale ? "stale "
                                                                    : "orphaned ";
        lines.push_back(kind + change.path + (change.edited ? " edited" : "") +
                        (change.foreign ? " foreign" : ""));
    }
    return lines;
}

/// A site of an index and two modules, as it was generated into a folder.
class Compare : public testing::Test {
protected:
    void SetUp() override { generate(tree_, options_); }

    std::string path(const std::string& name) const { return (directory_.path() / name).string(); }
    std::string read(const std::string& name) const { return slurp(path(name)); }
    void write(const std::string& name, const std::string& text) const {
        directory_.write(name, text);
    }
    void keep(const std::string& name, const std::string& kept, const std::string& text) const {
        write(name, with(read(name), region(kept), region(kept, text)));
    }

    TempDirectory directory_;
    PublishOptions options_{.folder = directory_.path()};
    FileTree tree_ = {{"README.md", page("Index", {"page:index"})},
                      {"groups-erd.md", page("Groups", {"page:groups", "table:groups"})},
                      {"users-erd.md", page("Users", {"page:users", "table:users", "table:old"})}};
};

TEST_F(Compare, FindsAFreshFolderFresh) {
    const Publication publication = compare(tree_, options_);

    EXPECT_THAT(outline(publication), testing::IsEmpty());
    EXPECT_EQ(publication.unchanged, 3U);
    EXPECT_EQ(publication.manifest, "");
    EXPECT_EQ(publication.content, tree_);
    EXPECT_THAT(publication.warnings, testing::IsEmpty());
}

TEST_F(Compare, TakesAMissingFolderForAnEmptyOne) {
    const Publication publication = compare(tree_, {.folder = directory_.path() / "not/there"});

    EXPECT_THAT(
        outline(publication),
        testing::ElementsAre("missing README.md", "missing groups-erd.md", "missing users-erd.md"));
    EXPECT_EQ(publication.changes[0].before, "");
    EXPECT_EQ(publication.changes[0].after, tree_["README.md"]);
    EXPECT_FALSE(std::filesystem::exists(directory_.path() / "not"));
}

TEST_F(Compare, ListsMissingStaleAndOrphanedPages) {
    std::filesystem::remove(path("README.md"));
    tree_["users-erd.md"] = page("Users, new", {"page:users", "table:users", "table:old"});
    tree_.erase("groups-erd.md");

    const Publication publication = compare(tree_, options_);

    EXPECT_THAT(
        outline(publication),
        testing::ElementsAre("missing README.md", "orphaned groups-erd.md", "stale users-erd.md"));
    EXPECT_EQ(publication.changes[1].before, page("Groups", {"page:groups", "table:groups"}));
    EXPECT_EQ(publication.changes[1].after, "");
    EXPECT_THAT(publication.manifest, testing::Not(testing::HasSubstr("groups-erd.md")));
}

TEST_F(Compare, ForgetsAnOrphanThatIsGoneAlready) {
    std::filesystem::remove(path("groups-erd.md"));
    tree_.erase("groups-erd.md");

    const Publication publication = compare(tree_, options_);

    EXPECT_THAT(outline(publication), testing::IsEmpty());
    EXPECT_THAT(publication.manifest, testing::Not(testing::HasSubstr("groups-erd.md")));
}

TEST_F(Compare, IgnoresKeptTextAndFilesOfOthers) {
    keep("users-erd.md", "table:users", "Ask the identity team.\n");
    keep("groups-erd.md", "table:groups", " \n");
    write("notes.md", "# Mine\n");

    EXPECT_THAT(outline(compare(tree_, options_)), testing::IsEmpty());
}

TEST_F(Compare, FillsKeptTextIntoBothSidesOfAChange) {
    keep("users-erd.md", "table:users", "Ask.\n");
    tree_["users-erd.md"] = page("Users, new", {"page:users", "table:users", "table:old"});

    const Publication publication = compare(tree_, options_);

    ASSERT_THAT(outline(publication), testing::ElementsAre("stale users-erd.md"));
    EXPECT_EQ(publication.changes[0].before, read("users-erd.md"));
    EXPECT_EQ(publication.changes[0].after,
              with(tree_["users-erd.md"], region("table:users"), region("table:users", "Ask.\n")));
    EXPECT_EQ(publication.content.at("users-erd.md"), publication.changes[0].after);
}

TEST_F(Compare, TreatsWindowsLineEndsAsNoDifference) {
    std::string text = read("users-erd.md");
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
        text.replace(at, 1, "\r\n");
    }
    write("users-erd.md", text);

    EXPECT_THAT(outline(compare(tree_, options_)), testing::IsEmpty());
}

TEST_F(Compare, CallsAPageThatWasEditedOutsideItsRegionsEdited) {
    write("users-erd.md", with(read("users-erd.md"), "# Users", "# People"));
    write("groups-erd.md", with(read("groups-erd.md"), "# Groups", "# Teams"));
    tree_.erase("groups-erd.md");

    EXPECT_THAT(outline(compare(tree_, options_)),
                testing::ElementsAre("orphaned groups-erd.md edited", "stale users-erd.md edited"));
}

TEST_F(Compare, LeavesAnOrphanAloneThatSomebodyReplaced) {
    write("groups-erd.md", "# My own page\n");
    tree_.erase("groups-erd.md");

    const Publication publication = compare(tree_, {.folder = directory_.path(), .force = true});

    EXPECT_THAT(outline(publication), testing::IsEmpty());
    EXPECT_THAT(
        publication.warnings,
        testing::ElementsAre(path("groups-erd.md") +
                             ": is not the page any more that erdmark wrote; it stays as it is"));
    EXPECT_THAT(publication.manifest, testing::Not(testing::HasSubstr("groups-erd.md")));
}

TEST_F(Compare, TakesANoteAlongWhenItsTableMovesToAnotherPage) {
    keep("users-erd.md", "table:old", "Note.\n");
    tree_["users-erd.md"] = page("Users", {"page:users", "table:users"});
    tree_["groups-erd.md"] = page("Groups", {"page:groups", "table:groups", "table:old"});

    const Publication publication = generate(tree_, options_);

    EXPECT_THAT(publication.warnings, testing::IsEmpty());
    EXPECT_EQ(read("users-erd.md"), tree_["users-erd.md"]);
    EXPECT_EQ(read("groups-erd.md"),
              with(tree_["groups-erd.md"], region("table:old"), region("table:old", "Note.\n")));
    EXPECT_THAT(outline(compare(tree_, options_)), testing::IsEmpty());
}

TEST_F(Compare, MovesANoteWithoutATableToTheEndOfItsPageAndWarnsOnce) {
    keep("users-erd.md", "table:old", "Note.\n");
    tree_["users-erd.md"] = page("Users", {"page:users", "table:users"});

    const Publication first = generate(tree_, options_);
    const Publication second = compare(tree_, options_);

    EXPECT_THAT(first.warnings,
                testing::ElementsAre(path("users-erd.md") +
                                     ": the text kept for 'table:old' has no table any more; it "
                                     "stands at the end of the page now"));
    EXPECT_EQ(read("users-erd.md"), tree_["users-erd.md"] + kept_notes("table:old", "Note.\n"));
    EXPECT_THAT(outline(second), testing::IsEmpty());
    EXPECT_THAT(second.warnings, testing::IsEmpty());
    EXPECT_EQ(second.manifest, "");
}

TEST_F(Compare, PutsANoteBackWhenItsTableReturns) {
    const FileTree before = tree_;
    keep("users-erd.md", "table:old", "Note.\n");
    tree_["users-erd.md"] = page("Users", {"page:users", "table:users"});
    generate(tree_, options_);

    generate(before, options_);

    EXPECT_EQ(read("users-erd.md"),
              with(before.at("users-erd.md"), region("table:old"), region("table:old", "Note.\n")));
}

TEST_F(Compare, MovesTheNotesOfAPageThatIsGoneToTheIndex) {
    keep("groups-erd.md", "table:groups", "About groups.\n");
    keep("groups-erd.md", "page:groups", "About the page.\n");
    tree_.erase("groups-erd.md");

    const Publication first = generate(tree_, options_);

    EXPECT_THAT(
        first.warnings,
        testing::ElementsAre(
            path("groups-erd.md") + ": the text kept for 'page:groups' has no page any more; "
                                    "it stands at the end of 'README.md' now",
            path("groups-erd.md") + ": the text kept for 'table:groups' has no table any "
                                    "more; it stands at the end of 'README.md' now"));
    EXPECT_EQ(read("README.md"),
              tree_["README.md"] + kept_notes("page:groups", "About the page.\n") +
                  "\nKept for `table:groups`:\n\n" + region("table:groups", "About groups.\n"));
    EXPECT_FALSE(std::filesystem::exists(path("groups-erd.md")));
    EXPECT_THAT(outline(compare(tree_, options_)), testing::IsEmpty());
}

TEST_F(Compare, LetsANoteBeDeletedByHand) {
    keep("users-erd.md", "table:old", "Note.\n");
    tree_["users-erd.md"] = page("Users", {"page:users", "table:users"});
    generate(tree_, options_);

    write("users-erd.md", with(read("users-erd.md"), region("table:old", "Note.\n"), ""));

    EXPECT_THAT(outline(compare(tree_, options_)), testing::ElementsAre("stale users-erd.md"));
    generate(tree_, options_);
    EXPECT_EQ(read("users-erd.md"), tree_["users-erd.md"]);
}

TEST_F(Compare, KeepsBothTextsThatStandUnderOneName) {
    keep("users-erd.md", "table:users", "Here.\n");
    write("groups-erd.md", read("groups-erd.md") + region("table:users", "There.\n"));

    const Publication publication = compare(tree_, {.folder = directory_.path(), .force = true});

    EXPECT_EQ(publication.content.at("users-erd.md"),
              with(tree_["users-erd.md"], region("table:users"),
                   region("table:users", "There.\n\nHere.\n")));
}

TEST_F(Compare, TakesOneTextThatStandsOnTwoPagesOnce) {
    keep("users-erd.md", "table:users", "Here.\n");
    write("groups-erd.md", read("groups-erd.md") + region("table:users", "Here.\n"));

    const Publication publication = compare(tree_, {.folder = directory_.path(), .force = true});

    EXPECT_EQ(publication.content.at("users-erd.md"), read("users-erd.md"));
}

TEST_F(Compare, LooksOnlyAtTheChosenFiles) {
    tree_["README.md"] = page("Index, new", {"page:index"});
    tree_["users-erd.md"] = page("Users, new", {"page:users", "table:users", "table:old"});
    tree_.erase("groups-erd.md");
    options_.only = {"users-erd.md"};

    const Publication publication = generate(tree_, options_);

    EXPECT_THAT(outline(publication), testing::ElementsAre("stale users-erd.md"));
    EXPECT_THAT(publication.content, testing::SizeIs(1));
    EXPECT_THAT(read(kManifestName), testing::AllOf(testing::HasSubstr("README.md"),
                                                    testing::HasSubstr("groups-erd.md")));
    options_.only.clear();
    EXPECT_THAT(outline(compare(tree_, options_)),
                testing::ElementsAre("stale README.md", "orphaned groups-erd.md"));
}

TEST_F(Compare, LosesNoNoteWhenOnlyThePageItLeavesIsWritten) {
    keep("users-erd.md", "table:old", "Note.\n");
    tree_["users-erd.md"] = page("Users", {"page:users", "table:users"});
    tree_["groups-erd.md"] = page("Groups", {"page:groups", "table:groups", "table:old"});

    generate(tree_, {.folder = directory_.path(), .only = {"users-erd.md"}});
    EXPECT_EQ(read("users-erd.md"), tree_["users-erd.md"] + kept_notes("table:old", "Note.\n"));

    generate(tree_, options_);
    EXPECT_EQ(read("users-erd.md"), tree_["users-erd.md"]);
    EXPECT_EQ(read("groups-erd.md"),
              with(tree_["groups-erd.md"], region("table:old"), region("table:old", "Note.\n")));
}

TEST_F(Compare, RefusesAGarbledManifestUnlessForced) {
    write(kManifestName, "<<<<<<< HEAD\n" + read(kManifestName));
    tree_["users-erd.md"] = page("Users, new", {"page:users", "table:users", "table:old"});
    tree_.erase("groups-erd.md");

    EXPECT_THROW(compare(tree_, options_), Error);
    options_.force = true;
    EXPECT_THAT(outline(compare(tree_, options_)), testing::ElementsAre("stale users-erd.md"));
}

TEST_F(Compare, RecognisesItsPagesWithoutAManifest) {
    std::filesystem::remove(path(kManifestName));
    write("groups-erd.md", "# Mine\n");
    tree_["users-erd.md"] = page("Users, new", {"page:users", "table:users", "table:old"});

    const Publication publication = compare(tree_, options_);

    EXPECT_THAT(outline(publication),
                testing::ElementsAre("stale groups-erd.md foreign", "stale users-erd.md"));
}

TEST_F(Compare, MendsAManifestThatIsNotThereWithoutCallingThePagesStale) {
    const std::string manifest = read(kManifestName);
    std::filesystem::remove(path(kManifestName));

    const Publication publication = compare(tree_, options_);

    EXPECT_THAT(outline(publication), testing::IsEmpty());
    EXPECT_EQ(publication.manifest, manifest);
}

TEST_F(Compare, RefusesTemplatesThatGiveOneNameToTwoPages) {
    tree_["groups-erd.md"] = page("Groups", {"page:users"});

    EXPECT_EQ(message_of([&] { compare(tree_, options_); }, ErrorKind::Config),
              "the templates give keep region 'page:users' to 'groups-erd.md' and to "
              "'users-erd.md'; a name must be "
              "there once in all pages");
}

TEST_F(Compare, RefusesAPageOutsideTheFolder) {
    EXPECT_EQ(message_of(
                  [&] {
                      compare({{"../x.md", "x"}}, options_);
                  },
                  ErrorKind::Internal),
              "'../x.md' is no name for a page in the output folder");
}

TEST_F(Compare, RefusesToLoseANoteWhenThereIsNoIndex) {
    keep("groups-erd.md", "table:groups", "About groups.\n");

    EXPECT_EQ(message_of(
                  [&] {
                      compare({{"users-erd.md", tree_["users-erd.md"]}}, options_);
                  },
                  ErrorKind::Internal),
              "there is no 'README.md' to hold the text kept for 'table:groups'");
}

}  // namespace
}  // namespace erdmark::publish
