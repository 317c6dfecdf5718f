#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kCitext = R"sql(
CREATE EXTENSION citext;
)sql";

class Extensions : public testing::TestWithParam<ScratchRow> {};

TEST_P(Extensions, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kCitext, "CREATE EXTENSION citext", "extension \"citext\" already exists"},
    {"SecondLanguage", "", "CREATE EXTENSION plpgsql", "extension \"plpgsql\" already exists"},
    {"UnknownSchema", "", "CREATE EXTENSION citext SCHEMA nowhere",
     "schema \"nowhere\" does not exist"},
    {"OtherSchema", "", "CREATE EXTENSION adminpack SCHEMA public",
     "extension \"adminpack\" must be installed in schema \"pg_catalog\""},
    {"WithoutTheRequired", "", "CREATE EXTENSION earthdistance",
     "required extension \"cube\" is not installed"},
    {"UnknownToUpdate", "", "ALTER EXTENSION nothing UPDATE",
     "extension \"nothing\" does not exist"},
    {"TypeOfItsName", "CREATE TABLE citext (id int);", "CREATE EXTENSION citext",
     "type \"citext\" already exists"},
};

INSTANTIATE_TEST_SUITE_P(All, Extensions, testing::ValuesIn(kRefusals), scratch_row_name);

class ExtensionsShows : public testing::TestWithParam<ShownRow> {};

TEST_P(ExtensionsShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Several", "extensions", R"sql(
CREATE SCHEMA crm;
CREATE EXTENSION IF NOT EXISTS plpgsql;
CREATE EXTENSION citext;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION "uuid-ossp" SCHEMA crm;
CREATE EXTENSION earthdistance CASCADE;
COMMENT ON EXTENSION citext IS 'Ours';
COMMENT ON EXTENSION cube IS 'data type for multidimensional cubes';
CREATE EXTENSION adminpack;
CREATE EXTENSION hstore VERSION '1.7';
ALTER EXTENSION hstore UPDATE TO '1.8';
)sql",
     R"json({ "name": "adminpack", "schema": "pg_catalog", "version": "2.1" } { "name": "citext", "version":
"1.6", "comment": "Ours" } { "name": "cube", "version": "1.5" } { "name": "earthdistance",
"version": "1.1" } { "name": "hstore", "version": "1.8" } { "name": "uuid-ossp", "schema": "crm",
"version": "1.1" })json"},
    {"TheirTypes", "tables.columns", R"sql(
CREATE SCHEMA crm;
CREATE EXTENSION citext;
CREATE EXTENSION "uuid-ossp" SCHEMA crm;
CREATE EXTENSION hstore SCHEMA crm;
SET search_path TO public, crm;
CREATE TABLE t (id uuid DEFAULT uuid_generate_v4(), name citext, tags hstore[]);
)sql",
     R"json({ "name": "id", "type": "uuid", "nullable": true, "default_value": "crm.uuid_generate_v4()" } {
"name": "name", "type": "citext", "nullable": true } { "name": "tags", "type": "crm.hstore[]",
"nullable": true })json"},
    {"TheirFunctionsAreNotShown", "routines", R"sql(
CREATE EXTENSION pgcrypto;
CREATE EXTENSION moddatetime;
)sql",
     R"json()json"},
    {"TheirTriggerFunctions", "tables.triggers", R"sql(
CREATE EXTENSION moddatetime;
CREATE TABLE t (at timestamp);
CREATE TRIGGER a BEFORE UPDATE ON t FOR EACH ROW EXECUTE PROCEDURE moddatetime(at);
)sql",
     R"json({ "name": "a", "timing": "BEFORE", "event": "UPDATE", "level": "ROW", "function":
"moddatetime('at')", "body": "" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, ExtensionsShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
