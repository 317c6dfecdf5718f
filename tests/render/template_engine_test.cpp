#include "render/template_engine.h"

#include <gtest/gtest.h>

namespace erdmark::render {
namespace {

std::string in_brackets(std::string_view text) {
    return "<" + std::string(text) + ">";
}

const TagTable kValues = {
    {"title", TagKind::Text, ""},
    {"empty", TagKind::Text, ""},
    {"link", TagKind::Markup, ""},
    {"yes", TagKind::Flag, ""},
    {"no", TagKind::Flag, ""},
    {"none", TagKind::List, "", {}},
    {"rows", TagKind::List, "", {{"name", TagKind::Text, ""}, {"title", TagKind::Text, ""}}},
};

ValueMap values() {
    ValueList rows;
    for (const char* name : {"a", "b"}) {
        ValueMap row;
        row.text("name", name);
        row.text("title", "");
        rows.push_back(std::move(row));
    }
    ValueMap values;
    values.text("title", "T");
    values.text("empty", "");
    values.markup("link", "<L>");
    values.flag("yes", true);
    values.flag("no", false);
    values.list("none", {});
    values.list("rows", std::move(rows));
    return values;
}

struct Case {
    const char* name;
    const char* text;
    const char* result;
};

class RenderTemplate : public testing::TestWithParam<Case> {};

TEST_P(RenderTemplate, FillsIt) {
    const std::map<std::string, Template> templates = {
        {"main", {"main", "main", GetParam().text}},
        {"part", {"part", "part", "- {{title}}\n- {{{link}}}\n"}}};
    const TemplateEngine engine(templates, {{"main", kValues}}, in_brackets);

    EXPECT_EQ(engine.render("main", values()), GetParam().result);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, RenderTemplate,
    testing::Values(Case{"Empty", "", ""}, Case{"TextIsEscaped", "{{title}}", "<T>"},
                    Case{"MarkupIsNot", "{{{link}}}{{&link}}", "<L><L>"},
                    Case{"FlagOn", "{{#yes}}x{{/yes}}{{^yes}}y{{/yes}}", "x"},
                    Case{"FlagOff", "{{#no}}x{{/no}}{{^no}}y{{/no}}", "y"},
                    Case{"TextAsCondition",
                         "{{#title}}x{{/title}}{{#empty}}y{{/empty}}{{^empty}}z{{/empty}}", "xz"},
                    Case{"ListOfNone", "{{#none}}x{{/none}}{{^none}}y{{/none}}", "y"},
                    Case{"ListOfTwo", "{{#rows}}{{name}}{{/rows}}{{^rows}}y{{/rows}}", "<a><b>"},
                    Case{"InnerNamesHideOuterOnes", "{{#rows}}{{title}}{{/rows}}", "<><>"},
                    Case{"OuterNamesAreSeenInside", "{{#rows}}{{{link}}}{{/rows}}", "<L><L>"},
                    Case{"NestedSections", "{{#rows}}{{#yes}}{{name}}{{/yes}}{{/rows}}", "<a><b>"},
                    Case{"LinesOfSectionsVanish", "1\n{{#rows}}\n  2\n{{/rows}}\n3\n",
                         "1\n  2\n  2\n3\n"},
                    Case{"Partial", "1\n{{>part}}\n2", "1\n- <T>\n- <L>\n2"},
                    Case{"IndentedPartial", "1\n  {{>part}}\n2", "1\n  - <T>\n  - <L>\n2"},
                    Case{"PartialInALine", "1 {{>part}} 2", "1 - <T>\n- <L>\n 2"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(ValueMap, FindsMembersByName) {
    const ValueMap map = values();

    ASSERT_NE(map.find("title"), nullptr);
    EXPECT_EQ(map.find("title")->string, "T");
    EXPECT_EQ(map.find("titles"), nullptr);
}

}  // namespace
}  // namespace erdmark::render
