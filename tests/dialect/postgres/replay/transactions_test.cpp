#include "dialect/postgres/replay/transactions.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

TEST(Transactions, GiveTheCatalogANewVersionWhenTheyTakeChangesBack) {
    Catalog catalog;
    Transactions transactions(catalog);
    const std::uint64_t before = catalog.version;
    std::uint64_t inside = 0;

    const auto change_and_fail = [&]() {
        catalog.touch(1);
        inside = catalog.version;
        throw std::runtime_error("refused");
    };
    EXPECT_THROW(transactions.guarded(true, change_and_fail), std::runtime_error);

    EXPECT_GT(inside, before);
    EXPECT_GT(catalog.version, inside);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
