#include "schema/schema.h"

#include <gtest/gtest.h>

namespace erdmark::schema {
namespace {

Table table_named(const QualifiedName& name, const std::vector<std::string>& columns) {
    Table table{.name = name};
    for (const std::string& column : columns) {
        table.columns.push_back({.name = column});
    }
    return table;
}

TEST(QualifiedName, ShowsTheSchemaWhereThereIsOne) {
    EXPECT_EQ((QualifiedName{"app", "users"}).display(), "app.users");
    EXPECT_EQ((QualifiedName{"", "users"}).display(), "users");
}

TEST(QualifiedName, OrdersBySchemaThenName) {
    EXPECT_LT((QualifiedName{"", "z"}), (QualifiedName{"a", "a"}));
    EXPECT_LT((QualifiedName{"a", "a"}), (QualifiedName{"a", "b"}));
}

TEST(FindTable, TellsTablesOfOneNameApart) {
    const Schema schema{
        .tables = {table_named({"a", "users"}, {}), table_named({"b", "users"}, {})}};

    EXPECT_EQ(find_table(schema, {"b", "users"}), &schema.tables[1]);
    EXPECT_EQ(find_table(schema, {"", "users"}), nullptr);
    EXPECT_EQ(find_table(schema, {"a", "Users"}), nullptr);
}

TEST(FindColumn, ComparesTheWholeName) {
    const Table table = table_named({"", "users"}, {"id", "name"});

    EXPECT_EQ(find_column(table, "name"), &table.columns[1]);
    EXPECT_EQ(find_column(table, "nam"), nullptr);
    EXPECT_EQ(find_column(table, "NAME"), nullptr);
}

struct Words {
    ReferentialAction action;
    const char* words;
};

TEST(ActionWords, AreThoseOfTheStandard) {
    const Words cases[] = {
        {ReferentialAction::NoAction, "NO ACTION"},     {ReferentialAction::Restrict, "RESTRICT"},
        {ReferentialAction::Cascade, "CASCADE"},        {ReferentialAction::SetNull, "SET NULL"},
        {ReferentialAction::SetDefault, "SET DEFAULT"},
    };

    for (const Words& each : cases) {
        EXPECT_EQ(action_words(each.action), each.words);
    }
}

}  // namespace
}  // namespace erdmark::schema
