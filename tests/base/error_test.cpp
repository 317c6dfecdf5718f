#include "base/error.h"

#include <gtest/gtest.h>

namespace erdmark {
namespace {

TEST(ExitStatus, TellsTheKindsApart) {
    EXPECT_EQ(exit_status(ErrorKind::Usage), 2);
    EXPECT_EQ(exit_status(ErrorKind::Config), 2);
    EXPECT_EQ(exit_status(ErrorKind::Input), 3);
    EXPECT_EQ(exit_status(ErrorKind::Database), 4);
    EXPECT_EQ(exit_status(ErrorKind::Internal), 70);
}

TEST(Error, KeepsItsKindAndItsMessage) {
    const Error error(ErrorKind::Config, "erdmark.toml:1:2: no such thing");

    EXPECT_EQ(error.kind(), ErrorKind::Config);
    EXPECT_STREQ(error.what(), "erdmark.toml:1:2: no such thing");
}

}  // namespace
}  // namespace erdmark
