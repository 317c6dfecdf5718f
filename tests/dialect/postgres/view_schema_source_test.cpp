#include "dialect/postgres/view_schema_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark {
namespace {

using dialect::postgres::RelationColumn;
using dialect::postgres::SchemaSource;
using dialect::postgres::SourceFunction;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

schema::Schema small_schema() {
    schema::Schema schema;
    schema.tables = {{.name = {"", "users"},
                      .columns = {{.name = "id", .type = "bigint"}},
                      .partitions = {{.name = {"old", "users_1"}, .parent = {"", "users"}}}},
                     {.name = {"crm", "users"}, .columns = {{.name = "code", .type = "text"}}}};
    schema.enums = {{.name = {"", "Mood"}}};
    schema.routines = {
        {.name = {"", "find"},
         .arguments = "id bigint, deep boolean DEFAULT false",
         .returns = "SETOF users"},
        {.name = {"", "stats"},
         .arguments = "date, OUT total bigint, OUT \"A b\" numeric(3,1)",
         .returns = "record"},
        {.name = {"", "list"},
         .arguments = "VARIADIC names text[]",
         .returns = "TABLE(id integer, at timestamp with time zone)"},
    };
    return schema;
}

TEST(SchemaSource, FindsRelationsAlongTheSearchPath) {
    const schema::Schema schema = small_schema();
    SchemaSource source(schema, "public", {"crm", "public"});

    EXPECT_EQ(source.relation("", "users")->name.display(), "crm.users");
    EXPECT_EQ(source.relation("public", "users")->name.display(), "users");
    EXPECT_EQ(source.relation("old", "users_1")->columns.at(0).name, "id");
    EXPECT_EQ(source.relation("", "users_1"), nullptr);
    EXPECT_EQ(source.relation("", ""), nullptr);
}

TEST(SchemaSource, FindsTypesHoweverTheyAreWritten) {
    const schema::Schema schema = small_schema();
    SchemaSource source(schema, "public", {"public"});

    EXPECT_EQ(source.type("public.\"Mood\"")->text, "\"Mood\"");
    EXPECT_TRUE(source.type("crm.users")->is_relation);
    EXPECT_FALSE(source.type("mood"));
    EXPECT_FALSE(source.type("a.b.c"));
    EXPECT_FALSE(source.type(""));
}

TEST(SchemaSource, ReadsWhatFunctionsTakeAndGive) {
    const schema::Schema schema = small_schema();
    SchemaSource source(schema, "public", {"public"});

    const SourceFunction find = source.functions({"find"}).at(0);
    EXPECT_THAT(find.arguments, ElementsAre("bigint", "boolean"));
    EXPECT_EQ(find.required, 1U);
    EXPECT_EQ(find.relation.display(), "users");
    EXPECT_TRUE(find.returns_set);

    const SourceFunction stats = source.functions({"public", "stats"}).at(0);
    EXPECT_THAT(stats.arguments, ElementsAre("date"));
    EXPECT_THAT(stats.columns, ElementsAre(RelationColumn{.name = "total", .type = "bigint"},
                                           RelationColumn{.name = "A b", .type = "numeric(3,1)"}));

    const SourceFunction list = source.functions({"list"}).at(0);
    EXPECT_TRUE(list.is_variadic);
    ASSERT_THAT(list.columns, SizeIs(2));
    EXPECT_EQ(list.columns[1].type, "timestamp with time zone");
    EXPECT_THAT(source.functions({"crm", "find"}), IsEmpty());
}

}  // namespace
}  // namespace erdmark
