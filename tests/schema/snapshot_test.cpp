#include "schema/snapshot.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "support/temp_directory.h"

namespace erdmark::schema {
namespace {

Table full_table() {
    return {.name = {"app", "orders"},
            .kind = TableKind::Virtual,
            .module = "fts5(title)",
            .options = {"STRICT", "WITHOUT ROWID"},
            .comment = "Orders \"of\" all\nkinds \u2713",
            .columns = {{.name = "id", .type = "INTEGER", .nullable = false},
                        {.name = "total",
                         .type = "",
                         .nullable = true,
                         .default_value = "",
                         .generated = Generated::Stored,
                         .generation_expression = "a + b",
                         .hidden = true,
                         .collation = "NOCASE",
                         .comment = "in cents"}},
            .primary_key = PrimaryKey{.name = "pk",
                                      .columns = {"id", "total"},
                                      .auto_increment = true,
                                      .rowid_alias = true},
            .unique_constraints = {{.name = "uq", .columns = {"total"}}, {.columns = {"id"}}},
            .check_constraints = {{.name = "ck", .expression = "total > 0"}, {.expression = "1"}},
            .foreign_keys = {{.name = "fk",
                              .columns = {"id"},
                              .referenced_table = {"app", "users"},
                              .referenced_columns = {"id"},
                              .on_update = ReferentialAction::Restrict,
                              .on_delete = ReferentialAction::SetNull,
                              .deferrability = Deferrability::InitiallyDeferred},
                             {.columns = {"id", "total"}, .referenced_table = {"", "gone"}}},
            .indexes = {{.name = "ix",
                         .parts = {{.column = "total", .descending = true, .collation = "BINARY"},
                                   {.expression = "lower(total)"},
                                   {}},
                         .unique = true,
                         .predicate = "total > 1",
                         .origin = IndexOrigin::UniqueConstraint},
                        {.parts = {{.column = "id"}}, .origin = IndexOrigin::PrimaryKey}},
            .triggers = {{.name = "tr",
                          .timing = "AFTER",
                          .event = "UPDATE OF total",
                          .condition = "new.total > 0",
                          .body = "BEGIN SELECT 1; END"}}};
}

Schema full_schema() {
    View view{.name = {"", "open_orders"},
              .comment = "not closed",
              .columns = {{.name = "id", .type = "INTEGER"}},
              .definition = "SELECT id FROM orders",
              .triggers = {{.name = "tr", .timing = "INSTEAD OF", .event = "INSERT", .body = ""}}};
    return {.engine = "sqlite",
            .tables = {full_table(), {.name = {"", "orders"}}, {.name = {"", ""}}},
            .views = {view, {.name = {"app", "open_orders"}}}};
}

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

std::string message_of(const std::string& text) {
    try {
        from_snapshot(text, "x.json");
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

TEST(Snapshot, KeepsEveryFact) {
    const Schema schema = full_schema();

    const std::string text = to_snapshot(schema);

    EXPECT_EQ(from_snapshot(text, "x.json"), schema);
    EXPECT_EQ(to_snapshot(from_snapshot(text, "x.json")), text);
}

TEST(Snapshot, LeavesOutWhatSaysNothing) {
    const Schema schema{.engine = "sqlite",
                        .tables = {{.name = {"", "t"}, .columns = {{.name = "a"}}}}};

    EXPECT_EQ(to_snapshot(schema), R"({
  "format": "erdmark-snapshot",
  "version": 1,
  "engine": "sqlite",
  "tables": [
    {
      "name": "t",
      "columns": [
        {
          "name": "a",
          "type": "",
          "nullable": true
        }
      ]
    }
  ],
  "views": []
}
)");
}

TEST(Snapshot, KeepsAnEmptySchema) {
    EXPECT_EQ(from_snapshot(to_snapshot({}), "x.json"), Schema{});
}

TEST(Snapshot, TellsAnEmptyDefaultFromNone) {
    const Schema schema{
        .tables = {{.columns = {{.name = "a", .default_value = ""}, {.name = "b"}}}}};

    EXPECT_EQ(from_snapshot(to_snapshot(schema), "x.json"), schema);
}

TEST(Snapshot, KeepsEachWordOfAnEnum) {
    for (int i = 0; i < 5; ++i) {
        SCOPED_TRACE(i);
        const auto action = static_cast<ReferentialAction>(i);
        Table table{.columns = {{.generated = static_cast<Generated>(i % 3)}},
                    .foreign_keys = {{.columns = {"a"},
                                      .on_update = action,
                                      .on_delete = action,
                                      .deferrability = static_cast<Deferrability>(i % 3)}},
                    .indexes = {{.parts = {{}}, .origin = static_cast<IndexOrigin>(i % 3)}}};
        const Schema schema{.tables = {table}};

        EXPECT_EQ(from_snapshot(to_snapshot(schema), "x.json"), schema);
    }
}

struct Word {
    const char* test;
    const char* written;
    Table table;
};

class SnapshotWord : public testing::TestWithParam<Word> {};

TEST_P(SnapshotWord, IsTheOneOfTheFormat) {
    const std::string text = to_snapshot({.tables = {GetParam().table}});

    EXPECT_NE(text.find(GetParam().written), std::string::npos) << text;
}

Table with_actions(ReferentialAction on_update, ReferentialAction on_delete) {
    return {.foreign_keys = {{.columns = {"a"}, .on_update = on_update, .on_delete = on_delete}}};
}

INSTANTIATE_TEST_SUITE_P(
    All, SnapshotWord,
    testing::Values(
        Word{"Virtual",
             R"("generated": "virtual")",
             {.columns = {{.generated = Generated::Virtual}}}},
        Word{"Stored", R"("generated": "stored")", {.columns = {{.generated = Generated::Stored}}}},
        Word{"Restrict", R"("on_update": "restrict")",
             with_actions(ReferentialAction::Restrict, ReferentialAction::NoAction)},
        Word{"Cascade", R"("on_delete": "cascade")",
             with_actions(ReferentialAction::NoAction, ReferentialAction::Cascade)},
        Word{"SetNull", R"("on_update": "set null")",
             with_actions(ReferentialAction::SetNull, ReferentialAction::NoAction)},
        Word{"SetDefault", R"("on_delete": "set default")",
             with_actions(ReferentialAction::NoAction, ReferentialAction::SetDefault)},
        Word{"InitiallyImmediate",
             R"("deferrability": "initially immediate")",
             {.foreign_keys = {{.deferrability = Deferrability::InitiallyImmediate}}}},
        Word{"InitiallyDeferred",
             R"("deferrability": "initially deferred")",
             {.foreign_keys = {{.deferrability = Deferrability::InitiallyDeferred}}}},
        Word{"UniqueConstraint",
             R"("origin": "unique constraint")",
             {.indexes = {{.origin = IndexOrigin::UniqueConstraint}}}},
        Word{"PrimaryKey",
             R"("origin": "primary key")",
             {.indexes = {{.origin = IndexOrigin::PrimaryKey}}}},
        Word{"VirtualTable", R"("kind": "virtual table")", {.kind = TableKind::Virtual}}),
    [](const auto& test) { return test.param.test; });

TEST(Snapshot, AcceptsDefaultsThatAreWritten) {
    const Schema schema =
        from_snapshot(with_members(R"(, "kind": "table", "comment": "", "options": [], "schema": "",
            "foreign_keys": [{"columns": ["a"], "referenced_table": {"name": "t"},
                              "on_delete": "no action", "deferrability": "not deferrable"}],
            "indexes": [{"parts": [{"column": "a", "descending": false}], "origin": "created"}])"),
                      "x.json");

    const Table expected{.name = {"", "t"},
                         .foreign_keys = {{.columns = {"a"}, .referenced_table = {"", "t"}}},
                         .indexes = {{.parts = {{.column = "a"}}}}};
    EXPECT_EQ(schema.tables, std::vector<Table>{expected});
}

TEST(Snapshot, ReadsTheExampleOfItsSpecification) {
    const std::string document = test::slurp(ERDMARK_SOURCE_DIR "/docs/formats/snapshot.md");
    const std::string fence = "```json\n";
    const std::size_t begin = document.find(fence) + fence.size();
    const std::string example = document.substr(begin, document.find("```\n", begin) - begin);

    const Schema schema = from_snapshot(example, "snapshot.md");

    EXPECT_EQ(schema.tables.size(), 1);
    EXPECT_EQ(schema.views.size(), 1);
    EXPECT_EQ(to_snapshot(schema), example);
}

TEST(Snapshot, NamesEveryMemberInItsSpecification) {
    const std::string document = test::slurp(ERDMARK_SOURCE_DIR "/docs/formats/snapshot.md");
    const std::string snapshot = to_snapshot(full_schema());

    for (const std::string_view line : split_lines(snapshot)) {
        const std::vector<std::string_view> parts = split(line, '"');
        if (parts.size() > 2 && parts[2].starts_with(':')) {
            const std::string member = fmt::format("| `{}` |", parts[1]);
            EXPECT_NE(document.find(member), std::string::npos) << member;
        }
    }
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
                "table'"},
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
                "'type', 'nullable', 'default_value', 'generated', 'generation_expression', "
                "'hidden', 'collation', 'comment'"},
        Refusal{"PrimaryKeyWithoutColumns", with_members(R"(, "primary_key": {"columns": []})"),
                "x.json: tables[0].primary_key: expected at least one item in 'columns'"},
        Refusal{"UniqueConstraintWithoutColumns",
                with_members(R"(, "unique_constraints": [{"name": "u"}])"),
                "x.json: tables[0].unique_constraints[0]: missing member 'columns'"},
        Refusal{"CheckWithoutExpression", with_members(R"(, "check_constraints": [{}])"),
                "x.json: tables[0].check_constraints[0]: missing member 'expression'"},
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
        Refusal{"IndexWithoutParts", with_members(R"(, "indexes": [{"parts": []}])"),
                "x.json: tables[0].indexes[0]: expected at least one item in 'parts'"}),
    [](const auto& test) { return test.param.test; });

}  // namespace
}  // namespace erdmark::schema
