#include "dialect/postgres/replay/dependents.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/scratch_rows.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {
namespace {

class Dependents : public testing::TestWithParam<ScratchRow> {};

TEST_P(Dependents, GoOrStayAsOnTheServer) {
    EXPECT_EQ(outcome_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

constexpr const char* kShop = R"sql(
CREATE TABLE a (id int PRIMARY KEY, x int, y int UNIQUE);
CREATE TABLE b (id serial PRIMARY KEY, a_id int REFERENCES a, y int REFERENCES a (y));
CREATE VIEW v AS SELECT id, x FROM a;
CREATE VIEW w AS SELECT id FROM v;
)sql";

const ScratchRow kTables[] = {
    {"Restrict", kShop, "DROP TABLE a",
     "cannot drop table a because other objects depend on it: "
     "constraint b_a_id_fkey on table b depends on table a; "
     "constraint b_y_fkey on table b depends on table a; "
     "view v depends on table a; view w depends on view v"},
    {"Cascade", kShop, "DROP TABLE a CASCADE",
     "table b(id=, a_id, y) b_pkey; sequence b_id_seq; index b_pkey"},
    {"Together", kShop, "DROP TABLE a, b",
     "cannot drop desired object(s) because other objects depend on them: "
     "view v depends on table a; view w depends on view v"},
    {"View", kShop, "DROP VIEW v",
     "cannot drop view v because other objects depend on it: view w depends on view v"},
    {"ViewsTogether", kShop, "DROP VIEW v, w; DROP TABLE b, a", ""},
    {"OtherSchema", "CREATE SCHEMA s; CREATE TABLE s.t (a int); CREATE VIEW v AS SELECT a FROM s.t",
     "DROP TABLE s.t",
     "cannot drop table s.t because other objects depend on it: view v depends on table s.t"},
    {"TypeOfRows", "CREATE TABLE t (a int); CREATE TABLE u (b t, c t[], d int)", "DROP TABLE t",
     "cannot drop table t because other objects depend on it: "
     "column b of table u depends on table t; column c of table u depends on table t"},
    {"TypeOfRowsCascade", "CREATE TABLE t (a int); CREATE TABLE u (b t, d int)",
     "DROP TABLE t CASCADE", "table u(d)"},
    {"Child", "CREATE TABLE p (a int); CREATE TABLE c (b int) INHERITS (p)", "DROP TABLE p",
     "cannot drop table p because other objects depend on it: table c depends on table p"},
    {"ChildCascade", "CREATE TABLE p (a int); CREATE TABLE c (b int) INHERITS (p)",
     "DROP TABLE p CASCADE", ""},
    {"ParentOfAChildStays", "CREATE TABLE p (a int); CREATE TABLE c (b int) INHERITS (p)",
     "DROP TABLE c; DROP TABLE p", ""},
    {"Partitions",
     "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY RANGE (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9);",
     "DROP TABLE p", ""},
    {"SequenceThatOthersUse",
     "CREATE TABLE t (id serial); CREATE TABLE u (id int DEFAULT nextval('t_id_seq'))",
     "DROP TABLE t",
     "cannot drop table t because other objects depend on it: "
     "default value for column id of table u depends on sequence t_id_seq"},
    {"Publication", "CREATE TABLE t (a int); CREATE PUBLICATION p FOR TABLE t", "DROP TABLE t",
     "publication p of 0"},
    {"Itself", "CREATE TABLE t (id int PRIMARY KEY, up int REFERENCES t)", "DROP TABLE t", ""},
    {"EachOther",
     "CREATE TABLE t (id int PRIMARY KEY, u int); CREATE TABLE u (id int PRIMARY KEY, t int "
     "REFERENCES t); ALTER TABLE t ADD FOREIGN KEY (u) REFERENCES u",
     "DROP TABLE t, u", ""},
    {"FunctionThatGivesItsRows",
     "CREATE TABLE t (a int); CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS ''",
     "DROP TABLE t",
     "cannot drop table t because other objects depend on it: function f() depends on table t"},
};

INSTANTIATE_TEST_SUITE_P(Tables, Dependents, testing::ValuesIn(kTables), scratch_row_name);

constexpr const char* kColumns = R"sql(
CREATE FUNCTION ft() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE t (a int, b int, c int, d int, g int GENERATED ALWAYS AS (a + 1) STORED);
)sql";

std::string with_columns(const std::string& sql) {
    return kColumns + sql;
}

struct ColumnRow {
    const char* name;
    const char* more;
    const char* column;
    const char* outcome;  ///< The message, or the table.
};

void PrintTo(const ColumnRow& row, std::ostream* out) {
    *out << row.name;
}

class DropColumn : public testing::TestWithParam<ColumnRow> {};

TEST_P(DropColumn, TakesAlongWhatUsesIt) {
    const ColumnRow& row = GetParam();

    const std::string outcome =
        outcome_of(with_columns(row.more), std::string("ALTER TABLE t DROP COLUMN ") + row.column);

    const std::string function = "function ft(); ";
    EXPECT_EQ(outcome.starts_with(function) ? outcome.substr(function.size()) : outcome,
              row.outcome);
}

const ColumnRow kUses[] = {
    {"Nothing", "", "b", "table t(a, c, d, g=)"},
    {"Generated", "", "a",
     "cannot drop column a of table t because other objects depend on it: "
     "column g of table t depends on column a of table t"},
    {"GeneratedCascade", "", "a CASCADE", "table t(b, c, d)"},
    {"Check", "ALTER TABLE t ADD CHECK (b > c)", "b", "table t(a, c, d, g=)"},
    {"OtherCheck", "ALTER TABLE t ADD CHECK (d > c)", "b", "table t(a, c, d, g=) t_check"},
    {"KeyOfTwo", "ALTER TABLE t ADD UNIQUE (b, c)", "b", "table t(a, c, d, g=)"},
    {"Index", "CREATE INDEX i ON t (c, b)", "b", "table t(a, c, d, g=)"},
    {"IncludedInIndex", "CREATE INDEX i ON t (c) INCLUDE (b)", "b", "table t(a, c, d, g=)"},
    {"ExpressionOfIndex", "CREATE INDEX i ON t ((b + c))", "b", "table t(a, c, d, g=)"},
    {"ConditionOfIndex", "CREATE INDEX i ON t (c) WHERE b > 0", "b", "table t(a, c, d, g=)"},
    {"OtherIndex", "CREATE INDEX i ON t (c)", "b", "table t(a, c, d, g=); index i"},
    {"Statistics", "CREATE STATISTICS st ON b, c FROM t", "b", "table t(a, c, d, g=)"},
    {"Policy", "CREATE POLICY p ON t USING (b > 0)", "b",
     "cannot drop column b of table t because other objects depend on it: "
     "policy p on table t depends on column b of table t"},
    {"PolicyCascade", "CREATE POLICY p ON t USING (b > 0)", "b CASCADE", "table t(a, c, d, g=)"},
    {"TriggerOnIt", "CREATE TRIGGER tr AFTER UPDATE OF b ON t FOR EACH ROW EXECUTE FUNCTION ft()",
     "b",
     "cannot drop column b of table t because other objects depend on it: "
     "trigger tr on table t depends on column b of table t"},
    {"TriggerWhen",
     "CREATE TRIGGER tr AFTER UPDATE ON t FOR EACH ROW WHEN (OLD.b > 0) EXECUTE FUNCTION ft()", "b",
     "cannot drop column b of table t because other objects depend on it: "
     "trigger tr on table t depends on column b of table t"},
    {"View", "CREATE VIEW v AS SELECT b FROM t; CREATE VIEW w AS SELECT c FROM t", "b",
     "cannot drop column b of table t because other objects depend on it: "
     "view v depends on column b of table t"},
    {"ViewCascade", "CREATE VIEW v AS SELECT b FROM t; CREATE VIEW w AS SELECT c FROM t",
     "b CASCADE", "table t(a, c, d, g=); view w(c)"},
    {"ForeignKey",
     "CREATE TABLE u (id int PRIMARY KEY); ALTER TABLE t ADD FOREIGN KEY (b) "
     "REFERENCES u",
     "b", "table t(a, c, d, g=); table u(id) u_pkey; index u_pkey"},
    {"KeyThatOthersNeed", "ALTER TABLE t ADD UNIQUE (b); CREATE TABLE u (b int REFERENCES t (b))",
     "b",
     "cannot drop column b of table t because other objects depend on it: "
     "constraint u_b_fkey on table u depends on column b of table t"},
    {"KeyThatOthersNeedCascade",
     "ALTER TABLE t ADD UNIQUE (b); CREATE TABLE u (b int REFERENCES t (b))", "b CASCADE",
     "table t(a, c, d, g=); table u(b)"},
    {"Serial", "ALTER TABLE t ADD s serial", "s", "table t(a, b, c, d, g=)"},
    {"Identity", "ALTER TABLE t ADD s int GENERATED ALWAYS AS IDENTITY", "s",
     "table t(a, b, c, d, g=)"},
    {"PublicationOfColumns", "CREATE PUBLICATION p FOR TABLE t (a, b)", "b",
     "cannot drop column b of table t because other objects depend on it: "
     "publication of table t in publication p depends on column b of table t"},
    {"PublicationOfSomeRows", "CREATE PUBLICATION p FOR TABLE t WHERE (b > 0)", "b CASCADE",
     "table t(a, c, d, g=); publication p of 0"},
    {"Privilege", "CREATE ROLE r; GRANT SELECT (b) ON t TO r", "b", "table t(a, c, d, g=)"},
};

INSTANTIATE_TEST_SUITE_P(Uses, DropColumn, testing::ValuesIn(kUses),
                         [](const testing::TestParamInfo<ColumnRow>& test) {
                             return std::string(test.param.name);
                         });

constexpr const char* kFamily = R"sql(
CREATE TABLE p (a int, b int CHECK (b > 0), c int);
CREATE TABLE c1 (d int) INHERITS (p);
CREATE TABLE c2 (b int) INHERITS (p);
)sql";

