#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kObjects = R"sql(
CREATE TABLE t (id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
CREATE SEQUENCE s;
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS int;
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
)sql";

class Comments : public testing::TestWithParam<ScratchRow> {};

TEST_P(Comments, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"ViewAsTable", kObjects, "COMMENT ON TABLE v IS 'x'", "\"v\" is not a table"},
    {"TableAsView", kObjects, "COMMENT ON VIEW t IS 'x'", "\"t\" is not a view"},
    {"TableAsMaterializedView", kObjects, "COMMENT ON MATERIALIZED VIEW t IS 'x'",
     "\"t\" is not a materialized view"},
    {"TableAsIndex", kObjects, "COMMENT ON INDEX t IS 'x'", "\"t\" is not an index"},
    {"TableAsSequence", kObjects, "COMMENT ON SEQUENCE t IS 'x'", "\"t\" is not a sequence"},
    {"TableAsForeignTable", kObjects, "COMMENT ON FOREIGN TABLE t IS 'x'",
     "\"t\" is not a foreign table"},
    {"UnknownTable", kObjects, "COMMENT ON TABLE nothing IS 'x'",
     "relation \"nothing\" does not exist"},
    {"UnknownColumn", kObjects, "COMMENT ON COLUMN t.nothing IS 'x'",
     "column \"nothing\" of relation \"t\" does not exist"},
    {"UnknownTableOfColumn", kObjects, "COMMENT ON COLUMN nothing.id IS 'x'",
     "relation \"nothing\" does not exist"},
    {"ColumnOfIndex", kObjects, "COMMENT ON COLUMN t_pkey.id IS 'x'",
     "cannot set comment on relation \"t_pkey\""},
    {"ColumnAlone", kObjects, "COMMENT ON COLUMN id IS 'x'", "column name must be qualified"},
    {"UnknownConstraint", kObjects, "COMMENT ON CONSTRAINT nothing ON t IS 'x'",
     "constraint \"nothing\" for table \"t\" does not exist"},
    {"UnknownTableOfConstraint", kObjects, "COMMENT ON CONSTRAINT nothing ON nothing IS 'x'",
     "relation \"nothing\" does not exist"},
    {"UnknownConstraintOfDomain", kObjects, "COMMENT ON CONSTRAINT nothing ON DOMAIN d IS 'x'",
     "constraint \"nothing\" for domain d does not exist"},
    {"ConstraintOfNoDomain", kObjects, "COMMENT ON CONSTRAINT nothing ON DOMAIN e IS 'x'",
     "\"e\" is not a domain"},
    {"UnknownType", kObjects, "COMMENT ON TYPE nothing IS 'x'", "type \"nothing\" does not exist"},
    {"TypeAsDomain", kObjects, "COMMENT ON DOMAIN e IS 'x'", "\"e\" is not a domain"},
    {"UnknownSchema", kObjects, "COMMENT ON SCHEMA nothing IS 'x'",
     "schema \"nothing\" does not exist"},
    {"UnknownExtension", kObjects, "COMMENT ON EXTENSION nothing IS 'x'",
     "extension \"nothing\" does not exist"},
    {"UnknownFunction", kObjects, "COMMENT ON FUNCTION nothing() IS 'x'",
     "function nothing() does not exist"},
    {"FunctionAsAggregate", kObjects, "COMMENT ON AGGREGATE f(int) IS 'x'",
     "function f(integer) is not an aggregate"},
    {"UnknownAggregate", kObjects, "COMMENT ON AGGREGATE nothing(*) IS 'x'",
     "aggregate nothing(*) does not exist"},
    {"UnknownTrigger", kObjects, "COMMENT ON TRIGGER nothing ON t IS 'x'",
     "trigger \"nothing\" for table \"t\" does not exist"},
    {"UnknownRule", kObjects, "COMMENT ON RULE nothing ON t IS 'x'",
     "rule \"nothing\" for relation \"t\" does not exist"},
    {"UnknownPolicy", kObjects, "COMMENT ON POLICY nothing ON t IS 'x'",
     "policy \"nothing\" for table \"t\" does not exist"},
    {"UnknownStatistics", kObjects, "COMMENT ON STATISTICS nothing IS 'x'",
     "statistics object \"nothing\" does not exist"},
    {"UnknownEventTrigger", kObjects, "COMMENT ON EVENT TRIGGER nothing IS 'x'",
     "event trigger \"nothing\" does not exist"},
    {"UnknownPublication", kObjects, "COMMENT ON PUBLICATION nothing IS 'x'",
     "publication \"nothing\" does not exist"},
};

