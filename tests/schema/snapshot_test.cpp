#include "schema/snapshot.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "schema/archives.h"
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
        Table table{.kind = static_cast<TableKind>(i % 4),
                    .columns = {{.identity = static_cast<Identity>(i % 3),
                                 .generated = static_cast<Generated>(i % 3)}},
                    .foreign_keys = {{.columns = {"a"},
                                      .on_update = action,
                                      .on_delete = action,
                                      .match = static_cast<MatchType>(i % 3),
                                      .deferrability = static_cast<Deferrability>(i % 3)}},
                    .indexes = {{.parts = {{}}, .origin = static_cast<IndexOrigin>(i % 4)}}};
        const Schema schema{.tables = {table},
                            .routines = {{.kind = static_cast<RoutineKind>(i % 4)}}};

        EXPECT_EQ(from_snapshot(to_snapshot(schema), "x.json"), schema);
    }
}

TEST(Snapshot, WritesRowsAsArrays) {
    const ReferenceRows rows{.columns = {"id", "name"},
                             .values = {{"1", "admin"}, {"2", std::nullopt}}};
    const Schema schema{.engine = "sqlite", .tables = {{.name = {"", "t"}, .rows = rows}}};

    const std::string text = to_snapshot(schema);

    EXPECT_EQ(from_snapshot(text, "x.json"), schema);
    EXPECT_NE(text.find(R"("rows": {
        "columns": [
          "id",
          "name"
        ],
        "values": [
          [
            "1",
            "admin"
          ],
          [
            "2",
            null
          ]
        ]
      })"),
              std::string::npos)
        << text;
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
        Word{"ExclusionConstraint",
             R"("origin": "exclusion constraint")",
             {.indexes = {{.origin = IndexOrigin::ExclusionConstraint}}}},
        Word{"IdentityAlways",
             R"("identity": "always")",
             {.columns = {{.identity = Identity::Always}}}},
        Word{"IdentityByDefault",
             R"("identity": "by default")",
             {.columns = {{.identity = Identity::ByDefault}}}},
        Word{"MatchFull", R"("match": "full")", {.foreign_keys = {{.match = MatchType::Full}}}},
        Word{"MatchPartial",
             R"("match": "partial")",
             {.foreign_keys = {{.match = MatchType::Partial}}}},
        Word{"VirtualTable", R"("kind": "virtual table")", {.kind = TableKind::Virtual}},
        Word{
            "PartitionedTable", R"("kind": "partitioned table")", {.kind = TableKind::Partitioned}},
        Word{"ForeignTable", R"("kind": "foreign table")", {.kind = TableKind::Foreign}}),
    [](const auto& test) { return test.param.test; });

TEST(Snapshot, NamesTheKindsOfRoutines) {
    const std::string text = to_snapshot({.routines = {{.kind = RoutineKind::Function},
                                                       {.kind = RoutineKind::Procedure},
                                                       {.kind = RoutineKind::Aggregate},
                                                       {.kind = RoutineKind::Window}}});

    EXPECT_EQ(text.find(R"("kind": "function")"), std::string::npos);
    for (const char* word : {"procedure", "aggregate", "window function"}) {
        EXPECT_NE(text.find(fmt::format(R"("kind": "{}")", word)), std::string::npos) << word;
    }
}

TEST(Snapshot, AcceptsDefaultsThatAreWritten) {
    const Schema schema = from_snapshot(
        R"({"format": "erdmark-snapshot", "version": 1, "engine": "sqlite", "views": [],
            "tables": [{"name": "t", "columns": [], "kind": "table", "comment": "", "options": [], "schema": "",
            "foreign_keys": [{"columns": ["a"], "referenced_table": {"name": "t"},
                              "on_delete": "no action", "deferrability": "not deferrable"}],
            "indexes": [{"parts": [{"column": "a", "descending": false}], "origin": "created"}]}]})",
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
    const std::string snapshot = to_snapshot(filled_schema());

    for (const std::string_view line : split_lines(snapshot)) {
        const std::vector<std::string_view> parts = split(line, '"');
        if (parts.size() > 2 && parts[2].starts_with(':')) {
            const std::string member = fmt::format("| `{}` |", parts[1]);
            EXPECT_NE(document.find(member), std::string::npos) << member;
        }
    }
}

}  // namespace
}  // namespace erdmark::schema
