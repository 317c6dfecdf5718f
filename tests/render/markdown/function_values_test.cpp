#include <fmt/format.h>
#include <gtest/gtest.h>

#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {
namespace {

using document::RoutineSectionView;
using document::RoutineView;

ValueMap values_of(const std::vector<RoutineSectionView>& sections) {
    document::SiteView site{.title = "Shop"};
    site.database.routines = sections;
    return functions_values(site);
}

std::string heading(const ValueMap& values, std::size_t section) {
    return values.find("sections")->items[section].find("schema")->string;
}

/// A value of the first row of `list` in the first section.
std::string string_of(const ValueMap& values, const char* list, const char* name) {
    return values.find("sections")->items.front().find(list)->items.front().find(name)->string;
}

TEST(FunctionValues, HaveNoHeadingWhenThereIsOneSchemaOnly) {
    EXPECT_EQ(heading(values_of({{""}}), 0), "");
    EXPECT_EQ(heading(values_of({{"crm"}}), 0), "crm");
    EXPECT_EQ(heading(values_of({{""}, {"crm"}}), 0), "Default schema");
    EXPECT_EQ(heading(values_of({{""}, {"crm"}}), 1), "crm");
}

TEST(FunctionValues, TellWhatAFunctionIs) {
    const ValueMap values = values_of({{"",
                                        {{.link = {"crm.f", "crm-f"},
                                          .kind = "procedure",
                                          .arguments = "a text DEFAULT '|'",
                                          .returns = "SETOF text",
                                          .notes = {"stable", "strict"},
                                          .settings = {"search_path=''"}}}}});

    EXPECT_EQ(string_of(values, "functions", "function_anchor"), "function-crm-f");
    EXPECT_EQ(string_of(values, "functions", "function"),
              "<code>crm.f(a text DEFAULT '&#124;')</code>");
    EXPECT_EQ(string_of(values, "functions", "returns"), "`SETOF text`");
    EXPECT_EQ(string_of(values, "functions", "function_notes"),
              "procedure, stable, strict, `search_path=''`");
    EXPECT_TRUE(values.find("sections")->items.front().find("bodies")->items.empty());
}

TEST(FunctionValues, TellWhoCallsATriggerFunction) {
    RoutineView routine{.kind = "function"};
    routine.used_by = {{{"users", "people", "People", "users"}, "touch"}, {{}, "ddl"}};

    EXPECT_EQ(string_of(values_of({{"", {}, {routine}}}), "trigger_functions", "called_by"),
              "[users](people-erd.md#table-users) (`touch`), event trigger `ddl`");
}

TEST(FunctionValues, ShowBodiesInTheirLanguage) {
    struct Case {
        const char* language;
        const char* fence;
    };
    const Case cases[] = {{"sql", "sql"},      {"plpgsql", "sql"},     {"plpython3u", "python"},
                          {"plperlu", "perl"}, {"plv8", "javascript"}, {"c", ""},
                          {"un`known", ""}};
    for (const Case& each : cases) {
        SCOPED_TRACE(each.language);
        const RoutineView routine{.language = each.language, .body = "x"};
        EXPECT_EQ(string_of(values_of({{"", {routine}}}), "bodies", "body"),
                  fmt::format("```{}\nx\n```", each.fence));
    }
}

}  // namespace
}  // namespace erdmark::render::markdown
