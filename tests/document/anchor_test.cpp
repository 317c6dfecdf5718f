#include "document/anchor.h"

#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

TEST(Anchors, KeepNamesApart) {
    Anchors anchors;

    EXPECT_EQ(anchors.take("a.b"), "a-b");
    EXPECT_EQ(anchors.take("A b"), "a-b-2");
    EXPECT_EQ(anchors.take("größe"), "gru00f6u00dfe");
    EXPECT_EQ(anchors.take("x-"), "x");
}

TEST(Anchors, GiveANameWithoutLettersTheFallback) {
    Anchors anchors("type");

    EXPECT_EQ(anchors.take("$$$"), "type");
    EXPECT_EQ(anchors.take("type"), "type-2");
}

}  // namespace
}  // namespace erdmark::document
