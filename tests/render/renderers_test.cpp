#include "render/renderers.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "render/fixture.h"

namespace erdmark::render {
namespace {

std::string usage_error_of(const std::string& name) {
    try {
        find_format(name);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        return error.what();
    }
    return "";
}

TEST(FindFormat, KnowsPagesAndDiagrams) {
    EXPECT_FALSE(find_format("markdown").diagram_only);
    EXPECT_TRUE(find_format("mermaid").diagram_only);
    EXPECT_EQ(formats().front().name, "markdown");
}

TEST(FindFormat, MakesARenderer) {
    const std::unique_ptr<Renderer> renderer = find_format("mermaid").make({});

    EXPECT_TRUE(
        renderer->render_diagram(test::typical_site().modules.front()).starts_with("erDiagram\n"));
}

TEST(FindFormat, RefusesOthers) {
    EXPECT_EQ(usage_error_of("mermaids"), "unknown format 'mermaids' (did you mean 'mermaid'?)");
    EXPECT_EQ(usage_error_of("pdf"), "unknown format 'pdf': expected one of 'markdown', 'mermaid'");
}

}  // namespace
}  // namespace erdmark::render
