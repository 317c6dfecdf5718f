#include "config/new_config.h"

#include <gtest/gtest.h>

#include "config/config.h"
#include "support/temp_directory.h"

namespace erdmark::config {
namespace {

document::ModulePlan plan_of(const std::vector<std::string>& tables) {
    document::ModulePlan plan{
        .modules = {{.name = "all", .title = "All", .description = "Every \"table\"."}}};
    for (const std::string& table : tables) {
        plan.assignments.push_back({.table = {"", table}, .module = "all"});
    }
    return plan;
}

schema::Schema tables_named(const std::vector<std::string>& names) {
    schema::Schema schema;
    for (const std::string& name : names) {
        schema.tables.push_back({.name = {"", name}});
    }
    return schema;
}

TEST(NewConfig, IsReadBack) {
    const test::TempDirectory folder;
    const auto file = folder.write(
        "erdmark.toml", new_config("My \\ \"Shop\"", "db/migrations", plan_of({"a", "b"})));

    const Config config = read_config(file);

    EXPECT_EQ(config.document.title, "My \\ \"Shop\"");
    EXPECT_EQ(config.source.from, "db/migrations");
    ASSERT_EQ(config.modules.size(), 1U);
    EXPECT_EQ(config.modules[0].title, "All");
    EXPECT_EQ(config.modules[0].description, "Every \"table\".");
    EXPECT_EQ(config.modules[0].tables, (std::vector<std::string>{"a", "b"}));
}

TEST(NewConfig, NamesEachTableSoThatItsPatternTakesThatTableAlone) {
    const std::vector<std::string> names = {
        "*", "!x", "a?", "a[b]", "back\\slash", "tab\tnew\nline", "ab", "x"};
    const test::TempDirectory folder;
    for (const std::string& name : names) {
        SCOPED_TRACE(name);
        const auto file = folder.write("erdmark.toml", new_config("T", "x.sql", plan_of({name})));

        const document::ModulePlan plan =
            document::assign_modules(tables_named(names), read_config(file).modules);

        for (const document::Assignment& assignment : plan.assignments) {
            EXPECT_EQ(assignment.module, assignment.table.name == name ? "all" : "common")
                << assignment.table.name;
        }
    }
}

}  // namespace
}  // namespace erdmark::config
