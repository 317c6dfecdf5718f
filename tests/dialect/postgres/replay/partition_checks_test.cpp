#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {
namespace {

class PartitionChecks : public testing::TestWithParam<RefusalRow> {};

TEST_P(PartitionChecks, RefuseWhatTheServerRefuses) {
    EXPECT_EQ(ScratchCatalog().run(GetParam().sql), GetParam().message);
}

const RefusalRow kRows[] = {
    {"KeyWithoutThePartitionColumn",
     "CREATE TABLE t (at date, id int UNIQUE) PARTITION BY RANGE (at)",
     "unique constraint on partitioned table must include all partitioning columns"},
    {"IndexWithoutThePartitionColumn",
     "CREATE TABLE t (at date, id int) PARTITION BY RANGE (at);"
     "CREATE UNIQUE INDEX ON t (id)",
     "unique constraint on partitioned table must include all partitioning columns"},
    {"KeyOfATableDividedByAnExpression",
     "CREATE TABLE t (id int, PRIMARY KEY (id)) PARTITION BY RANGE ((id + 1))",
     "unsupported PRIMARY KEY constraint with partition key definition"},
    {"KeyWithThePartitionColumn",
     "CREATE TABLE t (at date, id int, UNIQUE (id, at)) PARTITION BY RANGE (at)", ""},
    {"UniqueHash", "CREATE TABLE t (id int); CREATE UNIQUE INDEX ON t USING hash (id)",
     "access method \"hash\" does not support unique indexes"},
    {"HashOfTwo", "CREATE TABLE t (a int, b int); CREATE INDEX ON t USING hash (a, b)",
     "access method \"hash\" does not support multicolumn indexes"},
    {"GinThatIncludes",
     "CREATE TABLE t (a int[], b int); CREATE INDEX ON t USING gin (a) INCLUDE (b)",
     "access method \"gin\" does not support included columns"},
    {"IndexOfNow", "CREATE TABLE t (at timestamptz); CREATE INDEX ON t (at) WHERE at > now()",
     "functions in index predicate must be marked IMMUTABLE"},
    {"IndexOfAFunctionThatChanges",
     "CREATE TABLE t (a int);"
     "CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';"
     "CREATE INDEX ON t (f(a))",
     "functions in index expression must be marked IMMUTABLE"},
    {"ColumnOfAPartition",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id);"
     "CREATE TABLE p PARTITION OF t DEFAULT; ALTER TABLE p ADD x int",
     "cannot add column to a partition"},
    {"ColumnOfTheParentOnly",
     "CREATE TABLE t (id int); CREATE TABLE c () INHERITS (t); ALTER TABLE ONLY t ADD x int",
     "column must be added to child tables too"},
    {"TypeOfAnInheritedColumn",
     "CREATE TABLE t (id int); CREATE TABLE c () INHERITS (t);"
     "ALTER TABLE c ALTER id TYPE bigint",
     "cannot alter inherited column \"id\""},
    {"TypeOfThePartitionColumn",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id); ALTER TABLE t ALTER id TYPE bigint",
     "cannot alter column \"id\" because it is part of the partition key of relation \"t\""},
    {"NotNullOfTheParent",
     "CREATE TABLE t (id int NOT NULL) PARTITION BY RANGE (id);"
     "CREATE TABLE p PARTITION OF t DEFAULT; ALTER TABLE p ALTER id DROP NOT NULL",
     "column \"id\" is marked NOT NULL in parent table"},
    {"OtherTypeThanTheParent", "CREATE TABLE t (id int); CREATE TABLE c (id text) INHERITS (t)",
     "column \"id\" has a type conflict"},
    {"ParentThatIsPartitioned",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id); CREATE TABLE c () INHERITS (t)",
     "cannot inherit from partitioned table \"t\""},
    {"ParentTwice", "CREATE TABLE t (id int); CREATE TABLE c () INHERITS (t, t)",
     "relation \"t\" would be inherited from more than once"},
    {"ChildOfItsChild",
     "CREATE TABLE t (id int); CREATE TABLE c () INHERITS (t); ALTER TABLE t INHERIT c",
     "circular inheritance not allowed"},
    {"ChildWithoutAColumn", "CREATE TABLE t (id int); CREATE TABLE c (); ALTER TABLE c INHERIT t",
     "child table is missing column \"id\""},
    {"ChildWithoutACheck",
     "CREATE TABLE t (id int CHECK (id > 0)); CREATE TABLE c (id int); ALTER TABLE c INHERIT t",
     "child table is missing constraint \"t_id_check\""},
    {"ChildWithAnotherCheck",
     "CREATE TABLE t (id int CONSTRAINT k CHECK (id > 0));"
     "CREATE TABLE c (id int CONSTRAINT k CHECK (id > 1)); ALTER TABLE c INHERIT t",
     "child table \"c\" has different definition for check constraint \"k\""},
    {"PartitionWithAnotherColumn",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id); CREATE TABLE p (id int, x int);"
     "ALTER TABLE t ATTACH PARTITION p DEFAULT",
     "table \"p\" contains column \"x\" not found in parent \"t\""},
    {"PartitionThatMayBeNull",
     "CREATE TABLE t (id int NOT NULL) PARTITION BY RANGE (id); CREATE TABLE p (id int);"
     "ALTER TABLE t ATTACH PARTITION p DEFAULT",
     "column \"id\" in child table must be marked NOT NULL"},
    {"TwoDefaultPartitions",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id); CREATE TABLE p PARTITION OF t DEFAULT;"
     "CREATE TABLE q PARTITION OF t DEFAULT",
     "partition \"q\" conflicts with existing default partition \"p\""},
    {"RangesThatOverlap",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id);"
     "CREATE TABLE p PARTITION OF t FOR VALUES FROM (1) TO (10);"
     "CREATE TABLE q PARTITION OF t FOR VALUES FROM (9) TO (MAXVALUE)",
     "partition \"q\" would overlap partition \"p\""},
    {"RangesSideBySide",
     "CREATE TABLE t (at date) PARTITION BY RANGE (at);"
     "CREATE TABLE p PARTITION OF t FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');"
     "CREATE TABLE q PARTITION OF t FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')",
     ""},
    {"ListsThatOverlap",
     "CREATE TABLE t (k text) PARTITION BY LIST (k);"
     "CREATE TABLE p PARTITION OF t FOR VALUES IN ('a', 'b');"
     "CREATE TABLE q PARTITION OF t FOR VALUES IN ('c', 'b')",
     "partition \"q\" would overlap partition \"p\""},
    {"EmptyRange",
     "CREATE TABLE t (id int) PARTITION BY RANGE (id);"
     "CREATE TABLE p PARTITION OF t FOR VALUES FROM (5) TO (5)",
     "empty range bound specified for partition \"p\""},
};

INSTANTIATE_TEST_SUITE_P(Rows, PartitionChecks, testing::ValuesIn(kRows), refusal_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
