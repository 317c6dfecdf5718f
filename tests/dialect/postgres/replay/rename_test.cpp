#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {
namespace {

class Rename : public testing::TestWithParam<ScratchRow> {};

TEST_P(Rename, DoesWhatTheServerDoes) {
    EXPECT_EQ(outcome_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

constexpr const char* kKinds = R"sql(
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, x int CHECK (x > 0));
CREATE VIEW v AS SELECT id, x FROM t;
CREATE SEQUENCE s;
CREATE TYPE e AS ENUM ('a');
CREATE DOMAIN d AS int CONSTRAINT positive CHECK (VALUE > 0);
CREATE TYPE c AS (a int, b int);
)sql";

const ScratchRow kRelations[] = {
    {"Table", "CREATE TABLE t (a int)", "ALTER TABLE t RENAME TO u", "table u(a)"},
    {"TableOfASchema", "CREATE SCHEMA s; CREATE TABLE s.t (a int)", "ALTER TABLE s.t RENAME TO u",
     "schema s; table s.u(a)"},
    {"View", "CREATE VIEW v AS SELECT 1 AS a", "ALTER VIEW v RENAME TO w", "view w(a)"},
    {"ViewAsTable", "CREATE VIEW v AS SELECT 1 AS a", "ALTER TABLE v RENAME TO w", "view w(a)"},
    {"MaterializedView", "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a",
     "ALTER MATERIALIZED VIEW v RENAME TO w", "view w(a)"},
    {"Sequence", "CREATE SEQUENCE s", "ALTER SEQUENCE s RENAME TO q", "sequence q"},
    {"SequenceAsTable", "CREATE SEQUENCE s", "ALTER TABLE s RENAME TO q", "sequence q"},
    {"Index", "CREATE TABLE t (a int); CREATE INDEX i ON t (a)", "ALTER INDEX i RENAME TO j",
     "table t(a); index j"},
    {"TableAsIndex", "CREATE TABLE t (a int)", "ALTER INDEX t RENAME TO u", "table u(a)"},
    {"IndexOfAConstraint", "CREATE TABLE t (a int PRIMARY KEY)",
     "ALTER INDEX t_pkey RENAME TO t_pk", "table t(a) t_pk; index t_pk"},
    {"SkippedWhenMissing", "", "ALTER TABLE IF EXISTS x RENAME TO y", ""},
    {"SkippedWithItsSchema", "", "ALTER VIEW IF EXISTS s.x RENAME TO y", ""},
    {"Missing", "", "ALTER TABLE x RENAME TO y", "relation \"x\" does not exist"},
    {"MissingSchema", "", "ALTER TABLE s.x RENAME TO y", "schema \"s\" does not exist"},
    {"TakenName", kKinds, "ALTER TABLE t RENAME TO v", "relation \"v\" already exists"},
    {"TheSameName", kKinds, "ALTER TABLE t RENAME TO t", "relation \"t\" already exists"},
    {"NameOfAType", kKinds, "ALTER TABLE t RENAME TO e", "type \"e\" already exists"},
    {"NameOfAConstraint", kKinds, "ALTER INDEX k RENAME TO t_x_check",
     "constraint \"t_x_check\" for relation \"t\" already exists"},
    {"TableAsView", kKinds, "ALTER VIEW t RENAME TO u", "\"t\" is not a view"},
    {"TableAsSequence", kKinds, "ALTER SEQUENCE t RENAME TO u", "\"t\" is not a sequence"},
    {"ViewAsMaterialized", kKinds, "ALTER MATERIALIZED VIEW v RENAME TO u",
     "\"v\" is not a materialized view"},
    {"TableAsForeign", kKinds, "ALTER FOREIGN TABLE t RENAME TO u", "\"t\" is not a foreign table"},
    {"CompositeType", kKinds, "ALTER TABLE c RENAME TO u", "\"c\" is a composite type"},
};

INSTANTIATE_TEST_SUITE_P(Relations, Rename, testing::ValuesIn(kRelations), scratch_row_name);

constexpr const char* kFamily = R"sql(
CREATE TABLE p (a int, b int CHECK (b > 0));
CREATE TABLE q (a int);
CREATE TABLE c (d int) INHERITS (p, q);
)sql";

