#include "dialect/postgres/replay/rows/stored_value.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {
namespace {

/// The value after the assignment; `?` when it is not known, the message when it is refused.
std::string outcome(const std::string& text, const std::string& from, const StoredType& to) {
    try {
        const Cell cell = assigned({.text = text}, from, to);
        return cell.is_known ? cell.text.value_or("~") : "?";
    } catch (const Refusal& refusal) {
        return refusal.message;
    }
}

TEST(Assigned, MakesTheValueThatTheServerKeeps) {
    struct Case {
        const char* text;
        const char* from;
        const char* to;
        const char* result;
    };
    const std::vector<Case> cases = {
        {"abc", "unknown", "text", "abc"},
        {"t", "boolean", "text", "true"},
        {"5", "integer", "text", "5"},
        {"abc  ", "unknown", "character varying(3)", "abc"},
        {"abcd", "unknown", "character varying(3)", "value too long for type character varying(3)"},
        {"äöü", "unknown", "character varying(3)", "äöü"},
        {"a  ", "unknown", "character(3)", "a"},
        {"yes", "unknown", "boolean", "t"},
        {"f", "boolean", "boolean", "f"},
        {"maybe", "unknown", "boolean", "invalid input syntax for type boolean: \"maybe\""},
        {" 12 ", "unknown", "integer", "12"},
        {"1.5", "numeric", "integer", "2"},
        {"-2.5", "numeric", "bigint", "-3"},
        {"1.005", "numeric", "numeric(10,2)", "1.01"},
        {"5", "integer", "numeric(10,2)", "5.00"},
        {"12345.6", "numeric", "numeric(5,2)", "numeric field overflow"},
        {"1.50", "unknown", "numeric", "1.50"},
        {"2026-01-31 10:00:00+00", "timestamp with time zone", "date", "2026-01-31"},
        {"2026-01-31", "unknown", "timestamp without time zone", "2026-01-31 00:00:00"},
        {"2026-01-31 10:00:00.5", "unknown", "timestamp(0) without time zone", "?"},
        {"{\"b\":1,\"a\":2}", "unknown", "jsonb", "{\"a\": 2, \"b\": 1}"},
        {"{\"b\":1}", "unknown", "json", "{\"b\":1}"},
        {"{1, 2}", "unknown", "integer[]", "{1,2}"},
        {"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "unknown", "uuid",
         "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"},
        {"now", "unknown", "timestamp with time zone", "?"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(std::string(each.text) + " -> " + each.to);
        EXPECT_EQ(outcome(each.text, each.from, {.type = each.to}), each.result);
    }
}

TEST(Assigned, TakesOnlyTheLabelsOfAnEnum) {
    const StoredType mood{.type = "mood", .labels = {{"sad", "happy"}}};

    EXPECT_EQ(outcome("sad", "unknown", mood), "sad");
    EXPECT_EQ(outcome("glad", "unknown", mood), "invalid input value for enum mood: \"glad\"");
}

TEST(Assigned, LeavesNullAlone) {
    EXPECT_EQ(assigned({}, "unknown", {.type = "integer"}).text, std::nullopt);
    EXPECT_TRUE(assigned({}, "unknown", {.type = "integer"}).is_known);
}

TEST(Rounded, RoundsHalfAwayFromZero) {
    struct Case {
        const char* number;
        int digits;
        const char* result;
    };
    const std::vector<Case> cases = {
        {"1.25", 1, "1.3"},   {"-1.25", 1, "-1.3"}, {"1.24", 1, "1.2"},   {"9.99", 1, "10.0"},
        {"0.5", 0, "1"},      {"-0.4", 0, "0"},     {"7", 2, "7.00"},     {"0.004", 2, "0.00"},
        {"999.9", 0, "1000"}, {"12.5", 0, "13"},    {"007.10", 1, "7.1"}, {".5", 1, "0.5"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.number);
        EXPECT_EQ(rounded(each.number, each.digits), each.result);
    }
    EXPECT_EQ(rounded("NaN", 2), std::nullopt);
    EXPECT_EQ(rounded("", 2), std::nullopt);
    EXPECT_EQ(rounded("1e5", 2), std::nullopt);
}

}  // namespace
}  // namespace erdmark::dialect::postgres
