#include <gtest/gtest.h>

#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {
namespace {

using document::ColumnView;
using document::ConstraintView;
using document::RelationshipKind;
using document::TableLink;
using document::TableView;

const TableLink kUsers{"users", "users", "Users", "users"};
const TableLink kRoles{"roles", "authorization", "Authorization", "roles"};
const TableLink kGone{"gone", "", "", ""};

std::string first_row(const TableView& table, std::string_view list, std::string_view name) {
    const ValueMap values = table_values(table);
    const ValueList& items = values.find(list)->items;
    return items.empty() ? "(no row)" : items.front().find(name)->string;
}

std::string string_of(const TableView& table, std::string_view name) {
    return table_values(table).find(name)->string;
}

TEST(TableValues, SayWhatATableIs) {
    struct Case {
        const char* kind;
        bool junction;
        std::vector<std::string> options;
        const char* properties;
    };
    const std::vector<Case> cases = {
        {"table", false, {}, ""},
        {"view", false, {}, "View"},
        {"table", true, {}, "Junction table"},
        {"table", false, {"STRICT"}, "`STRICT`"},
        {"table", true, {"STRICT", "WITHOUT ROWID"}, "Junction table, `STRICT`, `WITHOUT ROWID`"},
        {"virtual table", false, {"fts5(a|b)"}, "Virtual table, <code>fts5(a&#124;b)</code>"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.properties);
        const TableView table{
            .link = kUsers, .kind = one.kind, .options = one.options, .junction = one.junction};
        EXPECT_EQ(string_of(table, "properties"), one.properties);
    }
}

TEST(TableValues, SayWhereATableIs) {
    struct Case {
        TableView table;
        const char* properties;
    };
    const std::vector<Case> cases = {
        {{.kind = "partitioned table", .partition_key = "RANGE (day)"},
         "Partitioned by `RANGE (day)`"},
        {{.kind = "partitioned table",
          .options = {"UNLOGGED"},
          .junction = true,
          .partition_key = "RANGE (day)"},
         "Junction table, partitioned by `RANGE (day)`, `UNLOGGED`"},
        {{.kind = "foreign table", .server = "a|b"},
         "Foreign table, on server <code>a&#124;b</code>"},
        {{.kind = "materialized view"}, "Materialized view"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.properties);
        EXPECT_EQ(string_of(each.table, "properties"), each.properties);
    }
}

TEST(TableValues, LinkRelatives) {
    const TableView table{.link = kUsers,
                          .inherits = {kRoles, kGone},
                          .inherited_by = {kUsers},
                          .reads = {{kRoles, {"id", "a|b"}}},
                          .read_by = {kRoles}};

    EXPECT_EQ(string_of(table, "inherits"),
              "[roles](authorization-erd.md#table-roles), `gone` (not documented)");
    EXPECT_EQ(string_of(table, "inherited_by"), "[users](#table-users)");
    EXPECT_EQ(string_of(table, "read_by"), "[roles](authorization-erd.md#table-roles)");
    EXPECT_EQ(first_row(table, "sources", "source"), "[roles](authorization-erd.md#table-roles)");
    EXPECT_EQ(first_row(table, "sources", "source_columns"), "`id`, <code>a&#124;b</code>");
}

TEST(TableValues, LeaveColumnsOfARuleAsTheyAre) {
    const TableView table{
        .link = kUsers,
        .relationships = {{.other = kRoles, .clauses = {"ON DELETE SET NULL (TenantId)"}}}};

    EXPECT_EQ(first_row(table, "relationships", "rules"), "on delete set null (TenantId)");
}

TEST(TableValues, MarkKeysOfColumns) {
    struct Case {
        ColumnView column;
        const char* keys;
    };
    const std::vector<Case> cases = {
        {{.name = "a"}, ""},
        {{.primary_key = true}, "PK"},
        {{.unique = true}, "UK"},
        {{.references = {{kUsers, "id"}}}, "FK → [users.id](#table-users)"},
        {{.primary_key = true, .references = {{kRoles, "id"}}},
         "PK, FK → [roles.id](authorization-erd.md#table-roles)"},
        {{.references = {{kRoles, ""}, {kGone, "x|y"}, {kGone, ""}}},
         "FK → [roles](authorization-erd.md#table-roles), FK → <code>gone.x&#124;y</code> (not "
         "documented), "
         "FK → `gone` (not documented)"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.keys);
        EXPECT_EQ(first_row({.link = kUsers, .columns = {one.column}}, "columns", "keys"),
                  one.keys);
    }
}

TEST(TableValues, NoteWhatIsSpecialAboutColumns) {
    const ColumnView generated{
        .generated = "stored", .generation_expression = "a * b", .notes = {"hidden column"}};
    const ColumnView plain{.notes = {"collation NOCASE", "hidden column"}};
    const ColumnView unknown{.generated = "virtual"};

    EXPECT_EQ(first_row({.columns = {generated}}, "columns", "notes"),
              "Generated (stored): `a * b`, hidden column");
    EXPECT_EQ(first_row({.columns = {plain}}, "columns", "notes"),
              "collation NOCASE, hidden column");
    EXPECT_EQ(first_row({.columns = {unknown}}, "columns", "notes"), "Generated (virtual)");
}

TEST(TableValues, DefineConstraints) {
    struct Case {
        ConstraintView constraint;
        const char* kind;
        const char* definition;
    };
    const std::vector<Case> cases = {
        {{.kind = "PRIMARY KEY", .columns = {"a", "b"}, .clauses = {"AUTOINCREMENT"}},
         "Primary key",
         "`a`, `b`, AUTOINCREMENT"},
        {{.kind = "CHECK", .expression = "a > 0"}, "Check", "`a > 0`"},
        {{.kind = "FOREIGN KEY",
          .columns = {"a"},
          .referenced = kRoles,
          .referenced_columns = {"id"},
          .clauses = {"ON DELETE CASCADE", "DEFERRABLE"}},
         "Foreign key",
         "`a` → [roles](authorization-erd.md#table-roles) (`id`), ON DELETE CASCADE, DEFERRABLE"},
        {{.kind = "FOREIGN KEY", .columns = {"a"}, .referenced = kGone},
         "Foreign key",
         "`a` → `gone` (not documented)"},
    };
    for (const Case& one : cases) {
        SCOPED_TRACE(one.definition);
        const TableView table{.link = kUsers, .constraints = {one.constraint}};
        EXPECT_EQ(first_row(table, "constraints", "constraint_kind"), one.kind);
        EXPECT_EQ(first_row(table, "constraints", "constraint_definition"), one.definition);
    }
}

TEST(TableValues, TellRelationshipsInWords) {
    struct Case {
        RelationshipKind kind;
        const char* words;
    };
    const std::vector<Case> cases = {{RelationshipKind::BelongsTo, "Belongs to"},
                                     {RelationshipKind::HasMany, "Has many"},
                                     {RelationshipKind::HasOne, "Has one"},
                                     {RelationshipKind::ManyToMany, "Many-to-many with"}};
    for (const Case& one : cases) {
        SCOPED_TRACE(one.words);
        const TableView table{
            .link = kUsers,
            .relationships = {{.kind = one.kind,
                               .other = kRoles,
                               .columns = {"a", "b"},
                               .clauses = {"ON UPDATE CASCADE", "ON DELETE SET NULL"}}}};
        EXPECT_EQ(first_row(table, "relationships", "relationship"), one.words);
        EXPECT_EQ(first_row(table, "relationships", "through"), "`a`, `b`");
        EXPECT_EQ(first_row(table, "relationships", "rules"),
                  "on update cascade, on delete set null");
    }
}

TEST(TableValues, LeadThroughJunctionTables) {
    const TableView table{.link = kUsers,
                          .relationships = {{.kind = RelationshipKind::ManyToMany,
                                             .other = kRoles,
                                             .columns = {"a"},
                                             .through = kGone}}};

    EXPECT_EQ(first_row(table, "relationships", "through"), "`gone` (not documented)");
}

TEST(TableValues, KnowViews) {
    EXPECT_TRUE(table_values({.kind = "view"}).find("is_view")->flag);
    EXPECT_TRUE(table_values({.kind = "materialized view"}).find("is_view")->flag);
    EXPECT_FALSE(table_values({.kind = "table"}).find("is_view")->flag);
}

}  // namespace
}  // namespace erdmark::render::markdown
