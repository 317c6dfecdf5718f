#include "document/module.h"

#include <gtest/gtest.h>

#include "base/error.h"
#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::make_module;
using test::make_table;

schema::Schema tables_named(const std::vector<std::string>& names) {
    schema::Schema schema{.engine = "sqlite"};
    for (const std::string& name : names) {
        schema.tables.push_back(make_table(name, {"id"}));
    }
    return schema;
}

std::string module_of(const ModulePlan& plan, const std::string& table) {
    for (const Assignment& assignment : plan.assignments) {
        if (assignment.table.name == table) {
            return assignment.module;
        }
    }
    return "";
}

std::vector<std::string> module_names(const ModulePlan& plan) {
    std::vector<std::string> names;
    for (const ModuleRule& module : plan.modules) {
        names.push_back(module.name);
    }
    return names;
}

struct Builtin {
    const char* table;
    const char* module;
};

TEST(AssignModules, BuiltInRulesKnowWhatMostSchemasHave) {
    const Builtin cases[] = {
        {"users", "users"},
        {"user", "users"},
        {"user_sessions", "users"},
        {"session_activities", "users"},
        {"sessionanalytics", "users"},
        {"UserProfile", "users"},
        {"oauth_accounts", "authentication"},
        {"oauth2account", "authentication"},
        {"password_reset_tokens", "authentication"},
        {"passwordresettoken", "authentication"},
        {"user_oauth_links", "authentication"},
        {"roles", "authorization"},
        {"permissions", "authorization"},
        {"role_permissions", "authorization"},
        {"user_roles", "authorization"},
        {"groups", "groups"},
        {"user_groups", "groups"},
        {"team_members", "groups"},
        {"item", "items"},
        {"product_categories", "items"},
        {"order_items", "orders"},
        {"payroll_runs", "common"},
        {"controllers", "common"},
        {"blogs", "common"},
        {"invoice_lines", "billing"},
        {"audit_log", "audit"},
    };
    for (const Builtin& each : cases) {
        SCOPED_TRACE(each.table);
        EXPECT_EQ(module_of(assign_modules(tables_named({each.table}), {}), each.table),
                  each.module);
    }
}

TEST(AssignModules, TheFirstRuleThatMatchesWins) {
    const ModuleRule rules[] = {make_module("a", {"user_*"}), make_module("b", {"user*"})};

    const ModulePlan plan = assign_modules(tables_named({"user_roles", "users"}), rules);

    EXPECT_EQ(module_of(plan, "user_roles"), "a");
    EXPECT_EQ(module_of(plan, "users"), "b");
    EXPECT_EQ(plan.assignments[0].reason, "pattern 'user_*'");
}

TEST(AssignModules, AnExceptionTakesATableBack) {
    const ModuleRule rules[] = {make_module("a", {"user_*", "!user_log"}),
                                make_module("b", {"*_log"})};

    const ModulePlan plan = assign_modules(tables_named({"user_log", "user_roles"}), rules);

    EXPECT_EQ(module_of(plan, "user_log"), "b");
    EXPECT_EQ(module_of(plan, "user_roles"), "a");
    EXPECT_TRUE(plan.warnings.empty());
}

TEST(AssignModules, WhatNoRuleTakesGoesToCommonWhichComesLast) {
    const ModuleRule rules[] = {make_module("z", {"z"})};

    const ModulePlan plan = assign_modules(tables_named({"a", "z"}), rules);

    EXPECT_EQ(module_of(plan, "a"), "common");
    EXPECT_EQ(plan.assignments[0].reason, "no rule takes it");
    EXPECT_EQ(module_names(plan), (std::vector<std::string>{"z", "common"}));
}

TEST(AssignModules, ADeclaredCommonKeepsItsPlaceAndItsWords) {
    const ModuleRule rules[] = {
        {.name = "common", .title = "Shared", .description = "Mine.", .tables = {"shared_*"}},
        make_module("z", {"z"})};

    const ModulePlan plan = assign_modules(tables_named({"a", "z"}), rules);

    EXPECT_EQ(module_names(plan), (std::vector<std::string>{"common", "z"}));
    EXPECT_EQ(plan.modules[0].title, "Shared");
}

TEST(AssignModules, ModulesWithoutTablesAreLeftOut) {
    const ModuleRule rules[] = {make_module("empty", {"x*"}), make_module("z", {"z"})};

    EXPECT_EQ(module_names(assign_modules(tables_named({"z"}), rules)),
              (std::vector<std::string>{"z"}));
}

TEST(AssignModules, WarnsAboutPatternsThatTakeNothing) {
    const ModuleRule rules[] = {make_module("a", {"user*"}),
                                make_module("b", {"users", "ordr*", "!nothing"})};

    const ModulePlan plan = assign_modules(tables_named({"users"}), rules);

    EXPECT_EQ(plan.warnings,
              (std::vector<std::string>{
                  "module 'b': every table that pattern 'users' matches is in an earlier module",
                  "module 'b': pattern 'ordr*' matches no table",
                  "module 'b': pattern '!nothing' matches no table"}));
}

TEST(AssignModules, ViewsAreAssignedToo) {
    schema::Schema schema = tables_named({"a"});
    schema.views.push_back({.name = {"", "user_totals"}});

    const ModulePlan plan = assign_modules(schema, {});

    ASSERT_EQ(plan.assignments.size(), 2U);
    EXPECT_EQ(plan.assignments[1].module, "users");
    EXPECT_EQ(plan.assignments[1].reason, "built-in word 'user'");
}

std::string refusal(const std::string& word, std::span<const ModuleRule> modules) {
    try {
        return "accepted as " + resolve_module(word, modules);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Usage);
        return error.what();
    }
}

TEST(ResolveModule, TakesNamesAliasesAndUniqueBeginnings) {
    std::vector<ModuleRule> modules = {make_module("users", {}), make_module("authentication", {}),
                                       make_module("authorization", {})};
    modules[2].aliases = {"auth", "rbac"};

    EXPECT_EQ(resolve_module("users", modules), "users");
    EXPECT_EQ(resolve_module("USERS", modules), "users");
    EXPECT_EQ(resolve_module("u", modules), "users");
    EXPECT_EQ(resolve_module("authe", modules), "authentication");
    EXPECT_EQ(resolve_module("rbac", modules), "authorization");
    EXPECT_EQ(resolve_module("auth", modules), "authorization");
}

TEST(ResolveModule, RefusesWhatIsUnknownOrAmbiguous) {
    const ModuleRule modules[] = {make_module("users", {}), make_module("authentication", {}),
                                  make_module("authorization", {})};

    EXPECT_EQ(refusal("auth", modules),
              "module 'auth' could be any of: authentication, authorization");
    EXPECT_EQ(refusal("usres", modules),
              "unknown module 'usres' (did you mean 'users'?); the modules are: users, "
              "authentication, authorization");
    EXPECT_EQ(refusal("", modules),
              "unknown module ''; the modules are: users, authentication, authorization");
}

}  // namespace
}  // namespace erdmark::document
