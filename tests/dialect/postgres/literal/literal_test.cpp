#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(Literal, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"boolean", "TRUE", "t"},
        {"boolean", "tr", "t"},
        {"boolean", "of", "f"},
        {"boolean", " on ", "t"},
        {"boolean", "1", "t"},
        {R"("char")", "abc", "a"},
        {R"("char")", "", ""},
        {"name", "Hello World", "Hello World"},
        {"name", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhh",
         "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggg"},
        {"text", "a", "a"},
        {"json", R"({"b":1,  "a":2})", R"({"b":1,  "a":2})"},
        {"point", "(1,2)", "(1,2)"},
        {"point", "1,2", "(1,2)"},
        {"point", " ( 1.50 , 2e3 ) ", "(1.5,2000)"},
        {"xml", "<a/>", "<a/>"},
        {"point", "( -1.50 , 1e2 )", "(-1.5,100)"},
    });
}

TEST(Literal, ThatIsNotUnderstoodStays) {
    expect_nothing(R"("char")", {R"(\101)"});
    expect_nothing("jsonpath", {"$.a"});
    expect_nothing("macaddr8", {"08-00-2b-01-02-03-04-05", "08:00:2b:01:02:03"});
    expect_nothing("money", {"0", "$1,000.50"});
    expect_nothing("box", {"(1,2),(3,4)"});
    expect_nothing("line", {"{1,2,3}"});
    expect_nothing("lseg", {"[(1,2),(3,4)]"});
    expect_nothing("path", {"[(1,2),(3,4)]", "(1,2),(3,4)"});
    expect_nothing("polygon", {"((1,2),(3,4))"});
    expect_nothing("circle", {"<(1,2),3>"});
    expect_nothing("tsvector", {"a b", ""});
    expect_nothing("tsquery", {"a & b"});
    expect_nothing("boolean", {"", "o", "2", "truer"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
