#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

class Namespaces : public testing::TestWithParam<ScratchRow> {};

TEST_P(Namespaces, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", "CREATE SCHEMA crm;", "CREATE SCHEMA crm", "schema \"crm\" already exists"},
    {"Reserved", "", "CREATE SCHEMA pg_crm", "unacceptable schema name \"pg_crm\""},
    {"OtherSchemaOfAPart", "", "CREATE SCHEMA crm CREATE TABLE other.t (id int)",
     "CREATE specifies a schema (other) different from the one being created (crm)"},
};

INSTANTIATE_TEST_SUITE_P(All, Namespaces, testing::ValuesIn(kRefusals), scratch_row_name);

class NamespacesShows : public testing::TestWithParam<ShownRow> {};

TEST_P(NamespacesShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"OnlyThoseWithContentOrComment", "namespaces", R"sql(
CREATE SCHEMA used;
CREATE SCHEMA IF NOT EXISTS used;
CREATE SCHEMA empty;
CREATE SCHEMA told;
COMMENT ON SCHEMA told IS 'Nothing yet';
CREATE SEQUENCE used.s;
COMMENT ON SCHEMA public IS 'standard public schema';
)sql",
     R"json({ "name": "told", "comment": "Nothing yet" } { "name": "used" })json"},
    {"CommentOfPublic", "namespaces", R"sql(
COMMENT ON SCHEMA public IS 'Ours';
)sql",
     R"json({ "comment": "Ours" })json"},
    {"PartsInAnyOrder", "tables", R"sql(
CREATE SCHEMA crm CREATE VIEW v AS SELECT id FROM t CREATE INDEX i ON t (id) CREATE TABLE t (id
    int DEFAULT nextval('s')) CREATE SEQUENCE s;
)sql",
     R"json({ "schema": "crm", "name": "t", "columns": [ { "name": "id", "type": "integer", "nullable": true,
"default_value": "nextval('crm.s')" } ], "indexes": [ { "name": "i", "parts": [ { "column": "id" }
] } ] })json"},
};

INSTANTIATE_TEST_SUITE_P(All, NamespacesShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
