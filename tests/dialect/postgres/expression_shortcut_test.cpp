#include "dialect/postgres/expression_shortcut.h"

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

TEST(ExpressionShortcut, SaysWhatTheParserSays) {
    const std::string_view texts[] = {
        "0",
        "1",
        "-1",
        "-0",
        "007",
        "999999999",
        "9999999999",
        "0.5",
        "true",
        "false",
        "TRUE",
        "now()",
        "NOW()",
        "CURRENT_TIMESTAMP",
        "CURRENT_DATE",
        "current_date",
        "gen_random_uuid()",
        "uuid_generate_v4()",
        "nextval('s'::regclass)",
        "nextval('public.\"S\"'::regclass)",
        "nextval(''::regclass)",
        "nextval('it''s'::regclass)",
        "nextval('a'::text::regclass)",
        "nextval('a' || 'b'::regclass)",
        "nextval('a')::regclass)",
        "''::text",
        "'a'::text",
        "'it''s'::text",
        "'a\\b'::text",
        "'a\tb'::text",
        "'::text'::text",
        "'a'::text || 'b'::text",
        "'a'::character varying",
        "'a'::character varying(3)",
        "'a'::bpchar",
        "'{}'::jsonb",
        "'{\"a\": 1}'::jsonb",
        "'5'::integer",
        "NULL::text",
    };
    const std::string_view types[] = {
        "",        "text",          "character varying", "character varying(20)", "jsonb",
        "integer", "numeric(10,2)", "boolean",           "character(5)"};
    int taken = 0;
    for (const std::string_view text : texts) {
        for (const std::string_view type : types) {
            const ExpressionContext context{.column_types = nullptr, .type = std::string(type)};
            const std::optional<std::string> shortcut = canonical_by_shortcut(text, context);
            if (shortcut) {
                EXPECT_EQ(*shortcut, canonical_by_parser(text, context)) << type;
                ++taken;
            }
        }
    }
    EXPECT_GT(taken, 100);
}

TEST(ExpressionShortcut, TakesTheFrequentDefaults) {
    const ExpressionContext text{.column_types = nullptr, .type = "text"};
    EXPECT_EQ(canonical_by_shortcut("nextval('users_id_seq'::regclass)", text),
              "nextval('users_id_seq')");
    EXPECT_EQ(canonical_by_shortcut("'active'::text", text), "'active'");
    EXPECT_EQ(canonical_by_shortcut("a + 1", text), std::nullopt);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