constexpr const char* kPieces = R"sql(
CREATE TABLE p (a int, b int, PRIMARY KEY (a)) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9);
CREATE INDEX i ON p (b);
)sql";

const ScratchRow kFamilies[] = {
    {"ColumnOfChildren", kFamily, "ALTER TABLE p DROP COLUMN c",
     "table p(a, b) p_b_check; table c1(a, b, d) p_b_check; table c2(a, b) p_b_check"},
    {"ColumnThatAChildDeclaresToo", kFamily, "ALTER TABLE p DROP COLUMN b",
     "table p(a, c); table c1(a, c, d); table c2(a, b, c) p_b_check"},
    {"InheritedColumn", kFamily, "ALTER TABLE c1 DROP COLUMN a",
     "cannot drop inherited column \"a\""},
    {"ViewOfAChild",
     "CREATE TABLE p (a int); CREATE TABLE c (b int) INHERITS (p); CREATE VIEW v AS SELECT a FROM "
     "c",
     "ALTER TABLE p DROP COLUMN a",
     "cannot drop desired object(s) because other objects depend on them: "
     "view v depends on column a of table c"},
    {"CheckOfChildren", kFamily, "ALTER TABLE p DROP CONSTRAINT p_b_check",
     "table p(a, b, c); table c1(a, b, c, d); table c2(a, b, c)"},
    {"InheritedCheck", kFamily, "ALTER TABLE c1 DROP CONSTRAINT p_b_check",
     "cannot drop inherited constraint \"p_b_check\" of relation \"c1\""},
    {"ColumnOfThePartitionKey", kPieces, "ALTER TABLE p DROP COLUMN a",
     "cannot drop column \"a\" because it is part of the partition key of relation \"p\""},
    {"ColumnOfPartitions", kPieces, "ALTER TABLE p DROP COLUMN b",
     "table p(a) p_pkey; index p_pkey; table p1(a) p1_pkey; index p1_pkey"},
    {"KeyOfPartitions", kPieces, "ALTER TABLE p DROP CONSTRAINT p_pkey",
     "table p(a, b); table p1(a, b); index i; index p1_b_idx"},
    {"KeyOfAPartition", kPieces, "ALTER TABLE p1 DROP CONSTRAINT p1_pkey",
     "cannot drop inherited constraint \"p1_pkey\" of relation \"p1\""},
    {"IndexOfPartitions", kPieces, "DROP INDEX i",
     "table p(a, b) p_pkey; index p_pkey; table p1(a, b) p1_pkey; index p1_pkey"},
    {"IndexOfAPartition", kPieces, "DROP INDEX p1_b_idx",
     "cannot drop index p1_b_idx because index i requires it"},
    {"PartitionThatAKeyRefersTo",
     "CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE t (a int REFERENCES p)",
     "DROP TABLE p1",
     "cannot drop table p1 because other objects depend on it: "
     "constraint t_a_fkey on table t depends on table p1"},
    {"KeyOfPartitionsThatRefersToATable",
     "CREATE TABLE t (a int PRIMARY KEY);"
     "CREATE TABLE p (a int REFERENCES t) PARTITION BY LIST (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
     "DROP TABLE t",
     "cannot drop table t because other objects depend on it: "
     "constraint p_a_fkey on table p depends on table t"},
    {"KeyOfPartitionsThatRefersToATableCascade",
     "CREATE TABLE t (a int PRIMARY KEY);"
     "CREATE TABLE p (a int REFERENCES t) PARTITION BY LIST (a);"
     "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
     "DROP TABLE t CASCADE", "table p(a); table p1(a)"},
    {"Partition", kPieces, "DROP TABLE p1", "table p(a, b) p_pkey; index p_pkey; index i"},
};

