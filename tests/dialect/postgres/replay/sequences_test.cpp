#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTables = R"sql(
CREATE SCHEMA crm;
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, n int);
CREATE SEQUENCE s;
CREATE TYPE e AS ENUM ('a');
CREATE TYPE c AS (a int);
)sql";

class Sequences : public testing::TestWithParam<ScratchRow> {};

TEST_P(Sequences, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kTables, "CREATE SEQUENCE s", "relation \"s\" already exists"},
    {"NamedAsATable", kTables, "CREATE SEQUENCE t", "relation \"t\" already exists"},
    {"IncrementOfZero", "", "CREATE SEQUENCE x INCREMENT 0", "INCREMENT must not be zero"},
    {"MaximumBeyondTheType", "", "CREATE SEQUENCE x AS smallint MAXVALUE 100000",
     "MAXVALUE (100000) is out of range for sequence data type smallint"},
    {"MinimumBeyondTheType", "", "CREATE SEQUENCE x AS smallint MINVALUE -100000",
     "MINVALUE (-100000) is out of range for sequence data type smallint"},
    {"MinimumAboveTheMaximum", "", "CREATE SEQUENCE x MINVALUE 10 MAXVALUE 5",
     "MINVALUE (10) must be less than MAXVALUE (5)"},
    {"StartBelowTheMinimum", "", "CREATE SEQUENCE x MINVALUE 10 START 5",
     "START value (5) cannot be less than MINVALUE (10)"},
    {"StartAboveTheMaximum", "", "CREATE SEQUENCE x MAXVALUE 10 START 50",
     "START value (50) cannot be greater than MAXVALUE (10)"},
    {"CacheOfNothing", "", "CREATE SEQUENCE x CACHE 0", "CACHE (0) must be greater than zero"},
    {"TypeOfText", "", "CREATE SEQUENCE x AS text",
     "sequence type must be smallint, integer, or bigint"},
    {"OptionTwice", "", "CREATE SEQUENCE x INCREMENT 1 INCREMENT 2",
     "conflicting or redundant options"},
    {"TooLargeNumber", "", "CREATE SEQUENCE x MAXVALUE 99999999999999999999",
     "value \"99999999999999999999\" is out of range for type bigint"},
    {"OwnerWithoutColumn", kTables, "CREATE SEQUENCE x OWNED BY t", "invalid OWNED BY option"},
    {"UnknownOwner", kTables, "CREATE SEQUENCE x OWNED BY nothing.id",
     "relation \"nothing\" does not exist"},
    {"UnknownColumnOfOwner", kTables, "CREATE SEQUENCE x OWNED BY t.nothing",
     "column \"nothing\" of relation \"t\" does not exist"},
    {"OwnerThatIsNoTable", kTables, "CREATE SEQUENCE x OWNED BY c.a",
     "sequence cannot be owned by relation \"c\""},
    {"OwnerInAnotherSchema", kTables, "CREATE SEQUENCE crm.x OWNED BY t.n",
     "sequence must be in same schema as table it is linked to"},
    {"OwnerOfAnIdentity", kTables, "ALTER SEQUENCE t_id_seq OWNED BY NONE",
     "cannot change ownership of identity sequence"},
    {"UnknownToAlter", kTables, "ALTER SEQUENCE nothing CYCLE",
     "relation \"nothing\" does not exist"},
    {"AlteredTable", kTables, "ALTER SEQUENCE t CYCLE", "\"t\" is not a sequence"},
    {"RestartBeyondTheMaximum", kTables, "ALTER SEQUENCE s MAXVALUE 50 RESTART 500",
     "RESTART value (500) cannot be greater than MAXVALUE (50)"},
};

INSTANTIATE_TEST_SUITE_P(All, Sequences, testing::ValuesIn(kRefusals), scratch_row_name);

class SequencesShows : public testing::TestWithParam<ShownRow> {};

TEST_P(SequencesShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Plain", "sequences", R"sql(
CREATE SEQUENCE s;
CREATE SEQUENCE IF NOT EXISTS s START 5;
COMMENT ON SEQUENCE s IS 'Numbers';
)sql",
     R"json({ "name": "s", "type": "bigint", "comment": "Numbers" })json"},
    {"AllOptions", "sequences", R"sql(
CREATE SEQUENCE s AS smallint INCREMENT BY -2 MINVALUE -500 MAXVALUE 100 START WITH 50 CACHE 5
    CYCLE;
)sql",
     R"json({ "name": "s", "type": "smallint", "options": [ "CACHE 5", "CYCLE", "INCREMENT BY -2", "MAXVALUE
100", "MINVALUE -500", "START WITH 50" ] })json"},
    {"NoLimits", "sequences", R"sql(
CREATE UNLOGGED SEQUENCE s AS integer NO MINVALUE NO MAXVALUE NO CYCLE;
)sql",
     R"json({ "name": "s", "type": "integer", "options": [ "UNLOGGED" ] })json"},
    {"Backwards", "sequences", R"sql(
CREATE SEQUENCE s INCREMENT -1;
)sql",
     R"json({ "name": "s", "type": "bigint", "options": [ "INCREMENT BY -1" ] })json"},
    {"Owned", "sequences", R"sql(
CREATE SCHEMA crm;
CREATE TABLE crm.t (id int);
CREATE SEQUENCE crm.s OWNED BY crm.t.id;
CREATE SEQUENCE free OWNED BY NONE;
)sql",
     R"json({ "name": "free", "type": "bigint" } { "schema": "crm", "name": "s", "type": "bigint",
"owner_table": { "schema": "crm", "name": "t" }, "owner_column": "id" })json"},
    {"NoLongerOwned", "sequences", R"sql(
CREATE TABLE t (id serial);
ALTER SEQUENCE t_id_seq OWNED BY NONE;
)sql",
     R"json({ "name": "t_id_seq", "type": "integer" })json"},
    {"LimitsFollowTheType", "sequences", R"sql(
CREATE SEQUENCE s;
ALTER SEQUENCE s AS integer;
CREATE SEQUENCE kept MAXVALUE 100;
ALTER SEQUENCE kept AS smallint;
CREATE SEQUENCE lower INCREMENT -1;
ALTER SEQUENCE lower AS smallint;
)sql",
     R"json({ "name": "kept", "type": "smallint", "options": [ "MAXVALUE 100" ] } { "name": "lower", "type":
"smallint", "options": [ "INCREMENT BY -1" ] } { "name": "s", "type": "integer" })json"},
    {"Changed", "sequences", R"sql(
CREATE SEQUENCE s;
ALTER SEQUENCE s INCREMENT 5 MINVALUE -3 MAXVALUE 30 START 7 CACHE 2 CYCLE RESTART 8;
ALTER SEQUENCE IF EXISTS nothing CYCLE;
)sql",
     R"json({ "name": "s", "type": "bigint", "options": [ "CACHE 2", "CYCLE", "INCREMENT BY 5", "MAXVALUE 30",
"MINVALUE -3", "START WITH 7" ] })json"},
    {"TemporaryOnesAreNotShown", "sequences", R"sql(
CREATE TEMP SEQUENCE s;
)sql",
     R"json()json"},
    {"Identity", "tables.columns", R"sql(
CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 5), b int GENERATED BY
    DEFAULT AS IDENTITY);
)sql",
     R"json({ "name": "a", "type": "bigint", "nullable": false, "identity": "always", "identity_options": [
"INCREMENT BY 5", "START WITH 10" ] } { "name": "b", "type": "integer", "nullable": false,
"identity": "by default" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, SequencesShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
