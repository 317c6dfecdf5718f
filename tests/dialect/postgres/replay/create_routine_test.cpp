#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kRoutines = R"sql(
CREATE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION g(text) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p(a int, OUT b int) LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION outs() RETURNS TABLE (a int, b int) LANGUAGE sql AS 'SELECT 1, 2';
CREATE AGGREGATE ag(int) (sfunc = int4pl, stype = int);
)sql";

class CreateRoutine : public testing::TestWithParam<ScratchRow> {};

TEST_P(CreateRoutine, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"SameTypes", kRoutines, "CREATE FUNCTION f(b int) RETURNS text LANGUAGE sql AS 'SELECT 1'",
     "function \"f\" already exists with same argument types"},
    {"OtherResult", kRoutines,
     "CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS text LANGUAGE sql AS 'SELECT ''1'''",
     "cannot change return type of existing function"},
    {"OtherSet", kRoutines,
     "CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS SETOF int LANGUAGE sql AS 'SELECT 1'",
     "cannot change return type of existing function"},
    {"OtherColumns", kRoutines,
     "CREATE OR REPLACE FUNCTION outs() RETURNS TABLE (a int, c int) LANGUAGE sql AS 'SELECT 1, 2'",
     "cannot change return type of existing function"},
    {"OtherKind", kRoutines,
     "CREATE OR REPLACE PROCEDURE f(a int DEFAULT 1) LANGUAGE sql AS 'SELECT 1'",
     "cannot change routine kind"},
    {"OtherName", kRoutines,
     "CREATE OR REPLACE FUNCTION f(b int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "cannot change name of input parameter \"a\""},
    {"LostDefault", kRoutines,
     "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "cannot remove parameter defaults from existing function"},
    {"OutputOfProcedure", kRoutines,
     "CREATE OR REPLACE PROCEDURE p(a int) LANGUAGE plpgsql AS 'BEGIN END'",
     "cannot change whether a procedure has output parameters"},
    {"DefaultBeforeNone", "",
     "CREATE FUNCTION x(a int DEFAULT 1, b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "input parameters after one with a default value must also have defaults"},
    {"NameTwice", "", "CREATE FUNCTION x(a int, a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "parameter name \"a\" used more than once"},
    {"VariadicBeforeOthers", "",
     "CREATE FUNCTION x(VARIADIC a int[], b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "VARIADIC parameter must be the last input parameter"},
    {"VariadicThatIsNoArray", "",
     "CREATE FUNCTION x(VARIADIC a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "VARIADIC parameter must be an array"},
    {"DefaultOfAnOutput", "",
     "CREATE FUNCTION x(OUT a int DEFAULT 3) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "only input parameters can have default values"},
    {"NoResult", "", "CREATE FUNCTION x(a int) LANGUAGE sql AS 'SELECT 1'",
     "function result type must be specified"},
    {"ResultUnlikeTheOutput", "",
     "CREATE FUNCTION x(OUT a int) RETURNS text LANGUAGE sql AS 'SELECT 1'",
     "function result type must be integer because of OUT parameters"},
    {"ResultUnlikeTheOutputs", "",
     "CREATE FUNCTION x(OUT a int, OUT b int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "function result type must be record because of OUT parameters"},
    {"UnknownResult", "", "CREATE FUNCTION x() RETURNS nothing LANGUAGE sql AS 'SELECT 1'",
     "type \"nothing\" does not exist"},
    {"UnknownArgument", "", "CREATE FUNCTION x(a nothing) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "type nothing does not exist"},
    {"SetAsArgument", "", "CREATE FUNCTION x(a SETOF int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "functions cannot accept set arguments"},
    {"UnknownLanguage", "", "CREATE FUNCTION x() RETURNS int LANGUAGE plv8 AS 'x'",
     "language \"plv8\" does not exist"},
    {"NoLanguage", "", "CREATE FUNCTION x() RETURNS int AS 'SELECT 1'", "no language specified"},
    {"NoBody", "", "CREATE FUNCTION x() RETURNS int LANGUAGE sql", "no function body specified"},
    {"TwoBodies", "", "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1', 'y'",
     "only one AS item needed for language \"sql\""},
    {"OptionTwice", "",
     "CREATE FUNCTION x() RETURNS int LANGUAGE sql IMMUTABLE STABLE AS 'SELECT 1'",
     "conflicting or redundant options"},
    {"UnknownSchema", "", "CREATE FUNCTION nowhere.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "schema \"nowhere\" does not exist"},
    {"TriggerWithArguments", "",
     "CREATE FUNCTION x(a int) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
     "trigger functions cannot have declared arguments"},
    {"TriggerInSql", "", "CREATE FUNCTION x() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
     "SQL functions cannot return type trigger"},
    {"UnknownToAlter", kRoutines, "ALTER FUNCTION nothing(int) STABLE",
     "function nothing(integer) does not exist"},
    {"UnknownNameToAlter", kRoutines, "ALTER FUNCTION nothing STABLE",
     "could not find a function named \"nothing\""},
    {"SeveralToAlter", kRoutines, "ALTER FUNCTION g STABLE", "function name \"g\" is not unique"},
    {"FunctionAsProcedure", kRoutines, "ALTER PROCEDURE f(int) SECURITY DEFINER",
     "f(integer) is not a procedure"},
    {"UnknownProcedure", kRoutines, "ALTER PROCEDURE nothing(int) SECURITY DEFINER",
     "procedure nothing(integer) does not exist"},
    {"UnknownNameOfProcedure", kRoutines, "ALTER PROCEDURE nothing SECURITY DEFINER",
     "could not find a procedure named \"nothing\""},
    {"ProcedureAsFunction", kRoutines, "ALTER FUNCTION p SECURITY DEFINER",
     "could not find a function named \"p\""},
    {"Aggregate", kRoutines, "ALTER FUNCTION ag(int) STABLE", "\"ag\" is an aggregate function"},
    {"UnknownRoutine", kRoutines, "ALTER ROUTINE nothing(int) STABLE",
     "function nothing(integer) does not exist"},
    {"UnknownTypeToAlter", kRoutines, "ALTER FUNCTION f(nothing) STABLE",
     "type \"nothing\" does not exist"},
};

constexpr const char* kStandardBodies = R"sql(
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT b FROM t WHERE t.a = f.a; END;
CREATE FUNCTION g() RETURNS text LANGUAGE sql RETURN (SELECT b FROM t LIMIT 1);
)sql";

const ScratchRow kStandardBodyRefusals[] = {
    {"ColumnInABody", kStandardBodies,
     "CREATE FUNCTION x() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT nope FROM t; END",
     "column \"nope\" does not exist"},
    {"TableInABody", kStandardBodies,
     "CREATE FUNCTION x() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 FROM nope; END",
     "relation \"nope\" does not exist"},
    {"TypeOfAColumnInABody", kStandardBodies, "ALTER TABLE t ALTER b TYPE varchar(10)",
     "cannot alter type of a column used by a function or procedure"},
    {"TableOfABody", kStandardBodies, "DROP TABLE t",
     "cannot drop table t because other objects depend on it: function f(integer) depends on table "
     "t; function g() depends on table t"},
    {"ColumnOfABody", kStandardBodies, "ALTER TABLE t DROP COLUMN b",
     "cannot drop column b of table t because other objects depend on it: function f(integer) "
     "depends on column b of table t; function g() depends on column b of table t"},
};

INSTANTIATE_TEST_SUITE_P(Bodies, CreateRoutine, testing::ValuesIn(kStandardBodyRefusals),
                         scratch_row_name);
INSTANTIATE_TEST_SUITE_P(All, CreateRoutine, testing::ValuesIn(kRefusals), scratch_row_name);

class CreateRoutineShows : public testing::TestWithParam<ShownRow> {};

TEST_P(CreateRoutineShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Defaults", "routines", R"sql(
CREATE TYPE mood AS ENUM ('ok');
CREATE FUNCTION f(a text DEFAULT 'x', b varchar(20) DEFAULT NULL, c bigint DEFAULT 7, d boolean
    DEFAULT 'f', e jsonb DEFAULT '{ "a":1 }', f text[] DEFAULT ARRAY['a', 'b'], g text[] DEFAULT
    '{}', h int DEFAULT -1, i timestamptz DEFAULT now(), j mood DEFAULT 'ok', k numeric(3,2)
    DEFAULT 1.50) RETURNS text LANGUAGE sql AS 'SELECT a';
)sql",
     R"json({ "name": "f", "arguments": "a text DEFAULT 'x'::text, b character varying DEFAULT NULL::character
varying, c bigint DEFAULT 7, d boolean DEFAULT false, e jsonb DEFAULT '{\"a\": 1}'::jsonb, f
text[] DEFAULT ARRAY['a', 'b'], g text[] DEFAULT '{}'::text[], h integer DEFAULT -1, i timestamp
with time zone DEFAULT now(), j mood DEFAULT 'ok'::mood, k numeric DEFAULT 1.50", "returns":
"text", "language": "sql", "volatility": "VOLATILE", "body": "SELECT a" })json"},
    {"Modes", "routines", R"sql(
CREATE FUNCTION f(INOUT x int, OUT "Odd" text, VARIADIC "from" text[] DEFAULT '{}') LANGUAGE sql
    AS 'SELECT 1, NULL::text';
CREATE FUNCTION g(INOUT x int) LANGUAGE sql AS 'SELECT 1';
)sql",
     R"json({ "name": "f", "arguments": "INOUT x integer, OUT \"Odd\" text, VARIADIC \"from\" text[] DEFAULT
'{}'::text[]", "returns": "record", "language": "sql", "volatility": "VOLATILE", "body": "SELECT
1, NULL::text" } { "name": "g", "arguments": "INOUT x integer", "returns": "integer", "language":
"sql", "volatility": "VOLATILE", "body": "SELECT 1" })json"},
    {"Procedures", "routines", R"sql(
CREATE PROCEDURE p(a int, INOUT b int, c text DEFAULT 'x') LANGUAGE plpgsql SECURITY DEFINER AS
    'BEGIN END';
)sql",
     R"json({ "name": "p", "kind": "procedure", "arguments": "IN a integer, INOUT b integer, IN c text DEFAULT
'x'::text", "language": "plpgsql", "security_definer": true, "body": "BEGIN END" })json"},
    {"Results", "routines", R"sql(
CREATE TABLE people (id int);
CREATE TYPE c AS (a int);
CREATE FUNCTION a() RETURNS SETOF people LANGUAGE sql AS 'SELECT * FROM people';
CREATE FUNCTION b(int) RETURNS TABLE (id int, label varchar(3), place c[]) LANGUAGE plpgsql AS
    'BEGIN END';
CREATE FUNCTION d() RETURNS void LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION e(OUT a int, OUT b int) RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
)sql",
     R"json({ "name": "a", "returns": "SETOF people", "language": "sql", "volatility": "VOLATILE", "body":
"SELECT * FROM people" } { "name": "b", "arguments": "integer", "returns": "TABLE(id integer,
label character varying, place c[])", "language": "plpgsql", "volatility": "VOLATILE", "body":
"BEGIN END" } { "name": "d", "returns": "void", "language": "plpgsql", "volatility": "VOLATILE",
"body": "BEGIN END" } { "name": "e", "arguments": "OUT a integer, OUT b integer", "returns":
"SETOF record", "language": "sql", "volatility": "VOLATILE", "body": "SELECT 1, 2" })json"},
    {"TypesLoseTheirModifiers", "routines", R"sql(
CREATE TABLE people (email varchar(80));
CREATE FUNCTION f(people.email%TYPE, char(3), bpchar, "char", timestamp(3), interval day,
    bit(4), varbit(3)[], numeric(3,2)) RETURNS char(3) LANGUAGE sql AS 'SELECT ''a''::char(3)';
)sql",
     R"json({ "name": "f", "arguments": "character varying, character, character, \"char\", timestamp without
