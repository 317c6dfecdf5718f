#include "dialect/postgres/replay/plpgsql/code_rows.h"

#include <array>

namespace erdmark::dialect::postgres {

namespace {

constexpr std::array kRows{
    CodeRow{"DuplicateObjectIsHandled",
            "DO $$ BEGIN CREATE TYPE log AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN "
            "INSERT INTO log (t) VALUES ('dup ' || SQLSTATE || SQLERRM); END $$",
            "SELECT t FROM log ORDER BY n", "dup 42710type \"log\" already exists"},
    CodeRow{"HandlerTakesTheBlockBack",
            "DO $$ BEGIN CREATE TABLE gone (id int); RAISE EXCEPTION 'boom'; EXCEPTION WHEN OTHERS "
            "THEN INSERT INTO log (t) VALUES (SQLERRM); END $$",
            "SELECT t, to_regclass('gone') IS NULL FROM log", "boom|t"},
    CodeRow{"ClassOfConditions",
            "DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '23514'; EXCEPTION WHEN "
            "integrity_constraint_violation THEN INSERT INTO log (t) VALUES (SQLSTATE); END $$",
            "SELECT t FROM log ORDER BY n", "23514"},
    CodeRow{"OtherHandlersAreNotTaken",
            "DO $$ BEGIN BEGIN RAISE unique_violation; EXCEPTION WHEN division_by_zero THEN INSERT "
            "INTO log (t) VALUES ('no'); END; EXCEPTION WHEN unique_violation THEN INSERT INTO log "
            "(t) VALUES ('yes'); END $$",
            "SELECT t FROM log ORDER BY n", "yes"},
    CodeRow{"RaiseAgain",
            "DO $$ BEGIN BEGIN RAISE SQLSTATE '22012' USING MESSAGE = 'mine'; EXCEPTION WHEN "
            "OTHERS THEN RAISE; END; EXCEPTION WHEN division_by_zero THEN INSERT INTO log (t) "
            "VALUES (SQLERRM); END $$",
            "SELECT t FROM log ORDER BY n", "mine"},
    CodeRow{"StackedDiagnostics",
            "DO $$ DECLARE a text; b text; BEGIN RAISE EXCEPTION 'm'; EXCEPTION WHEN OTHERS THEN "
            "GET STACKED DIAGNOSTICS a = MESSAGE_TEXT, b = RETURNED_SQLSTATE; INSERT INTO log (t) "
            "VALUES (a || b); END $$",
            "SELECT t FROM log ORDER BY n", "mP0001"},
    CodeRow{"ConditionOverTheCatalog",
            "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name "
            "= 'log' AND column_name = 'x') THEN ALTER TABLE log ADD COLUMN x int; END IF; END $$",
            "SELECT count(*) FROM information_schema.columns WHERE table_name = 'log'", "3"},
    CodeRow{"ElseBranches",
            "DO $$ DECLARE x int := 2; BEGIN IF x = 1 THEN INSERT INTO log (t) VALUES ('one'); "
            "ELSIF x = 2 THEN INSERT INTO log (t) VALUES ('two'); ELSE INSERT INTO log (t) VALUES "
            "('more'); END IF; END $$",
            "SELECT t FROM log ORDER BY n", "two"},
    CodeRow{"CaseOfAValue",
            "DO $$ DECLARE k text := 'b'; BEGIN CASE k WHEN 'a', 'c' THEN INSERT INTO log (t) "
            "VALUES ('1'); WHEN 'b' THEN INSERT INTO log (t) VALUES ('2'); ELSE INSERT INTO log "
            "(t) VALUES ('3'); END CASE; END $$",
            "SELECT t FROM log ORDER BY n", "2"},
    CodeRow{"CaseWithoutElse",
            "DO $$ BEGIN CASE WHEN false THEN NULL; END CASE; EXCEPTION WHEN case_not_found THEN "
            "INSERT INTO log (t) VALUES ('none'); END $$",
            "SELECT t FROM log ORDER BY n", "none"},
    CodeRow{"Loops",
            "DO $$ DECLARE s text := ''; x int := 0; BEGIN FOR i IN 1..5 LOOP CONTINUE WHEN i = 3; "
            "s := s || i; EXIT WHEN i = 4; END LOOP; FOR i IN REVERSE 3..1 LOOP s := s || i; END "
            "LOOP; FOR i IN 1..9 BY 4 LOOP s := s || i; END LOOP; WHILE x < 3 LOOP x := x + 1; END "
            "LOOP; LOOP x := x * 2; EXIT WHEN x > 20; END LOOP; INSERT INTO log (t) VALUES (s || ' "
            "' || x); END $$",
            "SELECT t FROM log ORDER BY n", "124321159 24"},
    CodeRow{"LabelsOfLoops",
            "DO $$ DECLARE n int := 0; BEGIN <<lo>> FOR i IN 1..3 LOOP FOR j IN 1..3 LOOP CONTINUE "
            "lo WHEN j = 2; EXIT lo WHEN i = 3; n := n + 1; END LOOP; END LOOP lo; INSERT INTO log "
            "(t) VALUES (n::text); END $$",
            "SELECT t FROM log ORDER BY n", "2"},
    CodeRow{"LabelsOfBlocks",
            "DO $$ <<b>> DECLARE n int := 1; BEGIN DECLARE n int := 2; BEGIN INSERT INTO log (t) "
            "VALUES (n || ' ' || b.n); EXIT b; END; INSERT INTO log (t) VALUES ('never'); END $$",
            "SELECT t FROM log ORDER BY n", "2 1"},
    CodeRow{"LoopOverAQuery",
            "DO $$ DECLARE r record; BEGIN FOR r IN SELECT column_name, ordinal_position FROM "
            "information_schema.columns WHERE table_name = 'log' ORDER BY 2 LOOP INSERT INTO log "
            "(t) VALUES (r.column_name || r.ordinal_position); END LOOP; END $$",
            "SELECT t FROM log ORDER BY n", "n1;t2"},
    CodeRow{"LoopOverDynamicQuery",
            "DO $$ DECLARE n text; BEGIN FOR n IN EXECUTE 'SELECT x FROM unnest($1) AS x' USING "
            "ARRAY['a', 'b'] LOOP INSERT INTO log (t) VALUES (n); END LOOP; END $$",
            "SELECT t FROM log ORDER BY n", "a;b"},
    CodeRow{"LoopOverAnArray",
            "DO $$ DECLARE v text; BEGIN FOREACH v IN ARRAY ARRAY['p', 'q'] LOOP EXECUTE 'CREATE "
            "TABLE t_' || v || ' (id int)'; END LOOP; END $$",
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'log' "
            "ORDER BY 1",
            "t_p;t_q"},
    CodeRow{
        "LoopOverNothing",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM log LOOP CREATE TABLE never (id "
        "int); END LOOP; IF NOT FOUND THEN INSERT INTO log (t) VALUES ('nothing'); END IF; END $$",
        "SELECT t, to_regclass('never') IS NULL FROM log", "nothing|t"},
    CodeRow{
        "SelectInto",
        "DO $$ DECLARE a int; b text; r record; BEGIN SELECT 1, 'z' INTO a, b; SELECT 2 AS x, 'w' "
        "AS y INTO r; r.y := r.y || b; INSERT INTO log (t) VALUES (a || b || r.x || r.y); END $$",
        "SELECT t FROM log ORDER BY n", "1z2wz"},
    CodeRow{"SelectIntoNothing",
            "DO $$ DECLARE a int := 5; BEGIN SELECT n INTO a FROM log; INSERT INTO log (t) VALUES "
            "(coalesce(a::text, 'null') || FOUND); END $$",
            "SELECT t FROM log ORDER BY n", "nullfalse"},
    CodeRow{"StrictNone",
            "DO $$ DECLARE a int; BEGIN SELECT n INTO STRICT a FROM log; EXCEPTION WHEN "
            "no_data_found THEN INSERT INTO log (t) VALUES (SQLERRM); END $$",
            "SELECT t FROM log ORDER BY n", "query returned no rows"},
    CodeRow{"StrictMany",
            "DO $$ DECLARE a int; BEGIN SELECT g INTO STRICT a FROM generate_series(1, 2) AS g; "
            "EXCEPTION WHEN too_many_rows THEN INSERT INTO log (t) VALUES (SQLERRM); END $$",
            "SELECT t FROM log ORDER BY n", "query returned more than one row"},
    CodeRow{"InsertReturning",
            "DO $$ DECLARE i int; BEGIN INSERT INTO log (t) VALUES ('x') RETURNING n INTO i; "
            "INSERT INTO log (t) VALUES ('n ' || i); END $$",
            "SELECT t FROM log ORDER BY n", "x;n 1"},
    CodeRow{"RowCounts",
            "DO $$ DECLARE c int; BEGIN INSERT INTO log (t) SELECT 'r' || g FROM "
            "generate_series(1, 3) AS g; GET DIAGNOSTICS c = ROW_COUNT; DELETE FROM log WHERE t = "
            "'r2'; INSERT INTO log (t) VALUES (c || ' ' || FOUND); END $$",
            "SELECT t FROM log ORDER BY n", "r1;r3;3 true"},
    CodeRow{"ExecuteIntoUsing",
            "DO $$ DECLARE x int; s text; BEGIN EXECUTE 'SELECT $1 + $2, $3' INTO x, s USING 4, 5, "
            "'par'; INSERT INTO log (t) VALUES (s || x); END $$",
            "SELECT t FROM log ORDER BY n", "par9"},
    CodeRow{"ExecuteFormat",
            "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (%I int DEFAULT %L)', 'My Table', 'c', "
            "5); END $$",
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'log' "
            "ORDER BY 1",
            "My Table"},
    CodeRow{"ExecuteNull", "DO $$ BEGIN EXECUTE NULL; END $$", "",
            "ERROR 22004 query string argument of EXECUTE is null"},
    CodeRow{"TypesOfColumnsAndRows",
            "DO $$ DECLARE x log.t%TYPE := 'a'; y x%TYPE := 'b'; r log%ROWTYPE; BEGIN r.t := x || "
            "y; INSERT INTO log (t) VALUES (r.t || coalesce(r.n, 0)); END $$",
            "SELECT t FROM log ORDER BY n", "ab0"},
    CodeRow{
        "Conversions",
        "DO $$ DECLARE i int := '42'; b boolean := 'yes'; v varchar(5) := 7; n numeric := 1.50; "
        "BEGIN INSERT INTO log (t) VALUES (i || ' ' || b || ' ' || v || ' ' || n); END $$",
        "SELECT t FROM log ORDER BY n", "42 true 7 1.50"},
    CodeRow{"BadConversion", "DO $$ DECLARE i int := 'x'; BEGIN END $$", "",
            "ERROR 22P02 invalid input syntax for type integer: \"x\""},
    CodeRow{"Constant", "DO $$ DECLARE c CONSTANT int := 1; BEGIN c := 2; END $$", "",
            "ERROR 22005 variable \"c\" is declared CONSTANT"},
    CodeRow{"NotNull", "DO $$ DECLARE c int NOT NULL := 1; BEGIN c := NULL; END $$", "",
            "ERROR 22004 null value cannot be assigned to variable \"c\" declared NOT NULL"},
    CodeRow{"Assertion", "DO $$ BEGIN ASSERT 1 = 1; ASSERT 1 = 2, 'sums'; END $$", "",
            "ERROR P0004 sums"},
    CodeRow{"RaisedMessage", "DO $$ BEGIN RAISE EXCEPTION 'bad % thing %%', 5; END $$", "",
            "ERROR P0001 bad 5 thing %"},
    CodeRow{"RaisedByName", "DO $$ BEGIN RAISE foreign_key_violation; END $$", "",
            "ERROR 23503 foreign_key_violation"},
    CodeRow{"MissingTable", "DO $$ BEGIN ALTER TABLE nosuch ADD COLUMN x int; END $$", "",
            "ERROR 42P01 relation \"nosuch\" does not exist"},
    CodeRow{"MissingColumn", "DO $$ DECLARE x int; BEGIN SELECT nosuch INTO x FROM log; END $$", "",
            "ERROR 42703 column \"nosuch\" does not exist"},
    CodeRow{"Ambiguous", "DO $$ DECLARE n int := 1; x int; BEGIN SELECT n INTO x FROM log; END $$",
            "", "ERROR 42702 column reference \"n\" is ambiguous"},
    CodeRow{"UseColumn",
            "DO $$ #variable_conflict use_column\nDECLARE n int := 9; BEGIN INSERT INTO log (t) "
            "VALUES ('a'); UPDATE log SET t = 'n' || n WHERE n = 1; END $$",
            "SELECT t FROM log ORDER BY n", "n1"},
    CodeRow{"Function",
            "CREATE FUNCTION mk(name text, n int DEFAULT 2) RETURNS int LANGUAGE plpgsql AS $f$ "
            "BEGIN FOR i IN 1..n LOOP EXECUTE format('CREATE TABLE %I (id int)', name || '_' || "
            "i); END LOOP; RETURN n * 10; END $f$; SELECT mk('a') + mk('b', 1)",
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'log' "
            "ORDER BY 1",
            "a_1;a_2;b_1"},
    CodeRow{"FunctionPerRow",
            "CREATE FUNCTION mk(name text) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN EXECUTE "
            "format('CREATE TABLE %I (id int)', name); END $f$; DO $$ BEGIN PERFORM mk(x) FROM "
            "unnest(ARRAY['u1', 'u2']) AS x; END $$",
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'log' "
            "ORDER BY 1",
            "u1;u2"},
    CodeRow{"FunctionOfASet",
            "CREATE TABLE part1 (id int); CREATE TABLE part2 (id int); CREATE FUNCTION names() "
            "RETURNS SETOF name LANGUAGE sql AS $f$ SELECT tablename FROM pg_tables WHERE "
            "tablename LIKE 'part_' ORDER BY 1 $f$; DO $$ DECLARE nm text; BEGIN FOR nm IN SELECT "
            "names() LOOP INSERT INTO log (t) VALUES (nm); END LOOP; END $$",
            "SELECT t FROM log ORDER BY n", "part1;part2"},
    CodeRow{"FunctionReturnsQuery",
            "CREATE FUNCTION g(k int) RETURNS SETOF int LANGUAGE plpgsql AS $f$ BEGIN RETURN NEXT "
            "k; RETURN QUERY SELECT k + 1; RETURN; END $f$; DO $$ DECLARE i int; BEGIN FOR i IN "
            "SELECT g(3) LOOP INSERT INTO log (t) VALUES (i::text); END LOOP; END $$",
            "SELECT t FROM log ORDER BY n", "3;4"},
    CodeRow{"Procedure",
            "CREATE PROCEDURE p(a text) LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO log (t) VALUES "
            "(a); END $f$; CALL p('called')",
            "SELECT t FROM log ORDER BY n", "called"},
    CodeRow{"FunctionOfItsOwnPath",
            "CREATE SCHEMA other; CREATE FUNCTION mk() RETURNS void LANGUAGE plpgsql SET "
            "search_path = other AS $f$ BEGIN CREATE TABLE inside (id int); END $f$; DO $$ BEGIN "
            "PERFORM mk(); CREATE TABLE outside (id int); END $$",
            "SELECT schemaname, tablename FROM pg_tables WHERE tablename IN ('inside', 'outside') "
            "ORDER BY 1",
            "other|inside;public|outside"},
    CodeRow{"StrictFunction",
            "CREATE FUNCTION s(a text) RETURNS text LANGUAGE plpgsql STRICT AS $f$ BEGIN INSERT "
            "INTO log (t) VALUES ('never'); RETURN 'x'; END $f$; DO $$ BEGIN INSERT INTO log (t) "
            "VALUES (coalesce(s(NULL), 'null')); END $$",
            "SELECT t FROM log ORDER BY n", "null"},
    CodeRow{"DatesInNames",
            "DO $$ DECLARE d date; BEGIN FOR d IN SELECT generate_series('2024-01-01'::date, "
            "'2024-03-01'::date, '1 month')::date LOOP EXECUTE format('CREATE TABLE %I (id int)', "
            "'m_' || to_char(d, 'YYYY_MM')); END LOOP; END $$",
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'log' "
            "ORDER BY 1",
            "m_2024_01;m_2024_02;m_2024_03"},
    CodeRow{"PartitionsByMonth",
            "CREATE TABLE audit (at date NOT NULL) PARTITION BY RANGE (at); CREATE PROCEDURE "
            "make_months(parent regclass, first date, months int DEFAULT 1) LANGUAGE plpgsql AS "
            "$f$ DECLARE month date; BEGIN FOR i IN 0 .. months - 1 LOOP month := first + "
            "make_interval(months => i); EXECUTE format('CREATE TABLE IF NOT EXISTS %I PARTITION "
            "OF %s FOR VALUES FROM (%L) TO (%L)', parent::text || to_char(month, '_YYYY_MM'), "
            "parent, month, (month + INTERVAL '1 month')::date); END LOOP; END; $f$; CALL "
            "make_months('audit', '2025-12-01', 2); CALL make_months(months => 1, parent => "
            "'audit', first => '2026-02-01')",
            "SELECT relname FROM pg_class WHERE relname LIKE 'audit_2%' ORDER BY 1",
            "audit_2025_12;audit_2026_01;audit_2026_02"},
    CodeRow{"ArgumentsByName",
            "CREATE FUNCTION joined(a text, b text) RETURNS text LANGUAGE sql AS $f$ SELECT a || "
            "b $f$; DO $$ BEGIN INSERT INTO log (t) VALUES (joined(b => 'x', a => 'y')); END $$",
            "SELECT t FROM log", "yx"},
    CodeRow{
        "SetsInFrom",
        "CREATE FUNCTION pairs(n int) RETURNS TABLE (a int, b text) LANGUAGE plpgsql AS $f$ "
        "BEGIN RETURN QUERY SELECT g, 'x' || g FROM generate_series(1, n) AS g; END $f$; CREATE "
        "FUNCTION words() RETURNS SETOF text LANGUAGE sql AS $f$ SELECT 'one' UNION ALL SELECT "
        "'two' $f$; INSERT INTO log (t) SELECT b || (a + 1) FROM pairs(2) AS p ORDER BY a; "
        "INSERT INTO log (t) SELECT w FROM words() AS w",
        "SELECT t FROM log ORDER BY n", "x12;x23;one;two"},
    CodeRow{
        "LoopsOverJson",
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT key, value FROM jsonb_each_text('{\"a\": "
        "1, \"b\": \"x\"}') ORDER BY key LOOP INSERT INTO log (t) VALUES (r.key || r.value); "
        "END LOOP; END $$",
        "SELECT t FROM log ORDER BY n", "a1;bx"},
    CodeRow{"DefinitionsBecomeStatements",
            "CREATE TABLE k (id int CONSTRAINT kk CHECK (id > 0)); CREATE TABLE l (id int); DO $$ "
            "DECLARE def text; BEGIN SELECT pg_get_constraintdef(oid) INTO def FROM pg_constraint "
            "WHERE conname = 'kk'; EXECUTE 'ALTER TABLE l ADD CONSTRAINT ll ' || def; END $$",
            "SELECT conname FROM pg_constraint WHERE conname IN ('kk', 'll') ORDER BY 1", "kk;ll"},
    CodeRow{"RenamesOverTheCatalog",
            "CREATE TABLE k (id int CONSTRAINT kk CHECK (id > 0)); DO $$ DECLARE r record; BEGIN "
            "FOR r IN (SELECT conname, conrelid::regclass AS tab FROM pg_constraint WHERE conname "
            "LIKE 'kk%') LOOP EXECUTE 'ALTER TABLE ' || r.tab || ' RENAME CONSTRAINT ' || "
            "quote_ident(r.conname) || ' TO ' || quote_ident(r.conname || '_r'); END LOOP; END $$",
            "SELECT conname FROM pg_constraint WHERE conname LIKE 'kk%'", "kk_r"},
};

}  // namespace

std::span<const CodeRow> code_rows() {
    return kRows;
}

}  // namespace erdmark::dialect::postgres
