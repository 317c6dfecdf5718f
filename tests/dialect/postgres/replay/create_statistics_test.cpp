#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTable = R"sql(
CREATE TABLE t (id int, n int);
CREATE VIEW v AS SELECT id, n FROM t;
CREATE STATISTICS one ON id, n FROM t;
)sql";

class CreateStatistics : public testing::TestWithParam<ScratchRow> {};

TEST_P(CreateStatistics, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kTable, "CREATE STATISTICS one ON id, n FROM t",
     "statistics object \"one\" already exists"},
    {"UnknownKind", kTable, "CREATE STATISTICS x (other) ON id, n FROM t",
     "unrecognized statistics kind \"other\""},
    {"ColumnTwice", kTable, "CREATE STATISTICS x ON id, id FROM t",
     "duplicate column name in statistics definition"},
    {"OneColumn", kTable, "CREATE STATISTICS x ON id FROM t",
     "extended statistics require at least 2 columns"},
    {"KindsOfOneExpression", kTable, "CREATE STATISTICS x (mcv) ON (id + 1) FROM t",
     "when building statistics on a single expression, statistics kinds may not be specified"},
    {"UnknownColumn", kTable, "CREATE STATISTICS x ON nothing, id FROM t",
     "column \"nothing\" does not exist"},
    {"UnknownColumnInExpression", kTable, "CREATE STATISTICS x ON (nothing + 1), id FROM t",
     "column \"nothing\" does not exist"},
    {"View", kTable, "CREATE STATISTICS x ON id, n FROM v",
     "cannot define statistics for relation \"v\""},
    {"UnknownTable", kTable, "CREATE STATISTICS x ON id, n FROM nothing",
     "relation \"nothing\" does not exist"},
};

INSTANTIATE_TEST_SUITE_P(All, CreateStatistics, testing::ValuesIn(kRefusals), scratch_row_name);

class CreateStatisticsShows : public testing::TestWithParam<ShownRow> {};

TEST_P(CreateStatisticsShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Everything", "tables.statistics", R"sql(
CREATE SCHEMA crm;
CREATE TABLE t (z int, a int, "Odd" text);
CREATE STATISTICS crm.a (mcv, ndistinct) ON a, "Odd", z, (lower("Odd")) FROM t;
CREATE STATISTICS b (mcv, ndistinct, dependencies) ON (a), z FROM t;
CREATE STATISTICS c ON (a + 1) FROM t;
CREATE STATISTICS IF NOT EXISTS c ON a, z FROM t;
COMMENT ON STATISTICS crm.a IS 'A';
ALTER TABLE t RENAME COLUMN z TO y;
)sql",
     R"json({ "name": "b", "parts": [ "y", "a" ] } { "name": "c", "parts": [ "a + 1" ] } { "schema": "crm",
"name": "a", "kinds": [ "mcv", "ndistinct" ], "parts": [ "y", "a", "\"Odd\"", "lower(\"Odd\")" ],
"comment": "A" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, CreateStatisticsShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
