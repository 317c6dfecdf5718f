#include "render/markdown/row_values.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

using document::RowsView;
using document::TableView;

ValueMap values_of(const RowsView& rows) {
    ValueMap values;
    add_rows(values, TableView{.rows = rows});
    return values;
}

std::string cell_of(const std::optional<std::string>& value) {
    const ValueMap values = values_of({.columns = {"a"}, .values = {{value}}});
    const ValueMap& row = values.find("rows")->items.front();
    return row.find("cells")->items.front().find("cell")->string;
}

TEST(RowValues, AreThoseOfTheShownColumns) {
    const ValueMap values =
        values_of({.columns = {"id", "na|me"}, .values = {{"1", "admin"}, {"2", "user"}}});

    EXPECT_TRUE(values.find("has_rows")->flag);
    EXPECT_EQ(values.find("row_total")->string, "2 rows");
    EXPECT_FALSE(values.find("more_rows")->flag);
    EXPECT_EQ(values.find("row_columns")->items[1].find("row_column")->string,
              "<code>na&#124;me</code>");
    EXPECT_EQ(values.find("rows")->items[1].find("cells")->items[1].find("cell")->string, "user");
}

TEST(RowValues, OfATableWithoutThemSayNothing) {
    ValueMap values;
    add_rows(values, TableView{});

    EXPECT_FALSE(values.find("has_rows")->flag);
    EXPECT_TRUE(values.find("rows")->items.empty());
}

TEST(RowValues, SayWhenTheTableIsEmptyOrHasMore) {
    EXPECT_EQ(values_of({.columns = {"a"}}).find("row_total")->string, "");
    EXPECT_TRUE(values_of({.columns = {"a"}, .truncated = true}).find("more_rows")->flag);
}

TEST(RowValues, FoldALongList) {
    RowsView rows{.columns = {"a"}};
    rows.values.resize(24, {"x"});
    EXPECT_FALSE(values_of(rows).find("many_rows")->flag);

    rows.values.resize(25, {"x"});

    EXPECT_TRUE(values_of(rows).find("many_rows")->flag);
}

TEST(RowValues, ShowAValueAsItIs) {
    struct Case {
        const char* name;
        std::optional<std::string> value;
        std::string cell;
    };
    const std::vector<Case> cases = {
        {"Null", std::nullopt, "`NULL`"},
        {"TheTextNull", "NULL", "NULL"},
        {"Empty", "", ""},
        {"Markup", "a|b *c* <d>", "a&#124;b &#42;c&#42; &lt;d>"},
        {"Lines", "a\nb", "a<br/>b"},
        {"LongestThatFits", std::string(120, 'x'), std::string(120, 'x')},
        {"TooLong", std::string(121, 'x'), std::string(120, 'x') + "…"},
        {"CutBetweenCharacters", std::string(119, 'x') + "äöü", std::string(119, 'x') + "ä…"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(cell_of(each.value), each.cell);
    }
}

}  // namespace
}  // namespace erdmark::render::markdown
