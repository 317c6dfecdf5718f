#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTriggers = R"sql(
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER one ON sql_drop EXECUTE FUNCTION f();
)sql";

class EventTriggers : public testing::TestWithParam<ScratchRow> {};

TEST_P(EventTriggers, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kTriggers, "CREATE EVENT TRIGGER one ON sql_drop EXECUTE FUNCTION f()",
     "event trigger \"one\" already exists"},
    {"UnknownEvent", kTriggers, "CREATE EVENT TRIGGER x ON nothing EXECUTE FUNCTION f()",
     "unrecognized event name \"nothing\""},
    {"UnknownFilter", kTriggers,
     "CREATE EVENT TRIGGER x ON ddl_command_end WHEN other IN ('x') EXECUTE FUNCTION f()",
     "unrecognized filter variable \"other\""},
    {"FilterTwice", kTriggers,
     "CREATE EVENT TRIGGER x ON ddl_command_end WHEN tag IN ('CREATE TABLE') AND tag IN ('CREATE "
     "VIEW') EXECUTE FUNCTION f()",
     "filter variable \"tag\" specified more than once"},
    {"UnknownFunction", kTriggers, "CREATE EVENT TRIGGER x ON sql_drop EXECUTE FUNCTION nothing()",
     "function nothing() does not exist"},
    {"FunctionOfAnotherType", kTriggers,
     "CREATE EVENT TRIGGER x ON sql_drop EXECUTE FUNCTION other()",
     "function other must return type event_trigger"},
    {"UnknownToAlter", kTriggers, "ALTER EVENT TRIGGER nothing DISABLE",
     "event trigger \"nothing\" does not exist"},
};

INSTANTIATE_TEST_SUITE_P(All, EventTriggers, testing::ValuesIn(kRefusals), scratch_row_name);

class EventTriggersShows : public testing::TestWithParam<ShownRow> {};

TEST_P(EventTriggersShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Everything", "event_triggers", R"sql(
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE SCHEMA crm;
CREATE FUNCTION crm.f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER a ON ddl_command_end WHEN TAG IN ('create table', 'CREATE VIEW') EXECUTE
    FUNCTION f();
CREATE EVENT TRIGGER b ON sql_drop EXECUTE FUNCTION crm.f();
ALTER EVENT TRIGGER a ENABLE ALWAYS;
ALTER EVENT TRIGGER b DISABLE;
COMMENT ON EVENT TRIGGER a IS 'Watches';
)sql",
     R"json({ "name": "a", "event": "ddl_command_end", "tags": [ "CREATE TABLE", "CREATE VIEW" ], "function":
"f()", "options": [ "ENABLED ALWAYS" ], "comment": "Watches" } { "name": "b", "event": "sql_drop",
"function": "crm.f()", "options": [ "DISABLED" ] })json"},
    {"Enabled", "event_triggers", R"sql(
CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE EVENT TRIGGER a ON table_rewrite EXECUTE FUNCTION f();
ALTER EVENT TRIGGER a DISABLE;
ALTER EVENT TRIGGER a ENABLE;
)sql",
     R"json({ "name": "a", "event": "table_rewrite", "function": "public.f()" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, EventTriggersShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
