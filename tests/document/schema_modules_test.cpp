#include "document/schema_modules.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::make_module;
using test::make_table;

schema::Schema tables_in(const std::vector<std::string>& namespaces) {
    schema::Schema schema;
    for (const std::string& name : namespaces) {
        schema.tables.push_back(make_table("user_things", {"id"}));
        schema.tables.back().name.schema = name;
    }
    return schema;
}

std::vector<std::string> modules_of(const ModulePlan& plan) {
    std::vector<std::string> modules;
    for (const Assignment& assignment : plan.assignments) {
        modules.push_back(assignment.module);
    }
    return modules;
}

TEST(SchemaModules, ComeBeforeBuiltInWords) {
    const ModulePlan plan = assign_modules(tables_in({"", "crm", "mail"}), {});

    EXPECT_EQ(modules_of(plan), (std::vector<std::string>{"users", "crm", "mail"}));
    EXPECT_EQ(plan.assignments[1].reason, "schema 'crm'");
    ASSERT_EQ(plan.modules.size(), 3U);
    EXPECT_EQ(plan.modules[1].title, "Crm");
    EXPECT_EQ(plan.modules[1].description, "What is in the schema crm.");
}

TEST(SchemaModules, ComeAfterTheRulesOfTheProject) {
    const ModuleRule rules[] = {make_module("mine", {"crm.*"})};

    const ModulePlan plan = assign_modules(tables_in({"", "crm", "mail"}), rules);

    EXPECT_EQ(modules_of(plan), (std::vector<std::string>{"common", "mine", "mail"}));
    EXPECT_EQ(plan.modules[1].name, "mail");
    EXPECT_EQ(plan.modules[2].name, "common");
}

TEST(SchemaModules, AreNoneWhenEverythingIsInOneSchema) {
    EXPECT_EQ(modules_of(assign_modules(tables_in({"app", "app"}), {})),
              (std::vector<std::string>{"users", "users"}));
}

TEST(SchemaModules, TakeTheCommentOfTheSchema) {
    schema::Schema schema = tables_in({"", "crm"});
    schema.namespaces = {{"crm", "People we know."}};

    EXPECT_EQ(assign_modules(schema, {}).modules[1].description, "People we know.");
}

TEST(SchemaModules, JoinTheModuleOfTheSameName) {
    const ModuleRule rules[] = {{.name = "crm", .title = "Customers", .tables = {"x"}}};

    const ModulePlan plan = assign_modules(tables_in({"", "crm", "common"}), rules);

    EXPECT_EQ(modules_of(plan), (std::vector<std::string>{"common", "crm", "common"}));
    EXPECT_EQ(plan.modules[0].title, "Customers");
}

TEST(SchemaModules, TellABuiltInModuleOfTheSameNameWhatItIsFor) {
    schema::Schema schema = tables_in({"", "billing"});
    schema.namespaces = {{"billing", "Money that comes in."}};
    const ModuleRule rules[] = {
        {.name = "billing", .title = "Billing", .description = "Mine.", .tables = {"x"}}};

    EXPECT_EQ(assign_modules(schema, {}).modules[1].description, "Money that comes in.");
    EXPECT_EQ(assign_modules(schema, rules).modules[0].description, "Mine.");
}

TEST(SchemaModules, HaveNamesThatFitAFileAndAreApart) {
    const ModuleRule rules[] = {make_module("Mail", {"none"})};

    const ModulePlan plan =
        assign_modules(tables_in({"", "$$", "a b", "a-b", "a.b", "mail", "größe!"}), rules);

    EXPECT_EQ(modules_of(plan), (std::vector<std::string>{"common", "schema", "a-b", "a-b-2",
                                                          "a-b-3", "mail-2", "gr-e"}));
}

}  // namespace
}  // namespace erdmark::document