INSTANTIATE_TEST_SUITE_P(Families, Dependents, testing::ValuesIn(kFamilies), scratch_row_name);

constexpr const char* kTypes = R"sql(
CREATE TYPE mood AS ENUM ('a');
CREATE DOMAIN d AS mood;
CREATE TABLE m (x mood, y mood[], z d, k int DEFAULT length('a'::mood::text), n int);
CREATE FUNCTION f(mood) RETURNS mood[] LANGUAGE sql AS 'SELECT NULL::mood[]';
CREATE TYPE c AS (a mood, b m);
)sql";

const ScratchRow kUsesOfTypes[] = {
    {"Restrict", kTypes, "DROP TYPE mood",
     "cannot drop type mood because other objects depend on it: "
     "type d depends on type mood; column z of table m depends on type d; "
     "column x of table m depends on type mood; column y of table m depends on type mood; "
     "default value for column k of table m depends on type mood; "
     "function f(mood) depends on type mood; column a of composite type c depends on type mood"},
    {"Cascade", kTypes, "DROP TYPE mood CASCADE", "table m(k, n); type c(b)"},
    {"Domain", kTypes, "DROP DOMAIN d",
     "cannot drop type d because other objects depend on it: "
     "column z of table m depends on type d"},
    {"DomainInChecksAndDefaults",
     "CREATE DOMAIN d AS int; CREATE TABLE t (x int CHECK (x::d > 0), y int DEFAULT 3::d)",
     "DROP DOMAIN d CASCADE", "table t(x, y)"},
    {"ViewOfAColumn",
     "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (x e, n int);"
     "CREATE VIEW v AS SELECT x FROM t; CREATE VIEW w AS SELECT n FROM t",
     "DROP TYPE e CASCADE", "table t(n); view w(n)"},
    {"Range", "CREATE TYPE r AS RANGE (subtype = integer); CREATE TABLE t (x r, n int)",
     "DROP TYPE r CASCADE", "table t(n)"},
    {"TypedTable", "CREATE TYPE c AS (a int); CREATE TABLE t OF c", "DROP TYPE c",
     "cannot drop type c because other objects depend on it: table t depends on type c"},
    {"TypedTableCascade", "CREATE TYPE c AS (a int); CREATE TABLE t OF c", "DROP TYPE c CASCADE",
     ""},
    {"AttributeOfATypedTable", "CREATE TYPE c AS (a int, b int); CREATE TABLE t OF c",
     "ALTER TYPE c DROP ATTRIBUTE a",
     "cannot alter type \"c\" because it is the type of a typed table"},
    {"ColumnOfATypedTable", "CREATE TYPE c AS (a int, b int); CREATE TABLE t OF c",
     "ALTER TABLE t DROP COLUMN a", "cannot drop column from typed table"},
    {"OfAnExtension", "CREATE EXTENSION citext", "DROP TYPE citext",
     "cannot drop type citext because extension citext requires it"},
};

