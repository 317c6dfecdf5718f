#include "source/token_cursor.h"

#include <gtest/gtest.h>

namespace erdmark::source {
namespace {

TEST(TokenCursor, GoesOverEverythingButComments) {
    const std::vector<sql::Token> tokens =
        sql::tokenize("/* a */ ALTER -- b\nTABLE ONLY \"My\".Users RENAME", {});
    TokenCursor cursor(tokens);

    EXPECT_FALSE(cursor.accept({"ALTER", "VIEW"}));
    EXPECT_TRUE(cursor.accept({"ALTER", "TABLE"}));
    cursor.skip_any({"IF", "EXISTS", "ONLY"});
    EXPECT_EQ(cursor.qualified_name(), (schema::QualifiedName{"my", "users"}));
    EXPECT_TRUE(cursor.sees("RENAME"));
    cursor.skip();
    EXPECT_TRUE(cursor.done());
    EXPECT_EQ(cursor.name(), "");
    EXPECT_FALSE(cursor.sees_operator(","));
}

TEST(TokenCursor, KnowsTheDefaultSchemas) {
    for (const char* text : {"public.a", "main.a", "a", "shop.public.a"}) {
        SCOPED_TRACE(text);
        const std::vector<sql::Token> tokens = sql::tokenize(text, {});
        EXPECT_EQ(TokenCursor(tokens).qualified_name(), (schema::QualifiedName{"", "a"}));
    }
}

TEST(SplitItems, CutsAtCommasOutsideOfParentheses) {
    const std::vector<sql::Token> tokens = sql::tokenize("a int, b numeric(1, 2), c int[1,2]", {});

    const std::vector<std::span<const sql::Token>> items = split_items(tokens);

    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[1].front().text, "b");
    EXPECT_EQ(items[2].front().text, "c");
}

}  // namespace
}  // namespace erdmark::source
