#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

constexpr const char* kTriggers = R"sql(
CREATE TABLE t (id int, name text);
CREATE VIEW v AS SELECT id FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
CREATE SEQUENCE s;
CREATE TABLE parts (id int) PARTITION BY LIST (id);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION n() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE CONSTRAINT TRIGGER tied AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
)sql";

class Triggers : public testing::TestWithParam<ScratchRow> {};

TEST_P(Triggers, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", kTriggers, "CREATE TRIGGER one BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
     "trigger \"one\" for relation \"t\" already exists"},
    {"ReplacedConstraint", kTriggers,
     "CREATE OR REPLACE TRIGGER tied AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
     "trigger \"tied\" for relation \"t\" is a constraint trigger"},
    {"UnknownRelation", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON nothing FOR EACH ROW EXECUTE FUNCTION f()",
     "relation \"nothing\" does not exist"},
    {"UnknownFunction", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION nothing()",
     "function nothing() does not exist"},
    {"UnknownFunctionInASchema", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION nowhere.f()",
     "schema \"nowhere\" does not exist"},
    {"FunctionOfAnotherType", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION n()",
     "function n must return type trigger"},
    {"RowOfAView", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON v FOR EACH ROW EXECUTE FUNCTION f()", "\"v\" is a view"},
    {"TruncateOfAView", kTriggers,
     "CREATE TRIGGER x BEFORE TRUNCATE ON v FOR EACH STATEMENT EXECUTE FUNCTION f()",
     "\"v\" is a view"},
    {"InsteadOnATable", kTriggers,
     "CREATE TRIGGER x INSTEAD OF INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
     "\"t\" is a table"},
    {"InsteadForStatements", kTriggers,
     "CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH STATEMENT EXECUTE FUNCTION f()",
     "INSTEAD OF triggers must be FOR EACH ROW"},
    {"InsteadWithCondition", kTriggers,
     "CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH ROW WHEN (new.id = 1) EXECUTE FUNCTION f()",
     "INSTEAD OF triggers cannot have WHEN conditions"},
    {"InsteadWithColumns", kTriggers,
     "CREATE TRIGGER x INSTEAD OF UPDATE OF id ON v FOR EACH ROW EXECUTE FUNCTION f()",
     "INSTEAD OF triggers cannot have column lists"},
    {"MaterializedView", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON m FOR EACH ROW EXECUTE FUNCTION f()",
     "relation \"m\" cannot have triggers"},
    {"Sequence", kTriggers, "CREATE TRIGGER x BEFORE INSERT ON s FOR EACH ROW EXECUTE FUNCTION f()",
     "relation \"s\" cannot have triggers"},
    {"TruncateOfRows", kTriggers,
     "CREATE TRIGGER x BEFORE TRUNCATE ON t FOR EACH ROW EXECUTE FUNCTION f()",
     "TRUNCATE FOR EACH ROW triggers are not supported"},
    {"ColumnsOfStatements", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH STATEMENT WHEN (new.id = 1) EXECUTE FUNCTION "
     "f()",
     "statement trigger's WHEN condition cannot reference column values"},
    {"OldRowOfInsert", kTriggers,
     "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW WHEN (old.id = 1) EXECUTE FUNCTION f()",
     "INSERT trigger's WHEN condition cannot reference OLD values"},
    {"NewRowOfDelete", kTriggers,
     "CREATE TRIGGER x BEFORE DELETE ON t FOR EACH ROW WHEN (new.id = 1) EXECUTE FUNCTION f()",
     "DELETE trigger's WHEN condition cannot reference NEW values"},
    {"UnknownColumnInCondition", kTriggers,
     "CREATE TRIGGER x BEFORE DELETE ON t FOR EACH ROW WHEN (old.z = 1) EXECUTE FUNCTION f()",
     "column old.z does not exist"},
    {"UnknownColumn", kTriggers,
     "CREATE TRIGGER x BEFORE UPDATE OF z ON t FOR EACH ROW EXECUTE FUNCTION f()",
     "column \"z\" of relation \"t\" does not exist"},
    {"ColumnTwice", kTriggers,
     "CREATE TRIGGER x BEFORE UPDATE OF id, id ON t FOR EACH ROW EXECUTE FUNCTION f()",
     "column \"id\" specified more than once"},
    {"TransitionBefore", kTriggers,
     "CREATE TRIGGER x BEFORE UPDATE ON t REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE FUNCTION "
     "f()",
     "transition table name can only be specified for an AFTER trigger"},
    {"TransitionOfTwoEvents", kTriggers,
     "CREATE TRIGGER x AFTER INSERT OR UPDATE ON t REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE "
     "FUNCTION f()",
     "transition tables cannot be specified for triggers with more than one event"},
    {"TransitionOfColumns", kTriggers,
     "CREATE TRIGGER x AFTER UPDATE OF id ON t REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE "
     "FUNCTION f()",
     "transition tables cannot be specified for triggers with column lists"},
    {"TransitionOfTruncate", kTriggers,
     "CREATE TRIGGER x AFTER TRUNCATE ON t REFERENCING NEW TABLE AS n FOR EACH STATEMENT EXECUTE "
     "FUNCTION f()",
     "TRUNCATE triggers with transition tables are not supported"},
    {"OldTableOfInsert", kTriggers,
     "CREATE TRIGGER x AFTER INSERT ON t REFERENCING OLD TABLE AS n FOR EACH ROW EXECUTE FUNCTION "
     "f()",
     "OLD TABLE can only be specified for a DELETE or UPDATE trigger"},
    {"NewTableOfDelete", kTriggers,
     "CREATE TRIGGER x AFTER DELETE ON t REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE FUNCTION "
     "f()",
     "NEW TABLE can only be specified for an INSERT or UPDATE trigger"},
    {"NewTableTwice", kTriggers,
     "CREATE TRIGGER x AFTER UPDATE ON t REFERENCING NEW TABLE AS n NEW TABLE AS o FOR EACH ROW "
     "EXECUTE FUNCTION f()",
     "NEW TABLE cannot be specified multiple times"},
    {"TablesOfOneName", kTriggers,
     "CREATE TRIGGER x AFTER UPDATE ON t REFERENCING NEW TABLE AS n OLD TABLE AS n FOR EACH ROW "
     "EXECUTE FUNCTION f()",
     "OLD TABLE name and NEW TABLE name cannot be the same"},
    {"NewRowNamed", kTriggers,
     "CREATE TRIGGER x AFTER UPDATE ON t REFERENCING NEW ROW AS n FOR EACH ROW EXECUTE FUNCTION "
     "f()",
     "ROW variable naming in the REFERENCING clause is not supported"},
    {"TransitionOfPartitions", kTriggers,
     "CREATE TRIGGER x AFTER INSERT ON parts REFERENCING NEW TABLE AS n FOR EACH ROW EXECUTE "
     "FUNCTION f()",
     "\"parts\" is a partitioned table"},
    {"UnknownReference", kTriggers,
     "CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t FROM nothing FOR EACH ROW EXECUTE FUNCTION f()",
     "relation \"nothing\" does not exist"},
};