const ScratchRow kColumns[] = {
    {"OfATable", "CREATE TABLE t (a int)", "ALTER TABLE t RENAME COLUMN a TO b", "table t(b)"},
    {"OfAView", "CREATE VIEW v AS SELECT 1 AS a", "ALTER VIEW v RENAME COLUMN a TO b", "view v(b)"},
    {"OfAType", "CREATE TYPE c AS (a int)", "ALTER TYPE c RENAME ATTRIBUTE a TO b", "type c(b)"},
    {"ViewsKeepTheirOwn", "CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t",
     "ALTER TABLE t RENAME a TO b", "table t(b); view v(a)"},
    {"OfChildren", kFamily, "ALTER TABLE p RENAME b TO z",
     "table p(a, z) p_b_check; table q(a); table c(a, z, d) p_b_check"},
    {"OfTypedTables", "CREATE TYPE c AS (a int); CREATE TABLE t OF c",
     "ALTER TYPE c RENAME ATTRIBUTE a TO b CASCADE", "type c(b); table t(b)"},
    {"SkippedWhenMissing", "", "ALTER TABLE IF EXISTS x RENAME a TO b", ""},
    {"MissingTable", "", "ALTER TABLE x RENAME a TO b", "relation \"x\" does not exist"},
    {"Missing", kKinds, "ALTER TABLE t RENAME nope TO b", "column \"nope\" does not exist"},
    {"Taken", kKinds, "ALTER TABLE t RENAME x TO id",
     "column \"id\" of relation \"t\" already exists"},
    {"TheSame", kKinds, "ALTER VIEW v RENAME x TO x",
     "column \"x\" of relation \"v\" already exists"},
    {"TakenAttribute", kKinds, "ALTER TYPE c RENAME ATTRIBUTE a TO b",
     "column \"b\" of relation \"c\" already exists"},
    {"OfTheSystem", kKinds, "ALTER TABLE t RENAME ctid TO x",
     "cannot rename system column \"ctid\""},
    {"NameOfTheSystem", kKinds, "ALTER TABLE t RENAME x TO xmin",
     "column name \"xmin\" conflicts with a system column name"},
    {"OfASequence", kKinds, "ALTER TABLE s RENAME last_value TO x",
     "cannot rename columns of relation \"s\""},
    {"OfAnEnum", kKinds, "ALTER TYPE e RENAME ATTRIBUTE a TO x", "relation \"e\" does not exist"},
    {"Inherited", kFamily, "ALTER TABLE c RENAME b TO z", "cannot rename inherited column \"b\""},
    {"InheritedFromTwo", kFamily, "ALTER TABLE p RENAME a TO z",
     "cannot rename inherited column \"a\""},
    {"OnlyOfTheParent", kFamily, "ALTER TABLE ONLY p RENAME b TO z",
     "inherited column \"b\" must be renamed in child tables too"},
    {"TakenInAChild", kFamily, "ALTER TABLE p RENAME b TO d",
     "column \"d\" of relation \"c\" already exists"},
    {"OfATypedTable", "CREATE TYPE c AS (a int); CREATE TABLE t OF c",
     "ALTER TABLE t RENAME a TO b", "cannot rename column of typed table"},
    {"OfATypeOfTables", "CREATE TYPE c AS (a int); CREATE TABLE t OF c",
     "ALTER TYPE c RENAME ATTRIBUTE a TO b",
     "cannot alter type \"c\" because it is the type of a typed table"},
};

INSTANTIATE_TEST_SUITE_P(Columns, Rename, testing::ValuesIn(kColumns), scratch_row_name);

