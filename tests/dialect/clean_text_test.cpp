#include "dialect/clean_text.h"

#include <gtest/gtest.h>

namespace erdmark::dialect {
namespace {

TEST(CleanText, KeepsUtf8AndTellsOtherBytesApart) {
    EXPECT_EQ(clean_text(""), "");
    EXPECT_EQ(clean_text("größe"), "größe");
    EXPECT_EQ(clean_text("gr\xF6\xDF"
                         "e"),
              "gr\uFFFDF6\uFFFDDFe");
    EXPECT_NE(clean_text("\xF6"), clean_text("\xF7"));
}

}  // namespace
}  // namespace erdmark::dialect