INSTANTIATE_TEST_SUITE_P(All, Triggers, testing::ValuesIn(kRefusals), scratch_row_name);

class TriggersShows : public testing::TestWithParam<ShownRow> {};

TEST_P(TriggersShows, WhatTheServerShows) {
    EXPECT_EQ(shown(GetParam().part, GetParam().statements), flat(GetParam().words));
}

const ShownRow kShown[] = {
    {"Everything", "tables.triggers", R"sql(
CREATE SCHEMA crm;
CREATE FUNCTION crm."F"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TABLE t (id int, email varchar(80), "Odd" text);
CREATE TRIGGER a BEFORE UPDATE OF email, "Odd" OR INSERT ON t FOR EACH ROW EXECUTE FUNCTION
    crm."F"('a', 'it''s', 3);
CREATE TRIGGER b AFTER UPDATE ON t FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email AND
    NEW.email = 'x' OR OLD.* IS DISTINCT FROM NEW.*) EXECUTE PROCEDURE f();
CREATE TRIGGER c AFTER UPDATE ON t REFERENCING NEW TABLE AS n OLD TABLE AS "O" FOR EACH
    STATEMENT EXECUTE FUNCTION f();
CREATE CONSTRAINT TRIGGER d AFTER DELETE OR INSERT ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION
    f();
CREATE TRIGGER e BEFORE TRUNCATE ON t EXECUTE FUNCTION f();
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION
    suppress_redundant_updates_trigger();
COMMENT ON TRIGGER a ON t IS 'First';
ALTER TABLE t RENAME COLUMN email TO mail;
)sql",
     R"json({ "name": "a", "timing": "BEFORE", "event": "INSERT OR UPDATE OF mail, \"Odd\"", "level": "ROW",
