#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTypes = R"sql(
CREATE TABLE t (id int);
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN d AS int CONSTRAINT d_one CHECK (VALUE > 1);
CREATE TYPE c AS (a int, b text);
CREATE TABLE stores (value c);
)sql";

class AlterType : public testing::TestWithParam<ScratchRow> {};

TEST_P(AlterType, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"UnknownEnum", kTypes, "ALTER TYPE nothing ADD VALUE 'x'", "type \"nothing\" does not exist"},
    {"UnknownSchema", kTypes, "ALTER TYPE nowhere.e ADD VALUE 'x'",
     "schema \"nowhere\" does not exist"},
    {"NoEnum", kTypes, "ALTER TYPE d ADD VALUE 'x'", "d is not an enum"},
    {"ValueTwice", kTypes, "ALTER TYPE e ADD VALUE 'a'", "enum label \"a\" already exists"},
    {"UnknownNeighbor", kTypes, "ALTER TYPE e ADD VALUE 'c' BEFORE 'z'",
     "\"z\" is not an existing enum label"},
    {"LongValue", kTypes,
     "ALTER TYPE e ADD VALUE 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'",
     "invalid enum label \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""},
    {"UnknownValue", kTypes, "ALTER TYPE e RENAME VALUE 'z' TO 'y'",
     "\"z\" is not an existing enum label"},
    {"TakenValue", kTypes, "ALTER TYPE e RENAME VALUE 'a' TO 'b'",
     "enum label \"b\" already exists"},
    {"UnknownDomain", kTypes, "ALTER DOMAIN nothing DROP DEFAULT",
     "type \"nothing\" does not exist"},
    {"NoDomain", kTypes, "ALTER DOMAIN e DROP DEFAULT", "e is not a domain"},
    {"CheckTwice", kTypes, "ALTER DOMAIN d ADD CONSTRAINT d_one CHECK (VALUE > 2)",
     "constraint \"d_one\" for domain \"d\" already exists"},
    {"UnknownCheck", kTypes, "ALTER DOMAIN d DROP CONSTRAINT nothing",
     "constraint \"nothing\" of domain \"d\" does not exist"},
    {"UnknownCheckToValidate", kTypes, "ALTER DOMAIN d VALIDATE CONSTRAINT nothing",
     "constraint \"nothing\" of domain \"d\" does not exist"},
    {"UniqueDomain", kTypes, "ALTER DOMAIN d ADD CONSTRAINT x UNIQUE (a)",
     "unique constraints not possible for domains"},
    {"UnknownComposite", kTypes, "ALTER TYPE nothing ADD ATTRIBUTE x int",
     "relation \"nothing\" does not exist"},
    {"NoComposite", kTypes, "ALTER TYPE t ADD ATTRIBUTE x int", "\"t\" is not a composite type"},
    {"AttributeTwice", kTypes, "ALTER TYPE c ADD ATTRIBUTE a int",
     "column \"a\" of relation \"c\" already exists"},
    {"UnknownAttribute", kTypes, "ALTER TYPE c DROP ATTRIBUTE z",
     "column \"z\" of relation \"c\" does not exist"},
    {"UnknownAttributeToChange", kTypes, "ALTER TYPE c ALTER ATTRIBUTE z TYPE text",
     "column \"z\" of relation \"c\" does not exist"},
    {"StoredAttribute", kTypes, "ALTER TYPE c ALTER ATTRIBUTE a TYPE text",
     "cannot alter type \"c\" because column \"stores.value\" uses it"},
    {"TypedTable", kTypes, "CREATE TABLE typed OF c; ALTER TYPE c ADD ATTRIBUTE z int",
     "cannot alter type \"c\" because it is the type of a typed table"},
};

INSTANTIATE_TEST_SUITE_P(All, AlterType, testing::ValuesIn(kRefusals), scratch_row_name);

class AlterTypeShows : public testing::TestWithParam<ShownRow> {};

TEST_P(AlterTypeShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Values", "enums", R"sql(
CREATE TYPE e AS ENUM ('b');
ALTER TYPE e ADD VALUE 'd';
ALTER TYPE e ADD VALUE 'a' BEFORE 'b';
ALTER TYPE e ADD VALUE 'c' AFTER 'b';
ALTER TYPE e ADD VALUE IF NOT EXISTS 'c';
ALTER TYPE e RENAME VALUE 'd' TO 'z';
)sql",
     R"json({ "name": "e", "values": [ "a", "b", "c", "z" ] })json"},
    {"Domain", "domains", R"sql(
CREATE DOMAIN d AS int DEFAULT 1 CONSTRAINT one CHECK (VALUE > 1);
ALTER DOMAIN d DROP CONSTRAINT one;
ALTER DOMAIN d ADD CHECK (VALUE > 2) NOT VALID;
ALTER DOMAIN d ADD CONSTRAINT four CHECK (VALUE > 4) NOT VALID;
ALTER DOMAIN d VALIDATE CONSTRAINT four;
ALTER DOMAIN d SET NOT NULL;
ALTER DOMAIN d SET DEFAULT 5;
ALTER DOMAIN d DROP CONSTRAINT IF EXISTS nothing;
)sql",
     R"json({ "name": "d", "type": "integer", "nullable": false, "default_value": "5", "check_constraints": [
{ "name": "d_check", "expression": "VALUE > 2", "not_valid": true }, { "name": "four",
"expression": "VALUE > 4" } ] })json"},
    {"DomainWithLess", "domains", R"sql(
CREATE DOMAIN d AS int DEFAULT 1 NOT NULL;
ALTER DOMAIN d DROP NOT NULL;
ALTER DOMAIN d DROP DEFAULT;
)sql",
     R"json({ "name": "d", "type": "integer", "nullable": true })json"},
    {"Composite", "composite_types", R"sql(
CREATE TYPE c AS (a int, b text);
CREATE TABLE stores (value c);
ALTER TYPE c ADD ATTRIBUTE d text COLLATE "C", DROP ATTRIBUTE a;
ALTER TYPE c DROP ATTRIBUTE IF EXISTS z;
)sql",
     R"json({ "name": "c", "columns": [ { "name": "b", "type": "text", "nullable": true }, { "name": "d",
"type": "text", "nullable": true, "collation": "C" } ] })json"},
    {"CompositeOfAnotherType", "composite_types", R"sql(
CREATE TYPE c AS (a int);
ALTER TYPE c ALTER ATTRIBUTE a TYPE varchar(5) COLLATE "C";
)sql",
     R"json({ "name": "c", "columns": [ { "name": "a", "type": "character varying(5)", "nullable": true,
"collation": "C" } ] })json"},
};

INSTANTIATE_TEST_SUITE_P(All, AlterTypeShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
