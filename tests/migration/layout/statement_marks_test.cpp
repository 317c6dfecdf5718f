#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "migration/layout/layout.h"
#include "migration/layout_fixture.h"

namespace erdmark::migration {
namespace {

TEST(StatementMarks, MayComeSeveralTimes) {
    EXPECT_EQ(refusal_of(goose_layout(), {{"1_a.sql",
                                           "-- +goose Up\n-- +goose StatementBegin\na;\n"
                                           "-- +goose StatementEnd\n-- +goose "
                                           "StatementBegin\n-- +goose StatementEnd\n"}}),
              "no error");
}

struct Refusal {
    const char* name;
    Files files;
    const char* message;
};

void PrintTo(const Refusal& each, std::ostream* stream) {
    *stream << each.name;
}

class RefusedStatementMarks : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedStatementMarks, IsToldWithItsPlace) {
    EXPECT_EQ(refusal_of(goose_layout(), GetParam().files), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, RefusedStatementMarks,
    testing::Values(
        Refusal{"NoEnd",
                {{"1_a.sql", "-- +goose Up\n-- +goose StatementBegin\na;\n"}},
                "m/1_a.sql:2:1: a StatementBegin without StatementEnd below it"},
        Refusal{"NoBegin",
                {{"1_a.sql", "-- +goose Up\na;\n-- +goose StatementEnd\n"}},
                "m/1_a.sql:3:1: a StatementEnd without StatementBegin above it"},
        Refusal{"Nested",
                {{"1_a.sql", "-- +goose Up\n-- +goose StatementBegin\n-- +goose StatementBegin\n"}},
                "m/1_a.sql:3:1: a StatementBegin inside another; expected its StatementEnd first"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace erdmark::migration