const ScratchRow kConstraints[] = {
    {"Check", "CREATE TABLE t (x int CHECK (x > 0))",
     "ALTER TABLE t RENAME CONSTRAINT t_x_check TO c", "table t(x) c"},
    {"KeyWithItsIndex", "CREATE TABLE t (x int UNIQUE)",
     "ALTER TABLE t RENAME CONSTRAINT t_x_key TO k", "table t(x) k; index k"},
    {"ForeignKey", "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (t int REFERENCES t)",
     "ALTER TABLE u RENAME CONSTRAINT u_t_fkey TO f",
     "table t(id) t_pkey; index t_pkey; table u(t) f"},
    {"OfChildren", kFamily, "ALTER TABLE p RENAME CONSTRAINT p_b_check TO z",
     "table p(a, b) z; table q(a); table c(a, b, d) z"},
    {"OfADomain", "CREATE DOMAIN d AS int CONSTRAINT a CHECK (VALUE > 0)",
     "ALTER DOMAIN d RENAME CONSTRAINT a TO b", "type d b"},
    {"SkippedWithoutItsTable", "", "ALTER TABLE IF EXISTS x RENAME CONSTRAINT a TO b", ""},
    {"Missing", kKinds, "ALTER TABLE t RENAME CONSTRAINT nope TO b",
     "constraint \"nope\" for table \"t\" does not exist"},
    {"OfAView", kKinds, "ALTER TABLE v RENAME CONSTRAINT nope TO b",
     "constraint \"nope\" for table \"v\" does not exist"},
    {"OfASequence", kKinds, "ALTER TABLE s RENAME CONSTRAINT nope TO b",
     "cannot rename columns of relation \"s\""},
    {"Taken", kKinds, "ALTER TABLE t RENAME CONSTRAINT t_x_check TO k",
     "constraint \"k\" for relation \"t\" already exists"},
    {"TakenByAnotherCheck", kKinds, "ALTER TABLE t RENAME CONSTRAINT k TO t_x_check",
     "constraint \"t_x_check\" for relation \"t\" already exists"},
    {"KeyWithTheNameOfATable", kKinds, "ALTER TABLE t RENAME CONSTRAINT k TO v",
     "relation \"v\" already exists"},
    {"Inherited", kFamily, "ALTER TABLE c RENAME CONSTRAINT p_b_check TO z",
     "cannot rename inherited constraint \"p_b_check\""},
    {"OnlyOfTheParent", kFamily, "ALTER TABLE ONLY p RENAME CONSTRAINT p_b_check TO z",
     "inherited constraint \"p_b_check\" must be renamed in child tables too"},
    {"MissingInADomain", kKinds, "ALTER DOMAIN d RENAME CONSTRAINT nope TO b",
     "constraint \"nope\" for domain d does not exist"},
    {"TakenInADomain", kKinds, "ALTER DOMAIN d RENAME CONSTRAINT positive TO positive",
     "constraint \"positive\" for domain d already exists"},
};

INSTANTIATE_TEST_SUITE_P(Constraints, Rename, testing::ValuesIn(kConstraints), scratch_row_name);

const ScratchRow kTypes[] = {
    {"Enum", "CREATE TYPE e AS ENUM ('a')", "ALTER TYPE e RENAME TO f", "type f"},
    {"Domain", "CREATE DOMAIN d AS int", "ALTER DOMAIN d RENAME TO f", "type f"},
    {"DomainAsType", "CREATE DOMAIN d AS int", "ALTER TYPE d RENAME TO f", "type f"},
    {"Composite", "CREATE TYPE c AS (a int)", "ALTER TYPE c RENAME TO f", "type f(a)"},
    {"Missing", "", "ALTER TYPE x RENAME TO y", "type \"x\" does not exist"},
    {"MissingSchema", "", "ALTER TYPE s.x RENAME TO y", "schema \"s\" does not exist"},
    {"MissingDomain", "", "ALTER DOMAIN x RENAME TO y", "type \"x\" does not exist"},
    {"EnumAsDomain", kKinds, "ALTER DOMAIN e RENAME TO y", "e is not a domain"},
    {"OfRows", kKinds, "ALTER TYPE t RENAME TO y", "t is a table's row type"},
    {"Taken", kKinds, "ALTER TYPE d RENAME TO e", "type \"e\" already exists"},
    {"NameOfATable", kKinds, "ALTER TYPE e RENAME TO t", "type \"t\" already exists"},
    {"CompositeWithTheNameOfASequence", kKinds, "ALTER TYPE c RENAME TO s",
     "relation \"s\" already exists"},
};

INSTANTIATE_TEST_SUITE_P(Types, Rename, testing::ValuesIn(kTypes), scratch_row_name);

constexpr const char* kParts = R"sql(
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS '';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS '';
CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS '';
CREATE TABLE t (a int, b int);
CREATE TRIGGER tr1 AFTER INSERT ON t EXECUTE FUNCTION f();
CREATE TRIGGER tr2 AFTER INSERT ON t EXECUTE FUNCTION f();
CREATE POLICY p1 ON t;
CREATE POLICY p2 ON t;
CREATE RULE r1 AS ON INSERT TO t DO ALSO NOTIFY x;
CREATE RULE r2 AS ON INSERT TO t DO ALSO NOTIFY x;
CREATE STATISTICS st1 ON a, b FROM t;
CREATE STATISTICS st2 ON a, b FROM t;
CREATE VIEW v AS SELECT a FROM t;
CREATE SEQUENCE s;
)sql";