INSTANTIATE_TEST_SUITE_P(Types, Dependents, testing::ValuesIn(kUsesOfTypes), scratch_row_name);

constexpr const char* kRoutines = R"sql(
CREATE FUNCTION ok(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE TABLE t (id int CHECK (ok(id)), x bool DEFAULT ok(1));
CREATE INDEX i ON t (ok(id));
CREATE POLICY p ON t USING (ok(id));
)sql";

const ScratchRow kUsesOfRoutines[] = {
    {"Restrict", kRoutines, "DROP FUNCTION ok",
     "cannot drop function ok(integer) because other objects depend on it: "
     "default value for column x of table t depends on function ok(integer); "
     "constraint t_id_check on table t depends on function ok(integer); "
     "policy p on table t depends on function ok(integer); "
     "index i depends on function ok(integer)"},
    {"Cascade", kRoutines, "DROP FUNCTION ok CASCADE", "table t(id, x)"},
    {"Trigger",
     "CREATE FUNCTION ft() RETURNS trigger LANGUAGE plpgsql AS ''; CREATE TABLE t (a int);"
     "CREATE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION ft()",
     "DROP FUNCTION ft()",
     "cannot drop function ft() because other objects depend on it: "
     "trigger tr on table t depends on function ft()"},
    {"TriggerCascade",
     "CREATE FUNCTION ft() RETURNS trigger LANGUAGE plpgsql AS ''; CREATE TABLE t (a int);"
     "CREATE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION ft()",
     "DROP FUNCTION ft() CASCADE", "table t(a)"},
    {"EventTrigger",
     "CREATE FUNCTION fe() RETURNS event_trigger LANGUAGE plpgsql AS '';"
     "CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION fe()",
     "DROP FUNCTION fe()",
     "cannot drop function fe() because other objects depend on it: "
     "event trigger ev depends on function fe()"},
    {"EventTriggerCascade",
     "CREATE FUNCTION fe() RETURNS event_trigger LANGUAGE plpgsql AS '';"
     "CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION fe()",
     "DROP FUNCTION fe() CASCADE", ""},
    {"GeneratedColumn",
     "CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';"
     "CREATE TABLE t (a int, g int GENERATED ALWAYS AS (f(a)) STORED)",
     "DROP FUNCTION f CASCADE", "table t(a)"},
};

