#include "dialect/postgres/dump_casts.h"

#include <ostream>
#include <string>

#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

struct Settled {
    const char* name;
    const char* before;
    const char* after;
};

void PrintTo(const Settled& row, std::ostream* out) {
    *out << row.name;
}

class SettledArrays : public testing::TestWithParam<Settled> {};

TEST_P(SettledArrays, AreAsTheServerWritesThemTheNextTime) {
    EXPECT_EQ(with_settled_arrays(GetParam().before), GetParam().after);
    EXPECT_EQ(with_settled_arrays(GetParam().after), GetParam().after);
}

constexpr Settled kSettled[] = {
    {"Words", "x = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])",
     "x = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text])"},
    {"Calls", "((ARRAY[f(a, b), c[1]])::bigint[])", "(ARRAY[(f(a, b))::bigint, (c[1])::bigint])"},
    {"TypesOfManyWords", "(ARRAY[a])::timestamp(3) without time zone[] = b",
     "ARRAY[(a)::timestamp(3) without time zone] = b"},
    {"TypesOfASchema", "(ARRAY[a])::\"My Shop\".mood[]", "ARRAY[(a)::\"My Shop\".mood]"},
    {"ArraysOfArrays", "(ARRAY[ARRAY[1, 2], ARRAY[3, 4]])::bigint[]",
     "ARRAY[ARRAY[(1)::bigint, (2)::bigint], ARRAY[(3)::bigint, (4)::bigint]]"},
    {"ArraysInsideOfOthers", "(ARRAY[f((ARRAY[1])::bigint[])])::text[] || (ARRAY[2])::bigint[]",
     "ARRAY[(f(ARRAY[(1)::bigint]))::text] || ARRAY[(2)::bigint]"},
    {"Strings", "SELECT '(ARRAY[1])::text[]', $$(ARRAY[1])::text[]$$",
     "SELECT '(ARRAY[1])::text[]', $$(ARRAY[1])::text[]$$"},
    {"CastsOfNoArray", "(ARRAY[1])::text", "(ARRAY[1])::text"},
    {"BrokenText", "(ARRAY[1, (2", "(ARRAY[1, (2"},
};

INSTANTIATE_TEST_SUITE_P(DumpCasts, SettledArrays, testing::ValuesIn(kSettled),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace erdmark::dialect::postgres
