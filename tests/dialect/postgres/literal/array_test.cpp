#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralArray, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"text[]", "{}", "{}"},
        {"text[]", "{ }", "{}"},
        {"text[]", "{a, b ,c}", "{a,b,c}"},
        {"text[]", R"({"a b", "c,d", NULL, "null", ""})", R"({"a b","c,d",NULL,"null",""})"},
        {"text[]", R"({a b, c\"d, e\\f})", R"({"a b","c\"d","e\\f"})"},
        {"text[]", "{{a,b},{c,d}}", "{{a,b},{c,d}}"},
        {"text[]", " {a} ", "{a}"},
        {"text[]", "{null}", "{NULL}"},
        {"text[]", R"({"é", é})", "{é,é}"},
        {"character varying(20)[]", "{a, b}", "{a,b}"},
        {"integer[]", "{1, 2, 007}", "{1,2,7}"},
        {"integer[]", "{}", "{}"},
        {"boolean[]", "{true, FALSE, t}", "{t,f,t}"},
        {"numeric[]", "{1.0, 1e3}", "{1.0,1000}"},
        {"jsonb[]", R"({"{\"b\":1,\"a\":2}"})", R"({"{\"a\": 2, \"b\": 1}"})"},
        {"uuid[]", "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}",
         "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"},
        {"date[]", "{2020-1-2, infinity}", "{2020-01-02,infinity}"},
        {"timestamp with time zone[]", R"({2020-01-02, "2020-01-02 10:00"})",
         R"({"2020-01-02 00:00:00+00","2020-01-02 10:00:00+00"})"},
        {"interval[]", "{1 day, 90 minutes}", R"({"1 day",01:30:00})"},
        {"int4range[]", R"({"[1,5]"})", R"x({"[1,6)"})x"},
        {"text[]", R"({"a\"b", "c\\d"})", R"({"a\"b","c\\d"})"},
        {"text[]", R"({{"a"},{NULL}})", "{{a},{NULL}}"},
    });
}

TEST(LiteralArray, ThatIsNotUnderstoodStays) {
    expect_nothing("text[]", {"{{},{}}", "[0:1]={a,b}", "{a{b}", "", "a", "{a", "{a}}", "{{a},b}",
                              "{{a},{b,c}}", "{a,}", "{,a}", R"({a"b})", R"({"a)", R"({a\)"});
    expect_nothing("timestamp with time zone[]", {"{now}"});
    expect_nothing("box[]", {"{(1,2),(3,4)}"});
    expect_nothing("integer[]", {"{1,a}"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
