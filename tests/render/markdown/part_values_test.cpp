#include "render/markdown/part_values.h"

#include <gtest/gtest.h>

namespace erdmark::render::markdown {
namespace {

using document::TableView;

std::string string_of(const ValueMap& values, const char* list, const char* name) {
    return values.find(list)->items.front().find(name)->string;
}

ValueMap parts_of(const TableView& table) {
    ValueMap values;
    add_triggers(values, table);
    add_parts(values, table);
    add_access(values, table);
    return values;
}

TEST(TriggerValues, TellWhatIsCalledAndWhen) {
    const ValueMap values = parts_of({.triggers = {{.name = "t",
                                                    .level = "STATEMENT",
                                                    .call = "f('x')",
                                                    .function = {"f", "f"},
                                                    .options = {"CONSTRAINT", "DISABLED"},
                                                    .description = "Why."}}});

    EXPECT_TRUE(values.find("has_trigger_calls")->flag);
    EXPECT_TRUE(values.find("has_trigger_descriptions")->flag);
    EXPECT_EQ(string_of(values, "triggers", "level"), "statement");
    EXPECT_EQ(string_of(values, "triggers", "call"), "[`f('x')`](functions.md#function-f)");
    EXPECT_EQ(string_of(values, "triggers", "trigger_description"),
              "Why.<br/>CONSTRAINT, DISABLED");
}

TEST(TriggerValues, OfAnEngineWithBodiesHaveNoMoreColumns) {
    const ValueMap values = parts_of({.triggers = {{.name = "t", .body = "BEGIN\nEND"}}});

    EXPECT_FALSE(values.find("has_trigger_calls")->flag);
    EXPECT_FALSE(values.find("has_trigger_descriptions")->flag);
}

TEST(PartitionValues, FoldALongList) {
    TableView table;
    table.partitions.resize(24);
    EXPECT_FALSE(parts_of(table).find("many_partitions")->flag);

    table.partitions.resize(25);

    const ValueMap values = parts_of(table);
    EXPECT_TRUE(values.find("many_partitions")->flag);
    EXPECT_EQ(values.find("partition_total")->string, "25 partitions");
    EXPECT_FALSE(values.find("has_partition_keys")->flag);
    EXPECT_FALSE(values.find("has_partition_descriptions")->flag);
}

TEST(RowSecurity, IsToldInWords) {
    struct Case {
        bool on;
        bool forced;
        bool policies;
        const char* words;
    };
    const Case cases[] = {
        {false, false, false, ""},
        {false, false, true, "off: the policies are not in force."},
        {false, true, false, ""},
        {true, false, true, "on."},
        {true, true, true, "on (forced: for the owner as well)."},
        {true, false, false, "on. Without a policy only the owner sees rows."},
        {true, true, false,
         "on (forced: for the owner as well). Without a policy nobody sees a row."},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.words);
        TableView table{.row_security = each.on, .forced_row_security = each.forced};
        table.policies.resize(each.policies ? 1 : 0);
        const ValueMap values = parts_of(table);
        EXPECT_EQ(values.find("row_security")->string, each.words);
        EXPECT_EQ(values.find("has_access")->flag, *each.words != '\0');
    }
}

TEST(PolicyValues, TellWhichRows) {
    const ValueMap values = parts_of({.policies = {{.name = "p",
                                                    .restrictive = true,
                                                    .command = "ALL",
                                                    .roles = {"app", "a|b"},
                                                    .using_expression = "x",
                                                    .check_expression = "y"}}});

    EXPECT_EQ(string_of(values, "policies", "roles"), "`app`, <code>a&#124;b</code>");
    EXPECT_EQ(string_of(values, "policies", "policy_condition"), "using `x`<br/>check `y`");
    EXPECT_TRUE(values.find("policies")->items.front().find("restrictive")->flag);
}

TEST(GrantValues, TellWhatMayBePassedOn) {
    struct Case {
        std::vector<std::string> grantable;
        const char* words;
    };
    const std::vector<Case> cases = {
        {{}, ""}, {{"SELECT"}, "SELECT"}, {{"INSERT", "SELECT"}, "all"}};
    for (const Case& each : cases) {
        SCOPED_TRACE(each.words);
        const ValueMap values =
            parts_of({.grants = {{"app", {"INSERT", "SELECT"}, each.grantable}}});
        EXPECT_EQ(string_of(values, "grants", "grantable"), each.words);
        EXPECT_EQ(values.find("has_grantable")->flag, *each.words != '\0');
    }
}

TEST(StatisticsValues, OfAllKindsSaySo) {
    const ValueMap values = parts_of({.statistics = {{.name = "s", .parts = {"a", "b"}}}});

    EXPECT_TRUE(values.find("has_parts")->flag);
    EXPECT_EQ(string_of(values, "statistics", "statistics_kinds"), "all");
    EXPECT_EQ(string_of(values, "statistics", "statistics_parts"), "`a`, `b`");
}

TEST(RuleValues, ShowTheStatement) {
    const ValueMap values =
        parts_of({.rules = {{.name = "r", .event = "DELETE", .definition = "X"}}});

    EXPECT_EQ(string_of(values, "rules", "rule_definition"), "```sql\nX\n```");
}

}  // namespace
}  // namespace erdmark::render::markdown
