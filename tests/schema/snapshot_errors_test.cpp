#include <string>

#include <gtest/gtest.h>

#include "base/error.h"
#include "schema/snapshot.h"

// What `from_snapshot` refuses, and with which words.

namespace erdmark::schema {
namespace {

std::string with_tables(const std::string& tables) {
    return R"({"format": "erdmark-snapshot", "version": 1, "engine": "sqlite", "tables": [)" +
           tables + R"(], "views": []})";
}

/// A table with columns and `members`, which begin with a comma unless they are empty.
std::string with_members(const std::string& members) {
    return with_tables(R"({"name": "t", "columns": [])" + members + "}");
}

std::string with_column(const std::string& column) {
    return with_tables(R"({"name": "t", "columns": [)" + column + "]}");
}

/// A document without tables; `members` are its types.
std::string with_types(const std::string& members) {
    return R"({"format": "erdmark-snapshot", "version": 1, "engine": "", "tables": [],
               "views": [], )" +
           members + "}";
}

std::string message_of(const std::string& text) {
    try {
        from_snapshot(text, "x.json");
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

TEST(Snapshot, LeavesSyntaxErrorsToTheParser) {
    EXPECT_TRUE(message_of("{\n  \"format\"").starts_with("x.json:2:"));
    EXPECT_TRUE(message_of("").starts_with("x.json:1:1: "));
}

struct Refusal {
    const char* test;
    std::string text;
    const char* message;
};

class RefusedSnapshot : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedSnapshot, IsToldWithThePlace) {
    EXPECT_EQ(message_of(GetParam().text), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Document, RefusedSnapshot,
    testing::Values(
        Refusal{"NoObject", "[]", "x.json: expected an object, found an array"},
        Refusal{"NoFormat", R"({"version": 1})",
                "x.json: not a snapshot, expected the member 'format' with the value "
                "'erdmark-snapshot'"},
        Refusal{"OtherFormat", R"({"format": "erdmark-manifest", "version": 1})",
                "x.json: not a snapshot, expected the member 'format' with the value "
                "'erdmark-snapshot'"},
        Refusal{"NoVersion", R"({"format": "erdmark-snapshot"})",
                "x.json: missing member 'version'"},
        Refusal{"LaterVersion", R"({"format": "erdmark-snapshot", "version": 2, "new": 1})",
                "x.json: version: version 2 of the format is not known, expected 1; write the "
                "snapshot anew with this erdmark"},
        Refusal{"VersionAsText", R"({"format": "erdmark-snapshot", "version": "1"})",
                "x.json: version: expected an integer, found a string"},
        Refusal{"MissingMember", R"({"format": "erdmark-snapshot", "version": 1, "tables": []})",
                "x.json: missing member 'engine'"},
        Refusal{"UnknownMember", R"({"format": "erdmark-snapshot", "version": 1, "table": []})",
                "x.json: unknown member 'table' (did you mean 'tables'?)"},
        Refusal{"TablesNoArray",
                R"({"format": "erdmark-snapshot", "version": 1, "engine": "", "tables": {},
                    "views": []})",
                "x.json: tables: expected an array, found an object"},
        Refusal{"TwoTablesOfOneName", with_tables(R"({"schema": "a", "name": "t", "columns": []},
                               {"schema": "b", "name": "t", "columns": []},
                               {"schema": "a", "name": "t", "columns": []})"),
                "x.json: tables[2]: the name 'a.t' is taken by tables[0] already"},
        Refusal{"ViewWithTheNameOfATable",
                R"({"format": "erdmark-snapshot", "version": 1, "engine": "",
                    "tables": [{"name": "t", "columns": []}],
                    "views": [{"name": "t", "columns": [], "definition": ""}]})",
                "x.json: views[0]: the name 't' is taken by tables[0] already"},
        Refusal{"TwoTypesOfOneName", with_types(R"("enums": [{"name": "t", "values": []}],
                    "domains": [{"name": "t", "type": "integer", "nullable": true}])"),
                "x.json: domains[0]: the name 't' is taken by enums[0] already"},
        Refusal{"DomainWithoutType", with_types(R"("domains": [{"name": "t", "nullable": true}])"),
                "x.json: domains[0]: missing member 'type'"},
        Refusal{"ViewWithoutDefinition",
                R"({"format": "erdmark-snapshot", "version": 1, "engine": "", "tables": [],
                    "views": [{"name": "v", "columns": []}]})",
                "x.json: views[0]: missing member 'definition'"}),
    [](const auto& test) { return test.param.test; });

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedSnapshot,
    testing::Values(
        Refusal{"NoObject", with_tables("null"),
                "x.json: tables[0]: expected an object, found null"},
        Refusal{"NoColumns", with_tables(R"({"name": "t"})"),
                "x.json: tables[0]: missing member 'columns'"},
        Refusal{"MisspeltMember", with_tables(R"({"name": "t", "column": []})"),
                "x.json: tables[0]: unknown member 'column' (did you mean 'columns'?)"},
        Refusal{"UnknownWord", with_members(R"(, "kind": "matrix")"),
                "x.json: tables[0].kind: unknown word 'matrix', expected one of 'table', 'virtual "
                "table', 'partitioned table', 'foreign table'"},
        Refusal{"OptionNoText", with_members(R"(, "options": ["STRICT", true])"),
                "x.json: tables[0].options[1]: expected a string, found a boolean"},
        Refusal{"ColumnTypeNoText", with_column(R"({"name": "a", "type": 1, "nullable": true})"),
                "x.json: tables[0].columns[0].type: expected a string, found a number"},
        Refusal{"ColumnNullableNoBoolean",
                with_column(R"({"name": "a", "type": "", "nullable": "yes"})"),
                "x.json: tables[0].columns[0].nullable: expected a boolean, found a string"},
        Refusal{
            "ColumnDefaultNull",
            with_column(R"({"name": "a", "type": "", "nullable": true, "default_value": null})"),
            "x.json: tables[0].columns[0].default_value: expected a string, found null"},
        Refusal{"ColumnWithUnknownMember",
                with_column(R"({"name": "a", "type": "", "nullable": true, "xyzzy": 1})"),
                "x.json: tables[0].columns[0]: unknown member 'xyzzy', expected one of 'name', "
                "'type', 'nullable', 'user_type', 'default_value', 'identity', 'identity_options', "
                "'generated', 'generation_expression', 'hidden', 'collation', 'options', "
                "'comment'"},
        Refusal{"PrimaryKeyWithoutColumns", with_members(R"(, "primary_key": {"columns": []})"),
                "x.json: tables[0].primary_key: expected at least one item in 'columns'"},
        Refusal{"UniqueConstraintWithoutColumns",
                with_members(R"(, "unique_constraints": [{"name": "u"}])"),
                "x.json: tables[0].unique_constraints[0]: missing member 'columns'"},
        Refusal{"CheckWithoutExpression", with_members(R"(, "check_constraints": [{}])"),
                "x.json: tables[0].check_constraints[0]: missing member 'expression'"},
        Refusal{"RowsWithoutColumns", with_members(R"(, "rows": {"columns": [], "values": []})"),
                "x.json: tables[0].rows: expected at least one item in 'columns'"},
        Refusal{"RowsWithoutValues", with_members(R"(, "rows": {"columns": ["a"]})"),
                "x.json: tables[0].rows: missing member 'values'"},
        Refusal{"RowNoArray",
                with_members(R"(, "rows": {"columns": ["a"], "values": [["x"], "y"]})"),
                "x.json: tables[0].rows.values[1]: expected an array, found a string"},
        Refusal{"RowWithTooFewValues",
                with_members(R"(, "rows": {"columns": ["a", "b"], "values": [["x"]]})"),
                "x.json: tables[0].rows.values[0]: expected 2 values as in 'columns', found 1"},
        Refusal{"ValueNoText", with_members(R"(, "rows": {"columns": ["a"], "values": [[1]]})"),
                "x.json: tables[0].rows.values[0]: expected nothing but strings and nulls"},
        Refusal{"TriggerWithoutBody",
                with_members(R"(, "triggers": [{"name": "", "timing": "", "event": ""}])"),
                "x.json: tables[0].triggers[0]: missing member 'body'"}),
    [](const auto& test) { return test.param.test; });

