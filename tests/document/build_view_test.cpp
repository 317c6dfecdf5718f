#include "document/build_view.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::key_to;
using test::make_module;
using test::make_table;

schema::Schema shop() {
    schema::Schema schema{
        .engine = "sqlite",
        .tables = {make_table("orders", {"id", "user_id", "gone_id"}),
                   make_table("refunds", {"id", "order_id"}), make_table("users", {"id", "email"})},
        .views = {{.name = {"", "all_orders"}}}};
    schema.tables[0].foreign_keys = {key_to("gone", {"gone_id"}), key_to("users", {"user_id"})};
    schema.tables[1].foreign_keys = {key_to("orders", {"order_id"})};
    schema.tables[2].comment = "People.";
    return schema;
}

SiteView view_of(const schema::Schema& schema) {
    const ModuleRule rules[] = {make_module("orders", {"*orders", "refunds"}),
                                make_module("users", {"users"})};
    return build_view(schema, assign_modules(schema, rules),
                      {.title = "Shop", .description = "Sells."});
}

TEST(BuildView, CountsTheWholeSite) {
    const SiteView site = view_of(shop());

    EXPECT_EQ(site.title, "Shop");
    EXPECT_EQ(site.description, "Sells.");
    EXPECT_EQ(site.engine, "SQLite");
    EXPECT_EQ(site.table_count, 3U);
    EXPECT_EQ(site.view_count, 1U);
    EXPECT_EQ(site.column_count, 7U);
    EXPECT_EQ(site.relationship_count, 3U);
    EXPECT_EQ(site.cross_relationship_count, 1U);
}

TEST(BuildView, IndexesTablesAndViewsByName) {
    const SiteView site = view_of(shop());

    std::vector<std::string> names;
    for (const TableLink& link : site.index) {
        names.push_back(link.table);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"all_orders", "orders", "refunds", "users"}));
}

TEST(BuildView, AModuleHoldsItsTablesThenItsViews) {
    const ModuleView orders = view_of(shop()).modules[0];

    ASSERT_EQ(orders.tables.size(), 3U);
    EXPECT_EQ(orders.tables[0].link.table, "orders");
    EXPECT_EQ(orders.tables[1].link.table, "refunds");
    EXPECT_EQ(orders.tables[2].kind, "view");
}

TEST(BuildView, RelatedTablesSayWhichSideHoldsTheKey) {
    const SiteView site = view_of(shop());

    const std::vector<RelatedTableView>& of_orders = site.modules[0].related;
    ASSERT_EQ(of_orders.size(), 2U);
    EXPECT_EQ(of_orders[0].link.table, "gone");
    EXPECT_EQ(of_orders[0].link.module, "");
    EXPECT_EQ(of_orders[1].link.table, "users");
    EXPECT_EQ(of_orders[1].description, "People.");
    EXPECT_TRUE(of_orders[1].referenced);
    EXPECT_FALSE(of_orders[1].referencing);
    const std::vector<RelatedTableView>& of_users = site.modules[1].related;
    ASSERT_EQ(of_users.size(), 1U);
    EXPECT_TRUE(of_users[0].referencing);
}

TEST(BuildView, EdgesWithinAndAcrossModulesStandApart) {
    const SiteView site = view_of(shop());

    ASSERT_EQ(site.modules[0].inner_edges.size(), 1U);
    EXPECT_EQ(site.modules[0].inner_edges[0].from.table, "refunds");
    ASSERT_EQ(site.modules[0].cross_edges.size(), 2U);
    EXPECT_EQ(site.modules[0].cross_edges[0].to.table, "gone");
    EXPECT_EQ(site.modules[0].cross_edges[1].to.table, "users");
    ASSERT_EQ(site.modules[1].cross_edges.size(), 1U);
    EXPECT_EQ(site.modules[1].cross_edges[0].from.table, "orders");
}

}  // namespace
}  // namespace erdmark::document
