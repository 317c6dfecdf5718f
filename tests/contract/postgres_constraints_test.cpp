#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"

// What the introspector of PostgreSQL tells of constraints, indexes and statistics; see
// tests/fixtures/postgres/schema.sql.

namespace erdmark {
namespace {

using schema::CheckConstraint;
using schema::Deferrability;
using schema::ExclusionConstraint;
using schema::ForeignKey;
using schema::Index;
using schema::IndexOrigin;
using schema::MatchType;
using schema::PrimaryKey;
using schema::ReferentialAction;
using schema::Statistics;
using schema::UniqueConstraint;
using test::fixture_table;
using test::named;
using test::words_of;

template <class Value>
struct Case {
    const char* table;
    Value expected;
};

TEST(PostgresConstraints, PrimaryKeysTellIncludedColumnsAndDeferrability) {
    const Case<PrimaryKey> cases[] = {
        {"accounts",
         {.name = "accounts_pkey", .columns = {"id"}, .comment = "Never given to anybody else"}},
        {"stock",
         {.name = "stock_pkey", .columns = {"warehouse", "product_id"}, .included = {"quantity"}}},
        {"carts",
         {.name = "carts_pkey",
          .columns = {"id"},
          .deferrability = Deferrability::InitiallyImmediate}},
        {"orders", {.name = "orders_pkey", .columns = {"id", "placed_at", "region"}}},
    };

    for (const Case<PrimaryKey>& each : cases) {
        SCOPED_TRACE(each.table);
        EXPECT_EQ(words_of(fixture_table(each.table).primary_key.value()), words_of(each.expected));
    }
    EXPECT_FALSE(fixture_table("notes").primary_key.has_value());
}

TEST(PostgresConstraints, UniqueConstraintsTellEverything) {
    const Case<UniqueConstraint> cases[] = {
        {"accounts",
         {.name = "accounts_email_key",
          .columns = {"email"},
          .comment = "One account for each address"}},
        {"carts",
         {.name = "carts_coupon_key",
          .columns = {"coupon", "campaign"},
          .included = {"account_id"},
          .nulls_not_distinct = true}},
        {"carts",
         {.name = "carts_account_key",
          .columns = {"account_id"},
          .deferrability = Deferrability::InitiallyDeferred}},
    };

    for (const Case<UniqueConstraint>& each : cases) {
        SCOPED_TRACE(each.expected.name);
        EXPECT_EQ(words_of(named(fixture_table(each.table).unique_constraints, each.expected.name)),
                  words_of(each.expected));
    }
}

TEST(PostgresConstraints, ChecksTellTheirConditionAndWhomTheyHoldFor) {
    const Case<CheckConstraint> cases[] = {
        {"accounts",
         {.name = "accounts_status_check",
          .expression = "status IN ('active', 'blocked')",
          .comment = "No other words"}},
        {"products",
         {.name = "products_price_check", .expression = "price > 0", .no_inherit = true}},
        {"products",
         {.name = "products_title_check", .expression = "title <> ''", .not_valid = true}},
    };

    for (const Case<CheckConstraint>& each : cases) {
        SCOPED_TRACE(each.expected.name);
        EXPECT_EQ(words_of(named(fixture_table(each.table).check_constraints, each.expected.name)),
                  words_of(each.expected));
    }
}

TEST(PostgresConstraints, ExclusionConstraintsTellTheirElements) {
    const ExclusionConstraint expected{
        .name = "reservations_no_overlap",
        .method = "gist",
        .elements = {{.part = {.column = "room"}, .comparison = "="},
                     {.part = {.column = "during"}, .comparison = "&&"}},
        .predicate = "NOT cancelled",
        .deferrability = Deferrability::InitiallyImmediate,
        .comment = "A room has one guest at a time"};

    ASSERT_EQ(fixture_table("reservations").exclusion_constraints.size(), 1U);
    EXPECT_EQ(words_of(fixture_table("reservations").exclusion_constraints[0]), words_of(expected));
}

const Case<ForeignKey> kForeignKeys[] = {
    {"accounts",
     {.name = "accounts_invited_by_fkey",
      .columns = {"invited_by"},
      .referenced_table = {"", "accounts"},
      .referenced_columns = {"id"},
      .on_delete = ReferentialAction::SetNull,
      .comment = "Nobody for the first account"}},
    {"carts",
     {.name = "carts_account_id_fkey",
      .columns = {"account_id"},
      .referenced_table = {"", "accounts"},
      .referenced_columns = {"id"},
      .on_update = ReferentialAction::Cascade,
      .on_delete = ReferentialAction::Cascade}},
    {"reservations",
     {.name = "reservations_stock_fkey",
      .columns = {"warehouse", "product_id"},
      .referenced_table = {"", "stock"},
      .referenced_columns = {"warehouse", "product_id"},
      .match = MatchType::Full,
      .deferrability = Deferrability::InitiallyDeferred}},
    {"reservations",
     {.name = "reservations_account_id_fkey",
      .columns = {"account_id"},
      .referenced_table = {"", "accounts"},
      .referenced_columns = {"id"},
      .on_update = ReferentialAction::SetDefault,
      .on_delete = ReferentialAction::Restrict,
      .deferrability = Deferrability::InitiallyImmediate}},
    {"product_notes",
     {.name = "product_notes_stock_fkey",
      .columns = {"warehouse", "product_id"},
      .referenced_table = {"", "stock"},
      .referenced_columns = {"warehouse", "product_id"},
      .on_delete = ReferentialAction::SetNull,
      .set_columns = {"warehouse"}}},
    {"product_notes",
     {.name = "product_notes_product_fkey",
      .columns = {"product_id"},
      .referenced_table = {"", "products"},
      .referenced_columns = {"id"},
      .on_update = ReferentialAction::Restrict,
      .on_delete = ReferentialAction::SetDefault,
      .not_valid = true}},
    {"order_lines",
     {.name = "order_lines_order_fkey",
      .columns = {"order_id", "placed_at", "region"},
      .referenced_table = {"", "orders"},
      .referenced_columns = {"id", "placed_at", "region"},
      .on_delete = ReferentialAction::Cascade}},
    {"orders",
     {.name = "orders_account_id_fkey",
      .columns = {"account_id"},
      .referenced_table = {"", "accounts"},
      .referenced_columns = {"id"}}},
};

TEST(PostgresConstraints, ForeignKeysTellEverything) {
    for (const Case<ForeignKey>& each : kForeignKeys) {
        SCOPED_TRACE(each.expected.name);
        EXPECT_EQ(words_of(named(fixture_table(each.table).foreign_keys, each.expected.name)),
                  words_of(each.expected));
    }
}

// The server keeps a copy for each partition.
TEST(PostgresConstraints, ForeignKeysFromAndToAPartitionedTableStandThereOnce) {
    EXPECT_EQ(fixture_table("orders").foreign_keys.size(), 1U);
    EXPECT_EQ(fixture_table("order_lines").foreign_keys.size(), 2U);
}

TEST(PostgresConstraints, ForeignKeysReachIntoOtherSchemas) {
    EXPECT_EQ(fixture_table("accounts", "billing").foreign_keys[0].referenced_table.display(),
              "accounts");
    EXPECT_EQ(fixture_table("invoices", "billing").foreign_keys[0].referenced_table.display(),
              "billing.accounts");
}

TEST(PostgresConstraints, IndexesTellTheirMethodPartsAndOptions) {
    const Case<Index> cases[] = {
        {"accounts",
         {.name = "accounts_name_idx",
          .parts = {{.column = "name",
                     .descending = true,
                     .nulls = "LAST",
                     .operator_class = "text_pattern_ops"},
                    {.column = "created_at", .nulls = "FIRST"}},
          .included = {"status"},
          .predicate = "status = 'active'",
          .options = {"fillfactor=80"},
          .comment = "For the list of active accounts"}},
        {"accounts",
         {.name = "accounts_nickname_key",
          .parts = {{.expression = "lower(nickname)", .collation = "C"}},
          .unique = true}},
        {"accounts", {.name = "accounts_tags_idx", .method = "gin", .parts = {{.column = "tags"}}}},
        {"accounts",
         {.name = "accounts_hash_idx", .method = "hash", .parts = {{.column = "status"}}}},
        {"products",
         {.name = "products_details_idx",
          .method = "gin",
          .parts = {{.column = "details", .operator_class = "jsonb_path_ops"}}}},
        {"products",
         {.name = "products_title_idx",
          .method = "gin",
          .parts = {{.column = "title", .operator_class = "gin_trgm_ops"}}}},
        {"products",
         {.name = "products_prices_idx", .method = "gist", .parts = {{.column = "prices"}}}},
        {"products",
         {.name = "products_place_idx", .method = "spgist", .parts = {{.column = "place"}}}},
        {"products",
         {.name = "products_price_idx",
          .method = "brin",
          .parts = {{.column = "price"}},
          .options = {"pages_per_range=16"}}},
        {"products",
         {.name = "products_sum_idx",
          .parts = {{.expression = "price + gross"}, {.column = "title", .collation = "C"}}}},
        {"products",
         {.name = "products_code_key",
          .parts = {{.column = "code"}},
          .unique = true,
          .nulls_not_distinct = true}},
        {"orders", {.name = "orders_account_id_idx", .parts = {{.column = "account_id"}}}},
    };

    for (const Case<Index>& each : cases) {
        SCOPED_TRACE(each.expected.name);
        EXPECT_EQ(words_of(named(fixture_table(each.table).indexes, each.expected.name)),
                  words_of(each.expected));
    }
}

TEST(PostgresConstraints, IndexesOfConstraintsSaySo) {
    EXPECT_EQ(named(fixture_table("stock").indexes, "stock_pkey").origin, IndexOrigin::PrimaryKey);
    EXPECT_EQ(named(fixture_table("carts").indexes, "carts_coupon_key").origin,
              IndexOrigin::UniqueConstraint);
    EXPECT_EQ(named(fixture_table("reservations").indexes, "reservations_no_overlap").origin,
              IndexOrigin::ExclusionConstraint);
    EXPECT_EQ(named(fixture_table("accounts").indexes, "accounts_nickname_key").origin,
              IndexOrigin::Created);
}

TEST(PostgresConstraints, AnIndexThatCouldNotBeBuiltIsInvalid) {
    const test::PostgresDatabase database(
        "CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 1), (1, 2);");
    database.run("CREATE UNIQUE INDEX CONCURRENTLY good ON t (b)");
    EXPECT_ANY_THROW(database.run("CREATE UNIQUE INDEX CONCURRENTLY bad ON t (a)"));

    const schema::Schema schema = test::introspect_postgres(database.url());

    EXPECT_TRUE(named(schema.tables[0].indexes, "bad").invalid);
    EXPECT_FALSE(named(schema.tables[0].indexes, "good").invalid);
}

TEST(PostgresConstraints, StatisticsTellTheirKindsAndParts) {
    ASSERT_EQ(fixture_table("products").statistics.size(), 1U);
    EXPECT_EQ(words_of(fixture_table("products").statistics[0]),
              words_of(Statistics{.name = {"", "products_prices"},
                                  .kinds = {"dependencies", "ndistinct"},
                                  .parts = {"title", "price"},
                                  .comment = "Dear things have long titles"}));
    ASSERT_EQ(fixture_table("accounts").statistics.size(), 1U);
    EXPECT_EQ(words_of(fixture_table("accounts").statistics[0]),
              words_of(Statistics{.name = {"billing", "accounts_names"},
                                  .parts = {"status", "lower(name)"}}));
}

}  // namespace
}  // namespace erdmark
