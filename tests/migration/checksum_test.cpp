#include "migration/checksum.h"

#include <gtest/gtest.h>

#include "base/sha256.h"

namespace erdmark::migration {
namespace {

TEST(TextChecksum, IsTheSameForEveryLineEndAndWithAByteOrderMark) {
    const std::string plain = "CREATE TABLE a (b int);\nSELECT 1;\n";
    EXPECT_EQ(text_checksum(plain), sha256_hex(plain));
    EXPECT_EQ(text_checksum("CREATE TABLE a (b int);\r\nSELECT 1;\r\n"), text_checksum(plain));
    EXPECT_EQ(text_checksum("CREATE TABLE a (b int);\rSELECT 1;\r"), text_checksum(plain));
    EXPECT_EQ(text_checksum("\xEF\xBB\xBF" + plain), text_checksum(plain));
    EXPECT_NE(text_checksum(plain + "\n"), text_checksum(plain));
}

TEST(TokenChecksum, KnowsNoCommentsAndNoSpaceButEveryToken) {
    struct Case {
        const char* text;
        bool is_same;
    };
    const std::string original = token_checksum("CREATE TABLE a (b text DEFAULT 'x  y');", {});
    for (const Case& each : {
             Case{"CREATE  TABLE a\n(b text /* why */ DEFAULT 'x  y');", true},
             Case{"-- users\nCREATE TABLE a (b text DEFAULT 'x  y');", true},
             Case{"CREATE TABLE a (b text DEFAULT 'x y');", false},
             Case{"CREATE TABLE ab (b text DEFAULT 'x  y');", false},
             Case{"CREATE TABLE a (b text DEFAULT 'x  y')", false},
             Case{"CREATE TABLE a (c text DEFAULT 'x  y');", false},
         }) {
        EXPECT_EQ(token_checksum(each.text, {}) == original, each.is_same) << each.text;
    }
}

TEST(TokenChecksum, PartsTokens) {
    EXPECT_NE(token_checksum("ab c", {}), token_checksum("a bc", {}));
}

}  // namespace
}  // namespace erdmark::migration
