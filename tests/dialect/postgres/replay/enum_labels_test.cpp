#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

class EnumLabelsShows : public testing::TestWithParam<ShownRow> {};

TEST_P(EnumLabelsShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"InDefaultsAndConditions", "tables", R"sql(
CREATE TYPE e AS ENUM ('old', 'b');
CREATE TABLE t (a e DEFAULT 'old', b text DEFAULT 'old' CHECK (b <> 'old'), c e[] DEFAULT '{}',
    CONSTRAINT k CHECK (a <> 'old' AND b <> 'x' OR a IN ('b', 'old')));
CREATE INDEX i ON t (b) WHERE a = 'old';
CREATE INDEX j ON t ((CASE a WHEN 'old' THEN 1 ELSE 2 END));
ALTER TYPE e RENAME VALUE 'old' TO 'new';
)sql",
     R"json({ "name": "t", "columns": [ { "name": "a", "type": "e", "user_type": { "name": "e" }, "nullable":
true, "default_value": "'new'" }, { "name": "b", "type": "text", "nullable": true,
"default_value": "'old'" }, { "name": "c", "type": "e[]", "user_type": { "name": "e" },
"nullable": true, "default_value": "'{}'" } ], "check_constraints": [ { "name": "k", "expression":
"a <> 'new' AND b <> 'x' OR a IN ('b', 'new')" }, { "name": "t_b_check", "expression": "b <>
'old'" } ], "indexes": [ { "name": "i", "parts": [ { "column": "b" } ], "predicate": "a = 'new'"
}, { "name": "j", "parts": [ { "expression": "CASE a WHEN 'new' THEN 1 ELSE 2 END" } ] } ] })json"},
    {"InPoliciesAndTriggers", "tables", R"sql(
CREATE TYPE e AS ENUM ('old', 'b');
CREATE TABLE t (a e, b text);
CREATE POLICY p ON t USING (a = 'old') WITH CHECK (b = 'old');
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a = 'old' AND OLD.b = 'old') EXECUTE
    FUNCTION f();
ALTER TYPE e RENAME VALUE 'old' TO 'new';
)sql",
     R"json({ "name": "t", "columns": [ { "name": "a", "type": "e", "user_type": { "name": "e" }, "nullable":
true }, { "name": "b", "type": "text", "nullable": true } ], "triggers": [ { "name": "g",
"timing": "BEFORE", "event": "UPDATE", "level": "ROW", "condition": "new.a = 'new' AND old.b =
'old'", "function": "f()", "body": "" } ], "policies": [ { "name": "p", "command": "ALL", "roles":
[ "public" ], "using_expression": "a = 'new'", "check_expression": "b = 'old'" } ] })json"},
    {"InDomains", "domains", R"sql(
CREATE TYPE e AS ENUM ('old', 'b');
CREATE DOMAIN d AS e DEFAULT 'old' CHECK (VALUE <> 'old');
CREATE DOMAIN other AS text CHECK (VALUE <> 'old');
ALTER TYPE e RENAME VALUE 'old' TO 'new';
)sql",
     R"json({ "name": "d", "type": "e", "user_type": { "name": "e" }, "nullable": true, "default_value":
"'new'", "check_constraints": [ { "name": "d_check", "expression": "VALUE <> 'new'" } ] } {
"name": "other", "type": "text", "nullable": true, "check_constraints": [ { "name": "other_check",
"expression": "VALUE <> 'old'" } ] })json"},
    {"InArguments", "routines", R"sql(
CREATE TYPE e AS ENUM ('old', 'b');
CREATE FUNCTION f(a e DEFAULT 'old', b text DEFAULT 'old') RETURNS e LANGUAGE sql AS 'SELECT a';
ALTER TYPE e RENAME VALUE 'old' TO 'new';
)sql",
     R"json({ "name": "f", "arguments": "a e DEFAULT 'new'::e, b text DEFAULT 'old'::text", "returns": "e",
"language": "sql", "volatility": "VOLATILE", "body": "SELECT a" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, EnumLabelsShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
