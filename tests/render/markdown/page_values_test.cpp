#include "render/markdown/page_values.h"

#include <gtest/gtest.h>

#include "render/fixture.h"

namespace erdmark::render::markdown {
namespace {

std::string string_of(const ValueMap& values, std::string_view name) {
    const ValueMap::Member* member = values.find(name);
    return member == nullptr ? "(no value)" : member->string;
}

TEST(Summary, IsTheFirstParagraphOnOneLine) {
    EXPECT_EQ(summary("\n People who \r\n sign in.\n \nMore."), "People who sign in.");
    EXPECT_EQ(summary(""), "");
}

TEST(IndexValues, CountInWords) {
    const ValueMap values = index_values(test::typical_site(), {});

    EXPECT_EQ(string_of(values, "table_total"), "5 tables");
    EXPECT_EQ(string_of(values, "view_total"), "1 view");
    EXPECT_EQ(string_of(values, "cross_relationship_total"), "1");
}

TEST(IndexValues, LeaveOutWhatIsZero) {
    const ValueMap values = index_values(test::bare_site(), {});

    EXPECT_EQ(string_of(values, "table_total"), "1 table");
    EXPECT_EQ(string_of(values, "relationship_total"), "0 relationships");
    EXPECT_EQ(string_of(values, "view_total"), "");
    EXPECT_EQ(string_of(values, "cross_relationship_total"), "");
}

TEST(IndexValues, ListTablesWithTheirKindAndSummary) {
    const ValueMap values = index_values(test::typical_site(), {});

    const ValueList& tables = values.find("tables")->items;
    ASSERT_EQ(tables.size(), 6U);
    EXPECT_EQ(string_of(tables[0], "table"), "[active_users](users-erd.md#table-active_users)");
    EXPECT_EQ(string_of(tables[0], "special_kind"), "view");
    EXPECT_EQ(string_of(tables[5], "special_kind"), "");
    EXPECT_EQ(string_of(tables[5], "summary"),
              "People who can sign in. A row is never deleted: see is_deleted.");
}

TEST(ModuleValues, SayHowRelatedTablesAreRelated) {
    document::SiteView site = test::typical_site();
    document::ModuleView& module = site.modules.front();
    const document::RelatedTableView related = module.related.front();
    module.related.push_back({related.link, "", false, true});
    module.related.push_back({related.link, "", true, true});

    const ValueMap values = module_values(site, module, {}, "");

    const ValueList& rows = values.find("related")->items;
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(string_of(rows[0], "relation"), "referenced here");
    EXPECT_EQ(string_of(rows[1], "relation"), "references this module");
    EXPECT_EQ(string_of(rows[2], "relation"), "referenced here, and references this module");
}

TEST(ModuleValues, NameTheKeepRegionForThePage) {
    document::SiteView site = test::bare_site();
    site.modules.front().name = "my module";

    EXPECT_EQ(string_of(module_values(site, site.modules.front(), {}, ""), "keep"),
              "page:my:20module");
}

TEST(ModuleValues, SayWhenADiagramShowsWhatAViewReads) {
    document::SiteView site = test::typical_site();
    EXPECT_FALSE(module_values(site, site.modules[0], {}, "").find("has_views_in_diagram")->flag);

    site.modules[0].diagrams.parts[0].relations[0].reads = true;

    EXPECT_TRUE(module_values(site, site.modules[0], {}, "").find("has_views_in_diagram")->flag);
}

}  // namespace
}  // namespace erdmark::render::markdown
