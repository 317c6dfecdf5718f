#include "document/table/parts.h"

#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

using Words = std::vector<std::string>;

TEST(IndexViews, TellHowAnIndexIsMade) {
    const std::vector<IndexView> views =
        make_index_views({{.name = "i",
                           .method = "gin",
                           .parts = {{.column = "a", .operator_class = "ops"}},
                           .included = {"b"},
                           .unique = true,
                           .nulls_not_distinct = true,
                           .invalid = true,
                           .options = {"fillfactor=70"},
                           .comment = "Why."},
                          {.name = "hidden", .origin = schema::IndexOrigin::ExclusionConstraint}});

    ASSERT_EQ(views.size(), 1U);
    EXPECT_EQ(views[0].method, "gin");
    EXPECT_EQ(views[0].parts, (Words{"a ops"}));
    EXPECT_EQ(views[0].included, (Words{"b"}));
    EXPECT_TRUE(views[0].nulls_not_distinct);
    EXPECT_TRUE(views[0].invalid);
    EXPECT_EQ(views[0].options, (Words{"fillfactor=70"}));
    EXPECT_EQ(views[0].description, "Why.");
}

TEST(TriggerViews, TellWhatTheyCall) {
    const RoutineEntries routines =
        make_routine_entries({.routines = {{.name = {"", "f"}, .returns = "trigger"}}});

    const std::vector<TriggerView> views = make_trigger_views({{.name = "t",
                                                                .level = "ROW",
                                                                .function = "f('x')",
                                                                .options = {"DISABLED"},
                                                                .comment = "Why."}},
                                                              routines);

    EXPECT_EQ(views[0].level, "ROW");
    EXPECT_EQ(views[0].call, "f('x')");
    EXPECT_EQ(views[0].function.anchor, "f");
    EXPECT_EQ(views[0].options, (Words{"DISABLED"}));
    EXPECT_EQ(views[0].description, "Why.");
}

TEST(RowsViews, AreThereWhereRowsWereAskedFor) {
    schema::Table table{.name = {"", "t"}};
    EXPECT_FALSE(make_rows_view(table).has_value());

    table.rows = schema::ReferenceRows{
        .columns = {"a"}, .values = {{"x"}, {std::nullopt}}, .truncated = true};

    const std::optional<RowsView> view = make_rows_view(table);
    ASSERT_TRUE(view.has_value());
    EXPECT_EQ(view->columns, (Words{"a"}));
    EXPECT_EQ(view->values, table.rows->values);
    EXPECT_TRUE(view->truncated);
}

TEST(PartitionViews, NameTheParentOfAPieceOfAPiece) {
    const schema::Table table{
        .name = {"", "t"},
        .partitions = {{.name = {"", "t1"}, .parent = {"", "t"}, .partition_key = "LIST (a)"},
                       {.name = {"", "t1a"}, .parent = {"", "t1"}, .bound = "DEFAULT"}}};

    const std::vector<PartitionView> views = make_partition_views(table);

    EXPECT_EQ(views[0].parent, "");
    EXPECT_EQ(views[0].partition_key, "LIST (a)");
    EXPECT_EQ(views[1].parent, "t1");
    EXPECT_EQ(views[1].bound, "DEFAULT");
}

TEST(PartViews, KeepWhatPoliciesRulesStatisticsAndGrantsSay) {
    const PolicyView policy =
        make_policy_views({{"p", true, "SELECT", {"app"}, "a", "b", "Why."}}).at(0);
    const RuleView rule = make_rule_views({{"r", "DELETE", true, "CREATE RULE", "Why."}}).at(0);
    const StatisticsView statistics =
        make_statistics_views({{{"crm", "s"}, {"mcv"}, {"a", "b"}, "Why."}}).at(0);
    const GrantView grant = make_grant_views({{"app", {"SELECT"}, {"INSERT"}}}).at(0);

    EXPECT_TRUE(policy.restrictive);
    EXPECT_EQ(policy.command, "SELECT");
    EXPECT_EQ(policy.roles, (Words{"app"}));
    EXPECT_EQ(policy.using_expression, "a");
    EXPECT_EQ(policy.check_expression, "b");
    EXPECT_EQ(policy.description, "Why.");
    EXPECT_TRUE(rule.instead);
    EXPECT_EQ(rule.definition, "CREATE RULE");
    EXPECT_EQ(statistics.name, "crm.s");
    EXPECT_EQ(statistics.kinds, (Words{"mcv"}));
    EXPECT_EQ(statistics.parts, (Words{"a", "b"}));
    EXPECT_EQ(grant.privileges, (Words{"SELECT"}));
    EXPECT_EQ(grant.grantable, (Words{"INSERT"}));
}

}  // namespace
}  // namespace erdmark::document