INSTANTIATE_TEST_SUITE_P(All, Comments, testing::ValuesIn(kRefusals), scratch_row_name);

class CommentsShows : public testing::TestWithParam<ShownRow> {};

TEST_P(CommentsShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"OfTables", "tables", R"sql(
CREATE SCHEMA crm;
CREATE TABLE crm.t (id int CONSTRAINT k PRIMARY KEY, n int CONSTRAINT c CHECK (n > 1));
CREATE INDEX i ON crm.t (n);
COMMENT ON TABLE crm.t IS 'T';
COMMENT ON COLUMN crm.t.n IS 'N';
COMMENT ON CONSTRAINT k ON crm.t IS 'K';
COMMENT ON CONSTRAINT c ON crm.t IS 'C';
COMMENT ON INDEX crm.i IS 'I';
COMMENT ON TYPE crm.t IS 'Row';
COMMENT ON COLUMN crm.t.id IS 'x';
COMMENT ON COLUMN crm.t.id IS NULL;
)sql",
     R"json({ "schema": "crm", "name": "t", "comment": "T", "columns": [ { "name": "id", "type": "integer",
"nullable": false }, { "name": "n", "type": "integer", "nullable": true, "comment": "N" } ],
"primary_key": { "name": "k", "columns": [ "id" ], "comment": "K" }, "check_constraints": [ {
"name": "c", "expression": "n > 1", "comment": "C" } ], "indexes": [ { "name": "i", "parts": [ {
"column": "n" } ], "comment": "I" }, { "name": "k", "parts": [ { "column": "id" } ], "unique":
true, "origin": "primary key" } ] })json"},
    {"OfViews", "views", R"sql(
CREATE TABLE t (id int);
CREATE VIEW v AS SELECT id FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
COMMENT ON VIEW v IS 'V';
COMMENT ON COLUMN v.id IS 'ID';
COMMENT ON MATERIALIZED VIEW m IS 'M';
)sql",
     R"json({ "name": "m", "materialized": true, "comment": "M", "columns": [ { "name": "id", "type":
"integer", "nullable": true } ], "definition": "SELECT id\nFROM t", "reads": [ { "name": "t",
"columns": [ "id" ] } ] } { "name": "v", "comment": "V", "columns": [ { "name": "id", "type":
"integer", "nullable": true, "comment": "ID" } ], "definition": "SELECT id\nFROM t", "reads": [ {
"name": "t", "columns": [ "id" ] } ] })json"},
    {"OfRoutines", "routines", R"sql(
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE p() LANGUAGE sql AS '';
COMMENT ON FUNCTION f(integer) IS 'F';
COMMENT ON ROUTINE p IS 'P';
)sql",
     R"json({ "name": "f", "arguments": "integer", "returns": "integer", "language": "sql", "volatility":
"VOLATILE", "body": "SELECT 1", "comment": "F" } { "name": "p", "kind": "procedure", "language":
"sql", "comment": "P" })json"},
    {"ThatAreNotShown", "namespaces", R"sql(
COMMENT ON ROLE postgres IS 'Somebody';
COMMENT ON LANGUAGE plpgsql IS 'Words';
COMMENT ON EXTENSION plpgsql IS 'Words';
)sql",
     R"json()json"},
};

INSTANTIATE_TEST_SUITE_P(All, CommentsShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
