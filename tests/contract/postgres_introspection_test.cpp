#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"

// What the introspector of PostgreSQL tells of tables, columns and views; see
// tests/fixtures/postgres/schema.sql.

namespace erdmark {
namespace {

using schema::Column;
using schema::Generated;
using schema::Identity;
using schema::Partition;
using schema::QualifiedName;
using schema::Table;
using schema::TableKind;
using schema::View;
using test::fixture_column;
using test::fixture_table;
using test::fixture_view;
using test::postgres_fixture;
using test::words_of;
using testing::ElementsAre;
using testing::IsEmpty;

template <class Value>
std::vector<std::string> names_of(const std::vector<Value>& values) {
    std::vector<std::string> names;
    for (const Value& value : values) {
        names.push_back(value.name.display());
    }
    return names;
}

TEST(PostgresIntrospection, NamespacesTellTheirComments) {
    const auto& namespaces = postgres_fixture().namespaces;

    ASSERT_EQ(namespaces.size(), 3U);
    EXPECT_EQ(namespaces[0].name, "");
    EXPECT_EQ(namespaces[0].comment, "The shop itself");
    EXPECT_EQ(namespaces[1].name, "audit");
    EXPECT_EQ(namespaces[1].comment, "");
    EXPECT_EQ(namespaces[2].name, "billing");
    EXPECT_EQ(namespaces[2].comment, "Invoices and payments");
}

TEST(PostgresIntrospection, TablesOfAllSchemasAreThereAndPartitionsAreNoTables) {
    EXPECT_EQ(postgres_fixture().engine, "postgresql");
    EXPECT_THAT(
        names_of(postgres_fixture().tables),
        ElementsAre("accounts", "carts", "marked", "notes", "order_lines", "orders", "price_list",
                    "product_notes", "products", "reservations", "stock", "visits", "words",
                    "audit.events", "billing.accounts", "billing.invoices"));
    EXPECT_EQ(fixture_table("accounts").comment, "Who may sign in");
    EXPECT_EQ(fixture_table("accounts", "billing").comment, "Where money is booked");
}

TEST(PostgresIntrospection, TablesTellTheirKindAndOptions) {
    EXPECT_EQ(fixture_table("accounts").kind, TableKind::Ordinary);
    EXPECT_EQ(fixture_table("orders").kind, TableKind::Partitioned);
    EXPECT_EQ(fixture_table("price_list").kind, TableKind::Foreign);
    EXPECT_THAT(fixture_table("accounts").options, IsEmpty());
    EXPECT_THAT(fixture_table("carts").options, ElementsAre("UNLOGGED"));
    EXPECT_THAT(fixture_table("stock").options, ElementsAre("fillfactor=70"));
}

TEST(PostgresIntrospection, ForeignTablesTellTheirServerAndOptions) {
    const Table& table = fixture_table("price_list");

    EXPECT_EQ(table.server, "files");
    EXPECT_THAT(table.options, ElementsAre("filename '/var/lib/shop/prices.csv'", "format 'csv'"));
    EXPECT_EQ(table.comment, "As the supplier sends it");
    EXPECT_THAT(table.columns[1].options, ElementsAre("force_not_null 'true'"));
    EXPECT_FALSE(table.columns[0].nullable);
}

TEST(PostgresIntrospection, InheritedTablesAreNamedInTheirOrder) {
    const Table& table = fixture_table("product_notes");

    EXPECT_EQ(table.kind, TableKind::Ordinary);
    EXPECT_THAT(table.inherits,
                ElementsAre(QualifiedName{"", "notes"}, QualifiedName{"", "marked"}));
    EXPECT_EQ(table.columns[0].name, "id");
    EXPECT_EQ(table.columns[2].name, "mark");
    EXPECT_EQ(table.columns[2].default_value, "'none'");
    EXPECT_THAT(fixture_table("notes").inherits, IsEmpty());
}

TEST(PostgresIntrospection, PartitionKeysOfEveryKind) {
    EXPECT_EQ(fixture_table("orders").partition_key, "RANGE (placed_at)");
    EXPECT_EQ(fixture_table("visits").partition_key, "HASH (visitor)");
    EXPECT_EQ(fixture_table("words").partition_key, "LIST (lower(language))");
    EXPECT_EQ(fixture_table("accounts").partition_key, "");
}

TEST(PostgresIntrospection, PartitionsOfAllLevelsStandWithTheirTable) {
    const QualifiedName orders{"", "orders"};
    const QualifiedName orders_2026{"", "orders_2026"};
    const std::vector<Partition> expected = {
        {.name = {"", "orders_2025"},
         .parent = orders,
         .bound = "FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00')",
         .comment = "Closed"},
        {.name = orders_2026,
         .parent = orders,
         .bound = "FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00')",
         .partition_key = "LIST (region)"},
        {.name = {"", "orders_later"}, .parent = orders, .bound = "DEFAULT"},
        {.name = {"", "orders_2026_eu"},
         .parent = orders_2026,
         .bound = "FOR VALUES IN ('de', 'fr')"},
        {.name = {"", "orders_2026_others"}, .parent = orders_2026, .bound = "DEFAULT"}};

    const std::vector<Partition>& partitions = fixture_table("orders").partitions;

    ASSERT_EQ(partitions.size(), expected.size());
    for (std::size_t index = 0; index < expected.size(); ++index) {
        EXPECT_EQ(words_of(partitions[index]), words_of(expected[index]));
    }
    EXPECT_EQ(fixture_table("visits").partitions[0].bound,
              "FOR VALUES WITH (modulus 2, remainder 0)");
}

TEST(PostgresIntrospection, ColumnsStandInTheirOrderWithoutDroppedOnes) {
    std::vector<std::string> names;
    for (const Column& column : fixture_table("accounts").columns) {
        names.push_back(column.name);
    }

    EXPECT_THAT(names, ElementsAre("id", "email", "name", "nickname", "status", "invited_by",
                                   "home", "created_at", "tags"));
}

struct ColumnCase {
    const char* table;
    Column expected;
};

TEST(PostgresIntrospection, ColumnsTellEverythingThatWasSaidOfThem) {
    const QualifiedName order_status{"", "order_status"};
    const ColumnCase cases[] = {
        {"accounts",
         {.name = "id", .type = "bigint", .nullable = false, .identity = Identity::Always}},
        {"accounts",
         {.name = "email",
          .type = "email",
          .user_type = {"", "email"},
          .nullable = false,
          .comment = "Also the name to sign in with"}},
        {"accounts", {.name = "name", .type = "character varying(20)", .nullable = false}},
        {"accounts", {.name = "nickname", .type = "text", .collation = "german"}},
        {"accounts",
         {.name = "status", .type = "text", .nullable = false, .default_value = "'active'"}},
        {"accounts", {.name = "home", .type = "address", .user_type = {"", "address"}}},
        {"accounts",
         {.name = "created_at",
          .type = "timestamp(3) with time zone",
          .nullable = false,
          .default_value = "now()"}},
        {"accounts",
         {.name = "tags", .type = "text[]", .nullable = false, .default_value = "'{}'"}},
        {"products",
         {.name = "id",
          .type = "integer",
          .nullable = false,
          .identity = Identity::ByDefault,
          .identity_options = {"INCREMENT BY 10", "START WITH 1000"}}},
        {"products", {.name = "code", .type = "bit(3)"}},
        {"products",
         {.name = "title",
          .type = "text",
          .nullable = false,
          .options = {"STATISTICS 500", "n_distinct=-0.5"}}},
        {"products", {.name = "price", .type = "numeric(10,2)", .nullable = false}},
        {"products",
         {.name = "gross",
          .type = "numeric(12,2)",
          .generated = Generated::Stored,
          .generation_expression = "price * 1.19"}},
        {"products", {.name = "prices", .type = "price_range", .user_type = {"", "price_range"}}},
        {"products", {.name = "colours", .type = "order_status[]", .user_type = order_status}},
        {"products", {.name = "sizes", .type = "text[]"}},
        {"products", {.name = "warranty", .type = "interval day to second(2)"}},
        {"products",
         {.name = "details",
          .type = "jsonb",
          .nullable = false,
          .default_value = "'{}'",
          .options = {"COMPRESSION lz4"}}},
        {"products", {.name = "picture", .type = "bytea", .options = {"STORAGE EXTERNAL"}}},
        {"carts",
         {.name = "id",
          .type = "integer",
          .nullable = false,
          .default_value = "nextval('carts_id_seq')"}},
        {"orders",
         {.name = "status",
          .type = "order_status",
          .user_type = order_status,
          .nullable = false,
          .default_value = "'new'"}},
    };

    for (const ColumnCase& each : cases) {
        SCOPED_TRACE(each.table);
        EXPECT_EQ(words_of(fixture_column(each.table, each.expected.name)),
                  words_of(each.expected));
    }
}

TEST(PostgresIntrospection, ColumnsTellTypesAndDefaultsOfOtherSchemas) {
    const Table& invoices = fixture_table("invoices", "billing");

    EXPECT_EQ(words_of(invoices.columns[0]),
              words_of(Column{.name = "number",
                              .type = "bigint",
                              .nullable = false,
                              .default_value = "nextval('billing.invoice_number')"}));
    EXPECT_EQ(
        words_of(invoices.columns[2]),
        words_of(Column{
            .name = "discount", .type = "billing.discount", .user_type = {"billing", "discount"}}));
    EXPECT_EQ(invoices.columns[3].default_value, "CURRENT_DATE");
    EXPECT_EQ(invoices.columns[4].default_value, "'new'");
    EXPECT_EQ(fixture_table("events", "audit").columns[0].default_value, "gen_random_uuid()");
    EXPECT_EQ(fixture_table("events", "audit").columns[2].name, "Table Name");
}

TEST(PostgresIntrospection, ViewsTellTheirKindOptionsColumnsAndQuery) {
    EXPECT_THAT(names_of(postgres_fixture().views),
                ElementsAre("active_accounts", "busy_accounts", "open_orders", "billing.turnover"));
    const View& view = fixture_view("open_orders");
    EXPECT_FALSE(view.materialized);
    EXPECT_THAT(view.options, ElementsAre("security_barrier=true"));
    EXPECT_EQ(view.comment, "What is still to be done");
    ASSERT_EQ(view.columns.size(), 3U);
    EXPECT_EQ(view.columns[1].type, "numeric(10,2)");
    EXPECT_EQ(view.columns[2].name, "customer");
    EXPECT_EQ(view.columns[2].comment, "Who waits for it");
    EXPECT_EQ(view.definition,
              "SELECT o.id, o.total, a.name AS customer\nFROM orders o\n"
              "JOIN accounts a ON a.id = o.account_id\n"
              "WHERE o.status IN ('new', 'paid')");
    EXPECT_THAT(fixture_view("active_accounts").options, ElementsAre("check_option=local"));
}

TEST(PostgresIntrospection, ViewsTellWhatTheyRead) {
    const auto& sources = fixture_view("open_orders").reads;

    ASSERT_EQ(sources.size(), 2U);
    EXPECT_EQ(sources[0].name.display(), "accounts");
    EXPECT_THAT(sources[0].columns, ElementsAre("id", "name"));
    EXPECT_EQ(sources[1].name.display(), "orders");
    EXPECT_THAT(sources[1].columns, ElementsAre("id", "account_id", "status", "total"));
    EXPECT_THAT(names_of(fixture_view("busy_accounts").reads),
                ElementsAre("active_accounts", "open_orders"));
}

TEST(PostgresIntrospection, MaterializedViewsTellTheirIndexes) {
    const View& view = fixture_view("turnover", "billing");

    EXPECT_TRUE(view.materialized);
    EXPECT_EQ(view.comment, "Made anew each night");
    ASSERT_EQ(view.indexes.size(), 1U);
    EXPECT_EQ(words_of(view.indexes[0]),
              words_of(schema::Index{.name = "turnover_account_key",
                                     .parts = {{.column = "account"}},
                                     .unique = true,
                                     .comment = "To refresh it concurrently"}));
}

}  // namespace
}  // namespace erdmark
