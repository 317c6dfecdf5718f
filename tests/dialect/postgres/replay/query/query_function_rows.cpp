#include <array>

#include "dialect/postgres/replay/query/query_rows.h"

namespace erdmark::dialect::postgres {

namespace {

// What PostgreSQL 15 answers.
constexpr std::array kFunctionRows{
    QueryRow{"SELECT make_interval(months => 3), make_interval(1, 2, 3, 4, 5, 6, 7.5), "
             "make_interval(days => -2, hours => 5), make_interval(secs => 90)",
             "3 mons|1 year 2 mons 25 days 05:06:07.5|-2 days +05:00:00|00:01:30"},
    QueryRow{"SELECT date '2024-01-31' + make_interval(months => 1), (date '2024-01-31' + "
             "make_interval(months => 13))::date",
             "2024-02-29 00:00:00|2025-02-28"},
    QueryRow{"SELECT interval '1 day' + interval '2 hours', interval '1 mon -3 days', -interval '1 "
             "day 02:00', interval '1 day' * 2.5, interval '1 month' / 4, 3 * interval '10 "
             "minutes', interval '1 mon' - interval '2 days'",
             "1 day 02:00:00|1 mon -3 days|-1 days -02:00:00|2 days 12:00:00|7 days "
             "12:00:00|00:30:00|1 mon -2 days"},
    QueryRow{"SELECT timestamp '2024-03-05 10:00' - timestamp '2024-03-01 12:30', timestamp "
             "'2024-03-01' - interval '1 month', time '10:00' + interval '15 hours', time '10:30' "
             "- time '09:00', date '2024-03-05' + time '08:00'",
             "3 days 21:30:00|2024-02-01 00:00:00|01:00:00|01:30:00|2024-03-05 08:00:00"},
    QueryRow{"SELECT interval '24 hours' = interval '1 day', interval '30 days' = interval '1 "
             "month', interval '1 hour' < interval '90 minutes'",
             "t|t|t"},
    QueryRow{"SELECT age(timestamp '2024-03-31', timestamp '2024-02-29'), age(date '2000-01-01', "
             "date '2024-03-15'), age(timestamp '2024-01-01 10:00', timestamp '2023-12-31 12:00')",
             "1 mon 2 days|-24 years -2 mons -14 days|22:00:00"},
    QueryRow{"SELECT justify_days(interval '35 days'), justify_hours(interval '50 hours'), "
             "justify_interval(interval '35 days 50 hours')",
             "1 mon 5 days|2 days 02:00:00|1 mon 7 days 02:00:00"},
    QueryRow{"SELECT extract(epoch from timestamp '2024-01-01 00:00:01.5'), extract(epoch from "
             "date '2024-01-01'), extract(epoch from interval '1 day 02:03:04'), extract(epoch "
             "from interval '1 year 2 mons')",
             "1704067201.500000|1704067200|93784.000000|36741600.000000"},
    QueryRow{"SELECT extract(second from timestamp '2024-01-01 10:11:12.25'), extract(milliseconds "
             "from timestamp '2024-01-01 10:11:12.25'), extract(microseconds from timestamp "
             "'2024-01-01 10:11:12.25'), extract(minute from time '10:11:12'), extract(hour from "
             "interval '26 hours'), extract(day from interval '40 days')",
             "12.250000|12250.000|12250000|11|26|40"},
    QueryRow{
        "SELECT extract(week from date '2024-12-30'), extract(isoyear from date '2024-12-30'), "
        "extract(doy from date '2024-12-30'), extract(isodow from date '2024-12-29'), "
        "extract(century from date '2001-01-01'), extract(decade from date '1999-01-01'), "
        "extract(millennium from date '2001-01-01'), extract(quarter from date '2024-05-01')",
        "1|2025|365|7|21|199|3|2"},
    QueryRow{"SELECT date_part('epoch', timestamp '2024-01-01 00:00:01.5'), date_part('hour', date "
             "'2024-01-01'), date_part('month', interval '14 months'), extract(julian from date "
             "'2024-01-01'), extract(timezone from timestamptz '2024-01-01 00:00+02')",
             "1704067201.5|0|2|2460311|0"},
    QueryRow{"SELECT extract(hour from date '2024-01-01')",
             "ERROR 0A000 unit \"hour\" not supported for type date"},
    QueryRow{"SELECT to_char(date '2024-03-05', 'Month'), to_char(date '2024-03-05', 'FMMonth DD, "
             "YYYY'), to_char(date '2024-03-05', 'MONTH mon Mon MON'), to_char(date '2024-03-05', "
             "'Day|DAY|day|Dy|dy'), to_char(date '2024-09-21', 'FMDay, DDth FMMonth')",
             "March    |March 05, 2024|MARCH     mar Mar MAR|Tuesday  |TUESDAY  |tuesday  "
             "|Tue|tue|Saturday, 21st September"},
    QueryRow{"SELECT to_char(timestamp '2024-03-05 15:04:05.678901', 'HH:MI:SS AM'), "
             "to_char(timestamp '2024-03-05 15:04:05.678901', 'HH24MISSMSUS p.m.'), "
             "to_char(timestamp '2024-03-05 00:04:05', 'HH12 FMHH SSSS'), to_char(timestamptz "
             "'2024-03-05 15:04:05+00', 'YYYY-MM-DD\"T\"HH24:MI:SSOF TZ')",
             "03:04:05 PM|150405678678901 p.m.|12 12 245|2024-03-05T15:04:05+00 UTC"},
    QueryRow{
        "SELECT to_char(date '2024-12-30', 'IYYY-IW-ID WW W Q D DDD CC RM rm AD'), to_char(date "
        "'2024-12-30', 'YYY YY Y Y,YYY FMMM FMDD'), to_char(date '2024-03-05', 'YYYYMMDD_x "
        "\"quoted Month\" \\\"q')",
        "2025-01-1 53 5 4 2 365 21 XII  xii  AD|024 24 4 2,024 12 30|20240305_x quoted Month \"1"},
    QueryRow{"SELECT to_char(5, 'FM000'), to_char(5, '000'), to_char(-5, '999'), to_char(1234, "
             "'000'), to_char(12, '9990'), to_char(0, '99'), to_char(7, 'FM99')",
             "005| 005|  -5| ###|   12|  0|7"},
    QueryRow{"SELECT '10:11'::time, '2024-01-31 10:11:12'::timestamp::time, '2024-01-31 "
             "10:11:12.6789'::timestamp(2), '2024-01-31 10:11:12+02'::timestamptz, '2024-01-31 "
             "10:11:12+02'::timestamp, 'Jan 5, 2024'::date, timestamp '2024-01-31 10:00'::date",
             "10:11:00|10:11:12|2024-01-31 10:11:12.68|2024-01-31 08:11:12+00|2024-01-31 "
             "10:11:12|2024-01-05|2024-01-31"},
    QueryRow{"SELECT date '2024-01-31' = timestamp '2024-01-31 00:00', date '2024-01-31' < "
             "timestamptz '2024-01-31 00:00:01+00'",
             "t|t"},
    QueryRow{"SELECT timestamp '2024-01-31 10:00' AT TIME ZONE 'UTC', timestamptz '2024-01-31 "
             "10:00+02' AT TIME ZONE 'UTC'",
             "2024-01-31 10:00:00+00|2024-01-31 08:00:00"},
    QueryRow{"SELECT g FROM generate_series(timestamp '2024-01-01', timestamp '2024-01-02', "
             "interval '12 hours') AS g",
             "2024-01-01 00:00:00;2024-01-01 12:00:00;2024-01-02 00:00:00"},
    QueryRow{"SELECT g FROM generate_series(date '2024-01-01', date '2024-03-01', '1 month') AS g",
             "2024-01-01 00:00:00+00;2024-02-01 00:00:00+00;2024-03-01 00:00:00+00"},
    QueryRow{"SELECT date_trunc('month', timestamp '2024-03-15 10:11'), date_trunc('hour', "
             "timestamptz '2024-03-15 10:11+00'), date_trunc('day', date '2024-03-15')",
             "2024-03-01 00:00:00|2024-03-15 10:00:00+00|2024-03-15 00:00:00+00"},
    QueryRow{"SELECT '{\"b\": 1, \"a\": [1, {\"x\": null}]}'::jsonb, '{\"b\":1}'::json, '[1,  "
             "2]'::jsonb || '3', '{\"a\": 1}'::jsonb || '{\"a\": 2, \"b\": 3}'",
             "{\"a\": [1, {\"x\": null}], \"b\": 1}|{\"b\":1}|[1, 2, 3]|{\"a\": 2, \"b\": 3}"},
    QueryRow{"SELECT '{\"a\": {\"b\": [10, 20]}}'::jsonb -> 'a' -> 'b' -> 1, '{\"a\": "
             "\"x\"}'::jsonb ->> 'a', '{\"a\": null}'::jsonb ->> 'a', '{\"a\": {\"b\": [10, "
             "20]}}'::jsonb #>> '{a,b,-1}', '{\"a\": {\"b\": 1}}'::json #> '{a}', '[1,2,3]'::jsonb "
             "-> -1, '{\"a\": 1.50}'::json ->> 'a'",
             "20|x||20|{\"b\": 1}|3|1.50"},
    QueryRow{"SELECT '{\"a\": 1, \"b\": 2}'::jsonb - 'a', '[\"a\", \"b\"]'::jsonb - 'a', "
             "'[1,2,3]'::jsonb - 1, '{\"a\": {\"b\": 1, \"c\": 2}}'::jsonb #- '{a,b}', '{\"a\": 1, "
             "\"b\": 2}'::jsonb - ARRAY['a', 'c']",
             "{\"b\": 2}|[\"b\"]|[1, 3]|{\"a\": {\"c\": 2}}|{\"b\": 2}"},
    QueryRow{"SELECT '{\"a\": 1}'::jsonb ? 'a', '[\"x\"]'::jsonb ? 'x', '{\"a\": 1}'::jsonb ?| "
             "ARRAY['b', 'a'], '{\"a\": 1}'::jsonb ?& ARRAY['b', 'a'], '{\"a\": 1, \"b\": [1, "
             "2]}'::jsonb @> '{\"b\": [2]}', '{\"a\": 1}'::jsonb <@ '{\"a\": 1, \"b\": 2}', '[1, "
             "2]'::jsonb @> '1'",
             "t|t|t|f|t|t|t"},
    QueryRow{"SELECT jsonb_set('{\"a\": {\"b\": 1}}', '{a,b}', '2'), jsonb_set('{\"a\": 1}', "
             "'{c}', '\"x\"'), jsonb_set('{\"a\": 1}', '{c}', '\"x\"', false), jsonb_set('[1, 2]', "
             "'{0}', 'null'), jsonb_set('{\"a\": 1}', '{x,y}', '1')",
             "{\"a\": {\"b\": 2}}|{\"a\": 1, \"c\": \"x\"}|{\"a\": 1}|[null, 2]|{\"a\": 1}"},
    QueryRow{"SELECT jsonb_array_length('[1, 2]'), jsonb_typeof('{\"a\": 1}'), "
             "jsonb_typeof('\"x\"'), jsonb_extract_path_text('{\"a\": {\"b\": \"c\"}}', 'a', 'b'), "
             "jsonb_extract_path('{\"a\": {\"b\": \"c\"}}', 'a')",
             "2|object|string|c|{\"b\": \"c\"}"},
    QueryRow{"SELECT value FROM jsonb_array_elements('[1, \"x\", {\"a\": 2}, null]')",
             "1;\"x\";{\"a\": 2};null"},
    QueryRow{"SELECT e FROM jsonb_array_elements('[{\"n\": 1}, {\"n\": 2}]') AS e WHERE (e ->> "
             "'n')::int > 1",
             "{\"n\": 2}"},
    QueryRow{"SELECT x.value ->> 'n' FROM jsonb_array_elements('[{\"n\": 1}, {\"n\": 2}]') AS x",
             "1;2"},
    QueryRow{"SELECT jsonb_array_elements_text('[\"a\", \"b\"]')", "a;b"},
    QueryRow{
        "SELECT v, n FROM jsonb_array_elements_text('[\"a\", \"b\"]') WITH ORDINALITY AS t(v, n)",
        "a|1;b|2"},
    QueryRow{"SELECT key, value FROM jsonb_each('{\"b\": 1, \"a\": \"x\"}') ORDER BY key",
             "a|\"x\";b|1"},
    QueryRow{"SELECT k, v FROM jsonb_each_text('{\"b\": 1, \"a\": \"x\", \"c\": null}') AS e(k, v) "
             "ORDER BY k",
             "a|x;b|1;c|"},
    QueryRow{"SELECT k FROM jsonb_object_keys('{\"b\": 1, \"a\": 2}') AS k ORDER BY k DESC", "b;a"},
    QueryRow{"SELECT json_agg(n), jsonb_agg(n ORDER BY n DESC), jsonb_object_agg(n, n * 2), "
             "json_object_agg('k' || n, n) FROM generate_series(1, 3) AS n",
             "[1, 2, 3]|[3, 2, 1]|{\"1\": 2, \"2\": 4, \"3\": 6}|{ \"k1\" : 1, \"k2\" : 2, \"k3\" "
             ": 3 }"},
    QueryRow{"SELECT jsonb_agg(jsonb_build_object('n', n)) FROM generate_series(1, 2) AS n",
             "[{\"n\": 1}, {\"n\": 2}]"},
    QueryRow{"SELECT json_agg(n) FROM generate_series(1, 0) AS n", ""},
    QueryRow{"SELECT to_jsonb(ARRAY[1, 2]), to_json(ARRAY['a', NULL, 'b\"c']), "
             "to_jsonb(ARRAY[true, false]), jsonb_build_object('t', timestamp '2024-01-31 10:00', "
             "'z', timestamptz '2024-01-31 10:00+00', 'a', ARRAY['x'])",
             "[1, 2]|[\"a\",null,\"b\\\"c\"]|[true, false]|{\"a\": [\"x\"], \"t\": "
             "\"2024-01-31T10:00:00\", \"z\": \"2024-01-31T10:00:00+00:00\"}"},
    QueryRow{"SELECT DISTINCT ON (n % 2) n % 2, n FROM generate_series(1, 5) AS n ORDER BY n % 2, "
             "n DESC",
             "0|4;1|5"},
    QueryRow{"SELECT DISTINCT ON (x) x, y FROM (VALUES (1, 'b'), (1, 'a'), (2, 'c')) AS t(x, y) "
             "ORDER BY x, y",
             "1|a;2|c"},
    QueryRow{"SELECT n, row_number() OVER (PARTITION BY n % 2 ORDER BY n DESC), sum(n) OVER w, "
             "lag(n) OVER w FROM generate_series(1, 4) AS n WINDOW w AS (ORDER BY n) ORDER BY n",
             "1|2|1|;2|2|3|1;3|1|6|2;4|1|10|3"},
    QueryRow{"SELECT regexp_split_to_array('abc', ''), regexp_split_to_array('a1b22c', '\\d*'), "
             "regexp_split_to_array('a  b', '\\s*')",
             "{a,b,c}|{a,b,c}|{a,b}"},
    QueryRow{"SELECT regexp_matches('foobarbequebaz', '(b[^b]+)(b[^b]+)', 'g')", "{bar,beque}"},
    QueryRow{"SELECT m[1] FROM regexp_matches('a1b2', '[a-z]([0-9])', 'g') AS m", "1;2"},
    QueryRow{"SELECT substring('foobar' from 'o(.)b'), substring('foobar' from 'o.b'), "
             "substring('foobar', 'x'), substring('foobar' from 2)",
             "o|oob||oobar"},
    QueryRow{"SELECT overlay('Txxxxas' placing 'hom' from 2 for 4), overlay('abcdef' placing 'X' "
             "from 2), initcap('hELLO wORLD-x'), translate('12345', '143', 'ax')",
             "Thomas|aXcdef|Hello World-X|a2x5"},
    QueryRow{"SELECT regexp_replace('Hello World', 'o', '0', 'g'), regexp_replace('Hello', 'L', "
             "'x', 'gi'), regexp_replace('a-b_c', '[^a-z]+', ' ', 'g')",
             "Hell0 W0rld|Hexxo|a b c"},
    QueryRow{"SELECT 1.0 / 3, 7.5 / 2, 10::numeric / 4, 1::numeric / 7000000, 22.50 % 4, -7.0 / 2, "
             "100.00 / 0.003",
             "0.33333333333333333333|3.7500000000000000|2.5000000000000000|0."
             "000000142857142857142857|2.50|-3.5000000000000000|33333.333333333333"},
    QueryRow{"SELECT sum(x), avg(x), min(x), max(x) FROM (VALUES (1.50), (2.25), (10.1)) AS t(x)",
             "13.85|4.6166666666666667|1.50|10.1"},
    QueryRow{"SELECT avg(n), sum(n) FROM generate_series(1, 4) AS n", "2.5000000000000000|10"},
    QueryRow{
        "SELECT max(i), min(i) FROM (VALUES (interval '1 day'), (interval '30 hours')) AS t(i)",
        "30:00:00|1 day"},
    QueryRow{"SELECT greatest(1.5, 10.25, 2), least(interval '1 day', interval '2 hours'), "
             "abs(-1.50), abs(-3), coalesce(NULL, 2.50)",
             "10.25|02:00:00|1.50|3|2.50"},
    QueryRow{"SELECT array_positions(ARRAY[1, 2, 1], 1), array_replace(ARRAY['a', 'b'], 'a', 'c'), "
             "array_lower(ARRAY[5], 1), array_ndims(ARRAY[1]), array_to_json(ARRAY[1, 2])",
             "{1,3}|{c,b}|1|1|[1,2]"},
    QueryRow{"SELECT 3 IN (1, 2, NULL), 1 IN (1, NULL), 3 NOT IN (1, 2), 'b' IN ('a', 'b'), 1.0 IN "
             "(1, 2)",
             "|t|t|t|t"},
    QueryRow{"SELECT 1 + 2 - 3 + 4 * 5 - 6 / 2, 10 - (2 - 1), 2 * 3 + 4 || 'x'", "17|9|10x"},
    QueryRow{"SELECT 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'::uuid, '192.168.0.1/32'::inet, '1 day "
             "2 hours'::interval::text",
             "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|192.168.0.1|1 day 02:00:00"},
};

}  // namespace

std::span<const QueryRow> query_function_rows() {
    return kFunctionRows;
}

}  // namespace erdmark::dialect::postgres
