#include <gtest/gtest.h>

#include "dialect/postgres/replay/object_words.h"

namespace erdmark::dialect::postgres {
namespace {

class Roles : public testing::TestWithParam<ScratchRow> {};

TEST_P(Roles, RefusesInTheWordsOfTheServer) {
    EXPECT_EQ(message_of(GetParam().setup, GetParam().statement), GetParam().outcome);
}

const ScratchRow kRefusals[] = {
    {"Second", "CREATE ROLE h_tester;", "CREATE ROLE h_tester", "role \"h_tester\" already exists"},
    {"Reserved", "", "CREATE ROLE pg_tester", "role name \"pg_tester\" is reserved"},
};

INSTANTIATE_TEST_SUITE_P(All, Roles, testing::ValuesIn(kRefusals), scratch_row_name);

}  // namespace
}  // namespace erdmark::dialect::postgres
