#include "render/renderer.h"

#include <gtest/gtest.h>

#include "render/fixture.h"
#include "support/golden.h"

namespace erdmark::render {
namespace {

const std::filesystem::path kGolden = ERDMARK_SOURCE_DIR "/tests/golden/render";

TEST(MarkdownRenderer, WritesATypicalSite) {
    EXPECT_TRUE(test::matches_golden(make_markdown_renderer({})->render(test::typical_site()),
                                     kGolden / "markdown" / "typical"));
}

TEST(MarkdownRenderer, EscapesHostileTextInEachPlace) {
    EXPECT_TRUE(test::matches_golden(make_markdown_renderer({})->render(test::hostile_site()),
                                     kGolden / "markdown" / "hostile"));
}

TEST(MarkdownRenderer, TellsEverythingOfASchemaOfPostgreSql) {
    EXPECT_TRUE(test::matches_golden(make_markdown_renderer({})->render(test::shop_site()),
                                     kGolden / "markdown" / "postgresql"));
}

TEST(MarkdownRenderer, EscapesHostileTextOfPostgreSqlInEachPlace) {
    EXPECT_TRUE(test::matches_golden(make_markdown_renderer({})->render(test::hostile_shop_site()),
                                     kGolden / "markdown" / "postgresql-hostile"));
}

TEST(MarkdownRenderer, LeavesOutEmptySections) {
    EXPECT_TRUE(test::matches_golden(make_markdown_renderer({})->render(test::bare_site()),
                                     kGolden / "markdown" / "bare"));
}

TEST(MarkdownRenderer, SaysTheSameEachTime) {
    const std::unique_ptr<Renderer> renderer = make_markdown_renderer({});

    EXPECT_EQ(renderer->render(test::hostile_site()), renderer->render(test::hostile_site()));
}

TEST(MarkdownRenderer, LeavesOutAnOverviewWithoutRelationships) {
    document::SiteView site = test::typical_site();
    site.overview.front().edges.clear();

    const std::string page = make_markdown_renderer({})->render(site).at("README.md");

    EXPECT_EQ(page.find("## Overview"), std::string::npos);
    EXPECT_EQ(page.find("mermaid"), std::string::npos);
}

TEST(MarkdownRenderer, EndsEachPageWithOneNewlineAndNoTrailingBlanks) {
    for (const document::SiteView& site :
         {test::typical_site(), test::hostile_site(), test::bare_site(), test::shop_site(),
          test::hostile_shop_site()}) {
        for (const auto& [name, page] : make_markdown_renderer({})->render(site)) {
            SCOPED_TRACE(name);
            EXPECT_TRUE(page.ends_with("\n") && !page.ends_with("\n\n"));
            EXPECT_EQ(page.find(" \n"), std::string::npos);
            EXPECT_EQ(page.find("\n\n\n"), std::string::npos);
        }
    }
}

TEST(MarkdownRenderer, GivesTheDiagramAlone) {
    const FileTree diagrams = {
        {"users.mmd", make_markdown_renderer({})->render_diagram(test::typical_site().modules[0])},
        {"odd-in-parts.txt",
         make_markdown_renderer({})->render_diagram(test::hostile_site().modules[0])}};

    EXPECT_TRUE(test::matches_golden(diagrams, kGolden / "mermaid"));
}

TEST(MarkdownRenderer, GivesNothingForAModuleWithoutDiagrams) {
    EXPECT_EQ(make_markdown_renderer({})->render_diagram(test::bare_site().modules[0]), "");
}

}  // namespace
}  // namespace erdmark::render
