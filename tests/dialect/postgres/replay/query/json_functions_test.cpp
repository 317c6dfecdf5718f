#include <gtest/gtest.h>

#include "dialect/postgres/replay/rows/row_scratch.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(JsonFunctions, GiveWhatTheServerGives) {
    struct Case {
        const char* expression;
        const char* result;
    };
    const std::vector<Case> cases = {
        {"jsonb_build_object('b', 1, 'a', true)", R"({"a": true, "b": 1})"},
        {"jsonb_build_object('a', NULL, 'x', 'it''s \"q\"')", R"({"a": null, "x": "it's \"q\""})"},
        {"jsonb_build_object(1, '{\"z\": 1}'::jsonb)", R"({"1": {"z": 1}})"},
        {"jsonb_build_object()", "{}"},
        {"json_build_object('b', 1.50, 'a', false)", R"({"b" : 1.50, "a" : false})"},
        {"jsonb_build_array(1, 'x', NULL)", R"([1, "x", null])"},
        {"json_build_array(1, 'x')", R"([1, "x"])"},
        {"to_jsonb('a'::text)", R"("a")"},
        {"to_json(5)", "5"},
        {"to_jsonb(1 = 1)", "true"},
        {"round(10.456, 2)", "10.46"},
        {"round(7, 1)", "7.0"},
        {"length(round(1.5, 1000000000)::text)", "16385"},
        {"jsonb_build_object('a')", "argument list must have even number of elements"},
        {"to_jsonb(ARRAY[1])", "[1]"},
        {"to_jsonb(time '10:00')",
         "? a value of type 'time without time zone' as JSON is not replayed"},
        {"'{}'::json || '{}'", "? 'json' || 'unknown' is not replayed"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.expression);
        RowScratch scratch;
        EXPECT_EQ(scratch.query(std::string("SELECT ") + each.expression), each.result);
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
