#include "dialect/postgres/replay/query/query_rows.h"

#include <array>

namespace erdmark::dialect::postgres {

namespace {

// What PostgreSQL 15 answers.
constexpr std::array kRows{
    QueryRow{"SELECT 1, 'a', NULL, true, 1.50, 9999999999", "1|a||t|1.50|9999999999"},
    QueryRow{"SELECT id, name FROM nums ORDER BY id", "1|one;2|two;3|;10|ten"},
    QueryRow{"SELECT * FROM nums ORDER BY name DESC",
             "3|||||;2|two|f|{}|2.00|2024-02-29;10|ten|t|{\"x "
             "y\",NULL}|10.25|2023-12-31;1|one|t|{a,b}|1.50|2024-01-31"},
    QueryRow{"SELECT n.* FROM nums n ORDER BY 2 NULLS FIRST",
             "3|||||;1|one|t|{a,b}|1.50|2024-01-31;10|ten|t|{\"x "
             "y\",NULL}|10.25|2023-12-31;2|two|f|{}|2.00|2024-02-29"},
    QueryRow{"SELECT n.id, o.label FROM nums n JOIN other o ON o.id = n.id ORDER BY 1",
             "1|uno;2|dos"},
    QueryRow{"SELECT n.id, o.label FROM nums n LEFT JOIN other o USING (id) ORDER BY n.id",
             "1|uno;2|dos;3|;10|"},
    QueryRow{"SELECT * FROM nums n FULL JOIN other o USING (id) ORDER BY id",
             "1|one|t|{a,b}|1.50|2024-01-31|uno;2|two|f|{}|2.00|2024-02-29|dos;3||||||;4||||||"
             "cuatro;10|ten|t|{\"x y\",NULL}|10.25|2023-12-31|"},
    QueryRow{"SELECT * FROM other NATURAL JOIN (SELECT id, name FROM nums) x ORDER BY id",
             "1|uno|one;2|dos|two"},
    QueryRow{"SELECT count(*), count(name), sum(id), max(id), min(name) FROM nums",
             "4|3|16|10|one"},
    QueryRow{"SELECT count(*) = 4 FROM nums", "t"},
    QueryRow{"SELECT ok, count(*) FROM nums GROUP BY ok ORDER BY ok", "f|1;t|2;|1"},
    QueryRow{"SELECT ok AS k, string_agg(name, ',' ORDER BY name DESC) FROM nums GROUP BY k HAVING "
             "count(*) > 1 ORDER BY k",
             "t|ten,one"},
    QueryRow{"SELECT array_agg(id ORDER BY id) FROM nums", "{1,2,3,10}"},
    QueryRow{"SELECT array_agg(name) FROM nums WHERE id > 100", ""},
    QueryRow{"SELECT EXISTS (SELECT FROM nums WHERE id = 1), NOT EXISTS (SELECT 1 FROM nums WHERE "
             "id = 99)",
             "t|t"},
    QueryRow{"SELECT id FROM nums WHERE name LIKE 't%' ORDER BY id", "2;10"},
    QueryRow{"SELECT id FROM nums WHERE name ILIKE 'T_O'", "2"},
    QueryRow{"SELECT id FROM nums WHERE name ~ '^o.e$'", "1"},
    QueryRow{"SELECT id FROM nums WHERE name !~ 'o' ORDER BY 1", "10"},
    QueryRow{"SELECT id FROM nums WHERE name ~* 'TW'", "2"},
    QueryRow{"SELECT id FROM nums WHERE id IN (1, 3) ORDER BY id", "1;3"},
    QueryRow{"SELECT id FROM nums WHERE id NOT IN (1, 3) ORDER BY id", "2;10"},
    QueryRow{"SELECT id FROM nums WHERE id = ANY (ARRAY[1, 10]) ORDER BY id", "1;10"},
    QueryRow{"SELECT id FROM nums WHERE id = ANY ('{1,2}') ORDER BY id", "1;2"},
    QueryRow{"SELECT id FROM nums WHERE name <> ALL (ARRAY['one','two']) ORDER BY id", "10"},
    QueryRow{"SELECT id FROM nums WHERE 'a' = ANY (tags)", "1"},
    QueryRow{"SELECT 3 = ANY (ARRAY[1, NULL]), 1 = ANY (ARRAY[1, NULL]), 1 = ALL (ARRAY[1,NULL]), "
             "2 = ALL (ARRAY[1,NULL]), 1 = ANY ('{}'::int[]), 1 = ALL('{}'::int[])",
             "|t||f|f|t"},
    QueryRow{"SELECT id FROM nums WHERE id IN (SELECT id FROM other) ORDER BY id", "1;2"},
    QueryRow{"SELECT id FROM nums WHERE id NOT IN (SELECT id FROM other) ORDER BY id", "3;10"},
    QueryRow{"SELECT id FROM nums WHERE id > ALL (SELECT id FROM other)", "10"},
    QueryRow{"SELECT (SELECT label FROM other WHERE other.id = nums.id) FROM nums ORDER BY nums.id",
             "uno;dos;;"},
    QueryRow{"SELECT (SELECT label FROM other)",
             "ERROR 21000 more than one row returned by a subquery used as an expression"},
    QueryRow{"SELECT ARRAY(SELECT label FROM other ORDER BY id)", "{uno,dos,cuatro}"},
    QueryRow{"SELECT name IS NULL, name IS NOT DISTINCT FROM 'one', name IS DISTINCT FROM NULL "
             "FROM nums ORDER BY id",
             "f|t|t;f|f|t;t|f|f;f|f|t"},
    QueryRow{"SELECT ok IS TRUE, ok IS NOT TRUE, ok IS FALSE, ok IS UNKNOWN, NOT ok FROM nums "
             "ORDER BY id",
             "t|f|f|f|f;f|t|t|f|t;f|t|f|t|;t|f|f|f|f"},
    QueryRow{"SELECT coalesce(name, 'none'), nullif(id, 1), greatest(id, 3), least(id, 3, NULL) "
             "FROM nums ORDER BY id",
             "one||3|1;two|2|3|2;none|3|3|3;ten|10|10|3"},
    QueryRow{"SELECT CASE WHEN id < 3 THEN 'few' ELSE 'many' END, CASE id WHEN 1 THEN 'x' END FROM "
             "nums ORDER BY id",
             "few|x;few|;many|;many|"},
    QueryRow{"SELECT 7 / 2, -7 / 2, 7 % 3, 2 * 3 + 1, 10 - 3", "3|-3|1|7|7"},
    QueryRow{"SELECT 1 / 0", "ERROR 22012 division by zero"},
    QueryRow{"SELECT 'a' || 'b' || 1, 1 || 'x', 'x' || NULL, 'v' || true", "ab1|1x||vtrue"},
    QueryRow{"SELECT ARRAY['a'] || 'b'::text, ARRAY[1,2] || 3, 0 || ARRAY[1], ARRAY[1] || ARRAY[2]",
             "{a,b}|{1,2,3}|{0,1}|{1,2}"},
    QueryRow{"SELECT format('ALTER TABLE %I ADD %s %L %%', 'My Table', 'col', 'it''s')",
             "ALTER TABLE \"My Table\" ADD col 'it''s' %"},
    QueryRow{"SELECT format('%2$s %1$s', 'a', 'b'), format('%-5s|%5s|', 'ab', 'cd'), format('%L', "
             "NULL), format('%s', NULL), format('%s', true)",
             "b a|ab   |   cd||NULL||t"},
    QueryRow{"SELECT format('%I', NULL)",
             "ERROR 22004 null values cannot be formatted as an SQL identifier"},
    QueryRow{"SELECT quote_ident('user'), quote_ident('Abc'), quote_ident('abc'), "
             "quote_literal('a''b'), quote_literal('a\\b'), quote_nullable(NULL), quote_literal(5)",
             "\"user\"|\"Abc\"|abc|'a''b'|E'a\\\\b'|NULL|'5'"},
    QueryRow{"SELECT concat('a', NULL, 1, true), concat_ws(',', 'a', NULL, 'b')", "a1t|a,b"},
    QueryRow{"SELECT lower('ABC'), upper('abc'), length('häus'), initcap('hello wORLD'), "
             "reverse('abc'), repeat('ab', 3)",
             "abc|ABC|4|Hello World|cba|ababab"},
    QueryRow{"SELECT btrim('  x '), trim('x' from 'xxaxx'), ltrim('xxa', 'x'), rtrim('axx', 'x'), "
             "trim(leading 'x' from 'xax')",
             "x|a|a|a|ax"},
    QueryRow{"SELECT substring('abcdef', 2, 3), substr('abcdef', 3), substring('abcdef' from 2 for "
             "2), left('abcdef', 2), left('abcdef', -2), right('abcdef', 2), right('abc', -1)",
             "bcd|cdef|bc|ab|abcd|ef|bc"},
    QueryRow{"SELECT split_part('a_b_c', '_', 2), split_part('a_b_c', '_', -1), split_part('abc', "
             "'_', 2), strpos('abc', 'b'), position('c' in 'abc')",
             "b|c||2|3"},
    QueryRow{"SELECT replace('aXbX', 'X', '-'), translate('12345', '143', 'ax'), lpad('5', 3, "
             "'0'), rpad('5', 3), lpad('12345', 3, '0')",
             "a-b-|a2x5|005|5  |123"},
    QueryRow{
        "SELECT regexp_replace('abc_deleted', '_deleted$', ''), regexp_replace('aaa', 'a', 'b'), "
        "regexp_replace('aaa', 'a', 'b', 'g'), regexp_replace('foobarbaz', 'b(..)', 'X\\1Y', 'g')",
        "abc|baa|bbb|fooXarYXazY"},
    QueryRow{
        "SELECT regexp_match('foobarbaz', 'b(..)b(.)'), regexp_split_to_array('a, b,c', ',\\s*')",
        "{ar,a}|{a,b,c}"},
    QueryRow{"SELECT string_to_array('a,b,c', ','), string_to_array('', ','), "
             "array_to_string(ARRAY['a', NULL, 'c'], ',', '*'), array_to_string(ARRAY[1,2], '-')",
             "{a,b,c}|{}|a,*,c|1-2"},
    QueryRow{"SELECT array_length(ARRAY[1,2,3], 1), cardinality(ARRAY[1,2]), "
             "array_length('{}'::int[], 1), (ARRAY['a','b'])[2], (ARRAY[1,2])[5]",
             "3|2||b|"},
    QueryRow{"SELECT array_append(ARRAY[1], 2), array_prepend(0, ARRAY[1]), array_cat(ARRAY[1], "
             "ARRAY[2]), array_remove(ARRAY[1,2,1], 1), array_position(ARRAY['a','b'], 'b')",
             "{1,2}|{0,1}|{1,2}|{2}|2"},
    QueryRow{
        "SELECT ARRAY['a','b'] @> ARRAY['a'], ARRAY['a'] <@ ARRAY['b'], ARRAY[1,2] && ARRAY[2,3]",
        "t|f|t"},
    QueryRow{"SELECT unnest(ARRAY['x','y'])", "x;y"},
    QueryRow{"SELECT u FROM unnest(ARRAY[3,1,2]) AS u ORDER BY u", "1;2;3"},
    QueryRow{"SELECT u.v, u.n FROM unnest(ARRAY['a','b']) WITH ORDINALITY AS u(v, n)", "a|1;b|2"},
    QueryRow{"SELECT n.id, t FROM nums n, unnest(n.tags) AS t ORDER BY n.id, t",
             "1|a;1|b;10|x y;10|"},
    QueryRow{"SELECT g FROM generate_series(1, 5, 2) g", "1;3;5"},
    QueryRow{"SELECT sum(g) FROM generate_series(1, 10) AS g", "55"},
    QueryRow{"SELECT d::date FROM generate_series('2024-01-31'::date, '2024-04-01'::date, '1 "
             "month'::interval) d",
             "2024-01-31;2024-02-29;2024-03-29"},
    QueryRow{"SELECT to_char('2024-03-05'::date, 'YYYY_MM'), to_char('2024-03-05'::date, "
             "'YYYY-MM-DD HH24:MI:SS'), '2024-03-05'::date + 3, '2024-03-05'::date - "
             "'2024-03-01'::date, '2024-01-31'::date + interval '1 month'",
             "2024_03|2024-03-05 00:00:00|2024-03-08|4|2024-02-29 00:00:00"},
    QueryRow{"SELECT date_trunc('month', '2024-03-15'::date), date_trunc('week', '2024-03-15 "
             "10:11:12'::timestamp), extract(year from '2024-03-15'::date), extract(dow from date "
             "'2024-03-15'), date_part('month', '2024-03-15'::date)",
             "2024-03-01 00:00:00+00|2024-03-11 00:00:00|2024|5|3"},
    QueryRow{"SELECT make_date(2024, 2, 3), to_date('20240203', 'YYYYMMDD'), "
             "('2024-01-01'::timestamp + interval '90 minutes')::text",
             "2024-02-03|2024-02-03|2024-01-01 01:30:00"},
    QueryRow{"WITH x AS (SELECT id FROM nums WHERE id < 3) SELECT count(*) FROM x", "2"},
    QueryRow{"WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT "
             "sum(n) FROM r",
             "15"},
    QueryRow{"SELECT id FROM nums UNION SELECT id FROM other ORDER BY id", "1;2;3;4;10"},
    QueryRow{"SELECT id FROM nums EXCEPT SELECT id FROM other ORDER BY 1", "3;10"},
    QueryRow{"SELECT id FROM nums INTERSECT SELECT id FROM other ORDER BY 1 LIMIT 1", "1"},
    QueryRow{"SELECT 'a' UNION ALL SELECT 'b'", "a;b"},
    QueryRow{"SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v(n, t) ORDER BY n DESC", "2|b;1|a"},
    QueryRow{"VALUES (1), (2)", "1;2"},
    QueryRow{"SELECT DISTINCT ok FROM nums ORDER BY ok", "f;t;"},
    QueryRow{"SELECT id FROM nums ORDER BY id LIMIT 2 OFFSET 1", "2;3"},
    QueryRow{
        "SELECT '5'::int + 1, 5::text || 'x', '1'::boolean, 'yes'::boolean, true::int, 1::boolean, "
        "2.5::int, true::text, '{1, 2}'::int[], 'abc'::varchar(2), 'abc'::char(5) || 'x'",
        "6|5x|t|t|1|t|3|true|{1,2}|ab|abcx"},
    QueryRow{"SELECT 'x'::int", "ERROR 22P02 invalid input syntax for type integer: \"x\""},
    QueryRow{"SELECT 'maybe'::boolean",
             "ERROR 22P02 invalid input syntax for type boolean: \"maybe\""},
    QueryRow{"SELECT nosuch FROM nums", "ERROR 42703 column \"nosuch\" does not exist"},
    QueryRow{"SELECT * FROM nosuch", "ERROR 42P01 relation \"nosuch\" does not exist"},
    QueryRow{"SELECT x.id FROM nums", "ERROR 42P01 missing FROM-clause entry for table \"x\""},
    QueryRow{"SELECT id FROM nums, other", "ERROR 42702 column reference \"id\" is ambiguous"},
    QueryRow{"SELECT 'x'::nosuchtype", "ERROR 42704 type \"nosuchtype\" does not exist"},
    QueryRow{"SELECT price, price > 1.9, price = 2, price + 1 FROM nums ORDER BY id",
             "1.50|f|f|2.50;2.00|t|t|3.00;|||;10.25|t|f|11.25"},
    QueryRow{"SELECT row_number() OVER (ORDER BY id DESC), id FROM nums ORDER BY id",
             "4|1;3|2;2|3;1|10"},
    QueryRow{"SELECT bool_and(ok), bool_or(ok), every(ok) FROM nums", "f|t|f"},
    QueryRow{"SELECT count(DISTINCT ok), count(*) FILTER (WHERE ok) FROM nums", "2|2"},
    QueryRow{"SELECT string_agg(DISTINCT label, ',') FROM other", "cuatro,dos,uno"},
    QueryRow{"SELECT max(x) FROM unnest(ARRAY[1,5,3]) AS x", "5"},
    QueryRow{"SELECT id BETWEEN 1 AND 2, id NOT BETWEEN 1 AND 2 FROM nums ORDER BY id",
             "t|f;t|f;f|t;f|t"},
    QueryRow{"SELECT (1, 2) = (1, 2), (1, 2) <> (1, 3)", "t|t"},
    QueryRow{"SELECT text('abc'), md5('a')", "abc|0cc175b9c0f1b6a831c399e269772661"},
    QueryRow{"SELECT id FROM nums WHERE at >= '2024-01-01' ORDER BY at", "1;2"},
    QueryRow{"SELECT at + 1, at::text, to_char(at, 'DD.MM.YYYY') FROM nums ORDER BY id",
             "2024-02-01|2024-01-31|31.01.2024;2024-03-01|2024-02-29|29.02.2024;||;2024-01-01|2023-"
             "12-31|31.12.2023"},
    QueryRow{"SELECT n.id FROM nums n WHERE EXISTS (SELECT 1 FROM other o WHERE o.id = n.id AND "
             "o.label ~ 's$')",
             "2"},
    QueryRow{"SELECT o.label FROM other o WHERE o.label LIKE '%\\_%' OR o.label LIKE 'd%'", "dos"},
    QueryRow{"SELECT abs(-3), round(2.5), round(-2.5), floor(2.7), ceil(2.1), mod(7, 3)",
             "3|3|-3|2|3|1"},
    QueryRow{"SELECT 1 WHERE false", ""},
    QueryRow{"SELECT coalesce((SELECT max(id) FROM nums WHERE id > 100), 0) + 1", "1"},
    QueryRow{"SELECT string_agg(attname, '_') FROM (SELECT name FROM nums WHERE name IS NOT NULL "
             "ORDER BY name) AS attname(attname)",
             "one_ten_two"},
    QueryRow{"SELECT 'a,b'::text = ANY (string_to_array('a,b', ',')), 'b' = ANY "
             "(string_to_array('a,b', ','))",
             "f|t"},
    QueryRow{"SELECT id::text::int, (id + 1)::bigint, id::numeric FROM nums WHERE id = 1", "1|2|1"},
    QueryRow{"SELECT -id, +id, - 5 FROM nums WHERE id = 2", "-2|2|-5"},
    QueryRow{"SELECT NOT true AND false OR true", "t"},
    QueryRow{"SELECT lower(name) || '_' || id FROM nums WHERE id = 1", "one_1"},
    QueryRow{"SELECT regexp_split_to_table('a b c', ' ')", "a;b;c"},
    QueryRow{"SELECT starts_with('abc', 'ab'), ascii('A'), chr(66), to_hex(255), 'abc' LIKE 'a_c'",
             "t|65|B|ff|t"},
    QueryRow{"SELECT length(md5('x')) > 5", "t"},
};

}  // namespace

std::span<const QueryRow> query_rows() {
    return kRows;
}

std::optional<QueryTable> TestNames::find_table(const DottedName& name) {
    if (name.name == "nums") {
        return QueryTable{.sql = "nums",
                          .columns = {{"id", "integer"},
                                      {"name", "text"},
                                      {"ok", "boolean"},
                                      {"tags", "text[]"},
                                      {"price", "numeric"},
                                      {"at", "date"}}};
    }
    if (name.name == "other") {
        return QueryTable{.sql = "other",
                          .columns = {{"id", "integer"}, {"label", "character varying"}}};
    }
    return std::nullopt;
}

std::optional<QueryValue> TestNames::find_variable(const std::vector<std::string>& path) {
    if (path.size() == 1 && path[0] == "variable") {
        return QueryValue{.type = "integer", .text = "2"};
    }
    if (path.size() == 1 && (path[0] == "twofold" || path[0] == "clock")) {
        return QueryValue{.type = "text", .text = "now", .reproducible = path[0] == "twofold"};
    }
    return std::nullopt;
}

std::optional<QueryValue> TestNames::find_parameter(int number) {
    return number == 1 ? std::optional<QueryValue>({.type = "text", .text = "one"}) : std::nullopt;
}

std::optional<QueryRoutine> TestNames::find_routine(const DottedName& /*name*/,
                                                    std::size_t /*arguments*/) {
    return std::nullopt;
}

std::string TestNames::find_type(const DottedName& name) {
    refuse("type \"" + name.name + "\" does not exist", condition::kUndefinedObject);
}

std::optional<std::vector<std::string>> TestNames::find_labels(const std::string& /*type*/) {
    return std::nullopt;
}

void add_test_tables(QueryDatabase& database) {
    database.execute(
        "CREATE TABLE nums (id INTEGER, name TEXT, ok INTEGER, tags TEXT, price TEXT, at TEXT);"
        "INSERT INTO nums VALUES (1, 'one', 1, '{a,b}', '1.50', '2024-01-31'),"
        "(2, 'two', 0, '{}', '2.00', '2024-02-29'), (3, NULL, NULL, NULL, NULL, NULL),"
        "(10, 'ten', 1, '{\"x y\",NULL}', '10.25', '2023-12-31');"
        "CREATE TABLE other (id INTEGER, label TEXT);"
        "INSERT INTO other VALUES (1, 'uno'), (2, 'dos'), (4, 'cuatro')");
}

std::string answer_of(std::string_view sql, QueryNames& names, QueryDatabase& database) {
    try {
        const StatementTree tree = parse_statement(sql);
        return joined_rows(database.run(to_sqlite(*tree->stmts[0]->stmt->select_stmt, names)));
    } catch (const Refusal& refusal) {
        return "ERROR " + refusal.code + " " + refusal.message;
    } catch (const Undecidable& reason) {
        return "UNDECIDED " + reason.reason;
    }
}

std::string joined_rows(const QueryResult& result) {
    std::string text;
    for (const std::vector<std::optional<std::string>>& row : result.rows) {
        text += &row == &result.rows.front() ? "" : ";";
        for (const std::optional<std::string>& value : row) {
            text += &value == &row.front() ? "" : "|";
            text += value.value_or("");
        }
    }
    return text;
}

}  // namespace erdmark::dialect::postgres
