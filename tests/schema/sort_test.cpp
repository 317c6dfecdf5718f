#include "schema/sort.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace erdmark::schema {
namespace {

// Every list below stands in the order that `sort` gives.

std::vector<UniqueConstraint> sorted_unique_constraints() {
    return {{.name = "z", .columns = {"a"}},
            {.name = "", .columns = {"a", "b"}},
            {.name = "y", .columns = {"a", "b"}},
            {.name = "a", .columns = {"b"}}};
}

std::vector<CheckConstraint> sorted_check_constraints() {
    return {{.name = "", .expression = "a > 0"},
            {.name = "", .expression = "b > 0"},
            {.name = "a", .expression = "z > 0"}};
}

std::vector<ForeignKey> sorted_foreign_keys() {
    return {{.name = "z", .columns = {"a"}, .referenced_table = {"", "t"}},
            {.name = "a", .columns = {"a"}, .referenced_table = {"", "u"}},
            {.name = "b", .columns = {"a"}, .referenced_table = {"", "u"}},
            {.name = "b",
             .columns = {"a"},
             .referenced_table = {"", "u"},
             .on_delete = ReferentialAction::Cascade},
            {.name = "", .columns = {"a"}, .referenced_table = {"s", "a"}},
            {.name = "", .columns = {"a", "b"}, .referenced_table = {"", "a"}},
            {.name = "", .columns = {"b"}, .referenced_table = {"", "a"}}};
}

std::vector<Index> sorted_indexes() {
    return {{.name = "", .parts = {{.column = "a"}}},
            {.name = "", .parts = {{.column = "a"}}, .predicate = "a > 0"},
            {.name = "", .parts = {{.column = "a"}, {.column = "b"}}},
            {.name = "", .parts = {{.column = "a", .descending = true}}},
            {.name = "", .parts = {{.column = "b"}}},
            {.name = "B", .parts = {{.column = "b"}}},
            {.name = "a", .parts = {{.column = "a"}}},
            {.name = "é", .parts = {{.column = "a"}}}};
}

std::vector<Trigger> sorted_triggers() {
    return {{.name = "a"}, {.name = "b", .event = "DELETE"}, {.name = "b", .event = "INSERT"}};
}

Schema sorted_schema() {
    Schema schema;
    for (const QualifiedName& name :
         {QualifiedName{"", "Z"}, QualifiedName{"", "a"}, QualifiedName{"s", "B"}}) {
        schema.tables.push_back({.name = name,
                                 .options = {"STRICT", "WITHOUT ROWID"},
                                 .unique_constraints = sorted_unique_constraints(),
                                 .check_constraints = sorted_check_constraints(),
                                 .foreign_keys = sorted_foreign_keys(),
                                 .indexes = sorted_indexes(),
                                 .triggers = sorted_triggers()});
        schema.views.push_back({.name = name, .triggers = sorted_triggers()});
    }
    return schema;
}

void reverse(Schema& schema) {
    std::ranges::reverse(schema.tables);
    std::ranges::reverse(schema.views);
    for (Table& table : schema.tables) {
        std::ranges::reverse(table.options);
        std::ranges::reverse(table.unique_constraints);
        std::ranges::reverse(table.check_constraints);
        std::ranges::reverse(table.foreign_keys);
        std::ranges::reverse(table.indexes);
        std::ranges::reverse(table.triggers);
    }
    for (View& view : schema.views) {
        std::ranges::reverse(view.triggers);
    }
}

TEST(Sort, PutsEverythingInTheOneOrder) {
    Schema schema = sorted_schema();
    reverse(schema);
    ASSERT_NE(schema, sorted_schema());

    sort(schema);

    EXPECT_EQ(schema, sorted_schema());
}

TEST(Sort, LeavesWhatIsInOrder) {
    Schema schema = sorted_schema();

    sort(schema);

    EXPECT_EQ(schema, sorted_schema());
}

TEST(Sort, PutsPartitionsBelowTheirParentsAndTheDefaultOneLast) {
    const std::vector<Partition> partitions = {
        {.name = {"", "m"}, .parent = {"", "t"}, .partition_key = "LIST (region)"},
        {.name = {"", "z"}, .parent = {"", "t"}},
        {.name = {"", "b"}, .parent = {"", "t"}, .bound = "DEFAULT"},
        {.name = {"", "c"}, .parent = {"", "m"}},
        {.name = {"", "a"}, .parent = {"", "m"}, .bound = "DEFAULT"}};
    Schema schema{.tables = {{.name = {"", "t"}, .partitions = partitions}}};
    std::ranges::reverse(schema.tables[0].partitions);

    sort(schema);

    EXPECT_EQ(schema.tables[0].partitions, partitions);
}

TEST(Sort, PutsRoutinesOfOneNameByTheirArguments) {
    const std::vector<Routine> routines = {{.name = {"", "f"}, .arguments = "a integer"},
                                           {.name = {"", "f"}, .arguments = "a text"},
                                           {.name = {"", "g"}, .arguments = ""}};
    Schema schema{.routines = {routines[1], routines[2], routines[0]}};

    sort(schema);

    EXPECT_EQ(schema.routines, routines);
}

TEST(Sort, KeepsTheDeclaredOrderOfEnumValuesAndOfWhatATypeHas) {
    Schema schema{.enums = {{.name = {"", "e"}, .values = {"new", "done", "closed"}}},
                  .composite_types = {{.columns = {{.name = "z"}, {.name = "a"}}}}};
    const Schema declared = schema;

    sort(schema);

    EXPECT_EQ(schema, declared);
}

TEST(Sort, KeepsTheDeclaredOrderOfColumns) {
    const Table table{.name = {"", "t"},
                      .columns = {{.name = "z"}, {.name = "a"}},
                      .primary_key = PrimaryKey{.columns = {"z", "a"}},
                      .unique_constraints = {{.columns = {"z", "a"}}},
                      .indexes = {{.parts = {{.column = "z"}, {.column = "a"}}}}};
    const View view{.name = {"", "v"}, .columns = {{.name = "z"}, {.name = "a"}}};
    Schema schema{.tables = {table}, .views = {view}};

    sort(schema);

    EXPECT_EQ(schema.tables[0], table);
    EXPECT_EQ(schema.views[0], view);
}

}  // namespace
}  // namespace erdmark::schema