const ScratchRow kAttached[] = {
    {"Function", "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS ''",
     "ALTER FUNCTION f RENAME TO g", "function g(integer)"},
    {"Procedure", "CREATE PROCEDURE p() LANGUAGE sql AS ''", "ALTER PROCEDURE p() RENAME TO q",
     "function q()"},
    {"MissingFunction", "", "ALTER FUNCTION x(int) RENAME TO y",
     "function x(integer) does not exist"},
    {"TakenFunction", kParts, "ALTER FUNCTION f(int) RENAME TO g",
     "function g(integer) already exists in schema \"public\""},
    {"NameOfTwoFunctions", kParts, "ALTER FUNCTION f RENAME TO g",
     "function name \"f\" is not unique"},
    {"MissingTrigger", kParts, "ALTER TRIGGER x ON t RENAME TO y",
     "trigger \"x\" for table \"t\" does not exist"},
    {"MissingTableOfTrigger", "", "ALTER TRIGGER x ON s.t RENAME TO y",
     "schema \"s\" does not exist"},
    {"TakenTrigger", kParts, "ALTER TRIGGER tr1 ON t RENAME TO tr2",
     "trigger \"tr2\" for relation \"t\" already exists"},
    {"TriggerOfASequence", kParts, "ALTER TRIGGER x ON s RENAME TO y",
     "relation \"s\" cannot have triggers"},
    {"MissingPolicy", kParts, "ALTER POLICY x ON t RENAME TO y",
     "policy \"x\" for table \"t\" does not exist"},
    {"MissingTableOfPolicyIfExists", "", "ALTER POLICY IF EXISTS x ON t RENAME TO y",
     "relation \"t\" does not exist"},
    {"TakenPolicy", kParts, "ALTER POLICY p1 ON t RENAME TO p2",
     "policy \"p2\" for table \"t\" already exists"},
    {"PolicyOfAView", kParts, "ALTER POLICY p1 ON v RENAME TO p2", "\"v\" is not a table"},
    {"MissingRule", kParts, "ALTER RULE x ON t RENAME TO y",
     "rule \"x\" for relation \"t\" does not exist"},
    {"TakenRule", kParts, "ALTER RULE r1 ON t RENAME TO r2",
     "rule \"r2\" for relation \"t\" already exists"},
    {"RuleOfASequence", kParts, "ALTER RULE r1 ON s RENAME TO r2",
     "relation \"s\" cannot have rules"},
    {"RuleThatMakesTheView", kParts, "ALTER RULE \"_RETURN\" ON v RENAME TO r2",
     "renaming an ON SELECT rule is not allowed"},
    {"MissingStatistics", kParts, "ALTER STATISTICS x RENAME TO y",
     "statistics object \"x\" does not exist"},
    {"TakenStatistics", kParts, "ALTER STATISTICS st1 RENAME TO st2",
     "statistics object \"st2\" already exists in schema \"public\""},
    {"TriggerOfAPartition",
     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS '';"
     "CREATE TABLE p (a int) PARTITION BY LIST (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
     "CREATE TRIGGER tr AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()",
     "ALTER TRIGGER tr ON p1 RENAME TO x", "cannot rename trigger \"tr\" on table \"p1\""},
    {"TriggerOfPartitions",
     "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS '';"
     "CREATE TABLE p (a int) PARTITION BY LIST (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
     "CREATE TRIGGER tr AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f()",
     "ALTER TRIGGER tr ON p RENAME TO x", "function f(); table p(a) x; table p1(a) x"},
};

INSTANTIATE_TEST_SUITE_P(Attached, Rename, testing::ValuesIn(kAttached), scratch_row_name);

TEST(RenameOfParts, KeepsTheRest) {
    ScratchCatalog scratch;
    ASSERT_EQ(scratch.run(kParts), "");

    EXPECT_EQ(scratch.run("ALTER TRIGGER tr1 ON t RENAME TO tr; ALTER POLICY p1 ON t RENAME TO p;"
                          "ALTER RULE r1 ON t RENAME TO \"R\"; ALTER STATISTICS st1 RENAME TO st"),
              "");

    EXPECT_EQ(scratch.contents(),
              "function f(integer); function f(); function g(integer); "
              "table t(a, b) tr tr2 R r2 st st2 p p2; view v(a); sequence s");
}

