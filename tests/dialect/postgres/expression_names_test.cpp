#include "dialect/postgres/expression_names.h"

#include <gtest/gtest.h>

#include "support/postgres_server.h"

namespace erdmark::dialect::postgres {
namespace {

struct NameRow {
    std::string_view name;
    std::string_view quoted;
};

TEST(ExpressionNames, AreQuotedWhereTheyNeedIt) {
    const NameRow rows[] = {
        {"status", "status"},     {"a1_b", "a1_b"},     {"_x", "_x"},
        {"Status", "\"Status\""}, {"1a", "\"1a\""},     {"a b", "\"a b\""},
        {"a\"b", "\"a\"\"b\""},   {"", "\"\""},         {"a$", "\"a$\""},
        {"größe", "\"größe\""},   {"user", "\"user\""}, {"position", "\"position\""},
        {"left", "\"left\""},     {"name", "name"},     {"value", "value"},
    };
    for (const NameRow& row : rows) {
        EXPECT_EQ(quoted_name(row.name), row.quoted);
    }
    EXPECT_EQ(quoted_name("left", NameUse::Function), "left");
    EXPECT_EQ(quoted_name("substring", NameUse::Function), "substring");
    EXPECT_EQ(quoted_name("position", NameUse::Function), "\"position\"");
    EXPECT_EQ(quoted_name("select", NameUse::Function), "\"select\"");
    EXPECT_EQ(quoted_name("numeric", NameUse::Type), "numeric");
    EXPECT_EQ(quoted_name("real", NameUse::Type), "\"real\"");
    EXPECT_EQ(quoted_path({"my", "Type"}), "my.\"Type\"");
}

TEST(ExpressionNames, KnowTheKeywordsOfTheServer) {
    const test::PostgresDatabase database;
    const auto words = database.query("SELECT word, quote_ident(word) FROM pg_get_keywords()");

    ASSERT_GT(words.size(), 400U);
    for (const auto& row : words) {
        EXPECT_EQ(quoted_name(row[0].value()), row[1].value());
    }
}

TEST(ExpressionNames, StringsDoubleTheirQuotes) {
    EXPECT_EQ(quoted_string(""), "''");
    EXPECT_EQ(quoted_string("it's"), "'it''s'");
    EXPECT_EQ(quoted_string("a\\b"), "'a\\b'");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