INSTANTIATE_TEST_SUITE_P(Routines, Dependents, testing::ValuesIn(kUsesOfRoutines),
                         scratch_row_name);

const ScratchRow kOthers[] = {
    {"KeyThatOthersNeed", kShop, "ALTER TABLE a DROP CONSTRAINT a_pkey",
     "cannot drop constraint a_pkey on table a because other objects depend on it: "
     "constraint b_a_id_fkey on table b depends on index a_pkey"},
    {"KeyThatOthersNeedCascade",
     "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a_id int REFERENCES a)",
     "ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE", "table a(id); table b(a_id)"},
    {"MissingConstraint", kShop, "ALTER TABLE a DROP CONSTRAINT x",
     "constraint \"x\" of relation \"a\" does not exist"},
    {"IndexOfAKey", kShop, "DROP INDEX a_pkey",
     "cannot drop index a_pkey because constraint a_pkey on table a requires it"},
    {"IndexThatAForeignKeyNeeds",
     "CREATE TABLE a (x int); CREATE UNIQUE INDEX i ON a (x); CREATE TABLE b (x int REFERENCES a "
     "(x))",
     "DROP INDEX i",
     "cannot drop index i because other objects depend on it: "
     "constraint b_x_fkey on table b depends on index i"},
    {"SequenceOfASerial", "CREATE TABLE t (id serial)", "DROP SEQUENCE t_id_seq",
     "cannot drop sequence t_id_seq because other objects depend on it: "
     "default value for column id of table t depends on sequence t_id_seq"},
    {"SequenceOfASerialCascade", "CREATE TABLE t (id serial)", "DROP SEQUENCE t_id_seq CASCADE",
     "table t(id)"},
    {"SequenceOfAnIdentity", "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY)",
     "DROP SEQUENCE t_id_seq",
     "cannot drop sequence t_id_seq because column id of table t requires it"},
    {"Schema",
     "CREATE SCHEMA s; CREATE TABLE s.t (id serial); CREATE VIEW v AS SELECT id FROM s.t;"
     "CREATE TYPE s.e AS ENUM ('a'); CREATE TABLE u (x s.e, n int);"
     "CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "DROP SCHEMA s",
     "cannot drop schema s because other objects depend on it: table s.t depends on schema s; "
     "view v depends on table s.t; type s.e depends on schema s; "
     "column x of table u depends on type s.e; function s.f() depends on schema s"},
    {"SchemaCascade",
     "CREATE SCHEMA s; CREATE TABLE s.t (id serial); CREATE VIEW v AS SELECT id FROM s.t;"
     "CREATE TYPE s.e AS ENUM ('a'); CREATE TABLE u (x s.e, n int);"
     "CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
     "DROP SCHEMA s CASCADE", "table u(n)"},
    {"SchemaOfEverything", kShop, "DROP SCHEMA public CASCADE", ""},
    {"Extension", "CREATE EXTENSION citext; CREATE TABLE t (x citext, n int)",
     "DROP EXTENSION citext",
     "cannot drop extension citext because other objects depend on it: "
     "column x of table t depends on type citext"},
    {"ExtensionCascade", "CREATE EXTENSION citext; CREATE TABLE t (x citext, n int)",
     "DROP EXTENSION citext CASCADE", "table t(n)"},
};

