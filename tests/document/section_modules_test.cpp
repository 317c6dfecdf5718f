#include "document/section_modules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

schema::Schema schema_of(const std::vector<std::string>& tables) {
    schema::Schema schema;
    for (const std::string& table : tables) {
        schema.tables.push_back({.name = {"", table}});
    }
    return schema;
}

std::vector<schema::QualifiedName> names(const std::vector<std::string>& tables) {
    std::vector<schema::QualifiedName> result;
    for (const std::string& table : tables) {
        result.push_back({"", table});
    }
    return result;
}

TEST(SectionModules, AreWhatHeadingsName) {
    const std::vector<ModuleRule> rules =
        section_modules(schema_of({"a", "b", "c", "d", "e"}),
                        std::vector<TableSection>{{"AUTHORIZATION DOMAIN", names({"a", "b"})},
                                                  {"2. Cost & billing (new)", names({"c", "d"})},
                                                  {"INDEXES", names({"e"})}});

    ASSERT_EQ(rules.size(), 2U);
    EXPECT_EQ(rules[0].name, "authorization");
    EXPECT_EQ(rules[0].title, "Authorization");
    EXPECT_EQ(rules[0].reason, "section 'AUTHORIZATION DOMAIN'");
    EXPECT_THAT(rules[0].tables, ElementsAre("a", "b"));
    EXPECT_EQ(rules[1].name, "cost-billing");
    EXPECT_EQ(rules[1].title, "Cost & Billing");
}

struct TitleCase {
    const char* heading;
    const char* title;
};

TEST(SectionModules, HaveReadableTitles) {
    const TitleCase cases[] = {
        {"LLM DOMAIN", "LLM"},
        {"USER TABLES", "User"},
        {"SECTION 3: AUDIT AND LOGS", "Audit and Logs"},
        {"Part II - Orders of customers", "Orders of Customers"},
        {"SSO providers", "SSO Providers"},
        {"identity", "Identity"},
    };
    for (const TitleCase& each : cases) {
        SCOPED_TRACE(each.heading);
        const std::vector<ModuleRule> rules =
            section_modules(schema_of({"a", "b", "c", "d"}),
                            std::vector<TableSection>{{each.heading, names({"a", "b"})},
                                                      {"Another", names({"c", "d"})}});
        ASSERT_EQ(rules.size(), 2U);
        EXPECT_EQ(rules[0].title, each.title);
    }
}

TEST(SectionModules, OfOneNameAreOneModule) {
    const std::vector<ModuleRule> rules = section_modules(
        schema_of({"a", "b", "c", "d*"}),
        std::vector<TableSection>{
            {"Users", names({"a"})}, {"Sales", names({"b", "c"})}, {"USERS", names({"d*"})}});

    ASSERT_EQ(rules.size(), 2U);
    EXPECT_THAT(rules[0].tables, ElementsAre("a", "d\\*"));
}

struct TooFewCase {
    const char* name;
    std::vector<TableSection> sections;
};

TEST(SectionModules, AreNoneWhereHeadingsGroupTooLittle) {
    const TooFewCase cases[] = {
        {"none", {}},
        {"one", {{"Users", names({"a", "b", "c"})}}},
        {"a heading for each table",
         {{"A", names({"a"})}, {"B", names({"b"})}, {"C", names({"c"})}}},
        {"less than half", {{"A", names({"a"})}, {"B", names({"b"})}}},
        {"tables that are gone", {{"A", names({"x", "y"})}, {"B", names({"c", "z"})}}},
        {"kinds of objects", {{"TABLES", names({"a", "b"})}, {"SEED DATA", names({"c", "d"})}}},
    };
    for (const TooFewCase& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_THAT(section_modules(schema_of({"a", "b", "c", "d"}), each.sections), IsEmpty());
    }
}

}  // namespace
}  // namespace erdmark::document
