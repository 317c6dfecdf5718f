#include "dialect/reference_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect {
namespace {

using schema::Column;
using schema::Schema;
using schema::Table;
using testing::ElementsAre;
using Words = std::vector<std::string>;

Words shown(const Schema& schema, const Table& table) {
    const std::optional<RowPlan> plan = plan_rows(schema, table, postgres::kSyntax);
    return plan ? plan->columns : Words{};
}

Words shown(const std::vector<Column>& columns) {
    return shown({}, {.name = {"", "t"}, .columns = columns});
}

TEST(PlanRows, LeavesOutColumnsThatAnEngineFillsAnewEachTime) {
    const std::vector<std::string> defaults = {
        "now()",
        "pg_catalog.now()",
        "CURRENT_TIMESTAMP",
        "CURRENT_TIMESTAMP(3)",
        "CURRENT_DATE + 30",
        "clock_timestamp()",
        "gen_random_uuid()",
        "extensions.uuid_generate_v4()",
        "(random() * 100)::integer",
        "timezone('utc', now())",
        "CURRENT_USER",
        "datetime('now')",
        "strftime('%s', 'now')",
        "encode(\"gen_random_bytes\"(16), 'hex')",
    };
    for (const std::string& value : defaults) {
        SCOPED_TRACE(value);
        EXPECT_TRUE(shown({{.name = "a", .type = "text", .default_value = value}}).empty());
    }
}

TEST(PlanRows, KeepsColumnsWithOtherDefaults) {
    const std::vector<std::string> defaults = {
        "0",     "'now()'",      "nextval('t_id_seq')", "upper('x')",
        "'now'", "'2026-01-01'", "now_playing()",       "ARRAY['date']",
    };
    for (const std::string& value : defaults) {
        SCOPED_TRACE(value);
        EXPECT_EQ(shown({{.name = "a", .type = "text", .default_value = value}}), Words{"a"});
    }
}

TEST(PlanRows, LooksUpFunctionsOfTheSchema) {
    const Table table{.name = {"", "t"},
                      .columns = {{.name = "a", .type = "text", .default_value = "new_id()"},
                                  {.name = "b", .type = "text", .default_value = "app.level()"}}};
    const Schema schema{.tables = {table},
                        .routines = {{.name = {"", "new_id"}, .volatility = "VOLATILE"},
                                     {.name = {"app", "level"}, .volatility = "IMMUTABLE"}}};

    EXPECT_EQ(shown(schema, table), Words{"b"});
}

TEST(PlanRows, LeavesOutKeysToSuchColumns) {
    const Table roles{
        .name = {"", "roles"},
        .columns = {{.name = "id", .type = "uuid", .default_value = "gen_random_uuid()"},
                    {.name = "code", .type = "text"}}};
    const Table users{
        .name = {"", "users"},
        .columns = {{.name = "role_id", .type = "uuid"}, {.name = "role", .type = "text"}},
        .foreign_keys = {{.columns = {"role_id"},
                          .referenced_table = {"", "roles"},
                          .referenced_columns = {"id"}},
                         {.columns = {"role"},
                          .referenced_table = {"", "roles"},
                          .referenced_columns = {"code"}}}};
    const Table grants{
        .name = {"", "grants"},
        .columns = {{.name = "user_role", .type = "uuid"}, {.name = "x", .type = "text"}},
        .foreign_keys = {{.columns = {"user_role"},
                          .referenced_table = {"", "users"},
                          .referenced_columns = {"role_id"}}}};
    const Schema schema{.tables = {grants, roles, users}};

    EXPECT_EQ(shown(schema, users), Words{"role"});
    EXPECT_EQ(shown(schema, grants), Words{"x"});
}

TEST(PlanRows, FollowsKeysThatLeadAroundOnce) {
    const Table table{
        .name = {"", "t"},
        .columns = {{.name = "id", .type = "integer"}, {.name = "parent", .type = "integer"}},
        .foreign_keys = {
            {.columns = {"id"}, .referenced_table = {"", "t"}, .referenced_columns = {"parent"}},
            {.columns = {"parent"}, .referenced_table = {"", "t"}, .referenced_columns = {"id"}},
            {.columns = {"parent"}, .referenced_table = {"", "gone"}}}};

    EXPECT_EQ(shown({.tables = {table}}, table), (Words{"id", "parent"}));
}

TEST(PlanRows, LeavesOutGeneratedAndHiddenColumns) {
    EXPECT_EQ(shown({{.name = "a", .type = "text"},
                     {.name = "b", .type = "text", .generated = schema::Generated::Stored},
                     {.name = "c", .type = "text", .hidden = true}}),
              Words{"a"});
}

TEST(PlanRows, LeavesOutTextThatLooksSecret) {
    struct Case {
        const char* name;
        const char* type;
        bool shown;
    };
    const std::vector<Case> cases = {
        {"password", "text", false},
        {"password_hash", "character varying(64)", false},
        {"api_token", "text", false},
        {"client_secret", "text", false},
        {"key_hash", "bytea", false},
        {"salt", "bytea", false},
        {"auth_header", "text", false},
        {"APIKey", "TEXT", false},
        {"max_tokens", "integer", true},
        {"token_price", "numeric(10,4)", true},
        {"has_password", "boolean", true},
        {"password_changed_at", "timestamp with time zone", true},
        {"author", "text", true},
        {"author_name", "text", true},
        {"code", "text", true},
        {"spinning", "text", true},
        {"tokens", "integer[]", false},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(!shown({{.name = each.name, .type = each.type}}).empty(), each.shown);
    }
}

TEST(PlanRows, OrdersByTheKeyWhenAllOfItIsShown) {
    Table table{.name = {"", "t"},
                .columns = {{.name = "a", .type = "text"},
                            {.name = "b", .type = "text"},
                            {.name = "c", .type = "uuid", .default_value = "gen_random_uuid()"}},
                .primary_key = schema::PrimaryKey{.columns = {"b", "a"}}};
    EXPECT_THAT(plan_rows({}, table, postgres::kSyntax)->order, ElementsAre("b", "a"));

    table.primary_key->columns = {"c", "a"};

    EXPECT_THAT(plan_rows({}, table, postgres::kSyntax)->order, ElementsAre("a", "b"));
}

TEST(MakeRows, KeepsNoMoreThanTheLimitAndCutsLongValues) {
    const RowPlan plan{.columns = {"a"}};
    const std::string longest(kLongestValue - 1, 'x');

    const schema::ReferenceRows rows =
        make_rows(plan, {{longest + "ä"}, {longest + "äx"}, {std::nullopt}, {"more"}}, 3);

    EXPECT_EQ(rows,
              (schema::ReferenceRows{.columns = {"a"},
                                     .values = {{longest + "ä"}, {longest + "ä…"}, {std::nullopt}},
                                     .truncated = true}));
    EXPECT_FALSE(make_rows(plan, {{"x"}}, 1).truncated);
}

TEST(NumberTypes, AreToldByTheirName) {
    for (const char* type : {"integer", "BIGINT", "smallint", "numeric(10,2)", "double precision",
                             "real", "DECIMAL(5)", "FLOAT"}) {
        EXPECT_TRUE(is_number_type_name(type)) << type;
    }
    for (const char* type : {"text", "interval", "integer[]", "uuid", "", "boolean"}) {
        EXPECT_FALSE(is_number_type_name(type)) << type;
    }
}

}  // namespace
}  // namespace erdmark::dialect
