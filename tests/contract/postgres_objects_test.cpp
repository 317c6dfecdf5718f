#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"

// What the introspector of PostgreSQL tells of triggers, policies, rights, types, sequences,
// routines and the rest; see tests/fixtures/postgres/schema.sql.

namespace erdmark {
namespace {

using schema::Column;
using schema::Domain;
using schema::EventTrigger;
using schema::Grant;
using schema::Policy;
using schema::Publication;
using schema::RangeType;
using schema::Routine;
using schema::RoutineKind;
using schema::Rule;
using schema::Sequence;
using schema::Trigger;
using test::fixture_table;
using test::fixture_view;
using test::named;
using test::postgres_fixture;
using test::words_of;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(PostgresObjects, TriggersTellEverything) {
    const Trigger cases[] = {
        {.name = "touch_account",
         .timing = "BEFORE",
         .event = "INSERT OR UPDATE OF name, email",
         .level = "ROW",
         .function = "touch()",
         .comment = "Keeps the time of the last change"},
        {.name = "log_status",
         .timing = "AFTER",
         .event = "UPDATE",
         .level = "ROW",
         .condition = "old.status IS DISTINCT FROM new.status",
         .function = "audit.log_change('status', '2')"},
        {.name = "log_many",
         .timing = "AFTER",
         .event = "DELETE",
         .level = "STATEMENT",
         .function = "audit.log_change()",
         .options = {"REFERENCING OLD TABLE AS removed"}},
        {.name = "log_truncate",
         .timing = "BEFORE",
         .event = "TRUNCATE",
         .level = "STATEMENT",
         .function = "audit.log_change()",
         .options = {"DISABLED"}},
    };

    EXPECT_EQ(fixture_table("accounts").triggers.size(), std::size(cases));
    for (const Trigger& each : cases) {
        EXPECT_EQ(words_of(named(fixture_table("accounts").triggers, each.name)), words_of(each));
    }
}

TEST(PostgresObjects, ConstraintTriggersTellThatTheyAreDeferrable) {
    EXPECT_EQ(words_of(fixture_table("reservations").triggers.at(0)),
              words_of(Trigger{.name = "check_stock",
                               .timing = "AFTER",
                               .event = "INSERT OR DELETE",
                               .level = "ROW",
                               .function = "audit.log_change()",
                               .options = {"CONSTRAINT", "DEFERRABLE INITIALLY DEFERRED"}}));
}

TEST(PostgresObjects, TriggersOfViewsAndPartitionedTablesStandThereOnce) {
    ASSERT_EQ(fixture_view("open_orders").triggers.size(), 1U);
    EXPECT_EQ(fixture_view("open_orders").triggers[0].timing, "INSTEAD OF");
    EXPECT_EQ(fixture_table("orders").triggers.size(), 1U);
}

TEST(PostgresObjects, RulesTellTheirEventAndStatement) {
    ASSERT_EQ(fixture_table("events", "audit").rules.size(), 1U);
    EXPECT_EQ(
        words_of(fixture_table("events", "audit").rules[0]),
        words_of(Rule{.name = "keep_events",
                      .event = "DELETE",
                      .instead = true,
                      .definition = "CREATE RULE keep_events AS\n    ON DELETE TO audit.events "
                                    "DO INSTEAD NOTHING;",
                      .comment = "The log only grows"}));
    EXPECT_FALSE(fixture_table("marked").rules.at(0).instead);
    EXPECT_THAT(fixture_view("open_orders").rules, IsEmpty());
}

TEST(PostgresObjects, PoliciesTellForWhomAndWhich) {
    const Policy cases[] = {
        {.name = "own_orders",
         .command = "SELECT",
         .roles = {"shop_clerk", "shop_reader"},
         .using_expression = "account_id = current_setting('shop.account')::bigint",
         .comment = "Everybody sees what is theirs"},
        {.name = "small_orders",
         .restrictive = true,
         .command = "INSERT",
         .roles = {"public"},
         .check_expression = "total < 10000"},
    };

    ASSERT_EQ(fixture_table("orders").policies.size(), 2U);
    for (const Policy& each : cases) {
        EXPECT_EQ(words_of(named(fixture_table("orders").policies, each.name)), words_of(each));
    }
    EXPECT_EQ(words_of(fixture_table("carts").policies.at(0)),
              words_of(Policy{.name = "carts_of_clerks",
                              .command = "ALL",
                              .roles = {"shop_clerk"},
                              .using_expression = "true",
                              .check_expression = "account_id IS NOT NULL"}));
}

TEST(PostgresObjects, TablesTellWhetherPoliciesAreInForce) {
    EXPECT_TRUE(fixture_table("orders").row_security);
    EXPECT_TRUE(fixture_table("orders").forced_row_security);
    EXPECT_TRUE(fixture_table("carts").row_security);
    EXPECT_FALSE(fixture_table("carts").forced_row_security);
    EXPECT_FALSE(fixture_table("accounts").row_security);
}

TEST(PostgresObjects, EnumsKeepTheOrderOfTheirValues) {
    ASSERT_EQ(postgres_fixture().enums.size(), 2U);
    EXPECT_EQ(postgres_fixture().enums[0].name.display(), "order_status");
    EXPECT_THAT(postgres_fixture().enums[0].values,
                ElementsAre("new", "paid", "packed", "sent", "cancelled"));
    EXPECT_EQ(postgres_fixture().enums[0].comment, "The way of an order through the shop");
    EXPECT_EQ(postgres_fixture().enums[1].name.display(), "billing.currency");
}

TEST(PostgresObjects, DomainsTellTheirTypeDefaultAndChecks) {
    const Domain cases[] = {
        {.name = {"", "email"},
         .type = "citext",
         .check_constraints = {{.name = "email_has_an_at", .expression = "VALUE ~ '^[^@]+@[^@]+$'"},
                               {.name = "email_is_short",
                                .expression = "length(VALUE) <= 254",
                                .comment = "RFC 5321"}},
         .comment = "An address for letters without paper"},
        {.name = {"", "label"}, .type = "text", .collation = "C"},
        {.name = {"billing", "amount"},
         .type = "numeric(12,2)",
         .nullable = false,
         .default_value = "0",
         .check_constraints = {{.name = "amount_check", .expression = "VALUE >= 0"}}},
        {.name = {"billing", "discount"},
         .type = "billing.amount",
         .user_type = {"billing", "amount"},
         .default_value = "0",
         .check_constraints = {{.name = "discount_check", .expression = "VALUE <= 100"}}},
    };

    EXPECT_EQ(postgres_fixture().domains.size(), std::size(cases));
    for (const Domain& each : cases) {
        EXPECT_EQ(words_of(named(postgres_fixture().domains, each.name)), words_of(each));
    }
}

TEST(PostgresObjects, CompositeTypesTellTheirColumnsInOrder) {
    ASSERT_EQ(postgres_fixture().composite_types.size(), 1U);
    EXPECT_EQ(words_of(postgres_fixture().composite_types[0]),
              words_of(schema::CompositeType{
                  .name = {"", "address"},
                  .columns = {{.name = "street", .type = "text"},
                              {.name = "city", .type = "character varying(60)", .collation = "C"},
                              {.name = "country", .type = "character(2)", .comment = "ISO 3166-1"}},
                  .comment = "Where a parcel goes"}));
}

TEST(PostgresObjects, RangeTypesTellTheirSubtype) {
    const RangeType cases[] = {
        {.name = {"", "price_range"},
         .subtype = "numeric",
         .comment = "From the cheapest to the dearest"},
        {.name = {"", "span"},
         .subtype = "double precision",
         .options = {"SUBTYPE_DIFF = float8mi"}},
    };

    EXPECT_EQ(postgres_fixture().range_types.size(), std::size(cases));
    for (const RangeType& each : cases) {
        EXPECT_EQ(words_of(named(postgres_fixture().range_types, each.name)), words_of(each));
    }
}

TEST(PostgresObjects, SequencesTellTheirOptionsAndOwner) {
    const Sequence cases[] = {
        {.name = {"", "carts_id_seq"},
         .type = "integer",
         .owner_table = {"", "carts"},
         .owner_column = "id"},
        {.name = {"", "plain_number"}, .type = "bigint"},
        {.name = {"", "ticket_number"},
         .type = "smallint",
         .options = {"CACHE 3", "CYCLE", "INCREMENT BY 5", "MAXVALUE 900", "MINVALUE 10",
                     "START WITH 100"},
         .comment = "Printed on the ticket at the counter"},
        {.name = {"billing", "invoice_number"},
         .type = "bigint",
         .options = {"START WITH 5000"},
         .owner_table = {"billing", "invoices"},
         .owner_column = "number"},
    };

    // Those of identity columns belong to the column.
    EXPECT_EQ(postgres_fixture().sequences.size(), std::size(cases));
    for (const Sequence& each : cases) {
        EXPECT_EQ(words_of(named(postgres_fixture().sequences, each.name)), words_of(each));
    }
}

const Routine kRoutines[] = {
    {.name = {"", "all_accounts"},
     .returns = "SETOF accounts",
     .language = "sql",
     .volatility = "STABLE",
     .body = "SELECT * FROM accounts"},
    {.name = {"", "largest"},
     .arguments = "VARIADIC numbers integer[]",
     .returns = "integer",
     .language = "sql",
     .volatility = "IMMUTABLE",
     .body = " SELECT max(n) FROM unnest(numbers) AS n "},
    {.name = {"", "longest_word"},
     .kind = RoutineKind::Aggregate,
     .arguments = "text",
     .returns = "text",
     .volatility = "IMMUTABLE",
     .comment = "The first of the longest"},
    {.name = {"", "orders_of"},
     .arguments = "account bigint, since date DEFAULT CURRENT_DATE",
     .returns = "TABLE(id bigint, total numeric)",
     .language = "sql",
     .volatility = "STABLE",
     .security_definer = true,
     .settings = {"search_path=\"\""},
     .body = " SELECT o.id, o.total FROM public.orders AS o WHERE o.account_id = account AND "
             "o.placed_at >= since "},
    {.name = {"", "position_in_list"},
     .kind = RoutineKind::Window,
     .returns = "bigint",
     .language = "internal",
     .volatility = "IMMUTABLE",
     .strict = true},
    {.name = {"", "price_with_tax"},
     .arguments = "code text",
     .returns = "numeric",
     .language = "sql",
     .volatility = "STABLE",
     .body = "SELECT price * 1.19 FROM products WHERE title = $1"},
    {.name = {"", "price_with_tax"},
     .arguments = "price numeric, rate numeric DEFAULT 0.19",
     .returns = "numeric",
     .language = "sql",
     .volatility = "IMMUTABLE",
     .strict = true,
     .body = "RETURN price * (1 + rate)",
     .comment = "What the customer pays"},
    {.name = {"", "split_name"},
     .arguments = "INOUT name text, OUT first text, OUT last text",
     .returns = "record",
     .language = "plpgsql",
     .volatility = "VOLATILE",
     .body = "\nBEGIN\n    first := split_part(name, ' ', 1);\n    last := split_part(name, ' ', "
             "2);\nEND\n"},
    {.name = {"audit", "log_change"},
     .returns = "trigger",
     .language = "plpgsql",
     .volatility = "VOLATILE",
     .security_definer = true,
     .settings = {"search_path=audit, pg_temp"},
     .body = "\nBEGIN\n    INSERT INTO audit.events (\"Table Name\") VALUES (TG_TABLE_NAME);\n    "
             "RETURN NULL;\nEND\n"},
    {.name = {"billing", "pay"},
     .kind = RoutineKind::Procedure,
     .arguments = "IN invoice bigint, INOUT done boolean DEFAULT false",
     .language = "sql",
     .body = "BEGIN ATOMIC\n UPDATE billing.invoices SET paid = true\n   WHERE (invoices.number = "
             "pay.invoice);\n SELECT true;\nEND",
     .comment = "Marks an invoice as paid"},
};

TEST(PostgresObjects, RoutinesTellEverything) {
    for (const Routine& each : kRoutines) {
        SCOPED_TRACE(each.name.display() + " " + each.arguments);
        const auto found =
            std::ranges::find_if(postgres_fixture().routines, [&](const Routine& routine) {
                return routine.name == each.name && routine.arguments == each.arguments;
            });
        ASSERT_NE(found, postgres_fixture().routines.end());
        EXPECT_EQ(words_of(*found), words_of(each));
    }
}

TEST(PostgresObjects, WhatAnExtensionOwnsIsNotTold) {
    std::vector<std::string> names;
    for (const Routine& routine : postgres_fixture().routines) {
        names.push_back(routine.name.display());
    }

    EXPECT_THAT(names,
                ElementsAre("add_longer", "all_accounts", "largest", "longest_word", "orders_of",
                            "position_in_list", "price_with_tax", "price_with_tax", "split_name",
                            "touch", "audit.log_change", "audit.log_command", "billing.pay"));
}

TEST(PostgresObjects, ExtensionsTellTheirVersionAndTheCommentOfTheirUser) {
    const auto& extensions = postgres_fixture().extensions;

    ASSERT_EQ(extensions.size(), 4U);
    EXPECT_EQ(extensions[0].name, "btree_gist");
    EXPECT_EQ(extensions[1].name, "citext");
    EXPECT_EQ(extensions[1].version, "1.6");
    EXPECT_EQ(extensions[1].schema, "");
    EXPECT_EQ(extensions[1].comment, "");
    EXPECT_EQ(extensions[3].name, "pg_trgm");
    EXPECT_EQ(extensions[3].comment, "For the search box of the shop");
}

TEST(PostgresObjects, EventTriggersTellTheirCommands) {
    ASSERT_EQ(postgres_fixture().event_triggers.size(), 1U);
    EXPECT_EQ(words_of(postgres_fixture().event_triggers[0]),
              words_of(EventTrigger{.name = "log_commands",
                                    .event = "ddl_command_end",
                                    .tags = {"CREATE TABLE", "DROP TABLE"},
                                    .function = "audit.log_command()",
                                    .options = {"DISABLED"},
                                    .comment = "Only while somebody looks for a culprit"}));
}

TEST(PostgresObjects, PublicationsTellWhatTheyPublish) {
    const Publication cases[] = {
        {.name = "catalogue",
         .tables = {"products (id, title, price) WHERE price > 10", "stock"},
         .operations = {"INSERT", "UPDATE"}},
        {.name = "everything", .all_tables = true, .comment = "For the copy in the other building"},
        {.name = "money", .schemas = {"billing"}},
    };

    EXPECT_EQ(postgres_fixture().publications.size(), std::size(cases));
    for (const Publication& each : cases) {
        EXPECT_EQ(words_of(named(postgres_fixture().publications, each.name)), words_of(each));
    }
}

TEST(PostgresObjects, GrantsTellPrivilegesOfTablesAndColumns) {
    const auto grants = [](const std::vector<Grant>& values) {
        std::string text;
        for (const Grant& grant : values) {
            text += words_of(grant) + "\n";
        }
        return text;
    };

    EXPECT_EQ(grants(fixture_table("accounts").grants),
              grants({{.grantee = "shop_clerk",
                       .privileges = {"INSERT", "SELECT", "UPDATE"},
                       .grantable = {"INSERT", "SELECT", "UPDATE"}},
                      {.grantee = "shop_reader", .privileges = {"SELECT"}}}));
    EXPECT_EQ(grants(fixture_table("accounts", "billing").grants),
              grants({{.grantee = "shop_reader",
                       .privileges = {"SELECT (number, owner)", "UPDATE (currency)"}}}));
    EXPECT_EQ(grants(fixture_table("price_list").grants),
              grants({{.grantee = "public", .privileges = {"SELECT"}}}));
    EXPECT_EQ(grants(fixture_view("open_orders").grants),
              grants({{.grantee = "shop_reader", .privileges = {"SELECT"}}}));
    EXPECT_THAT(fixture_table("carts").grants, IsEmpty());
}

}  // namespace
}  // namespace erdmark
