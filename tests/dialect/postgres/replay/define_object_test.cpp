#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kAggregate = R"sql(
CREATE AGGREGATE ag(int) (sfunc = int4pl, stype = int);
)sql";

class DefineObject : public testing::TestWithParam<ScratchRow> {};

TEST_P(DefineObject, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kAggregate, "CREATE AGGREGATE ag(int) (sfunc = int4pl, stype = int)",
     "function \"ag\" already exists with same argument types"},
    {"NoState", "", "CREATE AGGREGATE x(int) (sfunc = int4pl)",
     "aggregate stype must be specified"},
    {"NoTransition", "", "CREATE AGGREGATE x(int) (stype = int)",
     "aggregate sfunc must be specified"},
    {"NoArguments", "", "CREATE AGGREGATE x (sfunc = int4pl, stype = int)",
     "aggregate input type must be specified"},
    {"SecondType", "CREATE TYPE shell;", "CREATE TYPE shell", "type \"shell\" already exists"},
};

INSTANTIATE_TEST_SUITE_P(All, DefineObject, testing::ValuesIn(kRefusals), scratch_row_name);

class DefineObjectShows : public testing::TestWithParam<ShownRow> {};

TEST_P(DefineObjectShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Aggregates", "routines", R"sql(
CREATE FUNCTION take(state bigint, value int) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
CREATE FUNCTION finish(state bigint) RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE AGGREGATE taken(value int) (sfunc = take, stype = bigint, finalfunc = finish, initcond =
    '0');
CREATE AGGREGATE old (basetype = int, sfunc = take, stype = bigint);
CREATE AGGREGATE all_of(*) (sfunc = int8inc, stype = int8, initcond = '0');
COMMENT ON AGGREGATE taken(int) IS 'Taken';
COMMENT ON AGGREGATE all_of(*) IS 'All';
)sql",
     R"json({ "name": "all_of", "kind": "aggregate", "returns": "bigint", "volatility": "IMMUTABLE",
"comment": "All" } { "name": "finish", "arguments": "state bigint", "returns": "text", "language":
"sql", "volatility": "VOLATILE", "body": "SELECT 'x'" } { "name": "old", "kind": "aggregate",
"arguments": "integer", "returns": "bigint", "volatility": "IMMUTABLE" } { "name": "take",
"arguments": "state bigint, value integer", "returns": "bigint", "language": "sql", "volatility":
"VOLATILE", "body": "SELECT 1::bigint" } { "name": "taken", "kind": "aggregate", "arguments":
"value integer", "returns": "text", "volatility": "IMMUTABLE", "comment": "Taken" })json"},
    {"OrderedAggregates", "routines", R"sql(
CREATE AGGREGATE pick(float8 ORDER BY anyelement) (sfunc = ordered_set_transition, stype =
    internal, finalfunc = percentile_disc_final, finalfunc_extra, finalfunc_modify =
    read_write);
)sql",
     R"json({ "name": "pick", "kind": "aggregate", "arguments": "double precision ORDER BY anyelement",
"returns": "anyelement", "volatility": "IMMUTABLE" })json"},
    {"ReplacedAggregate", "routines", R"sql(
CREATE AGGREGATE ag(int) (sfunc = int4pl, stype = int);
COMMENT ON AGGREGATE ag(int) IS 'Kept';
CREATE OR REPLACE AGGREGATE ag(int) (sfunc = int4mi, stype = int);
)sql",
     R"json({ "name": "ag", "kind": "aggregate", "arguments": "integer", "returns": "integer", "volatility":
"IMMUTABLE", "comment": "Kept" })json"},
    {"OthersShowNothing", "enums", R"sql(
CREATE TYPE shell;
CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq);
CREATE COLLATION german (locale = 'C');
CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
)sql",
     R"json()json"},
};

INSTANTIATE_TEST_SUITE_P(All, DefineObjectShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
