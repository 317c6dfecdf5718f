#include "document/site.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::key_to;
using test::make_module;
using test::make_table;

TEST(MakeSite, GivesEachNameOfAPageAnAnchorOfItsOwn) {
    schema::Schema schema;
    for (const char* name :
         {"a.b", "a b", "ab", "Users", "users", "größe", "$$$", "%%%", "x-", "ünique"}) {
        schema.tables.push_back(make_table(name, {"id"}));
    }
    const ModuleRule rules[] = {make_module("all", {"*"})};
    const ModulePlan plan = assign_modules(schema, rules);

    const Site site = make_site(schema, plan);

    std::vector<std::string> anchors;
    for (const TableLink& link : site.table_links) {
        anchors.push_back(link.anchor);
    }
    EXPECT_EQ(anchors,
              (std::vector<std::string>{"a-b", "a-b-2", "ab", "users", "users-2", "gru00f6u00dfe",
                                        "table", "table-2", "x", "u00fcnique"}));
}

TEST(MakeSite, NamesThatCannotBeSeenGetOneThatCan) {
    schema::Schema schema{.tables = {make_table("", {"id"}), make_table(" \t", {"id"})}};
    const ModulePlan plan = assign_modules(schema, {});

    const Site site = make_site(schema, plan);

    EXPECT_EQ(site.table_links[0].table, "(no name)");
    EXPECT_EQ(site.table_links[1].table, "(blank)");
}

TEST(MakeSite, AnchorsOfDifferentPagesMayBeTheSame) {
    schema::Schema schema{.tables = {make_table("a.b", {"id"}), make_table("a-b", {"id"})}};
    const ModuleRule rules[] = {make_module("one", {"a.b"}), make_module("two", {"a-b"})};
    const ModulePlan plan = assign_modules(schema, rules);

    const Site site = make_site(schema, plan);

    EXPECT_EQ(site.table_links[0].anchor, "a-b");
    EXPECT_EQ(site.table_links[1].anchor, "a-b");
}

TEST(MakeSite, TablesOfOneNameInTwoSchemasStayApart) {
    schema::Schema schema{.tables = {make_table("crm.users", {"id"}), make_table("users", {"id"}),
                                     make_table("users", {"id"}), make_table("users", {"id"})}};
    schema.tables[2].name.schema = "billing";
    schema.tables[3].name.schema = "crm";
    const ModuleRule rules[] = {make_module("all", {"*"})};
    const ModulePlan plan = assign_modules(schema, rules);

    const Site site = make_site(schema, plan);

    EXPECT_EQ(site.table_links[0].table, "\"crm.users\"");
    EXPECT_EQ(site.table_links[1].table, "users");
    EXPECT_EQ(site.table_links[2].table, "billing.users");
    EXPECT_EQ(site.table_links[3].table, "\"crm\".\"users\"");
    EXPECT_EQ(site.link_to({"billing", "users"}).anchor, "billing-users");
}

TEST(MakeSite, AParentThatIsNotDocumentedHasNoModule) {
    schema::Schema schema{.tables = {make_table("a", {"id", "b_id"})}};
    schema.tables[0].foreign_keys = {key_to("gone", {"b_id"})};
    const ModulePlan plan = assign_modules(schema, {});

    const Site site = make_site(schema, plan);

    EXPECT_EQ(site.parent_link(site.relations[0]).table, "gone");
    EXPECT_EQ(site.parent_link(site.relations[0]).module, "");
}

}  // namespace
}  // namespace erdmark::document