INSTANTIATE_TEST_SUITE_P(
    Reference, RefusedSnapshot,
    testing::Values(
        Refusal{"TableAsText",
                with_members(R"(, "foreign_keys": [{"columns": ["a"], "referenced_table": "t"}])"),
                "x.json: tables[0].foreign_keys[0].referenced_table: expected an object, found a "
                "string"},
        Refusal{"TableWithoutName",
                with_members(R"(, "foreign_keys": [{"columns": ["a"], "referenced_table": {}}])"),
                "x.json: tables[0].foreign_keys[0].referenced_table: missing member 'name'"},
        Refusal{"OtherNumberOfColumns", with_members(R"(, "foreign_keys": [{"columns": ["a", "b"],
                                "referenced_table": {"name": "t"},
                                "referenced_columns": ["a"]}])"),
                "x.json: tables[0].foreign_keys[0].referenced_columns: expected 2 names as in "
                "'columns', found 1"},
        Refusal{"MisspeltAction", with_members(R"(, "foreign_keys": [{"columns": ["a"],
                                "referenced_table": {"name": "t"}, "on_delete": "cascad"}])"),
                "x.json: tables[0].foreign_keys[0].on_delete: unknown word 'cascad' (did you mean "
                "'cascade'?)"},
        Refusal{"UnknownAction", with_members(R"(, "foreign_keys": [{"columns": ["a"],
                                "referenced_table": {"name": "t"}, "on_update": "xyzzy"}])"),
                "x.json: tables[0].foreign_keys[0].on_update: unknown word 'xyzzy', expected one "
                "of 'no action', 'restrict', 'cascade', 'set null', 'set default'"},
        Refusal{"PartWithoutColumnAndExpression",
                with_members(R"(, "indexes": [{"parts": [{"descending": true}]}])"),
                "x.json: tables[0].indexes[0].parts[0]: expected either 'column' or 'expression'"},
        Refusal{"PartWithColumnAndExpression",
                with_members(R"(, "indexes": [{"parts": [{"column": "a", "expression": "b"}]}])"),
                "x.json: tables[0].indexes[0].parts[0]: expected either 'column' or 'expression'"},
        Refusal{"ExclusionWithoutComparison",
                with_members(R"(, "exclusion_constraints": [{"elements": [{"column": "a"}]}])"),
                "x.json: tables[0].exclusion_constraints[0].elements[0]: missing member "
                "'comparison'"},
        Refusal{"UserTypeWithoutName",
                with_column(R"({"name": "a", "type": "", "nullable": true, "user_type": {}})"),
                "x.json: tables[0].columns[0].user_type: missing member 'name'"},
        Refusal{"PartitionWithoutParent",
                with_members(R"(, "partitions": [{"name": "p", "bound": "DEFAULT"}])"),
                "x.json: tables[0].partitions[0]: missing member 'parent'"},
        Refusal{"GrantWithoutPrivileges",
                with_members(R"(, "grants": [{"grantee": "public", "privileges": []}])"),
                "x.json: tables[0].grants[0]: expected at least one item in 'privileges'"},
        Refusal{"IndexWithoutParts", with_members(R"(, "indexes": [{"parts": []}])"),
                "x.json: tables[0].indexes[0]: expected at least one item in 'parts'"}),
    [](const auto& test) { return test.param.test; });

}  // namespace
}  // namespace erdmark::schema
