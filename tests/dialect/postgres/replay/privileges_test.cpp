#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTable = R"sql(
CREATE TABLE t (id int);
)sql";

class Privileges : public testing::TestWithParam<ScratchRow> {};

TEST_P(Privileges, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"UnknownTable", kTable, "GRANT SELECT ON nothing TO PUBLIC",
     "relation \"nothing\" does not exist"},
    {"UnknownColumn", kTable, "GRANT SELECT (nothing) ON t TO PUBLIC",
     "column \"nothing\" of relation \"t\" does not exist"},
    {"UnknownSchema", kTable, "GRANT SELECT ON ALL TABLES IN SCHEMA nothing TO PUBLIC",
     "schema \"nothing\" does not exist"},
    {"UnknownSchemaOfDefaults", kTable,
     "ALTER DEFAULT PRIVILEGES IN SCHEMA nothing GRANT SELECT ON TABLES TO PUBLIC",
     "schema \"nothing\" does not exist"},
};

INSTANTIATE_TEST_SUITE_P(All, Privileges, testing::ValuesIn(kRefusals), scratch_row_name);

class PrivilegesShows : public testing::TestWithParam<ShownRow> {};

TEST_P(PrivilegesShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"OfTablesAndColumns", "tables.grants", R"sql(
CREATE TABLE t (id int, "Odd" text, n int);
GRANT SELECT, INSERT ON t TO PUBLIC;
GRANT UPDATE (n, "Odd"), SELECT (id) ON t TO PUBLIC;
REVOKE INSERT ON t FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;
ALTER TABLE t RENAME COLUMN n TO m;
)sql",
     R"json({ "grantee": "public", "privileges": [ "SELECT", "SELECT (id)", "UPDATE (\"Odd\", m)" ] })json"},
    {"RevokedFromTheWhole", "tables.grants", R"sql(
CREATE TABLE t (id int, n int);
GRANT UPDATE (n), INSERT (id, n) ON t TO PUBLIC;
REVOKE UPDATE ON t FROM PUBLIC;
REVOKE INSERT (id) ON t FROM PUBLIC;
)sql",
     R"json({ "grantee": "public", "privileges": [ "INSERT (n)" ] })json"},
    {"AllInASchema", "tables.grants", R"sql(
CREATE SCHEMA crm;
CREATE TABLE crm.t (id int);
CREATE TABLE u (id int);
GRANT ALL ON ALL TABLES IN SCHEMA crm TO PUBLIC;
)sql",
     R"json({ "grantee": "public", "privileges": [ "DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER",
"TRUNCATE", "UPDATE" ] })json"},
    {"Defaults", "tables.grants", R"sql(
CREATE SCHEMA crm;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA crm GRANT UPDATE ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE INSERT ON TABLES FROM PUBLIC;
CREATE TABLE crm.t (id int);
CREATE TABLE u (id int);
)sql",
     R"json({ "grantee": "public", "privileges": [ "SELECT" ] } { "grantee": "public", "privileges": [
"SELECT", "UPDATE" ] })json"},
};

INSTANTIATE_TEST_SUITE_P(All, PrivilegesShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
