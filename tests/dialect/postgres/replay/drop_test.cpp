#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {
namespace {

class Drop : public testing::TestWithParam<ScratchRow> {};

TEST_P(Drop, DoesWhatTheServerDoes) {
    EXPECT_EQ(outcome_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

constexpr const char* kKinds = R"sql(
CREATE TABLE t (id int PRIMARY KEY);
CREATE VIEW v AS SELECT id FROM t;
CREATE SEQUENCE s;
CREATE TYPE e AS ENUM ('a');
CREATE TYPE c AS (a int);
CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE SCHEMA crm;
)sql";

const ScratchRow kMessages[] = {
    {"MissingTable", "", "DROP TABLE x", "table \"x\" does not exist"},
    {"MissingView", "", "DROP VIEW x", "view \"x\" does not exist"},
    {"MissingMaterializedView", "", "DROP MATERIALIZED VIEW x",
     "materialized view \"x\" does not exist"},
    {"MissingSequence", "", "DROP SEQUENCE x", "sequence \"x\" does not exist"},
    {"MissingIndex", "", "DROP INDEX x", "index \"x\" does not exist"},
    {"MissingForeignTable", "", "DROP FOREIGN TABLE x", "foreign table \"x\" does not exist"},
    {"MissingSchemaOfTable", "", "DROP TABLE s.x", "schema \"s\" does not exist"},
    {"MissingSchemaOfType", "", "DROP TYPE s.x", "schema \"s\" does not exist"},
    {"MissingSchemaOfFunction", "", "DROP FUNCTION s.x(int)", "schema \"s\" does not exist"},
    {"MissingType", "", "DROP TYPE x", "type \"x\" does not exist"},
    {"MissingDomain", "", "DROP DOMAIN x", "type \"x\" does not exist"},
    {"MissingSchema", "", "DROP SCHEMA x", "schema \"x\" does not exist"},
    {"MissingExtension", "", "DROP EXTENSION x", "extension \"x\" does not exist"},
    {"MissingPublication", "", "DROP PUBLICATION x", "publication \"x\" does not exist"},
    {"MissingEventTrigger", "", "DROP EVENT TRIGGER x", "event trigger \"x\" does not exist"},
    {"MissingStatistics", "", "DROP STATISTICS x", "statistics object \"x\" does not exist"},
    {"MissingTrigger", kKinds, "DROP TRIGGER x ON t",
     "trigger \"x\" for table \"t\" does not exist"},
    {"MissingTableOfTrigger", "", "DROP TRIGGER x ON t", "relation \"t\" does not exist"},
    {"MissingPolicy", kKinds, "DROP POLICY x ON t", "policy \"x\" for table \"t\" does not exist"},
    {"MissingRule", kKinds, "DROP RULE x ON t", "rule \"x\" for relation \"t\" does not exist"},
    {"RuleThatMakesTheView", kKinds, "DROP RULE \"_RETURN\" ON v",
     "cannot drop rule _RETURN on view v because view v requires it"},
    {"MissingFunction", kKinds, "DROP FUNCTION g(int)", "function g(integer) does not exist"},
    {"MissingArguments", kKinds, "DROP FUNCTION f(int, varchar(3))",
     "function f(integer, character varying) does not exist"},
    {"MissingTypeOfArgument", kKinds, "DROP FUNCTION f(nope)", "type \"nope\" does not exist"},
    {"MissingFunctionByName", "", "DROP FUNCTION g", "could not find a function named \"g\""},
    {"MissingProcedure", kKinds, "DROP PROCEDURE f", "could not find a procedure named \"f\""},
    {"MissingAggregate", "", "DROP AGGREGATE g(*)", "aggregate g(*) does not exist"},
    {"MissingAggregateByName", "", "DROP FUNCTION s.g", "schema \"s\" does not exist"},
    {"FunctionAsProcedure", kKinds, "DROP PROCEDURE f(int)", "f(integer) is not a procedure"},
    {"FunctionAsAggregate", kKinds, "DROP AGGREGATE f(int)",
     "function f(integer) is not an aggregate"},
    {"ProcedureAsFunction", "CREATE PROCEDURE p() LANGUAGE sql AS ''", "DROP FUNCTION p()",
     "p() is not a function"},
    {"NameOfTwoFunctions",
     "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
     "CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "DROP FUNCTION f", "function name \"f\" is not unique"},
    {"ViewAsTable", kKinds, "DROP TABLE v", "\"v\" is not a table"},
    {"TableAsView", kKinds, "DROP VIEW t", "\"t\" is not a view"},
    {"TableAsIndex", kKinds, "DROP INDEX t", "\"t\" is not an index"},
    {"TableAsSequence", kKinds, "DROP SEQUENCE t", "\"t\" is not a sequence"},
    {"ViewAsMaterialized", kKinds, "DROP MATERIALIZED VIEW v", "\"v\" is not a materialized view"},
    {"TableAsForeign", kKinds, "DROP FOREIGN TABLE t", "\"t\" is not a foreign table"},
    {"CompositeTypeAsTable", kKinds, "DROP TABLE c", "\"c\" is not a table"},
    {"WrongKindEvenIfExists", kKinds, "DROP VIEW IF EXISTS t", "\"t\" is not a view"},
    {"EnumAsDomain", kKinds, "DROP DOMAIN e", "\"e\" is not a domain"},
    {"TypeOfRows", kKinds, "DROP TYPE t", "cannot drop type t because table t requires it"},
    {"TypeOfArrays", kKinds, "DROP TYPE e[]", "cannot drop type e[] because type e requires it"},
    {"TypeOfTheServer", "", "DROP TYPE int4",
     "cannot drop type integer because it is required by the database system"},
    {"SeveralConcurrently", kKinds, "DROP INDEX CONCURRENTLY t_pkey, t_pkey",
     "DROP INDEX CONCURRENTLY does not support dropping multiple objects"},
    {"CascadeConcurrently", kKinds, "DROP INDEX CONCURRENTLY t_pkey CASCADE",
     "DROP INDEX CONCURRENTLY does not support CASCADE"},
    {"OneOfSeveralIsMissing", kKinds, "DROP TABLE t, x CASCADE", "table \"x\" does not exist"},
};

INSTANTIATE_TEST_SUITE_P(Messages, Drop, testing::ValuesIn(kMessages), scratch_row_name);

const ScratchRow kSkipped[] = {
    {"Table", "", "DROP TABLE IF EXISTS x, s.x", ""},
    {"Type", "", "DROP TYPE IF EXISTS x, s.x", ""},
    {"Domain", "", "DROP DOMAIN IF EXISTS x", ""},
    {"Function", "", "DROP FUNCTION IF EXISTS f(nope), g, s.h(int)", ""},
    {"Trigger", "", "DROP TRIGGER IF EXISTS x ON t", ""},
    {"Policy", "", "DROP POLICY IF EXISTS x ON s.t", ""},
    {"Rule", "", "DROP RULE IF EXISTS x ON t", ""},
    {"Schema", "", "DROP SCHEMA IF EXISTS x", ""},
    {"Extension", "", "DROP EXTENSION IF EXISTS x", ""},
    {"OwnExtension", "", "DROP EXTENSION plpgsql", ""},
    {"Publication", "", "DROP PUBLICATION IF EXISTS x", ""},
    {"EventTrigger", "", "DROP EVENT TRIGGER IF EXISTS x", ""},
    {"Statistics", "", "DROP STATISTICS IF EXISTS x, s.x", ""},
    {"WhatNoDocumentShows", "", "DROP SERVER x; DROP COLLATION x; DROP CAST (int AS text)", ""},
    {"TableBesideOneThatIsThere", "CREATE TABLE t (a int)", "DROP TABLE IF EXISTS x, t", ""},
};

INSTANTIATE_TEST_SUITE_P(IfExists, Drop, testing::ValuesIn(kSkipped), scratch_row_name);

const ScratchRow kDropped[] = {
    {"TableTwice", "CREATE TABLE t (a int)", "DROP TABLE t, t", ""},
    {"TableWithItsParts",
     "CREATE TABLE t (id serial PRIMARY KEY, a int CHECK (a > 0)); CREATE INDEX ON t (a)",
     "DROP TABLE t", ""},
    {"TableOfAnotherSchema", "CREATE SCHEMA s; CREATE TABLE s.t (a int)", "DROP TABLE s.t",
     "schema s"},
    {"FunctionByItsArguments",
     "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
     "CREATE FUNCTION f(text, OUT a int) LANGUAGE sql AS 'SELECT 1'",
     "DROP FUNCTION f(text)", "function f(integer)"},
    {"FunctionByItsOnlyName", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "DROP FUNCTION f", ""},
    {"ProcedureWithWhatItGivesBack",
     "CREATE PROCEDURE p(IN a int, OUT b text) LANGUAGE plpgsql AS 'BEGIN END'",
     "DROP PROCEDURE p(int, OUT text)", ""},
    {"Routine", "CREATE PROCEDURE p(a int) LANGUAGE sql AS ''", "DROP ROUTINE p(int)", ""},
    {"Enum", "CREATE TYPE e AS ENUM ('a')", "DROP TYPE e", ""},
    {"Domain", "CREATE DOMAIN d AS int CHECK (VALUE > 0)", "DROP DOMAIN d", ""},
    {"DomainAsType", "CREATE DOMAIN d AS int", "DROP TYPE d", ""},
    {"Composite", "CREATE TYPE c AS (a int)", "DROP TYPE c", ""},
    {"Sequence", "CREATE SEQUENCE s", "DROP SEQUENCE s", ""},
    {"Index", "CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "DROP INDEX i", "table t(a)"},
    {"View", "CREATE VIEW v AS SELECT 1 AS a", "DROP VIEW v", ""},
    {"MaterializedView", "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE INDEX i ON v (a)",
     "DROP MATERIALIZED VIEW v", ""},
    {"Policy", "CREATE TABLE t (a int); CREATE POLICY p ON t USING (a > 0)", "DROP POLICY p ON t",
     "table t(a)"},
    {"Statistics", "CREATE TABLE t (a int, b int); CREATE STATISTICS st ON a, b FROM t",
     "DROP STATISTICS st", "table t(a, b)"},
    {"EmptySchema", "CREATE SCHEMA s", "DROP SCHEMA s", ""},
    {"Publication", "CREATE PUBLICATION p", "DROP PUBLICATION p", ""},
};

INSTANTIATE_TEST_SUITE_P(Objects, Drop, testing::ValuesIn(kDropped), scratch_row_name);

TEST(DropOfTables, FreesTheNames) {
    const char* table =
        "CREATE TABLE t (id serial CONSTRAINT k PRIMARY KEY, CONSTRAINT c CHECK (id > 0));";
    ScratchCatalog scratch;

    EXPECT_EQ(scratch.run(table), "");
    const std::string first = scratch.contents();
    EXPECT_EQ(scratch.run("DROP TABLE t"), "");
    EXPECT_EQ(scratch.catalog().relation_names.size(), 0U);
    EXPECT_EQ(scratch.catalog().type_names.size(), 0U);
    EXPECT_EQ(scratch.catalog().constraint_names.size(), 0U);

    EXPECT_EQ(scratch.run(table), "");
    EXPECT_EQ(scratch.contents(), first);
}

TEST(DropOfTables, IsTakenBackByTheJournal) {
    ScratchCatalog scratch;
    scratch.run(
        "CREATE TABLE a (id serial PRIMARY KEY, x int UNIQUE);"
        "CREATE TABLE b (a_id int REFERENCES a, x int REFERENCES a (x));"
        "CREATE VIEW v AS SELECT x FROM a");
    const std::string before = scratch.contents();
    const Journal::Mark mark = scratch.catalog().journal.set_mark();

    EXPECT_EQ(scratch.run("DROP TABLE a CASCADE"), "");
    EXPECT_EQ(scratch.contents(), "table b(a_id, x)");
    scratch.catalog().journal.roll_back(mark);
    scratch.catalog().journal.release();

    EXPECT_EQ(scratch.contents(), before);
    EXPECT_EQ(scratch.run("DROP TABLE a CASCADE"), "");
    EXPECT_EQ(scratch.contents(), "table b(a_id, x)");
}

TEST(DropOfTables, NotesWhatChanges) {
    ScratchCatalog scratch;
    scratch.run("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a)");
    Catalog& catalog = scratch.catalog();
    const ObjectId a = find_relation(catalog, "", "a");
    const ObjectId b = find_relation(catalog, "", "b");
    const ObjectId key = find_relation(catalog, "", "a_pkey");
    catalog.touched.clear();

    EXPECT_EQ(scratch.run("DROP TABLE a CASCADE"), "");

    EXPECT_EQ(catalog.touched, (std::set<ObjectId>{a, b, key}));
}

TEST(DropOwned, TakesPrivilegesAndPoliciesAway) {
    ScratchCatalog scratch;
    scratch.run(
        "CREATE ROLE app; CREATE TABLE t (a int); GRANT SELECT ON t TO app;"
        "CREATE POLICY p ON t TO app; CREATE POLICY q ON t TO app, postgres");

    EXPECT_EQ(scratch.run("DROP OWNED BY app"), "");

    const Table& table = scratch.catalog().tables.begin()->second;
    EXPECT_TRUE(table.grants.empty());
    ASSERT_EQ(table.policies.size(), 1U);
    EXPECT_EQ(table.policies[0].roles, std::vector<std::string>{"postgres"});
}

TEST(DropOwned, RefusesRolesThatOwnNothingOrEverything) {
    EXPECT_EQ(outcome_of("", "DROP OWNED BY nobody"), "role \"nobody\" does not exist");
    EXPECT_EQ(outcome_of("", "DROP OWNED BY postgres"),
              "cannot drop objects owned by role postgres because they are required by the "
              "database system");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
