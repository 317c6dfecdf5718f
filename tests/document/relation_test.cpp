#include "document/relation.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::key_to;
using test::make_table;

schema::Schema orders_of_users(const std::vector<std::string>& nullable) {
    schema::Schema schema{.tables = {make_table("orders", {"id", "user_id", "tenant"}, nullable),
                                     make_table("users", {"id", "tenant"})}};
    schema.tables[0].foreign_keys = {key_to("users", {"user_id"})};
    return schema;
}

std::vector<Relation> relations_of(const schema::Schema& schema) {
    return derive_relations(schema, tables_by_name(schema));
}

TEST(DeriveRelations, MakesOneEdgeForEachForeignKey) {
    const auto relations = relations_of(orders_of_users({}));

    ASSERT_EQ(relations.size(), 1U);
    EXPECT_EQ(relations[0].child, 0U);
    EXPECT_EQ(relations[0].parent, 1U);
    EXPECT_EQ(relations[0].at_parent, End::ExactlyOne);
    EXPECT_EQ(relations[0].at_child, End::ZeroOrMore);
}

TEST(DeriveRelations, AKeyThatCanBeNullMakesTheParentOptional) {
    EXPECT_EQ(relations_of(orders_of_users({"user_id"}))[0].at_parent, End::ZeroOrOne);
}

TEST(DeriveRelations, OneNullableColumnOfACompositeKeyIsEnough) {
    auto schema = orders_of_users({"tenant"});
    schema.tables[0].foreign_keys = {key_to("users", {"tenant", "user_id"}, {"tenant", "id"})};

    EXPECT_EQ(relations_of(schema)[0].at_parent, End::ZeroOrOne);
}

TEST(DeriveRelations, AUniqueKeyAllowsOneChildAtMost) {
    auto by_constraint = orders_of_users({});
    by_constraint.tables[0].unique_constraints = {{.columns = {"user_id"}}};
    auto by_index = orders_of_users({});
    by_index.tables[0].indexes = {{.name = "x", .parts = {{.column = "user_id"}}, .unique = true}};
    auto by_primary_key = orders_of_users({});
    by_primary_key.tables[0].primary_key = schema::PrimaryKey{.columns = {"user_id"}};

    for (const auto& schema : {by_constraint, by_index, by_primary_key}) {
        EXPECT_EQ(relations_of(schema)[0].at_child, End::ZeroOrOne);
    }
}

TEST(DeriveRelations, APartialOrWiderOrComputedUniqueIndexDoesNot) {
    auto partial = orders_of_users({});
    partial.tables[0].indexes = {{.name = "x",
                                  .parts = {{.column = "user_id"}},
                                  .unique = true,
                                  .predicate = "deleted = 0"}};
    auto wider = orders_of_users({});
    wider.tables[0].indexes = {
        {.name = "x", .parts = {{.column = "user_id"}, {.column = "tenant"}}, .unique = true}};
    auto computed = orders_of_users({});
    computed.tables[0].indexes = {
        {.name = "x", .parts = {{.expression = "abs(user_id)"}}, .unique = true}};

    for (const auto& schema : {partial, wider, computed}) {
        EXPECT_EQ(relations_of(schema)[0].at_child, End::ZeroOrMore);
    }
}

TEST(DeriveRelations, ATableThatDoesNotExistIsNoTable) {
    auto schema = orders_of_users({});
    schema.tables.pop_back();

    EXPECT_EQ(relations_of(schema)[0].parent, kNoTable);
}

schema::Schema roles_and_users() {
    schema::Schema schema{.tables = {make_table("roles", {"id"}),
                                     make_table("user_roles", {"user_id", "role_id", "at"}),
                                     make_table("users", {"id"})}};
    schema.tables[1].foreign_keys = {key_to("roles", {"role_id"}), key_to("users", {"user_id"})};
    return schema;
}

TEST(UniqueColumns, AreThoseThatAreUniqueAloneInTheWholeTable) {
    schema::Table table = make_table("t", {"id", "a", "b", "c", "d", "e"});
    table.unique_constraints = {{.columns = {"a"}}, {.columns = {"b", "c"}}};
    table.indexes = {
        {.parts = {{.column = "id"}}, .unique = true, .origin = schema::IndexOrigin::PrimaryKey},
        {.name = "whole", .parts = {{.column = "c"}}, .unique = true},
        {.name = "partial", .parts = {{.column = "d"}}, .unique = true, .predicate = "d > 0"},
        {.name = "plain", .parts = {{.column = "e"}}}};

    EXPECT_EQ(unique_columns(table), (std::set<std::string>{"a", "c"}));
}

TEST(DeriveRelations, AKeyToAPartitionLeadsToItsTable) {
    schema::Schema schema = orders_of_users({});
    schema.tables[1].partitions = {{.name = {"", "users_eu"}, .parent = {"", "users"}}};
    schema.tables[0].foreign_keys = {key_to("users_eu", {"user_id"})};

    EXPECT_EQ(relations_of(schema)[0].parent, 1U);
}

