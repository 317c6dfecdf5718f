#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTypes = R"sql(
CREATE TABLE t (id int);
CREATE SEQUENCE s;
CREATE TYPE e AS ENUM ('a');
)sql";

class CreateType : public testing::TestWithParam<ScratchRow> {};

TEST_P(CreateType, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"SecondEnum", kTypes, "CREATE TYPE e AS ENUM ('b')", "type \"e\" already exists"},
    {"EnumNamedAsATable", kTypes, "CREATE TYPE t AS ENUM ('b')", "type \"t\" already exists"},
    {"LabelTwice", "", "CREATE TYPE x AS ENUM ('a', 'a')",
     "duplicate key value violates unique constraint \"pg_enum_typid_label_index\""},
    {"LongLabel", "",
     "CREATE TYPE x AS ENUM ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
     "invalid enum label \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""},
    {"SchemaOfEnum", "", "CREATE TYPE nowhere.x AS ENUM ('a')",
     "schema \"nowhere\" does not exist"},
    {"CompositeNamedAsATable", kTypes, "CREATE TYPE t AS (a int)", "type \"t\" already exists"},
    {"CompositeNamedAsASequence", kTypes, "CREATE TYPE s AS (a int)",
     "relation \"s\" already exists"},
    {"AttributeTwice", "", "CREATE TYPE x AS (a int, a text)",
     "column \"a\" specified more than once"},
    {"TypeOfAttribute", "", "CREATE TYPE x AS (a nothing)", "type \"nothing\" does not exist"},
    {"PseudoTypeOfAttribute", "", "CREATE TYPE x AS (a record)",
     "column \"a\" has pseudo-type record"},
    {"RangeOfNothing", "", "CREATE TYPE x AS RANGE (subtype_diff = float8mi)",
     "type attribute \"subtype\" is required"},
    {"SubtypeOfRange", "", "CREATE TYPE x AS RANGE (subtype = nothing)",
     "type \"nothing\" does not exist"},
    {"CollationOfRange", "", "CREATE TYPE x AS RANGE (subtype = float8, collation = \"C\")",
     "range collation specified but subtype does not support collation"},
    {"OptionOfRange", "", "CREATE TYPE x AS RANGE (subtype = float8, other = 3)",
     "type attribute \"other\" not recognized"},
    {"SecondDomain", kTypes, "CREATE DOMAIN e AS int", "type \"e\" already exists"},
    {"NullAndNotNull", "", "CREATE DOMAIN x AS int NOT NULL NULL",
     "conflicting NULL/NOT NULL constraints"},
    {"TwoDefaults", "", "CREATE DOMAIN x AS int DEFAULT 1 DEFAULT 2",
     "multiple default expressions"},
    {"UniqueDomain", "", "CREATE DOMAIN x AS int UNIQUE",
     "unique constraints not possible for domains"},
    {"PrimaryDomain", "", "CREATE DOMAIN x AS int PRIMARY KEY",
     "primary key constraints not possible for domains"},
    {"ReferencingDomain", "", "CREATE DOMAIN x AS int REFERENCES t",
     "foreign key constraints not possible for domains"},
    {"CollationOfANumber", "", "CREATE DOMAIN x AS int COLLATE \"C\"",
     "collations are not supported by type integer"},
    {"DomainOfPseudoType", "", "CREATE DOMAIN x AS trigger",
     "\"trigger\" is not a valid base type for a domain"},
    {"DomainOfNothing", "", "CREATE DOMAIN x AS nothing", "type \"nothing\" does not exist"},
    {"NameOfSecondCheck", "",
     "CREATE DOMAIN x AS int CHECK (VALUE > 0) CONSTRAINT x_check CHECK (VALUE > 1)",
     "constraint \"x_check\" for domain \"x\" already exists"},
    {"ColumnInCheck", "", "CREATE DOMAIN x AS int CHECK (valu > 1)",
     "column \"valu\" does not exist"},
    {"NoInheritOfDomain", "", "CREATE DOMAIN x AS int CHECK (VALUE > 1) NO INHERIT",
     "check constraints for domains cannot be marked NO INHERIT"},
};

INSTANTIATE_TEST_SUITE_P(All, CreateType, testing::ValuesIn(kRefusals), scratch_row_name);

class CreateTypeShows : public testing::TestWithParam<ShownRow> {};

