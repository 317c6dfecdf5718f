#include <gtest/gtest.h>

#include "base/error.h"
#include "render/template_engine.h"

namespace erdmark::render {
namespace {

const TagTable kValues = {
    {"title", TagKind::Text, ""},
    {"link", TagKind::Markup, ""},
    {"split", TagKind::Flag, ""},
    {"tables", TagKind::List, "", {{"name", TagKind::Text, ""}, {"note", TagKind::Markup, ""}}},
};

std::string error_of(const std::map<std::string, Template>& all) {
    try {
        compile_template(all.at("main"), all, kValues);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Config);
        return error.what();
    }
    return "";
}

std::string error_of(const std::string& text) {
    return error_of({{"main", {"main.mustache", "main.mustache", text}}});
}

struct Case {
    const char* name;
    const char* text;
    const char* message;
};

class CompileTemplate : public testing::TestWithParam<Case> {};

TEST_P(CompileTemplate, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(error_of(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, CompileTemplate,
    testing::Values(
        Case{"NearName", "a\n {{titel}}",
             "main.mustache:2:2: unknown value 'titel' (did you mean 'title'?)"},
        Case{"FarName", "{{xyzxyz}}",
             "main.mustache:1:1: unknown value 'xyzxyz': expected one of 'title', 'link', 'split', "
             "'tables'"},
        Case{"FarNameInside", "{{#tables}}{{xyzxyz}}{{/tables}}",
             "main.mustache:1:12: unknown value 'xyzxyz': expected one of 'name', 'note', 'title', "
             "'link', 'split', 'tables'"},
        Case{"InnerNameOutside", "{{name}}",
             "main.mustache:1:1: unknown value 'name': expected one of 'title', 'link', 'split', "
             "'tables'"},
        Case{"InnerNameBehindTheSection", "{{#tables}}{{/tables}}{{note}}",
             "main.mustache:1:23: unknown value 'note': expected one of 'title', 'link', 'split', "
             "'tables'"},
        Case{"InnerNameWhenEmpty", "{{^tables}}{{note}}{{/tables}}",
             "main.mustache:1:12: unknown value 'note': expected one of 'title', 'link', 'split', "
             "'tables'"},
        Case{"UnknownSection", "{{#splitt}}{{/splitt}}",
             "main.mustache:1:1: unknown value 'splitt' (did you mean 'split'?)"},
        Case{"DottedName", "{{tables.name}}",
             "main.mustache:1:1: unknown value 'tables.name': expected one of 'title', 'link', "
             "'split', 'tables'"},
        Case{"ImplicitIterator", "{{#tables}}{{.}}{{/tables}}",
             "main.mustache:1:12: unknown value '.': expected one of 'name', 'note', 'title', "
             "'link', 'split', 'tables'"},
        Case{"RawText", "{{{title}}}",
             "main.mustache:1:1: value 'title' is plain text: expected '{{title}}', which escapes "
             "it"},
        Case{"RawTextByAmpersand", "{{&title}}",
             "main.mustache:1:1: value 'title' is plain text: expected '{{title}}', which escapes "
             "it"},
        Case{"EscapedMarkup", "{{link}}",
             "main.mustache:1:1: value 'link' is ready markup: expected '{{{link}}}', which does "
             "not "
             "escape it again"},
        Case{"FlagAsText", "{{split}}",
             "main.mustache:1:1: value 'split' is a flag: expected a section "
             "'{{#split}}…{{/split}}'"},
        Case{"ListAsMarkup", "{{{tables}}}",
             "main.mustache:1:1: value 'tables' is a list: expected a section "
             "'{{#tables}}…{{/tables}}'"},
        Case{"Unclosed", "a {{#tables}} b {{#split}}{{/split}}",
             "main.mustache:1:3: section 'tables' is not closed: expected '{{/tables}}'"},
        Case{"ClosedTwice", "{{#split}}{{/split}}\n{{/split}}",
             "main.mustache:2:1: '{{/split}}' closes no section: expected '{{#split}}' before it"},
        Case{"Crossed", "{{#tables}}\n{{#split}}\n{{/tables}}",
             "main.mustache:3:1: '{{/tables}}' does not close section 'split' of line 2: expected "
             "'{{/split}}'"},
        Case{"UnknownPartial", "{{>mian}}",
             "main.mustache:1:1: unknown partial 'mian' (did you mean 'main'?)"},
        Case{"FarPartial", "{{>something/else}}",
             "main.mustache:1:1: unknown partial 'something/else': expected one of 'main'"},
        Case{"OwnPartial", "{{>main}}",
             "main.mustache:1:1: partial 'main' includes itself: expected an end of the chain"},
        Case{"BrokenTag", "{{title", "main.mustache:1:1: tag is not closed: expected '}}'"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CompileTemplatePartials, AreHeldAgainstTheValuesOfTheirPlace) {
    const Template partial{"row.mustache", "mine/row.mustache", "{{name}}"};

    EXPECT_EQ(
        error_of({{"main", {"main.mustache", "main.mustache", "{{#tables}}{{>row}}{{/tables}}"}},
                  {"row", partial}}),
        "");
    EXPECT_EQ(
        error_of({{"main", {"main.mustache", "main.mustache", "\n  {{>row}}"}}, {"row", partial}}),
        "mine/row.mustache:1:1: unknown value 'name': expected one of 'title', 'link', 'split', "
        "'tables'");
}

TEST(CompileTemplatePartials, MayNotGoRoundInACircle) {
    EXPECT_EQ(error_of({{"main", {"main.mustache", "main.mustache", "{{>a}}"}},
                        {"a", {"a.mustache", "a.mustache", "{{>b}}"}},
                        {"b", {"b.mustache", "b.mustache", "x\n{{>a}}"}}}),
              "b.mustache:2:1: partial 'a' includes itself: expected an end of the chain");
}

TEST(CompileTemplatePartials, CloseTheirOwnSections) {
    EXPECT_EQ(error_of({{"main", {"main.mustache", "main.mustache", "{{#split}}{{>a}}{{/split}}"}},
                        {"a", {"a.mustache", "a.mustache", "{{/split}}"}}}),
              "a.mustache:1:1: '{{/split}}' closes no section: expected '{{#split}}' before it");
}

}  // namespace
}  // namespace erdmark::render
