#include <gtest/gtest.h>

#include "dialect/dialect.h"

namespace erdmark::dialect {
namespace {

TEST(Dialects, AreFoundByNameAndByScheme) {
    for (const Dialect* dialect : dialects()) {
        EXPECT_EQ(find_dialect(dialect->name()), dialect);
        for (const std::string_view scheme : dialect->url_schemes()) {
            EXPECT_EQ(find_dialect_for_scheme(scheme), dialect);
            EXPECT_EQ(find_dialect_for_scheme(std::string(scheme) + "+driver"), dialect);
        }
    }
    EXPECT_EQ(find_dialect_for_scheme("SQLite"), find_dialect("sqlite"));
}

TEST(Dialects, GiveAReplayerWhenTheySaySo) {
    for (const Dialect* dialect : dialects()) {
        EXPECT_EQ(dialect->make_replayer({}) != nullptr, dialect->replays()) << dialect->name();
    }
}

TEST(Dialects, ThatDoNotExistAreNotFound) {
    EXPECT_EQ(find_dialect("oracle"), nullptr);
    EXPECT_EQ(find_dialect_for_scheme("oracle"), nullptr);
}

}  // namespace
}  // namespace erdmark::dialect
