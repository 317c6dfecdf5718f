#include "document/table/constraints.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using schema::Deferrability;
using schema::MatchType;
using schema::ReferentialAction;
using test::key_to;
using test::make_table;
using Words = std::vector<std::string>;

std::vector<ConstraintView> views_of(const schema::Table& table) {
    schema::Schema schema{.tables = {table, make_table("parents", {"id"})}};
    schema.tables[1].partitions = {{.name = {"", "parents_eu"}, .parent = {"", "parents"}}};
    const ModulePlan plan = assign_modules(schema, {});
    return make_constraint_views(make_site(schema, plan), 0);
}

TEST(ConstraintViews, TellWhatKeysAddToTheirColumns) {
    schema::Table table = make_table("t", {"id", "a"});
    table.primary_key->included = {"a"};
    table.primary_key->deferrability = Deferrability::InitiallyImmediate;
    table.primary_key->comment = "Why.";
    table.unique_constraints = {{.columns = {"a"},
                                 .included = {"id"},
                                 .nulls_not_distinct = true,
                                 .deferrability = Deferrability::InitiallyDeferred}};

    const std::vector<ConstraintView> views = views_of(table);

    EXPECT_EQ(views[0].included, (Words{"a"}));
    EXPECT_EQ(views[0].clauses, (Words{"DEFERRABLE"}));
    EXPECT_EQ(views[0].description, "Why.");
    EXPECT_EQ(views[1].included, (Words{"id"}));
    EXPECT_EQ(views[1].clauses, (Words{"NULLS NOT DISTINCT", "DEFERRABLE INITIALLY DEFERRED"}));
}

TEST(ConstraintViews, TellWhereAChecksHoldEnds) {
    schema::Table table = make_table("t", {"id"});
    table.check_constraints = {{.expression = "id > 0", .no_inherit = true, .not_valid = true}};

    EXPECT_EQ(views_of(table)[1].clauses, (Words{"NO INHERIT", "NOT VALID"}));
}

TEST(ConstraintViews, TellWhatExcludesWhat) {
    schema::Table table = make_table("t", {"id"});
    table.exclusion_constraints = {
        {.name = "no_overlap",
         .method = "gist",
         .elements = {{{.column = "room"}, "="},
                      {{.expression = "lower(x)", .collation = "C", .operator_class = "ops"},
                       "&&"}},
         .included = {"id"},
         .predicate = "room > 0",
         .deferrability = Deferrability::InitiallyDeferred}};

    const ConstraintView view = views_of(table)[1];

    EXPECT_EQ(view.kind, "EXCLUDE");
    EXPECT_EQ(view.columns, (Words{"room WITH =", "lower(x) COLLATE C ops WITH &&"}));
    EXPECT_EQ(view.method, "gist");
    EXPECT_EQ(view.included, (Words{"id"}));
    EXPECT_EQ(view.predicate, "room > 0");
    EXPECT_EQ(view.clauses, (Words{"DEFERRABLE INITIALLY DEFERRED"}));
}

TEST(ConstraintViews, TellWhenAKeyLeadsToOnePartitionOnly) {
    schema::Table table = make_table("t", {"id", "p"});
    table.foreign_keys = {key_to("parents_eu", {"p"})};

    const ConstraintView view = views_of(table)[1];

    EXPECT_EQ(view.referenced->table, "parents");
    EXPECT_EQ(view.clauses, (Words{"only its partition parents_eu"}));
}

TEST(KeyClauses, StandInTheOrderOfSql) {
    schema::ForeignKey key{.on_update = ReferentialAction::Cascade,
                           .on_delete = ReferentialAction::SetNull,
                           .set_columns = {"a", "B"},
                           .match = MatchType::Full,
                           .deferrability = Deferrability::InitiallyImmediate,
                           .not_valid = true};

    EXPECT_EQ(key_clauses(key), (Words{"MATCH FULL", "ON UPDATE CASCADE",
                                       "ON DELETE SET NULL (a, B)", "DEFERRABLE", "NOT VALID"}));
    EXPECT_EQ(key_clauses({.match = MatchType::Partial}), (Words{"MATCH PARTIAL"}));
    EXPECT_EQ(key_clauses({}), Words{});
}

TEST(IndexPartText, SaysWhatIsNotTheDefault) {
    EXPECT_EQ(index_part_text({.column = "a",
                               .descending = true,
                               .nulls = "LAST",
                               .collation = "C",
                               .operator_class = "text_pattern_ops"}),
              "a COLLATE C text_pattern_ops DESC NULLS LAST");
    EXPECT_EQ(index_part_text({.expression = "lower(a)"}), "lower(a)");
}

}  // namespace
}  // namespace erdmark::document
