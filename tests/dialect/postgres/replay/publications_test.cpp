#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kPublications = R"sql(
CREATE TABLE t (id int);
CREATE TABLE u (id int);
CREATE VIEW v AS SELECT id FROM t;
CREATE PUBLICATION one FOR TABLE t;
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION columns FOR TABLE t (id);
CREATE PUBLICATION schemas FOR TABLES IN SCHEMA public;
)sql";

class Publications : public testing::TestWithParam<ScratchRow> {};

TEST_P(Publications, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kPublications, "CREATE PUBLICATION one FOR TABLE t",
     "publication \"one\" already exists"},
    {"UnknownTable", kPublications, "CREATE PUBLICATION x FOR TABLE nothing",
     "relation \"nothing\" does not exist"},
    {"UnknownColumn", kPublications, "CREATE PUBLICATION x FOR TABLE t (nothing)",
     "column \"nothing\" of relation \"t\" does not exist"},
    {"UnknownSchema", kPublications, "CREATE PUBLICATION x FOR TABLES IN SCHEMA nothing",
     "schema \"nothing\" does not exist"},
    {"UnknownOperation", kPublications, "CREATE PUBLICATION x FOR TABLE t WITH (publish = 'other')",
     "unrecognized value for publication option \"publish\": \"other\""},
    {"UnknownOption", kPublications, "CREATE PUBLICATION x FOR TABLE t WITH (other = 1)",
     "unrecognized publication parameter: \"other\""},
    {"ColumnsBesideSchemas", kPublications,
     "CREATE PUBLICATION x FOR TABLE t (id), TABLES IN SCHEMA public",
     "cannot use column list for relation \"public.t\" in publication \"x\""},
    {"SchemaBesideColumns", kPublications, "ALTER PUBLICATION columns ADD TABLES IN SCHEMA public",
     "cannot add schema to publication \"columns\""},
    {"ColumnsBesideASchema", kPublications, "ALTER PUBLICATION schemas ADD TABLE u (id)",
     "cannot use column list for relation \"public.u\" in publication \"schemas\""},
    {"UnknownToAlter", kPublications, "ALTER PUBLICATION nothing ADD TABLE t",
     "publication \"nothing\" does not exist"},
    {"TableTwice", kPublications, "ALTER PUBLICATION one ADD TABLE t",
     "relation \"t\" is already member of publication \"one\""},
    {"SchemaTwice", kPublications, "ALTER PUBLICATION schemas ADD TABLES IN SCHEMA public",
     "schema \"public\" is already member of publication \"schemas\""},
    {"OtherTable", kPublications, "ALTER PUBLICATION one DROP TABLE u",
     "relation \"u\" is not part of the publication"},
    {"OtherSchema", kPublications, "ALTER PUBLICATION one DROP TABLES IN SCHEMA public",
     "tables from schema \"public\" are not part of the publication"},
    {"AllTables", kPublications, "ALTER PUBLICATION everything ADD TABLE t",
     "publication \"everything\" is defined as FOR ALL TABLES"},
};

INSTANTIATE_TEST_SUITE_P(All, Publications, testing::ValuesIn(kRefusals), scratch_row_name);

class PublicationsShows : public testing::TestWithParam<ShownRow> {};

TEST_P(PublicationsShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Everything", "publications", R"sql(
CREATE SCHEMA crm;
CREATE TABLE t (id int, "Odd" text, n int);
CREATE TABLE crm.u (id int);
CREATE PUBLICATION a FOR ALL TABLES;
CREATE PUBLICATION b FOR TABLE t (n, "Odd"), crm.u WHERE (id > 3 AND id < 9) WITH (publish =
    'insert, delete');
CREATE PUBLICATION c FOR TABLES IN SCHEMA crm, CURRENT_SCHEMA;
COMMENT ON PUBLICATION a IS 'All';
)sql",
     R"json({ "name": "a", "all_tables": true, "comment": "All" } { "name": "b", "tables": [ "crm.u WHERE id >
3 AND id < 9", "t (\"Odd\", n)" ], "operations": [ "DELETE", "INSERT" ] } { "name": "c",
"schemas": [ "crm", "public" ] })json"},
    {"Altered", "publications", R"sql(
CREATE TABLE t (id int);
CREATE TABLE u (id int);
CREATE PUBLICATION a FOR TABLE t, t;
ALTER PUBLICATION a ADD TABLE u;
ALTER PUBLICATION a DROP TABLE t;
CREATE PUBLICATION b FOR TABLE t;
ALTER PUBLICATION b SET TABLE u;
ALTER PUBLICATION b SET (publish = 'insert,update,delete,truncate');
CREATE PUBLICATION c;
ALTER PUBLICATION c ADD TABLES IN SCHEMA public;
ALTER PUBLICATION c DROP TABLES IN SCHEMA public;
)sql",
     R"json({ "name": "a", "tables": [ "u" ] } { "name": "b", "tables": [ "u" ] } { "name": "c" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, PublicationsShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
