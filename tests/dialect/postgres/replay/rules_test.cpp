#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kRule = R"sql(
CREATE TABLE t (id int);
CREATE SEQUENCE s;
CREATE RULE one AS ON DELETE TO t DO INSTEAD NOTHING;
)sql";

class Rules : public testing::TestWithParam<ScratchRow> {};

TEST_P(Rules, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kRule, "CREATE RULE one AS ON DELETE TO t DO INSTEAD NOTHING",
     "rule \"one\" for relation \"t\" already exists"},
    {"Sequence", kRule, "CREATE RULE x AS ON DELETE TO s DO INSTEAD NOTHING",
     "relation \"s\" cannot have rules"},
    {"UnknownTable", kRule, "CREATE RULE x AS ON DELETE TO nothing DO INSTEAD NOTHING",
     "relation \"nothing\" does not exist"},
    {"UnknownColumn", kRule, "CREATE RULE x AS ON DELETE TO t WHERE old.z > 1 DO INSTEAD NOTHING",
     "column old.z does not exist"},
};

INSTANTIATE_TEST_SUITE_P(All, Rules, testing::ValuesIn(kRefusals), scratch_row_name);

class RulesShows : public testing::TestWithParam<ShownRow> {};

TEST_P(RulesShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Everything", "tables.rules", R"sql(
CREATE TABLE t (id int, name text);
CREATE RULE a AS ON DELETE TO t DO INSTEAD NOTHING;
CREATE RULE "B" AS ON INSERT TO t WHERE new.id > 3 DO ALSO NOTHING;
CREATE RULE c AS ON UPDATE TO t DO ALSO NOTHING;
COMMENT ON RULE a ON t IS 'Never';
CREATE OR REPLACE RULE c AS ON UPDATE TO t DO INSTEAD NOTHING;
ALTER TABLE t RENAME TO renamed;
)sql",
     R"json({ "name": "B", "event": "INSERT", "definition": "CREATE RULE \"B\" AS\n ON INSERT TO renamed\n
WHERE new.id > 3 DO NOTHING;" } { "name": "a", "event": "DELETE", "instead": true, "definition":
"CREATE RULE a AS\n ON DELETE TO renamed DO INSTEAD NOTHING;", "comment": "Never" } { "name": "c",
"event": "UPDATE", "instead": true, "definition": "CREATE RULE c AS\n ON UPDATE TO renamed DO
INSTEAD NOTHING;" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, RulesShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