INSTANTIATE_TEST_SUITE_P(Others, Dependents, testing::ValuesIn(kOthers), scratch_row_name);

/// What `drop` makes of the family, the parent of which it gets.
template <typename Drop>
std::string outcome_for_parent(const char* family, Drop drop) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run(family), "");
    const ObjectId parent = find_relation(scratch.catalog(), "", "p");
    try {
        drop(scratch.catalog(), parent);
    } catch (const Refusal& refusal) {
        return refusal.message;
    }
    return scratch.contents();
}

TEST(OnlyTheParent, LeavesTheColumnToChildren) {
    const auto drop_third = [](Catalog& catalog, ObjectId id) {
        drop_column(catalog, id, catalog.tables.at(id).columns.back().id, DropBehavior::Restrict,
                    true);
    };

    EXPECT_EQ(outcome_for_parent(kFamily, drop_third),
              "table p(a, b) p_b_check; table c1(a, b, c, d) p_b_check; "
              "table c2(a, b, c) p_b_check");
    EXPECT_EQ(outcome_for_parent(kPieces, drop_third),
              "cannot drop column from only the partitioned table when partitions exist");
}

TEST(OnlyTheParent, LeavesTheConstraintToChildren) {
    const auto drop_first = [](Catalog& catalog, ObjectId id) {
        const std::string name = catalog.tables.at(id).constraints.front().name;
        drop_constraint(catalog, id, name, DropBehavior::Restrict, true);
    };

    EXPECT_EQ(outcome_for_parent(kFamily, drop_first),
              "table p(a, b, c); table c1(a, b, c, d) p_b_check; table c2(a, b, c) p_b_check");
    EXPECT_EQ(outcome_for_parent("CREATE TABLE p (a int CHECK (a > 0)) PARTITION BY LIST (a);"
                                 "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                                 drop_first),
              "cannot remove constraint from only the partitioned table when partitions exist");
}

TEST(LongChains, GoWithoutRecursion) {
    constexpr int kLength = 5000;
    ScratchCatalog scratch;
    ObjectId last = 0;
    for (int number = 0; number < kLength; ++number) {
        // Domains on domains, since a statement on views would look at all of them.
        const std::string name = "d" + std::to_string(number);
        last = add_type(scratch.catalog(), {.space = creation_space(scratch.catalog()),
                                            .name = name,
                                            .facts = DomainFacts{.base = {.object = last}}});
    }

    EXPECT_EQ(scratch.run("DROP DOMAIN d0 CASCADE"), "");

    EXPECT_EQ(scratch.contents(), "");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
