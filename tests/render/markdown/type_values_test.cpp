#include "render/markdown/type_values.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

using document::DatabaseView;
using document::EnumView;

ValueMap values_of(const DatabaseView& database) {
    ValueMap values;
    add_types(values, database);
    return values;
}

std::string string_of(const ValueMap& values, const char* list, const char* name) {
    return values.find(list)->items.front().find(name)->string;
}

EnumView enum_of(std::size_t values) {
    EnumView view{.link = {"mood", "mood"}};
    for (std::size_t value = 0; value < values; ++value) {
        view.values.push_back(fmt::format("v{}", value));
    }
    return view;
}

TEST(TypeValues, LeaveOutWhatThereIsNot) {
    const ValueMap values = values_of({});

    EXPECT_FALSE(values.find("has_types")->flag);
    EXPECT_EQ(values.find("enum_total")->string, "");
    EXPECT_EQ(values.find("domain_total")->string, "");
}

TEST(TypeValues, ShowTheValuesOfAnEnum) {
    const ValueMap values = values_of({.enums = {enum_of(25)}});

    EXPECT_EQ(values.find("enum_total")->string, "1 enum");
    EXPECT_TRUE(string_of(values, "enums", "values").ends_with("`v24`"));
    EXPECT_EQ(string_of(values, "enums", "all_values"), "");
    EXPECT_EQ(string_of(values, "enums", "type_anchor"), "type-mood");
}

TEST(TypeValues, FoldAVeryLongEnum) {
    const ValueMap values = values_of({.enums = {enum_of(26)}});

    EXPECT_TRUE(string_of(values, "enums", "values").ends_with("`v23` and 2 more"));
    EXPECT_TRUE(string_of(values, "enums", "all_values").ends_with("`v25`"));
    EXPECT_EQ(string_of(values, "enums", "value_total"), "26 values");
}

TEST(TypeValues, ShowAnEmptyValue) {
    EXPECT_EQ(string_of(values_of({.enums = {{.values = {"", "a"}}}}), "enums", "values"),
              "(empty), `a`");
}

TEST(TypeValues, CutALongListOfUsers) {
    EnumView view = enum_of(1);
    for (int column = 0; column < 30; ++column) {
        view.used_by.push_back({.table = {"users", "people", "People", "users"},
                                .column = fmt::format("c{}", column)});
    }
    view.used_by[1] = {.column = "f", .type = {"pair", "pair"}};
    view.used_by[2] = {.type = {"known", "known"}};

    const std::string used_by = string_of(values_of({.enums = {view}}), "enums", "used_by");

    EXPECT_TRUE(
        used_by.starts_with("[users.c0](people-erd.md#table-users), [pair.f](#type-pair), "
                            "[known](#type-known), "))
        << used_by;
    EXPECT_TRUE(used_by.ends_with(" and 20 more")) << used_by;
}

TEST(TypeValues, DefineDomainsCompositeTypesAndRanges) {
    const ValueMap values = values_of(
        {.domains = {{.link = {"d", "d"},
                      .type = "text",
                      .nullable = false,
                      .default_value = "'a|b'",
                      .collation = "C",
                      .checks = {{"VALUE > ''", {"NOT VALID"}}}}},
         .composite_types = {{.columns = {{.name = "a", .type = "text", .description = "Why."},
                                          {.name = "b", .type = "date"}}}},
         .ranges = {{.subtype = "numeric", .options = {"X = y"}}}});

    EXPECT_EQ(string_of(values, "domains", "type_definition"),
              "`text`<br/>collation `C`<br/>not null<br/>default <code>'a&#124;b'</code><br/>check "
              "`VALUE > ''`, NOT VALID");
    EXPECT_EQ(string_of(values, "composite_types", "type_definition"),
              "`a` `text`: Why.<br/>`b` `date`");
    EXPECT_EQ(string_of(values, "ranges", "type_definition"), "`numeric`<br/>`X = y`");
}

}  // namespace
}  // namespace erdmark::render::markdown
