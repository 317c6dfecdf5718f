#include <gtest/gtest.h>

#include "dialect/postgres/expression_rows.h"

namespace erdmark::dialect::postgres {
namespace {

const std::vector<ExpressionRow> kRows{
    {"t.i > 0 AND t.t <> ''", "((i > 0) AND (t <> ''::text))", "i > 0 AND t <> ''"},
    {"i > 0 AND (n > 0 AND bo)", "((i > 0) AND ((n > (0)::numeric) AND bo))",
     "i > 0 AND n > 0 AND bo"},
    {"i > 0 OR (n > 0 OR bo)", "((i > 0) OR ((n > (0)::numeric) OR bo))", "i > 0 OR n > 0 OR bo"},
    {"(i > 0 OR bo) AND t IS NOT NULL", "(((i > 0) OR bo) AND (t IS NOT NULL))",
     "(i > 0 OR bo) AND t IS NOT NULL"},
    {"i > 0 OR bo AND t IS NOT NULL", "((i > 0) OR (bo AND (t IS NOT NULL)))",
     "i > 0 OR bo AND t IS NOT NULL"},
    {"NOT (bo AND i > 0)", "(NOT (bo AND (i > 0)))", "NOT (bo AND i > 0)"},
    {"NOT bo", "(NOT bo)", "NOT bo"},
    {"NOT (i IS NULL)", "(NOT (i IS NULL))", "NOT (i IS NULL)"},
    {"NOT (i IS DISTINCT FROM b)", "(NOT (i IS DISTINCT FROM b))", "i IS NOT DISTINCT FROM b"},
    {"i IS DISTINCT FROM NULL", "(i IS NOT NULL)", "i IS NOT NULL"},
    {"i ISNULL", "(i IS NULL)", "i IS NULL"},
    {"i NOTNULL", "(i IS NOT NULL)", "i IS NOT NULL"},
    {"bo IS NOT TRUE", "(bo IS NOT TRUE)", "bo IS NOT TRUE"},
    {"(i > 0) IS UNKNOWN", "((i > 0) IS UNKNOWN)", "i > 0 IS UNKNOWN"},
    {"(i = 1) = (b = 2)", "((i = 1) = (b = 2))", "(i = 1) = (b = 2)"},
    {"(i + 1) IS NULL", "((i + 1) IS NULL)", "i + 1 IS NULL"},
    {"'-1'::integer", "'-1'::integer", "-1"},
    {"'-2147483648'::integer", "'-2147483648'::integer", "-2147483648"},
    {"'9999999999'::bigint", "'9999999999'::bigint", "9999999999"},
    {"5::bigint", "(5)::bigint", "5::bigint"},
    {"'-5'::bigint", "'-5'::bigint", "(-5)::bigint"},
    {"'-0.5'::numeric", "'-0.5'::numeric", "-0.5"},
    {"'5'::numeric", "'5'::numeric", "5::numeric"},
    {".5", "0.5", "0.5"},
    {"1e-3", "0.001", "0.001"},
    {"1e3", "'1000'::numeric", "1000::numeric"},
    {"'007'::integer", "7", "7"},
    {"'NaN'::double precision", "'NaN'::double precision", "'NaN'::double precision"},
    {"'t'::boolean", "true", "true"},
    {"('a'::varchar)::text", "('a'::character varying)::text", "'a'::text"},
    {"(ARRAY['a'::varchar, 'b'::varchar])::text[]",
     "ARRAY[('a'::character varying)::text, ('b'::character varying)::text]", "ARRAY['a', 'b']"},
    {"CAST(i AS bigint)", "(i)::bigint", "i::bigint"},
    {"i::varchar(10)", "(i)::character varying(10)", "i::character varying(10)"},
    {"t::char(3)", "(t)::character(3)", "t::character(3)"},
    {"(now())::timestamptz", "now()", "now()"},
    {"now()::date", "(now())::date", "now()::date"},
    {"(lower(t))::text", "lower(t)", "lower(t)"},
    {"nextval('sq')", "nextval('sq'::regclass)", "nextval('sq')"},
    {"nextval('sq'::text::regclass)", "nextval(('sq'::text)::regclass)",
     "nextval('sq'::text::regclass)"},
    {"ta[1]", "ta[1]", "ta[1]"},
    {"ta[1:2]", "ta[1:2]", "ta[1:2]"},
    {"ta[:2]", "ta[:2]", "ta[:2]"},
    {"(string_to_array(t, ','))[1]", "(string_to_array(t, ','::text))[1]",
     "(string_to_array(t, ','))[1]"},
    {"date '2020-01-01'", "'2020-01-01'::date", "'2020-01-01'::date"},
    {"interval '1 day'", "'1 day'::interval", "'1 day'::interval"},
};

TEST(ExpressionRewrite, BringsBothSidesToOneText) {
    expect_canonical(kRows);
}

TEST(ExpressionRewrite, HaveTheTextsOfTheServer) {
    expect_server_texts(kRows);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
