#include "dialect/postgres/expression_routines.h"

#include <gtest/gtest.h>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/expression_source.h"

namespace erdmark::dialect::postgres {
namespace {

struct CallRow {
    std::string_view text;
    std::string_view canonical;
};

const std::map<std::string, std::string> kColumns{
    {"v", "character varying(20)"}, {"t", "text"}, {"i", "integer"}, {"u", "uuid"}};

std::string canonical(std::string_view text) {
    test::ExpressionSource source;
    return canonical_expression(text, {.column_types = &kColumns, .source = &source});
}

TEST(ExpressionRoutines, DropCastsThatTheServerAdds) {
    const std::vector<CallRow> rows{
        {"label('a'::text)", "label('a')"},
        {"label((v)::text)", "label(v)"},
        {"label((i)::text)", "label(i::text)"},
        {"label((x)::text)", "label(x::text)"},
        {"label((v)::text, '5'::integer)", "label(v, 5)"},
        {"label(v, '5')", "label(v, 5)"},
        {"label((v)::character varying(3))", "label(v::character varying(3))"},
        {"((v)::text = label('a'::text))", "v = label('a')"},
        {"twice((i)::numeric)", "twice(i::numeric)"},
        {"find('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid)",
         "crm.find('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')"},
        {"public.label('a')", "label('a')"},
        {"crm.label('a'::text)", "crm.label('a'::text)"},
        {"other('a'::text)", "other('a'::text)"},
        {"label(VARIADIC ta::text[])", "label(VARIADIC ta::text[])"},
        {"label(a => 'x'::text)", "label(a => 'x'::text)"},
        {"(rows() > (5)::numeric)", "rows() > 5::numeric"},
    };
    for (const CallRow& row : rows) {
        EXPECT_EQ(canonical(row.text), row.canonical);
        EXPECT_EQ(canonical(row.canonical), row.canonical);
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