time zone, interval, bit, bit varying[], numeric", "returns": "character", "language": "sql",
"volatility": "VOLATILE", "body": "SELECT 'a'::char(3)" })json"},
    {"Attributes", "routines", R"sql(
CREATE FUNCTION f() RETURNS int LANGUAGE sql STABLE STRICT SECURITY DEFINER SET search_path = ''
    SET datestyle TO ISO, DMY SET work_mem = 100 AS 'SELECT 1';
CREATE FUNCTION w(int) RETURNS int WINDOW LANGUAGE internal AS 'window_row_number';
)sql",
     R"json({ "name": "f", "returns": "integer", "language": "sql", "volatility": "STABLE",
"security_definer": true, "strict": true, "settings": [ "DateStyle=iso, dmy", "search_path=\"\"",
"work_mem=100" ], "body": "SELECT 1" } { "name": "w", "kind": "window function", "arguments":
"integer", "returns": "integer", "language": "internal", "volatility": "VOLATILE" })json"},
    {"AttributesThatChange", "routines", R"sql(
SET search_path TO public, "Odd One";
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql STRICT SET work_mem = '5MB' SET timezone TO
    'UTC' AS 'SELECT 1';
ALTER FUNCTION f IMMUTABLE CALLED ON NULL INPUT SECURITY DEFINER SET search_path FROM CURRENT
    SET work_mem = '6MB' RESET timezone;
ALTER ROUTINE f(int) SECURITY INVOKER;
)sql",
     R"json({ "name": "f", "arguments": "integer", "returns": "integer", "language": "sql", "volatility":