TEST_P(CreateTypeShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Enum", "enums", R"sql(
CREATE TYPE mood AS ENUM ('sad', 'it''s ok');
COMMENT ON TYPE mood IS 'Feeling';
)sql",
     R"json({ "name": "mood", "values": [ "sad", "it's ok" ], "comment": "Feeling" })json"},
    {"EnumInASchema", "enums", R"sql(
CREATE SCHEMA crm;
CREATE TYPE crm."Stage" AS ENUM ();
)sql",
     R"json({ "schema": "crm", "name": "Stage", "values": [] })json"},
    {"EnumAlongTheSearchPath", "enums", R"sql(
CREATE SCHEMA crm;
SET search_path TO nowhere, crm;
CREATE TYPE here AS ENUM ('a');
)sql",
     R"json({ "schema": "crm", "name": "here", "values": [ "a" ] })json"},
    {"Domain", "domains", R"sql(
CREATE DOMAIN email AS varchar(80) COLLATE "C" DEFAULT 'a@b' NOT NULL CONSTRAINT has_at CHECK
    (VALUE LIKE '%@%') CHECK (length(VALUE) > 3) CHECK (VALUE <> '');
COMMENT ON CONSTRAINT has_at ON DOMAIN email IS 'At least';
COMMENT ON DOMAIN email IS 'Address';
)sql",
     R"json({ "name": "email", "type": "character varying(80)", "nullable": false, "default_value": "'a@b'",
"collation": "C", "check_constraints": [ { "name": "email_check", "expression": "length(VALUE) >
3" }, { "name": "email_check1", "expression": "VALUE <> ''" }, { "name": "has_at", "expression":
"VALUE LIKE '%@%'", "comment": "At least" } ], "comment": "Address" })json"},
    {"DomainsOfDomains", "domains", R"sql(
CREATE TYPE e AS ENUM ('a', 'b');
CREATE DOMAIN one AS e DEFAULT 'a' CHECK (VALUE IN ('a', 'b'));
CREATE DOMAIN two AS one NOT NULL;
CREATE DOMAIN many AS two[];
)sql",
     R"json({ "name": "many", "type": "two[]", "user_type": { "name": "two" }, "nullable": true } { "name":
"one", "type": "e", "user_type": { "name": "e" }, "nullable": true, "default_value": "'a'",
"check_constraints": [ { "name": "one_check", "expression": "VALUE IN ('a', 'b')" } ] } { "name":
"two", "type": "one", "user_type": { "name": "one" }, "nullable": false, "default_value": "'a'" })json"},
    {"DefaultOfNullIsNone", "domains", R"sql(
CREATE DOMAIN x AS int DEFAULT NULL NULL;
)sql",
     R"json({ "name": "x", "type": "integer", "nullable": true })json"},
    {"Composite", "composite_types", R"sql(
CREATE SCHEMA crm;
CREATE TYPE crm.e AS ENUM ('a');
CREATE TYPE address AS (street varchar(80), kinds crm.e[], place text COLLATE "C");
COMMENT ON COLUMN address.street IS 'With number';
COMMENT ON TYPE address IS 'Where';
)sql",
     R"json({ "name": "address", "columns": [ { "name": "street", "type": "character varying(80)", "nullable":
true, "comment": "With number" }, { "name": "kinds", "type": "crm.e[]", "user_type": { "schema":
"crm", "name": "e" }, "nullable": true }, { "name": "place", "type": "text", "nullable": true,
"collation": "C" } ], "comment": "Where" })json"},
    {"Ranges", "range_types", R"sql(
CREATE TYPE spans AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE texts AS RANGE (subtype = varchar, collation = "C");
CREATE TYPE times AS RANGE (subtype = timestamp, subtype_opclass = timestamp_ops);
)sql",
     R"json({ "name": "spans", "subtype": "double precision", "options": [ "SUBTYPE_DIFF = float8mi" ] } {
"name": "texts", "subtype": "character varying", "options": [ "COLLATION = C" ] } { "name":
"times", "subtype": "timestamp without time zone" })json"},
    {"MultirangesOfColumns", "tables.columns", R"sql(
CREATE TYPE span AS RANGE (subtype = float8);
CREATE TYPE textrange AS RANGE (subtype = text);
CREATE TYPE named AS RANGE (subtype = int, multirange_type_name = several);
CREATE TABLE t (a span_multirange, b textmultirange, c several[]);
)sql",
     R"json({ "name": "a", "type": "span_multirange", "user_type": { "name": "span" }, "nullable": true } {
"name": "b", "type": "textmultirange", "user_type": { "name": "textrange" }, "nullable": true } {
"name": "c", "type": "several[]", "user_type": { "name": "named" }, "nullable": true })json"},
};

INSTANTIATE_TEST_SUITE_P(All, CreateTypeShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
