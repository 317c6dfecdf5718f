#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralRange, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"int4range", "[1,5]", "[1,6)"},
        {"int4range", "(1,5)", "[2,5)"},
        {"int4range", "[1,5)", "[1,5)"},
        {"int4range", "(,5]", "(,6)"},
        {"int4range", "[1,]", "[1,)"},
        {"int4range", "empty", "empty"},
        {"int4range", "[5,5)", "empty"},
        {"int4range", "[ 1 , 5 ]", "[1,6)"},
        {"int4range", " EMPTY ", "empty"},
        {"int8range", "[1,5]", "[1,6)"},
        {"numrange", "[1.0,5]", "[1.0,5]"},
        {"numrange", "(1,1]", "empty"},
        {"numrange", "[1,1]", "[1,1]"},
        {"daterange", "[2020-1-1,2020-12-31]", "[2020-01-01,2021-01-01)"},
        {"daterange", "[2020-1-1,)", "[2020-01-01,)"},
        {"daterange", "[-infinity,infinity]", "[-infinity,infinity]"},
        {"tsrange", "[2020-01-01,2020-12-31)", R"(["2020-01-01 00:00:00","2020-12-31 00:00:00"))"},
        {"tsrange", "[2020-01-01 10:00,)", R"(["2020-01-01 10:00:00",))"},
        {"tstzrange", R"(["2020-01-01 10:00+02",infinity])",
         R"(["2020-01-01 08:00:00+00",infinity])"},
        {"int4multirange", "{ [1,5] }", "{[1,6)}"},
        {"int4multirange", "{}", "{}"},
        {"nummultirange", "{[1.0,5)}", "{[1.0,5)}"},
        {"int8range", "[ 1 , 2 ]", "[1,3)"},
        {"numrange", "(1.0,1.00]", "empty"},
        {"numrange", "[,]", "(,)"},
        {"daterange", "(2020-02-28,2020-02-29]", "[2020-02-29,2020-03-01)"},
        {"tsrange", R"(["2020-01-01","2020-01-01"])",
         R"(["2020-01-01 00:00:00","2020-01-01 00:00:00"])"},
    });
}

TEST(LiteralRange, ThatIsNotUnderstoodStays) {
    expect_nothing("int4multirange",
                   {"{[1,5],[7,9]}", "{[1,5],[3,9]}", "{[7,9],[1,5]}", "[1,5]", "{a}"});
    expect_nothing("int4range",
                   {"", "1,5", "[1,5", "[1;5]", "[a,5]", "[1,2147483647]", "[1,5]x", R"("[1,5]")"});
    expect_nothing("daterange", {"[2020-01-01,now]"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
