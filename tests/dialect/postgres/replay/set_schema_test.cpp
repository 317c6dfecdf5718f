#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {
namespace {

class SetSchema : public testing::TestWithParam<ScratchRow> {};

TEST_P(SetSchema, DoesWhatTheServerDoes) {
    EXPECT_EQ(outcome_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

constexpr const char* kKinds = R"sql(
CREATE SCHEMA s;
CREATE TABLE t (id serial, n int CHECK (n > 0), UNIQUE (n));
CREATE VIEW v AS SELECT id FROM t;
CREATE SEQUENCE q;
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS int CHECK (VALUE > 0);
CREATE TYPE c AS (a int);
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS '';
)sql";

const ScratchRow kMoved[] = {
    {"TableWithItsParts",
     "CREATE SCHEMA s; CREATE TABLE t (id serial, n int CHECK (n > 0), UNIQUE (n))",
     "ALTER TABLE t SET SCHEMA s",
     "schema s; table s.t(id=, n) t_n_check t_n_key; sequence s.t_id_seq; index s.t_n_key"},
    {"View", "CREATE SCHEMA s; CREATE VIEW v AS SELECT 1 AS a", "ALTER VIEW v SET SCHEMA s",
     "schema s; view s.v(a)"},
    {"MaterializedViewWithItsIndex",
     "CREATE SCHEMA s; CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE INDEX i ON v (a)",
     "ALTER MATERIALIZED VIEW v SET SCHEMA s", "schema s; view s.v(a); index s.i"},
    {"ViewAsTable", "CREATE SCHEMA s; CREATE VIEW v AS SELECT 1 AS a", "ALTER TABLE v SET SCHEMA s",
     "schema s; view s.v(a)"},
    {"Sequence", "CREATE SCHEMA s; CREATE SEQUENCE q", "ALTER SEQUENCE q SET SCHEMA s",
     "schema s; sequence s.q"},
    {"Enum", "CREATE SCHEMA s; CREATE TYPE e AS ENUM ('a')", "ALTER TYPE e SET SCHEMA s",
     "schema s; type s.e"},
    {"Domain", "CREATE SCHEMA s; CREATE DOMAIN d AS int CHECK (VALUE > 0)",
     "ALTER DOMAIN d SET SCHEMA s", "schema s; type s.d d_check"},
    {"Composite", "CREATE SCHEMA s; CREATE TYPE c AS (a int)", "ALTER TYPE c SET SCHEMA s",
     "schema s; type s.c(a)"},
    {"Function", "CREATE SCHEMA s; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS ''",
     "ALTER FUNCTION f SET SCHEMA s", "schema s; function s.f(integer)"},
    {"Back", "CREATE SCHEMA s; CREATE TABLE s.t (a int)", "ALTER TABLE s.t SET SCHEMA public",
     "schema s; table t(a)"},
    {"WhereItIs", "CREATE SCHEMA s; CREATE TABLE t (a int)", "ALTER TABLE t SET SCHEMA public",
     "schema s; table t(a)"},
    {"SkippedWhenMissing", "", "ALTER TABLE IF EXISTS t SET SCHEMA s", ""},
    {"WhatNoDocumentShows", "", "ALTER COLLATION x SET SCHEMA s", ""},
};

INSTANTIATE_TEST_SUITE_P(Moved, SetSchema, testing::ValuesIn(kMoved), scratch_row_name);

const ScratchRow kRefused[] = {
    {"MissingTable", "", "ALTER TABLE t SET SCHEMA s", "relation \"t\" does not exist"},
    {"MissingSchema", kKinds, "ALTER TABLE t SET SCHEMA x", "schema \"x\" does not exist"},
    {"MissingSchemaOfType", kKinds, "ALTER TYPE e SET SCHEMA x", "schema \"x\" does not exist"},
    {"MissingType", kKinds, "ALTER TYPE x SET SCHEMA s", "type \"x\" does not exist"},
    {"MissingFunction", kKinds, "ALTER FUNCTION x(int) SET SCHEMA s",
     "function x(integer) does not exist"},
    {"MissingStatistics", kKinds, "ALTER STATISTICS x SET SCHEMA s",
     "statistics object \"x\" does not exist"},
    {"MissingExtension", kKinds, "ALTER EXTENSION x SET SCHEMA s",
     "extension \"x\" does not exist"},
    {"FixedExtension", kKinds, "ALTER EXTENSION plpgsql SET SCHEMA s",
     "extension \"plpgsql\" does not support SET SCHEMA"},
    {"TemporarySchema", kKinds, "ALTER TABLE t SET SCHEMA pg_temp",
     "cannot move objects into or out of temporary schemas"},
    {"TakenRelation", "CREATE SCHEMA s; CREATE TABLE t (); CREATE SEQUENCE s.t",
     "ALTER TABLE t SET SCHEMA s", "relation \"t\" already exists in schema \"s\""},
    {"TakenTypeOfRows", "CREATE SCHEMA s; CREATE TABLE t (); CREATE TYPE s.t AS ENUM ('a')",
     "ALTER TABLE t SET SCHEMA s", "type \"t\" already exists in schema \"s\""},
    {"TakenIndex",
     "CREATE SCHEMA s; CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE TABLE s.i ()",
     "ALTER TABLE t SET SCHEMA s", "relation \"i\" already exists in schema \"s\""},
    {"TakenType", "CREATE SCHEMA s; CREATE DOMAIN t AS int; CREATE TYPE s.t AS ENUM ('a')",
     "ALTER DOMAIN t SET SCHEMA s", "type \"t\" already exists in schema \"s\""},
    {"TakenFunction",
     "CREATE SCHEMA s; CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS '';"
     "CREATE FUNCTION s.f(int) RETURNS int LANGUAGE sql AS ''",
     "ALTER FUNCTION f(int) SET SCHEMA s", "function f(integer) already exists in schema \"s\""},
    {"TakenStatistics",
     "CREATE SCHEMA s; CREATE TABLE t (a int, b int); CREATE STATISTICS st ON a, b FROM t;"
     "CREATE STATISTICS s.st ON a, b FROM t",
     "ALTER STATISTICS st SET SCHEMA s", "statistics object \"st\" already exists in schema \"s\""},
    {"OwnedSequence", kKinds, "ALTER SEQUENCE t_id_seq SET SCHEMA s",
     "cannot move an owned sequence into another schema"},
    {"Index", kKinds, "ALTER TABLE t_n_key SET SCHEMA s",
     "cannot change schema of index \"t_n_key\""},
    {"TableAsView", kKinds, "ALTER VIEW t SET SCHEMA s", "\"t\" is not a view"},
    {"CompositeAsTable", kKinds, "ALTER TABLE c SET SCHEMA s", "\"c\" is a composite type"},
    {"EnumAsDomain", kKinds, "ALTER DOMAIN e SET SCHEMA s", "e is not a domain"},
    {"TypeOfRows", kKinds, "ALTER TYPE t SET SCHEMA s", "t is a table's row type"},
};

INSTANTIATE_TEST_SUITE_P(Refused, SetSchema, testing::ValuesIn(kRefused), scratch_row_name);

TEST(SetSchemaOfNames, FreesTheOldOnes) {
    ScratchCatalog scratch;
    const std::string kinds(kKinds);
    ASSERT_EQ(scratch.run(kinds), "");

    EXPECT_EQ(scratch.run("ALTER TABLE t SET SCHEMA s; ALTER VIEW v SET SCHEMA s;"
                          "ALTER SEQUENCE q SET SCHEMA s; ALTER TYPE e SET SCHEMA s;"
                          "ALTER TYPE c SET SCHEMA s; ALTER DOMAIN d SET SCHEMA s;"
                          "ALTER FUNCTION f SET SCHEMA s"),
              "");

    EXPECT_EQ(scratch.run(kinds.substr(kinds.find(';') + 1)), "");
}

TEST(SetSchemaOfExtensions, MovesTheirTypes) {
    ScratchCatalog scratch;
    ASSERT_EQ(scratch.run("CREATE SCHEMA s; CREATE EXTENSION citext; CREATE TABLE t (a citext)"),
              "");

    EXPECT_EQ(scratch.run("ALTER EXTENSION citext SET SCHEMA s"), "");

    EXPECT_EQ(scratch.run("CREATE TABLE u (a s.citext)"), "");
    EXPECT_EQ(scratch.run("CREATE TABLE w (a citext)"), "type \"citext\" does not exist");
}

TEST(SetSchemaOfStatistics, LeavesTheTable) {
    ScratchCatalog scratch;
    ASSERT_EQ(scratch.run("CREATE SCHEMA s; CREATE TABLE t (a int, b int);"
                          "CREATE STATISTICS st ON a, b FROM t"),
              "");

    EXPECT_EQ(scratch.run("ALTER STATISTICS st SET SCHEMA s"), "");

    EXPECT_EQ(scratch.contents(), "schema s; table t(a, b) st");
    EXPECT_EQ(scratch.run("DROP SCHEMA s"),
              "cannot drop schema s because other objects depend on it: "
              "statistics object s.st depends on schema s");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
