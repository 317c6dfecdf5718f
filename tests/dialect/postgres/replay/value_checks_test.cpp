#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {
namespace {

class ValueChecks : public testing::TestWithParam<RefusalRow> {};

TEST_P(ValueChecks, RefuseWhatTheServerRefuses) {
    EXPECT_EQ(ScratchCatalog().run(GetParam().sql), GetParam().message);
}

const RefusalRow kRows[] = {
    {"TimeAsDefaultOfANumber", "CREATE TABLE t (a int DEFAULT now())",
     "column \"a\" is of type integer but default expression is of type timestamp with time zone"},
    {"NumberAsDefaultOfText", "CREATE TABLE t (a text DEFAULT 5)", ""},
    {"TimeAsDefaultOfADate", "CREATE TABLE t (a date DEFAULT now())", ""},
    {"LiteralAsDefault", "CREATE TABLE t (a int DEFAULT '5', b jsonb DEFAULT '{}')", ""},
    {"ArrayAsDefaultOfAnArray",
     "CREATE TABLE t (a text[] DEFAULT ARRAY['a'], b int8[] DEFAULT "
     "ARRAY[1])",
     ""},
    {"SetDefault", "CREATE TABLE t (a uuid); ALTER TABLE t ALTER a SET DEFAULT 1 + 1",
     "column \"a\" is of type uuid but default expression is of type integer"},
    {"DefaultWhereCastsWereMade",
     "CREATE FUNCTION f(int) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true';"
     "CREATE CAST (int AS bool) WITH FUNCTION f(int) AS IMPLICIT;"
     "CREATE TABLE t (a bool DEFAULT 1)",
     ""},
    {"GeneratedOfAnotherType",
     "CREATE TABLE t (a text, n int GENERATED ALWAYS AS (upper(a)) STORED)",
     "column \"n\" is of type integer but default expression is of type text"},
    {"GeneratedFromALaterColumn",
     "CREATE TABLE t (n int GENERATED ALWAYS AS (b + 1) STORED, b int)", ""},
    {"GeneratedFromAGeneratedColumn",
     "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED, "
     "c int GENERATED ALWAYS AS (b + 1) STORED)",
     "cannot use generated column \"b\" in column generation expression"},
    {"GeneratedFromNow",
     "CREATE TABLE t (a int, b bool GENERATED ALWAYS AS (now() > '2026-01-01') STORED)",
     "generation expression is not immutable"},
    {"KeyOfAnotherType",
     "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE r (t text REFERENCES t)",
     "foreign key constraint \"r_t_fkey\" cannot be implemented; key columns \"t\" and \"id\" are "
     "of incompatible types: text and integer"},
    {"KeyOfASmallerNumber",
     "CREATE TABLE t (id bigint PRIMARY KEY); CREATE TABLE r (t smallint REFERENCES t)", ""},
    {"KeyOfAFraction",
     "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE r (t numeric REFERENCES t)",
     "foreign key constraint \"r_t_fkey\" cannot be implemented; key columns \"t\" and \"id\" are "
     "of incompatible types: numeric and integer"},
    {"KeyOfAnotherEnum",
     "CREATE TYPE a AS ENUM ('x'); CREATE TYPE b AS ENUM ('x'); CREATE TABLE t (id a PRIMARY KEY);"
     "CREATE TABLE r (t b REFERENCES t)",
     "foreign key constraint \"r_t_fkey\" cannot be implemented; key columns \"t\" and \"id\" are "
     "of incompatible types: b and a"},
    {"KeyOfADomain",
     "CREATE DOMAIN d AS int; CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE r (t d REFERENCES "
     "t)",
     ""},
    {"KeyThatChangesItsType",
     "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE r (t int REFERENCES t);"
     "ALTER TABLE r ALTER t TYPE text",
     "foreign key constraint \"r_t_fkey\" cannot be implemented; key columns \"t\" and \"id\" are "
     "of incompatible types: text and integer"},
    {"PermanentKeyToAnUnloggedTable",
     "CREATE UNLOGGED TABLE t (id int PRIMARY KEY); CREATE TABLE r (t int REFERENCES t)",
     "constraints on permanent tables may reference only permanent tables"},
    {"TextToANumber", "CREATE TABLE t (a text); ALTER TABLE t ALTER a TYPE int",
     "column \"a\" cannot be cast automatically to type integer"},
    {"TextToANumberAsTold", "CREATE TABLE t (a text); ALTER TABLE t ALTER a TYPE int USING a::int",
     ""},
    {"NumberToText", "CREATE TABLE t (a int); ALTER TABLE t ALTER a TYPE text", ""},
    {"TwoPrimaryKeys", "CREATE TABLE t (a int PRIMARY KEY, PRIMARY KEY (a))",
     "multiple primary keys for table \"t\" are not allowed"},
    {"SequenceNamedAsAType", "CREATE TYPE e AS ENUM ('a'); CREATE SEQUENCE e",
     "type \"e\" already exists"},
    {"IndexOfAConstraintAgain",
     "CREATE TABLE t (a int CONSTRAINT k UNIQUE); ALTER TABLE t ADD UNIQUE USING INDEX k",
     "index \"k\" is already associated with a constraint"},
    {"CollationOfANumber", "CREATE TABLE t (a int COLLATE \"C\")",
     "collations are not supported by type integer"},
    {"StorageOfANumber", "CREATE TABLE t (a int); ALTER TABLE t ALTER a SET STORAGE EXTERNAL",
     "column data type integer can only have storage PLAIN"},
    {"IdentityOfText",
     "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY); ALTER TABLE t ALTER a TYPE text",
     "identity column type must be smallint, integer, or bigint"},
    {"ValidationOfAKey",
     "CREATE TABLE t (a int CONSTRAINT k UNIQUE); ALTER TABLE t VALIDATE CONSTRAINT k",
     "constraint \"k\" of relation \"t\" is not a foreign key or check constraint"},
};

INSTANTIATE_TEST_SUITE_P(Rows, ValueChecks, testing::ValuesIn(kRows), refusal_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
