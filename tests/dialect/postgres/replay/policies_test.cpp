#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kPolicies = R"sql(
CREATE TABLE t (id int, name text);
CREATE VIEW v AS SELECT id FROM t;
CREATE POLICY one ON t;
CREATE POLICY reads ON t FOR SELECT USING (true);
CREATE POLICY adds ON t FOR INSERT WITH CHECK (true);
)sql";

class Policies : public testing::TestWithParam<ScratchRow> {};

TEST_P(Policies, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kPolicies, "CREATE POLICY one ON t",
     "policy \"one\" for table \"t\" already exists"},
    {"View", kPolicies, "CREATE POLICY x ON v", "\"v\" is not a table"},
    {"UnknownTable", kPolicies, "CREATE POLICY x ON nothing",
     "relation \"nothing\" does not exist"},
    {"CheckOfSelect", kPolicies, "CREATE POLICY x ON t FOR SELECT WITH CHECK (true)",
     "WITH CHECK cannot be applied to SELECT or DELETE"},
    {"UsingOfInsert", kPolicies, "CREATE POLICY x ON t FOR INSERT USING (true)",
     "only WITH CHECK expression allowed for INSERT"},
    {"UnknownColumn", kPolicies, "CREATE POLICY x ON t USING (nothing = 1)",
     "column \"nothing\" does not exist"},
    {"UnknownToAlter", kPolicies, "ALTER POLICY nothing ON t USING (true)",
     "policy \"nothing\" for table \"t\" does not exist"},
    {"CheckOfSelectToAlter", kPolicies, "ALTER POLICY reads ON t WITH CHECK (true)",
     "only USING expression allowed for SELECT, DELETE"},
    {"UsingOfInsertToAlter", kPolicies, "ALTER POLICY adds ON t USING (true)",
     "only WITH CHECK expression allowed for INSERT"},
};

INSTANTIATE_TEST_SUITE_P(All, Policies, testing::ValuesIn(kRefusals), scratch_row_name);

class PoliciesShows : public testing::TestWithParam<ShownRow> {};

TEST_P(PoliciesShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Everything", "tables.policies", R"sql(
CREATE TABLE t (id int, owner name, name varchar(20));
CREATE POLICY a ON t USING (name = 'x' AND owner = CURRENT_USER);
CREATE POLICY b ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (id > 1) WITH CHECK (id > 2);
CREATE POLICY c ON t FOR DELETE;
COMMENT ON POLICY a ON t IS 'First';
ALTER TABLE t RENAME COLUMN name TO label;
)sql",
     R"json({ "name": "a", "command": "ALL", "roles": [ "public" ], "using_expression": "label = 'x' AND owner
= CURRENT_USER", "comment": "First" } { "name": "b", "restrictive": true, "command": "UPDATE",
"roles": [ "public" ], "using_expression": "id > 1", "check_expression": "id > 2" } { "name": "c",
"command": "DELETE", "roles": [ "public" ] })json"},
    {"Altered", "tables.policies", R"sql(
CREATE TABLE t (id int);
CREATE POLICY a ON t USING (id > 1);
ALTER POLICY a ON t WITH CHECK (id > 2);
ALTER POLICY a ON t TO PUBLIC USING (id > 3);
)sql",
     R"json({ "name": "a", "command": "ALL", "roles": [ "public" ], "using_expression": "id > 3",
"check_expression": "id > 2" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, PoliciesShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