"IMMUTABLE", "settings": [ "search_path=public, \"Odd One\"", "work_mem=6MB" ], "body": "SELECT 1"
})json"},
    {"ReplacedOnesKeepTheirComment", "routines", R"sql(
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f IS 'One';
CREATE OR REPLACE FUNCTION f(a int DEFAULT 2) RETURNS int LANGUAGE sql STABLE AS 'SELECT 2';
)sql",
     R"json({ "name": "f", "arguments": "a integer DEFAULT 2", "returns": "integer", "language": "sql",
"volatility": "STABLE", "body": "SELECT 2", "comment": "One" })json"},
    {"Overloads", "routines", R"sql(
CREATE SCHEMA crm;
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f(int[]) RETURNS int LANGUAGE sql AS 'SELECT 2';
CREATE FUNCTION crm.f(int) RETURNS int LANGUAGE sql AS 'SELECT 3';
ALTER FUNCTION f(int[]) STABLE;
)sql",
     R"json({ "name": "f", "arguments": "integer", "returns": "integer", "language": "sql", "volatility":
"VOLATILE", "body": "SELECT 1" } { "name": "f", "arguments": "integer[]", "returns": "integer",
"language": "sql", "volatility": "STABLE", "body": "SELECT 2" } { "schema": "crm", "name": "f",
"arguments": "integer", "returns": "integer", "language": "sql", "volatility": "VOLATILE", "body":
"SELECT 3" })json"},
    {"BodyInStandardSql", "routines", R"sql(
CREATE FUNCTION f(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + b;
)sql",
     R"json({ "name": "f", "arguments": "a integer, b integer", "returns": "integer", "language": "sql",
"volatility": "IMMUTABLE", "body": "RETURN a + b" })json"},
    {"RenamesInBodies", "routines", R"sql(
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(a int) RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT b FROM t WHERE t.a = f.a; END;
CREATE FUNCTION g() RETURNS text LANGUAGE sql RETURN (SELECT b FROM t LIMIT 1);
ALTER TABLE t RENAME b TO c;
ALTER TABLE t RENAME TO u;
)sql",
     R"json({ "name": "f", "arguments": "a integer", "returns": "text", "language": "sql", "volatility":
"VOLATILE", "body": "BEGIN ATOMIC\n    SELECT c\n    FROM u\n    WHERE a = f.a;\nEND" } { "name":
"g", "returns": "text", "language": "sql", "volatility": "VOLATILE", "body":
"RETURN (SELECT c AS b FROM u LIMIT 1)" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, CreateRoutineShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
