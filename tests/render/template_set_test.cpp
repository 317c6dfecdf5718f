#include "render/template_set.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "render/fixture.h"
#include "render/renderer.h"
#include "support/temp_directory.h"

namespace erdmark::render {
namespace {

std::string config_error_of(const std::filesystem::path& folder) {
    try {
        make_markdown_renderer({folder});
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        return error.what();
    }
    return "";
}

TEST(LoadTemplates, GivesTheEmbeddedOnesByNameWithoutTheSuffix) {
    const std::map<std::string, Template> templates = load_templates(std::nullopt);

    ASSERT_TRUE(templates.contains("markdown/table.md"));
    const Template& table = templates.at("markdown/table.md");
    EXPECT_EQ(table.name, "markdown/table.md.mustache");
    EXPECT_EQ(table.path, "markdown/table.md.mustache");
    EXPECT_EQ(table.text, test::slurp(ERDMARK_SOURCE_DIR "/templates/markdown/table.md.mustache"));
    EXPECT_EQ(templates.size(), embedded_templates().size());
}

TEST(LoadTemplates, ShadowsByName) {
    const test::TempDirectory folder;
    const std::filesystem::path file =
        folder.write("mermaid/erd.mmd.mustache", "erDiagram\r\n%% mine\r\n");
    folder.write("README.txt", "{{not a template}}");

    const std::map<std::string, Template> templates = load_templates(folder.path());

    EXPECT_EQ(templates.at("mermaid/erd.mmd").text, "erDiagram\n%% mine\n");
    EXPECT_EQ(templates.at("mermaid/erd.mmd").path, file.string());
    EXPECT_EQ(templates.at("markdown/table.md").path, "markdown/table.md.mustache");
}

TEST(LoadTemplates, ShadowingPartialsWorksToo) {
    const test::TempDirectory folder;
    folder.write("markdown/generated.md.mustache", "<!-- {{title}} -->\n");

    const FileTree tree = make_markdown_renderer({folder.path()})->render(test::bare_site());

    EXPECT_TRUE(tree.at("README.md").starts_with("<!-- Database -->\n\n# Database\n"));
}

TEST(LoadTemplates, APartialOfAllPagesMayUseWhatTheyHaveInCommon) {
    const test::TempDirectory folder;
    folder.write("markdown/generated.md.mustache", "<!-- {{title}} {{{keep}}} -->\n");

    const FileTree tree = make_markdown_renderer({folder.path()})->render(test::shop_site());

    EXPECT_TRUE(tree.at("functions.md").starts_with("<!-- Functions functions -->\n"));
}

TEST(LoadTemplates, RefusesAMissingFolder) {
    const test::TempDirectory folder;
    const std::string missing = (folder.path() / "none").string();

    EXPECT_EQ(config_error_of(missing),
              missing + ": cannot read the folder of templates: No such file or directory");
}

TEST(LoadTemplates, RefusesUnknownTemplates) {
    const test::TempDirectory folder;
    const std::string near = folder.write("markdown/tabel.md.mustache", "").string();

    EXPECT_EQ(config_error_of(folder.path()),
              near +
                  ": unknown template 'markdown/tabel.md.mustache' (did you mean "
                  "'markdown/table.md.mustache'?)");
}

TEST(LoadTemplates, ListsTheTemplatesWhenNoneIsNear) {
    const test::TempDirectory folder;
    const std::string file = folder.write("something-else.mustache", "").string();

    EXPECT_EQ(config_error_of(folder.path()),
              file +
                  ": unknown template 'something-else.mustache': expected one of "
                  "'markdown/diagrams.md.mustache', 'markdown/functions.md.mustache', "
                  "'markdown/generated.md.mustache', 'markdown/index.md.mustache', "
                  "'markdown/migrations.md.mustache', 'markdown/module.md.mustache', "
                  "'markdown/objects.md.mustache', 'markdown/table.md.mustache', "
                  "'markdown/table_access.md.mustache', "
                  "'markdown/table_parts.md.mustache', 'markdown/table_relatives.md.mustache', "
                  "'markdown/table_rows.md.mustache', "
                  "'markdown/types.md.mustache', 'mermaid/erd.mmd.mustache', "
                  "'mermaid/migrations.mmd.mustache', 'mermaid/overview.mmd.mustache'");
}

TEST(LoadTemplates, ChecksEachShadowingTemplateAtOnce) {
    const test::TempDirectory folder;
    const std::string file =
        folder.write("mermaid/erd.mmd.mustache", "erDiagram\n  {{titel}}\n").string();

    EXPECT_EQ(config_error_of(folder.path()),
              file + ":2:3: unknown value 'titel': expected one of 'entities', 'relations'");
}

}  // namespace
}  // namespace erdmark::render