TEST(DeriveRelations, ParentsAreFoundByTheirWholeName) {
    schema::Schema schema{.tables = {make_table("orders", {"id", "user_id"}),
                                     make_table("users", {"id"}), make_table("users", {"id"})}};
    schema.tables[2].name.schema = "crm";
    schema.tables[0].foreign_keys = {key_to("users", {"user_id"})};
    schema.tables[0].foreign_keys[0].referenced_table.schema = "crm";

    EXPECT_EQ(relations_of(schema)[0].parent, 2U);
}

TEST(DeriveRelations, MatchFullIsOptionalOnlyWhenAllColumnsCanBeNull) {
    for (const bool all : {false, true}) {
        SCOPED_TRACE(all);
        schema::Schema schema =
            all ? orders_of_users({"user_id", "tenant"}) : orders_of_users({"tenant"});
        schema.tables[0].foreign_keys = {key_to("users", {"user_id", "tenant"}, {"id", "tenant"})};
        schema.tables[0].foreign_keys[0].match = schema::MatchType::Full;

        EXPECT_EQ(relations_of(schema)[0].at_parent, all ? End::ZeroOrOne : End::ExactlyOne);
    }
}

TEST(DeriveRelations, AnIndexThatWasNeverFinishedMakesNothingUnique) {
    schema::Schema schema = orders_of_users({});
    schema.tables[0].indexes = {
        {.parts = {{.column = "user_id"}}, .unique = true, .invalid = true}};

    EXPECT_EQ(relations_of(schema)[0].at_child, End::ZeroOrMore);
    EXPECT_TRUE(unique_columns(schema.tables[0]).empty());
}

TEST(FindJunctions, ATableWhosePrimaryKeyIsMadeOfTwoForeignKeys) {
    auto schema = roles_and_users();
    schema.tables[1].primary_key = schema::PrimaryKey{.columns = {"user_id", "role_id"}};

    const auto junctions = find_junctions(schema);

    ASSERT_EQ(junctions.size(), 1U);
    EXPECT_EQ(junctions[0].table, 1U);
    EXPECT_EQ(junctions[0].left_key, 0U);
    EXPECT_EQ(junctions[0].right_key, 1U);
}

TEST(FindJunctions, AUniqueConstraintOfTwoForeignKeysWillDo) {
    auto schema = roles_and_users();
    schema.tables[1].primary_key = schema::PrimaryKey{.columns = {"at"}};
    EXPECT_TRUE(find_junctions(schema).empty());

    schema.tables[1].unique_constraints = {{.columns = {"role_id", "user_id"}}};
    EXPECT_EQ(find_junctions(schema).size(), 1U);
}

TEST(FindJunctions, AUniqueKeyWithAColumnThatCanBeNullIdentifiesNoRow) {
    auto schema = roles_and_users();
    schema.tables[1].primary_key = schema::PrimaryKey{.columns = {"at"}};
    schema.tables[1].unique_constraints = {{.columns = {"role_id", "user_id"}}};
    schema.tables[1].columns[1].nullable = true;

    EXPECT_TRUE(find_junctions(schema).empty());
}

TEST(FindJunctions, APrimaryKeyIsOneThoughSqliteLetsItBeNull) {
    auto schema = roles_and_users();
    schema.tables[1].primary_key = schema::PrimaryKey{.columns = {"user_id", "role_id"}};
    schema.tables[1].columns[1].nullable = true;

    EXPECT_EQ(find_junctions(schema).size(), 1U);
}

TEST(FindJunctions, AKeyWithAColumnOfItsOwnIsNone) {
    auto schema = roles_and_users();
    schema.tables[1].primary_key = schema::PrimaryKey{.columns = {"user_id", "role_id", "at"}};

    EXPECT_TRUE(find_junctions(schema).empty());
}

TEST(FindJunctions, JoinsATableWithItself) {
    schema::Schema schema{
        .tables = {make_table("friends", {"a", "b"}), make_table("users", {"id"})}};
    schema.tables[0].primary_key = schema::PrimaryKey{.columns = {"a", "b"}};
    schema.tables[0].foreign_keys = {key_to("users", {"a"}), key_to("users", {"b"})};

    EXPECT_EQ(find_junctions(schema).size(), 1U);
}

TEST(FindJunctions, ThreeForeignKeysJoinThreePairs) {
    schema::Schema schema{.tables = {make_table("x", {"a", "b", "c"})}};
    schema.tables[0].primary_key = schema::PrimaryKey{.columns = {"a", "b", "c"}};
    schema.tables[0].foreign_keys = {key_to("p", {"a"}), key_to("q", {"b"}), key_to("r", {"c"})};

    EXPECT_EQ(find_junctions(schema).size(), 3U);
}

}  // namespace
}  // namespace erdmark::document
