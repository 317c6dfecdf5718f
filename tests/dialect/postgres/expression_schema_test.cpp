#include "dialect/postgres/expression_schema.h"

#include <gtest/gtest.h>

#include "dialect/postgres/expression.h"

namespace erdmark::dialect::postgres {
namespace {

struct NameRow {
    std::string_view text;
    std::string_view canonical;
};

TEST(ExpressionSchema, LeavesTheDefaultSchemaOut) {
    const std::vector<NameRow> rows{
        {"public.f(x)", "f(x)"},
        {"crm.f(x)", "crm.f(x)"},
        {"public.lower(x)", "public.lower(x)"},
        {"'a'::public.mood", "'a'::mood"},
        {R"('a'::public."Mood"[])", R"('a'::"Mood"[])"},
        {"'a'::publicity.mood", "'a'::publicity.mood"},
        {"a OPERATOR(public.=) b", "a = b"},
        {"a OPERATOR(crm.=) b", "a OPERATOR(crm.=) b"},
        {R"(a COLLATE public."de")", "a COLLATE de"},
        {"public.t.a", "t.a"},
        {"EXISTS (SELECT 1 FROM public.t)", "EXISTS (SELECT 1 FROM t)"},
        {"nextval('public.s')", "nextval('s')"},
        {"nextval('public.s'::regclass)", "nextval('s')"},
        {"nextval('public.s'::text::regclass)", "nextval('public.s'::text::regclass)"},
        {"setval('public.s', 5)", "setval('s', 5)"},
        {"'public.t'::regclass", "'t'::regclass"},
        {"f('public.s')", "f('public.s')"},
    };
    for (const NameRow& row : rows) {
        const ExpressionContext context{.default_schema = "public"};
        EXPECT_EQ(canonical_expression(row.text, context), row.canonical);
        EXPECT_EQ(canonical_expression(row.canonical, context), row.canonical);
    }
}

TEST(ExpressionSchema, LeavesNothingOutWithoutOne) {
    EXPECT_EQ(canonical_expression("public.f('a'::public.mood)", {}), "public.f('a'::public.mood)");
}

TEST(ExpressionSchema, WritesRelationsAsTheServerDoes) {
    const std::vector<NameRow> rows{
        {"s", "s"},
        {"MySeq", "myseq"},
        {R"("MySeq")", R"("MySeq")"},
        {R"("s")", "s"},
        {"user", R"("user")"},
        {R"(Crm."S""1")", R"(crm."S""1")"},
        {"app.s", "s"},
        {" s ", "s"},
        {R"("app.s")", R"("app.s")"},
        {"a.b.c", "a.b.c"},
        {"12", "12"},
        {"", ""},
        {".s", ".s"},
        {"a..b", "a..b"},
        {R"("open)", R"("open)"},
        {"two words", "two words"},
    };
    for (const NameRow& row : rows) {
        EXPECT_EQ(relation_text(row.text, "app"), row.canonical);
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
