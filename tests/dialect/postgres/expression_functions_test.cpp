#include <gtest/gtest.h>

#include "dialect/postgres/expression_rows.h"

namespace erdmark::dialect::postgres {
namespace {

const std::vector<ExpressionRow> kRows{
    {"lower(v)", "lower((v)::text)", "lower(v)"},
    {"lower(c)", "", "lower(c)"},
    {"", "lower((c)::text)", "lower(c::text)"},
    {"lower('ABC')", "lower('ABC'::text)", "lower('ABC')"},
    {"upper(dd)", "upper((dd)::text)", "upper(dd)"},
    {"length(v) > 0", "(length((v)::text) > 0)", "length(v) > 0"},
    {"length(c)", "length(c)", "length(c)"},
    {"char_length(v) <= 10", "(char_length((v)::text) <= 10)", "char_length(v) <= 10"},
    {"btrim(v) <> ''", "(btrim((v)::text) <> ''::text)", "btrim(v) <> ''"},
    {"btrim(t, ' ')", "btrim(t, ' '::text)", "btrim(t, ' ')"},
    {"trim(t)", "TRIM(BOTH FROM t)", "TRIM(BOTH FROM t)"},
    {"trim(BOTH 'x' FROM v)", "TRIM(BOTH 'x'::text FROM v)", "TRIM(BOTH 'x' FROM v)"},
    {"ltrim(v)", "ltrim((v)::text)", "ltrim(v)"},
    {"trim(LEADING FROM t)", "TRIM(LEADING FROM t)", "TRIM(LEADING FROM t)"},
    {"trim(TRAILING 'x' FROM t)", "TRIM(TRAILING 'x'::text FROM t)", "TRIM(TRAILING 'x' FROM t)"},
    {"left(v, 2)", R"("left"((v)::text, 2))", "left(v, 2)"},
    {"right(t, 2)", R"("right"(t, 2))", "right(t, 2)"},
    {"substring(t FROM 1 FOR 2)", "SUBSTRING(t FROM 1 FOR 2)", "SUBSTRING(t FROM 1 FOR 2)"},
    {"substring(v FROM 2)", "SUBSTRING(v FROM 2)", "SUBSTRING(v FROM 2)"},
    {"substring(t, 1, 2)", R"("substring"(t, 1, 2))", "substring(t, 1, 2)"},
    {"substring(t FROM 'a.c')", "", "SUBSTRING(t FROM 'a.c')"},
    {"", R"("substring"(t, 'a.c'::text))", "substring(t, 'a.c')"},
    {R"(substring(t SIMILAR 'a#"b#"c' ESCAPE '#'))",
     R"(SUBSTRING(t SIMILAR 'a#"b#"c'::text ESCAPE '#'::text))",
     R"(SUBSTRING(t FROM 'a#"b#"c' FOR '#'))"},
    {"substr(v, 1, 2)", "substr((v)::text, 1, 2)", "substr(v, 1, 2)"},
    {"overlay(t PLACING 'x' FROM 1)", "OVERLAY(t PLACING 'x'::text FROM 1)",
     "OVERLAY(t PLACING 'x' FROM 1)"},
    {"overlay(v PLACING 'x' FROM 1 FOR 2)", "OVERLAY(v PLACING 'x'::text FROM 1 FOR 2)",
     "OVERLAY(v PLACING 'x' FROM 1 FOR 2)"},
    {"position('a' IN t)", "POSITION(('a'::text) IN (t))", "POSITION('a' IN t)"},
    {"strpos(v, 'a')", "strpos((v)::text, 'a'::text)", "strpos(v, 'a')"},
    {"replace(v, 'a', 'b')", "replace((v)::text, 'a'::text, 'b'::text)", "replace(v, 'a', 'b')"},
    {"regexp_replace(v, '[^0-9]', '', 'g')",
     "regexp_replace((v)::text, '[^0-9]'::text, ''::text, 'g'::text)",
     "regexp_replace(v, '[^0-9]', '', 'g')"},
    {"split_part(t, '-', 1)", "split_part(t, '-'::text, 1)", "split_part(t, '-', 1)"},
    {"lpad(v, 5, '0')", "lpad((v)::text, 5, '0'::text)", "lpad(v, 5, '0')"},
    {"starts_with(v, 'a')", "starts_with((v)::text, 'a'::text)", "starts_with(v, 'a')"},
    {"md5(v)", "md5((v)::text)", "md5(v)"},
    {"concat(t, ' ', v)", "concat(t, ' ', v)", "concat(t, ' ', v)"},
    {"format('%s-%s', t, v)", "format('%s-%s'::text, t, v)", "format('%s-%s', t, v)"},
    {"array_to_string(ta, ',')", "array_to_string(ta, ','::text)", "array_to_string(ta, ',')"},
    {"to_char(ts, 'YYYY')", "to_char(ts, 'YYYY'::text)", "to_char(ts, 'YYYY')"},
    {"to_tsvector('english', COALESCE(t, ''))",
     "to_tsvector('english'::regconfig, COALESCE(t, ''::text))",
     "to_tsvector('english', COALESCE(t, ''))"},
    {"to_tsvector('english', v)", "to_tsvector('english'::regconfig, (v)::text)",
     "to_tsvector('english', v)"},
    {"to_tsvector('english', j)", "to_tsvector('english'::regconfig, j)",
     "to_tsvector('english', j)"},
    {"setweight(to_tsvector('english', t), 'A')",
     R"(setweight(to_tsvector('english'::regconfig, t), 'A'::"char"))",
     "setweight(to_tsvector('english', t), 'A')"},
    {"date_trunc('day', ts)", "date_trunc('day'::text, ts)", "date_trunc('day', ts)"},
    {"date_part('year', ts)", "date_part('year'::text, ts)", "date_part('year', ts)"},
    {"EXTRACT(year FROM ts)", "EXTRACT(year FROM ts)", "EXTRACT(year FROM ts)"},
    {"EXTRACT('epoch' FROM tz)", "EXTRACT(epoch FROM tz)", "EXTRACT(epoch FROM tz)"},
    {"timezone('utc', tz)", "timezone('utc'::text, tz)", "timezone('utc', tz)"},
    {"tz AT TIME ZONE 'utc'", "(tz AT TIME ZONE 'utc'::text)", "tz AT TIME ZONE 'utc'"},
    {"(tz AT TIME ZONE 'utc')::date", "((tz AT TIME ZONE 'utc'::text))::date",
     "(tz AT TIME ZONE 'utc')::date"},
    {"(ts, ts) OVERLAPS (ts, ts)", "((ts, ts) OVERLAPS (ts, ts))", "(ts, ts) OVERLAPS (ts, ts)"},
    {"power(i, 2)", "power((i)::double precision, (2)::double precision)", "power(i, 2)"},
    {"power(n, 2)", "power(n, (2)::numeric)", "power(n, 2)"},
    {"power(f, 2)", "power(f, (2)::double precision)", "power(f, 2)"},
    {"sqrt(i)", "sqrt((i)::double precision)", "sqrt(i)"},
    {"sqrt(n)", "sqrt(n)", "sqrt(n)"},
    {"round(f)", "round(f)", "round(f)"},
    {"round(n, 1)", "round(n, 1)", "round(n, 1)"},
    {"round(i, 2)", "round((i)::numeric, 2)", "round(i, 2)"},
    {"round(f::numeric, 2)", "round((f)::numeric, 2)", "round(f::numeric, 2)"},
    {"floor(i)", "floor((i)::double precision)", "floor(i)"},
    {"current_setting('app.tenant', true)", "current_setting('app.tenant'::text, true)",
     "current_setting('app.tenant', true)"},
    {"jsonb_typeof(j) = 'object'", "(jsonb_typeof(j) = 'object'::text)",
     "jsonb_typeof(j) = 'object'"},
    {"lower(COALESCE(v, ''))", "lower((COALESCE(v, ''::character varying))::text)",
     "lower(COALESCE(v, ''))"},
    {"lower(v || 'x')", "lower(((v)::text || 'x'::text))", "lower(v || 'x')"},
    {"pg_catalog.lower(t)", "lower(t)", "lower(t)"},
};

TEST(ExpressionFunctions, TakeTheirArgumentsWithoutCasts) {
    expect_canonical(kRows);
}

TEST(ExpressionFunctions, HaveTheTextsOfTheServer) {
    expect_server_texts(kRows);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