const ScratchRow kOfTheDatabase[] = {
    {"Schema", "CREATE SCHEMA s; CREATE TABLE s.t (a int)", "ALTER SCHEMA s RENAME TO q",
     "schema q; table q.t(a)"},
    {"MissingSchema", "", "ALTER SCHEMA s RENAME TO q", "schema \"s\" does not exist"},
    {"TakenSchema", "CREATE SCHEMA s", "ALTER SCHEMA s RENAME TO public",
     "schema \"public\" already exists"},
    {"ReservedSchema", "CREATE SCHEMA s", "ALTER SCHEMA s RENAME TO pg_s",
     "unacceptable schema name \"pg_s\""},
    {"Publication", "CREATE PUBLICATION p", "ALTER PUBLICATION p RENAME TO q",
     "publication q of 0"},
    {"MissingPublication", "", "ALTER PUBLICATION p RENAME TO q",
     "publication \"p\" does not exist"},
    {"TakenPublication", "CREATE PUBLICATION p", "ALTER PUBLICATION p RENAME TO p",
     "publication \"p\" already exists"},
    {"EventTrigger",
     "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS '';"
     "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
     "ALTER EVENT TRIGGER e RENAME TO g", "function f(); event trigger g"},
    {"MissingEventTrigger", "", "ALTER EVENT TRIGGER p RENAME TO q",
     "event trigger \"p\" does not exist"},
    {"MissingRole", "", "ALTER ROLE r RENAME TO q", "role \"r\" does not exist"},
    {"TakenRole", "CREATE ROLE r; CREATE ROLE q", "ALTER ROLE r RENAME TO q",
     "role \"q\" already exists"},
    {"WhatNoDocumentShows", "", "ALTER DATABASE d RENAME TO e", ""},
};

INSTANTIATE_TEST_SUITE_P(OfTheDatabase, Rename, testing::ValuesIn(kOfTheDatabase),
                         scratch_row_name);

TEST(RenameOfRoles, ReachesPrivilegesAndPolicies) {
    ScratchCatalog scratch;
    ASSERT_EQ(scratch.run("CREATE ROLE r; CREATE TABLE t (a int); GRANT SELECT ON t TO r;"
                          "CREATE POLICY p ON t TO r"),
              "");

    EXPECT_EQ(scratch.run("ALTER ROLE r RENAME TO q"), "");

    const Table& table = scratch.catalog().tables.begin()->second;
    EXPECT_EQ(table.grants.at(0).grantee, "q");
    EXPECT_EQ(table.policies.at(0).roles, std::vector<std::string>{"q"});
}

TEST(RenameOfNames, FreesTheOldOnes) {
    ScratchCatalog scratch;
    const char* table = "CREATE TABLE t (id serial PRIMARY KEY, x int CHECK (x > 0));";
    ASSERT_EQ(scratch.run(table), "");

    EXPECT_EQ(scratch.run("ALTER TABLE t RENAME TO u; ALTER SEQUENCE t_id_seq RENAME TO q;"
                          "ALTER INDEX t_pkey RENAME TO k;"
                          "ALTER TABLE u RENAME CONSTRAINT t_x_check TO c"),
              "");
    EXPECT_EQ(scratch.run(table), "");

    EXPECT_EQ(scratch.contents(),
              "table u(id=, x) c k; sequence q; index k; "
              "table t(id=, x) t_x_check t_pkey; sequence t_id_seq; index t_pkey");
}

TEST(RenameOfNames, NotesWhatShowsThem) {
    ScratchCatalog scratch;
    ASSERT_EQ(scratch.run("CREATE TABLE a (id int PRIMARY KEY, x int);"
                          "CREATE TABLE b (a_id int REFERENCES a);"
                          "CREATE VIEW v AS SELECT id FROM a; CREATE VIEW w AS SELECT x FROM a"),
              "");
    Catalog& catalog = scratch.catalog();
    const auto id_of = [&](const char* name) { return find_relation(catalog, "", name); };
    catalog.touched.clear();

    EXPECT_EQ(scratch.run("ALTER TABLE a RENAME id TO key"), "");

    EXPECT_TRUE(catalog.touched.contains(id_of("a")));
    EXPECT_TRUE(catalog.touched.contains(id_of("b")));
    EXPECT_TRUE(catalog.touched.contains(id_of("v")));
    EXPECT_FALSE(catalog.touched.contains(id_of("w")));
}

}  // namespace
}  // namespace erdmark::dialect::postgres
