#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralJson, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"jsonb", R"({"b":1,"a":2})", R"({"a": 2, "b": 1})"},
        {"jsonb", R"({"bb":1,"a":2,"b":[1,2,{"x":null}]})",
         R"({"a": 2, "b": [1, 2, {"x": null}], "bb": 1})"},
        {"jsonb", " [ ] ", "[]"},
        {"jsonb", R"({"a":1,"a":2})", R"({"a": 2})"},
        {"jsonb", "1.0", "1.0"},
        {"jsonb", "1e2", "100"},
        {"jsonb", "1E-2", "0.01"},
        {"jsonb", "-0", "0"},
        {"jsonb", "-0.0", "0.0"},
        {"jsonb", "1.50e1", "15.0"},
        {"jsonb", R"("\u00e9\n\t\/\\\"")", R"("é\n\t/\\\"")"},
        {"jsonb", R"("\ud83d\ude00")", R"("😀")"},
        {"jsonb", R"("a\u001fb\u007f")", R"("a\u001fb")"},
        {"jsonb", "true", "true"},
        {"jsonb", R"({"a":{"b":{}},"":1})", R"({"": 1, "a": {"b": {}}})"},
        {"jsonb", R"({"é":1,"zz":2,"a":3})", R"({"a": 3, "zz": 2, "é": 1})"},
        {"jsonb", R"({"a" : "x y", "c":[]})", R"({"a": "x y", "c": []})"},
        {"jsonb", R"("\b\f\r")", R"("\b\f\r")"},
        {"jsonb", R"({"a":12345678901234567890.1234567890})",
         R"({"a": 12345678901234567890.1234567890})"},
        {"jsonb", "[[],{},[1,[2]]]", "[[], {}, [1, [2]]]"},
    });
}

TEST(LiteralJson, ThatIsNotUnderstoodStays) {
    expect_nothing("jsonb",
                   {"1e1000", "", "{", "[1,]", R"({"a"})", R"({"a":1,})", "01", "1.", "'a'",
                    R"("\u0000")", R"("\ud800")", R"("\x")", "[1] 2", "nul", "\"a\nb\"", "--1"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