"function": "crm.\"F\"('a', 'it''s', '3')", "body": "", "comment": "First" } { "name": "b",
"timing": "AFTER", "event": "UPDATE", "level": "ROW", "condition": "old.mail IS DISTINCT FROM
new.mail AND new.mail = 'x' OR old.* IS DISTINCT FROM new.*", "function": "f()", "body": "" } {
"name": "c", "timing": "AFTER", "event": "UPDATE", "level": "STATEMENT", "function": "f()",
"body": "", "options": [ "REFERENCING NEW TABLE AS n", "REFERENCING OLD TABLE AS \"O\"" ] } {
"name": "d", "timing": "AFTER", "event": "INSERT OR DELETE", "level": "ROW", "function": "f()",
"body": "", "options": [ "CONSTRAINT", "DEFERRABLE" ] } { "name": "e", "timing": "BEFORE",
"event": "TRUNCATE", "level": "STATEMENT", "function": "f()", "body": "" } { "name": "g",
"timing": "BEFORE", "event": "UPDATE", "level": "ROW", "function":
"suppress_redundant_updates_trigger()", "body": "" })json"},
    {"Replaced", "tables.triggers", R"sql(
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TABLE t (id int);
CREATE TRIGGER a BEFORE INSERT ON t EXECUTE FUNCTION f();
COMMENT ON TRIGGER a ON t IS 'Kept';
CREATE OR REPLACE TRIGGER a AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE OR REPLACE TRIGGER b AFTER DELETE ON t FOR EACH ROW EXECUTE FUNCTION f();
)sql",
     R"json({ "name": "a", "timing": "AFTER", "event": "DELETE", "level": "ROW", "function": "f()", "body":
"", "comment": "Kept" } { "name": "b", "timing": "AFTER", "event": "DELETE", "level": "ROW",
"function": "f()", "body": "" })json"},
    {"OfPartitions", "tables.triggers", R"sql(
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE TABLE t (id int) PARTITION BY LIST (id);
CREATE TABLE one PARTITION OF t FOR VALUES IN (1);
CREATE TRIGGER a AFTER UPDATE OF id ON t FOR EACH ROW WHEN (NEW.id > 1) EXECUTE FUNCTION f();
CREATE TRIGGER b AFTER INSERT ON t EXECUTE FUNCTION f();
)sql",
     R"json({ "name": "a", "timing": "AFTER", "event": "UPDATE OF id", "level": "ROW", "condition": "new.id >
1", "function": "f()", "body": "" } { "name": "b", "timing": "AFTER", "event": "INSERT", "level":
"STATEMENT", "function": "f()", "body": "" })json"},
};

INSTANTIATE_TEST_SUITE_P(All, TriggersShows, testing::ValuesIn(kShown), shown_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
