#include <gtest/gtest.h>

#include "dialect/postgres/replay/scratch_rows.h"

namespace erdmark::dialect::postgres {
namespace {

class OperatorClasses : public testing::TestWithParam<RefusalRow> {};

TEST_P(OperatorClasses, AreAskedForWhereThereIsCertainlyNone) {
    EXPECT_EQ(ScratchCatalog().run(GetParam().sql), GetParam().message);
}

const RefusalRow kRows[] = {
    {"Json", "CREATE TABLE t (a json); CREATE INDEX ON t (a)",
     R"(data type json has no default operator class for access method "btree")"},
    {"BlankPadded", "CREATE TABLE t (a char(3)); CREATE INDEX ON t USING gin (a)",
     R"(data type character has no default operator class for access method "gin")"},
    {"Named", "CREATE TABLE t (a text); CREATE INDEX ON t USING gin (a gin_trgm_ops)", ""},
    {"OfAnExtension",
     "CREATE EXTENSION btree_gin; CREATE TABLE t (a int); CREATE INDEX ON t USING gin (a)", ""},
    {"OfAnotherExtension",
     "CREATE EXTENSION pgcrypto; CREATE TABLE t (a int); CREATE INDEX ON t USING gin (a)",
     R"(data type integer has no default operator class for access method "gin")"},
    {"OfAStatement",
     "CREATE OPERATOR CLASS o DEFAULT FOR TYPE json USING btree AS STORAGE json;"
     "CREATE TABLE t (a json); CREATE INDEX ON t (a)",
     ""},
    {"OfAnotherMethod", "CREATE TABLE t (a int[]); CREATE INDEX ON t USING hnsw (a)", ""},
};

INSTANTIATE_TEST_SUITE_P(Rows, OperatorClasses, testing::ValuesIn(kRows), refusal_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
