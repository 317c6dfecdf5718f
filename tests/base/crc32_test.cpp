#include "base/crc32.h"

#include <gtest/gtest.h>

namespace erdmark {
namespace {

TEST(Crc32, GivesThePublishedCheckValue) {
    EXPECT_EQ(crc32("123456789"), 0xCBF43926U);
    EXPECT_EQ(crc32(""), 0U);
    EXPECT_EQ(crc32("\xFF\x80"), 0x3F456CADU);
}

}  // namespace
}  // namespace erdmark
