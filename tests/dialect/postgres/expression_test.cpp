#include "dialect/postgres/expression.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {
namespace {

std::string canonical(std::string_view text, std::string_view type = "") {
    return canonical_expression(text, {.column_types = nullptr, .type = std::string(type)});
}

struct DefaultRow {
    std::string_view type;  // Of the column.
    std::string_view written;
    std::string_view server;
    std::string_view canonical;
};

const std::vector<DefaultRow> kDefaults{
    {"integer", "0", "0", "0"},
    {"integer", "-1", "'-1'::integer", "-1"},
    {"integer", "'5'", "5", "5"},
    {"bigint", "9999999999", "'9999999999'::bigint", "9999999999"},
    {"bigint", "0", "0", "0"},
    {"bigint", "-5", "'-5'::integer", "-5"},
    {"smallint", "1", "1", "1"},
    {"smallint", "'7'", "'7'::smallint", "7"},
    {"numeric(10,2)", "0", "0", "0"},
    {"numeric(10,2)", "0.00", "0.00", "0.00"},
    {"numeric(10,2)", "-0.5", "'-0.5'::numeric", "-0.5"},
    {"numeric(10,2)", "'1.50'", "1.50", "1.50"},
    {"numeric", "1e3", "'1000'::numeric", "1000"},
    {"real", "0.5", "0.5", "0.5"},
    {"double precision", "0", "0", "0"},
    {"double precision", "-1.5", "'-1.5'::numeric", "-1.5"},
    {"double precision", "'NaN'", "'NaN'::double precision", "'NaN'"},
    {"text", "''", "''::text", "''"},
    {"text", "'a'", "'a'::text", "'a'"},
    {"text", "'it''s'", "'it''s'::text", "'it''s'"},
    {"text", R"('back\slash')", R"('back\slash'::text)", R"('back\slash')"},
    {"text", R"(E'a\\b')", R"('a\b'::text)", R"('a\b')"},
    {"character varying(20)", "'active'", "'active'::character varying", "'active'"},
    {"character varying", "'x'", "'x'::character varying", "'x'"},
    {"character(5)", "'a'", "'a'::bpchar", "'a'"},
    {"boolean", "true", "true", "true"},
    {"boolean", "'f'", "false", "false"},
    {"boolean", "'yes'", "true", "true"},
    {"date", "CURRENT_DATE", "CURRENT_DATE", "CURRENT_DATE"},
    {"date", "'2020-01-01'", "'2020-01-01'::date", "'2020-01-01'"},
    {"date", "now()", "now()", "now()"},
    {"date", "now() + interval '1 day'", "(now() + '1 day'::interval)",
     "now() + '1 day'::interval"},
    {"timestamp without time zone", "now()", "now()", "now()"},
    {"timestamp without time zone", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"},
    {"timestamp without time zone", "(now() at time zone 'utc')",
     "(now() AT TIME ZONE 'utc'::text)", "now() AT TIME ZONE 'utc'"},
    {"timestamp without time zone", "timezone('utc'::text, now())", "timezone('utc'::text, now())",
     "timezone('utc', now())"},
    {"timestamp with time zone", "now()", "now()", "now()"},
    {"timestamp with time zone", "current_timestamp", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP"},
    {"timestamp(3) with time zone", "CURRENT_TIMESTAMP(3)", "CURRENT_TIMESTAMP(3)",
     "CURRENT_TIMESTAMP(3)"},
    {"timestamp with time zone", "now() + '30 days'::interval", "(now() + '30 days'::interval)",
     "now() + '30 days'::interval"},
    {"timestamp with time zone", "'2020-01-01 00:00:00+00'",
     "'2020-01-01 00:00:00+00'::timestamp with time zone", "'2020-01-01 00:00:00+00'"},
    {"interval", "'1 day'", "'1 day'::interval", "'1 day'"},
    {"interval", "interval '1 hour'", "'01:00:00'::interval", "'01:00:00'"},
    {"time without time zone", "'00:00:00'", "'00:00:00'::time without time zone", "'00:00:00'"},
    {"jsonb", "'{}'", "'{}'::jsonb", "'{}'"},
    {"jsonb", "'[]'::jsonb", "'[]'::jsonb", "'[]'"},
    {"jsonb", "jsonb_build_object('a', 1)", "jsonb_build_object('a', 1)",
     "jsonb_build_object('a', 1)"},
    {"json", R"('{"b": 1, "a": 2}')", R"('{"b": 1, "a": 2}'::json)", R"('{"b": 1, "a": 2}')"},
    {"uuid", "gen_random_uuid()", "gen_random_uuid()", "gen_random_uuid()"},
    {"uuid", "'6ecd8c99-4036-403d-bf84-cf8400f67836'",
     "'6ecd8c99-4036-403d-bf84-cf8400f67836'::uuid", "'6ecd8c99-4036-403d-bf84-cf8400f67836'"},
    {"text[]", "'{}'", "'{}'::text[]", "'{}'"},
    {"text[]", "ARRAY[]::text[]", "ARRAY[]::text[]", "ARRAY[]::text[]"},
    {"text[]", "ARRAY['a','b']", "ARRAY['a'::text, 'b'::text]", "ARRAY['a', 'b']"},
    {"character varying(5)[]", "ARRAY['a','b']", "ARRAY['a'::text, 'b'::text]", "ARRAY['a', 'b']"},
    {"character varying[]", "'{}'::text[]", "'{}'::text[]", "'{}'"},
    {"integer[]", "'{1,2}'", "'{1,2}'::integer[]", "'{1,2}'"},
    {"bigint[]", "ARRAY[1,2]", "ARRAY[1, 2]", "ARRAY[1, 2]"},
    {"mood[]", "'{sad}'", "'{sad}'::mood[]", "'{sad}'"},
    {"mood", "'sad'", "'sad'::mood", "'sad'"},
    {"mood", "'sad'::mood", "'sad'::mood", "'sad'"},
    {"text", "'x'", "'x'::text", "'x'"},
    {"bytea", R"('\x00')", R"('\x00'::bytea)", R"('\x00')"},
    {"inet", "'127.0.0.1'", "'127.0.0.1'::inet", "'127.0.0.1'"},
    {"character varying(10)", "NULL", "NULL::character varying", "NULL"},
    {"numeric(5,2)", "NULL", "NULL::numeric", "NULL"},
    {"text", "CURRENT_USER", "CURRENT_USER", "CURRENT_USER"},
    {"text", "session_user", "SESSION_USER", "SESSION_USER"},
    {"text", "lower('ABC')", "lower('ABC'::text)", "lower('ABC')"},
    {"text", "'a' || 'b'", "('a'::text || 'b'::text)", "'a' || 'b'"},
    {"text", "md5(random()::text)", "md5((random())::text)", "md5(random()::text)"},
    {"text", "substring(md5(random()::text) from 1 for 8)",
     "SUBSTRING(md5((random())::text) FROM 1 FOR 8)",
     "SUBSTRING(md5(random()::text) FROM 1 FOR 8)"},
    {"text", "to_char(now(), 'YYYYMMDD')", "to_char(now(), 'YYYYMMDD'::text)",
     "to_char(now(), 'YYYYMMDD')"},
    {"text", "upper(substr(md5((random())::text), 1, 6))",
     "upper(substr(md5((random())::text), 1, 6))", "upper(substr(md5(random()::text), 1, 6))"},
    {"text", "encode(sha256('x'), 'hex')", R"(encode(sha256('\x78'::bytea), 'hex'::text))",
     R"(encode(sha256('\x78'), 'hex'))"},
    {"text", "current_setting('app.tenant', true)", "current_setting('app.tenant'::text, true)",
     "current_setting('app.tenant', true)"},
    {"uuid", "current_setting('app.tenant')::uuid", "(current_setting('app.tenant'::text))::uuid",
     "current_setting('app.tenant')::uuid"},
    {"integer", "floor(random() * 100)", "floor((random() * (100)::double precision))",
     "floor(random() * 100)"},
    {"bigint", "extract(epoch from now())", "EXTRACT(epoch FROM now())",
     "EXTRACT(epoch FROM now())"},
    {"bigint", "(extract(epoch from now()) * 1000)::bigint",
     "((EXTRACT(epoch FROM now()) * (1000)::numeric))::bigint",
     "(EXTRACT(epoch FROM now()) * 1000)::bigint"},
    {"bigint", "nextval('sq')", "nextval('sq'::regclass)", "nextval('sq')"},
    {"bigint", "nextval('public.sq'::regclass)", "", "nextval('public.sq')"},
    {"bigint", "nextval('Public.\"SQ\"')", "", "nextval('public.\"SQ\"')"},
    {"bigint", "nextval('SQ')", "nextval('sq'::regclass)", "nextval('sq')"},
    {"bigint", "", "nextval('sq'::regclass)", "nextval('sq')"},
    {"bigint", "nextval('sq'::text::regclass)", "nextval(('sq'::text)::regclass)",
     "nextval('sq'::text::regclass)"},
    {"integer", "1 + 2 * 3", "(1 + (2 * 3))", "1 + 2 * 3"},
    {"integer", "-(5)", "'-5'::integer", "-5"},
    {"integer", "- '5'::integer", "(- 5)", "-5"},
    {"integer", "'-2147483648'", "'-2147483648'::integer", "-2147483648"},
    {"double precision", "2 ^ 10", "((2)::double precision ^ (10)::double precision)", "2 ^ 10"},
    {"text", "case when true then 'a' else 'b' end",
     "CASE WHEN true THEN 'a'::text ELSE 'b'::text END", "CASE WHEN true THEN 'a' ELSE 'b' END"},
    {"character varying(20)", "case when true then 'a' else 'b' end",
     "CASE WHEN true THEN 'a'::text ELSE 'b'::text END", "CASE WHEN true THEN 'a' ELSE 'b' END"},
    {"text", R"('a' COLLATE "C")", "", R"('a' COLLATE "C")"},
    {"text", "", "'a'::text", "'a'"},
    {"text", "COALESCE(current_setting('x', true), 'none')",
     "COALESCE(current_setting('x'::text, true), 'none'::text)",
     "COALESCE(current_setting('x', true), 'none')"},
    {"int4range", "'[1,5)'", "'[1,5)'::int4range", "'[1,5)'"},
    {"bit(3)", "B'101'", R"('101'::"bit")", "B'101'"},
    {"bit(3)", "'101'", R"('101'::"bit")", "B'101'"},
    {"bit(8)", "X'1F'", R"('00011111'::"bit")", "B'00011111'"},
    {"bit varying(8)", "'101'", "'101'::bit varying", "'101'"},
    {"bit varying(8)", "B'101'", R"('101'::"bit")", "B'101'"},
    {"money", "0", "0", "0"},
    {R"("char")", "'a'", R"('a'::"char")", "'a'"},
    {"regclass", "'t'", "'t'::regclass", "'t'"},
    {"tsvector", "''", "''::tsvector", "''"},
    {"xml", "'<a/>'", "'<a/>'::xml", "'<a/>'"},
};

const std::vector<DefaultRow> kLiterals{
    {"boolean", "'of'", "false", "false"},
    {"integer", "' 007 '", "7", "7"},
    {"bigint", "'+12'", "'12'::bigint", "12"},
    {"numeric(10,2)", "'.5'", "0.5", "0.5"},
    {"numeric", "'1e3'", "'1000'::numeric", "1000"},
    {"double precision", "'0.10'", "'0.1'::double precision", "0.1"},
    {"double precision", "'1e20'", "'1e+20'::double precision", "'1e+20'"},
    {"interval", "'12 months'", "'1 year'::interval", "'1 year'"},
    {"interval", "INTERVAL '1' YEAR", "'1 year'::interval", "'1 year'"},
    {"interval(0)", "'1.7 seconds'", "'00:00:02'::interval(0)", "'00:00:02'"},
    {"interval(0)", "'1.7 seconds'::interval", "'00:00:01.7'::interval", "'00:00:01.7'::interval"},
    {"date", "'1/2/2020'", "'2020-01-02'::date", "'2020-01-02'"},
    {"date", "'epoch'", "'1970-01-01'::date", "'1970-01-01'"},
    {"date", "'now'", "", "'now'"},
    {"timestamp(3) without time zone", "'2020-01-02'",
     "'2020-01-02 00:00:00'::timestamp without time zone", "'2020-01-02 00:00:00'"},
    {"timestamp with time zone", "'1970-01-01'",
     "'1970-01-01 00:00:00+00'::timestamp with time zone", "'1970-01-01 00:00:00+00'"},
    {"time without time zone", "'9:05 PM'", "'21:05:00'::time without time zone", "'21:05:00'"},
    {"uuid", "'{A0EEBC999C0B4EF8BB6D6BB9BD380A11}'", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid",
     "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"},
    {"jsonb", R"('{"b":1,"a":2}')", R"('{"a": 2, "b": 1}'::jsonb)", R"('{"a": 2, "b": 1}')"},
    {"jsonb", R"('{"b":1,"a":2}'::jsonb)", "", R"('{"a": 2, "b": 1}')"},
    {"text[]", R"('{a, "b c"}')", R"('{a,"b c"}'::text[])", R"('{a,"b c"}')"},
    {"int4range", "'[1,5]'", "'[1,6)'::int4range", "'[1,6)'"},
    {"inet", "'10.0.0.1/32'", "'10.0.0.1'::inet", "'10.0.0.1'"},
    {"bytea", "''", R"('\x'::bytea)", R"('\x')"},
    {"money", "'0'", "", "'0'"},
    {"money", "", "'$0.00'::money", "'$0.00'"},
};

TEST(Expression, HasLiteralsAsTheServerPrintsThem) {
    for (const DefaultRow& row : kLiterals) {
        SCOPED_TRACE(std::string(row.type) + " " + std::string(row.canonical));
        if (!row.written.empty()) {
            EXPECT_EQ(canonical(row.written, row.type), row.canonical);
        }
        if (!row.server.empty()) {
            EXPECT_EQ(canonical(row.server, row.type), row.canonical);
        }
        EXPECT_EQ(canonical(row.canonical, row.type), row.canonical);
    }
}

TEST(Expression, OfATreeIsThatOfItsText) {
    for (const DefaultRow& row : kDefaults) {
        const std::optional<Node> tree = parse_expression(row.server);
        if (tree) {
            const ExpressionContext context{.column_types = nullptr, .type = std::string(row.type)};
            EXPECT_EQ(canonical_expression(*tree, context), row.canonical) << row.server;
        }
    }
}

TEST(Expression, OfADefaultIsShort) {
    for (const DefaultRow& row : kDefaults) {
        SCOPED_TRACE(std::string(row.type) + " " + std::string(row.canonical));
        if (!row.written.empty()) {
            EXPECT_EQ(canonical(row.written, row.type), row.canonical);
        }
        if (!row.server.empty()) {
            EXPECT_EQ(canonical(row.server, row.type), row.canonical);
        }
        EXPECT_EQ(canonical(row.canonical, row.type), row.canonical);
    }
}

struct TextRow {
    std::string_view text;
    std::string_view canonical;
};

TEST(Expression, KeepsCastsWhereTypesAreNotKnown) {
    const std::vector<TextRow> rows{
        {"'a'::text", "'a'::text"},
        {"NULL::text", "NULL::text"},
        {"(x = 'a'::text)", "x = 'a'::text"},
        {"((x)::text = 'a'::text)", "x::text = 'a'"},
        {"(x > (0)::numeric)", "x > 0::numeric"},
        {"(x = ANY (ARRAY['a'::text, 'b'::text]))", "x IN ('a'::text, 'b'::text)"},
        {"(x = ANY (ARRAY['a'::mood, 'b'::mood]))", "x IN ('a'::mood, 'b'::mood)"},
        {"(x = ANY (ARRAY[1, 2]))", "x IN (1, 2)"},
        {"(x <> ALL (ARRAY[1, 2]))", "x NOT IN (1, 2)"},
        {"(x = ANY (ARRAY[1, 2.5]))", "x = ANY (ARRAY[1, 2.5])"},
        {"(x = ANY (ARRAY[16777217, 2]))", "x = ANY (ARRAY[16777217, 2])"},
        {"(x = ANY (ARRAY['a'::bpchar, 'b'::bpchar]))", "x = ANY (ARRAY['a', 'b']::bpchar[])"},
        {"COALESCE(x, ''::text)", "COALESCE(x, ''::text)"},
        {"lower((x)::text)", "lower(x::text)"},
        {"my_function('a'::text)", "my_function('a'::text)"},
        {"t.x > 0", "t.x > 0"},
        {"((auth.jwt() ->> 'role'::text) = 'admin'::text)", "auth.jwt() ->> 'role' = 'admin'"},
        {"((x #>> '{a,b}'::text[]) IS NULL)", "x #>> '{a,b}' IS NULL"},
        {"(x ? 'a'::text)", "x ? 'a'::text"},
        {"('a'::text || x)", "'a'::text || x"},
    };
    for (const TextRow& row : rows) {
        EXPECT_EQ(canonical(row.text), row.canonical);
    }
}

TEST(Expression, OfAQueryKnowsNoColumns) {
    const std::map<std::string, std::string> types{{"v", "character varying"}};
    const ExpressionContext context{.column_types = &types, .type = "boolean"};
    const std::vector<TextRow> rows{
        {"EXISTS ( SELECT 1 FROM members m WHERE ((m.team = t.team) AND (m.v = 'a'::text)))",
         "EXISTS (SELECT 1 FROM members m WHERE m.team = t.team AND m.v = 'a'::text)"},
        {"(v = ( SELECT auth.uid() AS uid))", "v = (SELECT auth.uid())"},
        {"((v)::text IN ( SELECT v FROM u))", "v::text IN (SELECT v FROM u)"},
        {"(NOT (v IN ( SELECT u.v FROM u)))", "v NOT IN (SELECT u.v FROM u)"},
        {"(auth.uid() = ( SELECT x.id AS a FROM x ORDER BY x.a LIMIT 1))",
         "auth.uid() = (SELECT x.id AS a FROM x ORDER BY x.a LIMIT 1)"},
    };
    for (const TextRow& row : rows) {
        EXPECT_EQ(canonical_expression(row.text, context), row.canonical);
        EXPECT_EQ(canonical_expression(row.canonical, context), row.canonical);
    }
}

TEST(Expression, ThatIsNoneComesBackTrimmed) {
    const std::vector<TextRow> rows{
        {"", ""},
        {"  ", ""},
        {" 1 + ", "1 +"},
        {"a b c", "a b c"},
        {"a, b", "a, b"},
        {"a AS b", "a AS b"},
        {"SELECT 1", "SELECT 1"},
        {"1) FROM t; DROP TABLE t; --", "1) FROM t; DROP TABLE t; --"},
        {"1), (2", "1), (2"},
        {"1) ORDER BY (1", "1) ORDER BY (1"},
        {"1; SELECT 2", "1; SELECT 2"},
        {"*", "*"},
        {"ALL a", "ALL a"},
        {"a = b = c", "a = b = c"},
        {"'open", "'open"},
        {"/* open", "/* open"},
        {"\xff\xfe = 1", "\xff\xfe = 1"},
        {std::string_view("a\0b", 3), std::string_view("a\0b", 3)},
    };
    for (const TextRow& row : rows) {
        EXPECT_EQ(canonical(row.text), row.canonical);
    }
}

TEST(Expression, LeavesCommentsOut) {
    EXPECT_EQ(canonical("/* a */ x /* b */ > 0 -- c"), "x > 0");
}

std::string repeated(std::string_view text, int count) {
    std::string result;
    for (int i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

TEST(Expression, ThatIsTooLargeOrTooDeepStays) {
    const std::vector<std::string> texts{
        "1" + repeated("+1", 100'000),
        "a" + repeated("||a", 5'000),
        repeated("(", 20'000) + "1" + repeated(")", 20'000),
        repeated("NOT ", 5'000) + "a",
        repeated("- ", 50'000) + "1",
        repeated("CASE WHEN ", 3'000) + "a" + repeated(" THEN 1 END", 3'000),
        "(SELECT 1,1" + repeated(" UNION SELECT 1,1", 5'000) + ")",
        "(SELECT 1 FROM a" + repeated(" JOIN a ON a AND b", 5'000) + ")",
        repeated("f(", 5'000) + repeated(")", 5'000),
        "a" + repeated("[1]", 5'000),
        "a" + repeated("::text", 5'000),
        "E'\\''" + repeated("||a", 5'000) + "'",
        "'" + std::string(1'000'000, 'x') + "'",
        repeated("ARRAY[", 5'000) + "1" + repeated("]", 5'000),
    };
    for (const std::string& text : texts) {
        EXPECT_EQ(canonical(text), text) << text.substr(0, 40);
    }
}

TEST(Expression, MayBeLongWhenItIsNotDeep) {
    const std::string list = "'a'" + repeated(", 'b'", 10'000);
    EXPECT_EQ(canonical("(x IN (" + list + "))"), "x IN (" + list + ")");

    const std::string chain = "a > 0" + repeated(" AND a > 0", 5'000);
    EXPECT_EQ(canonical("(" + chain + ")"), chain);
}

TEST(Expression, DoesNotGrowWithoutLimit) {
    // BETWEEN has its first operand twice when it is written out.
    std::string text = "a";
    for (int i = 0; i < 40; ++i) {
        text = "(" + text + " BETWEEN 1 AND 2)";
    }

    const std::string result = canonical(text);

    EXPECT_LT(result.size(), 50 * text.size());
    EXPECT_EQ(canonical(result), result);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
