#include "dialect/postgres/view_types.h"

#include <gtest/gtest.h>

#include "dialect/postgres/view_schema_source.h"

namespace erdmark {
namespace {

using dialect::postgres::element_code;
using dialect::postgres::SchemaSource;
using dialect::postgres::type_code;
using dialect::postgres::type_words;
using dialect::postgres::TypeRules;

TEST(TypeCode, IsTheNameInTheServersCatalog) {
    const std::pair<const char*, const char*> rows[] = {
        {"integer", "int4"},
        {"character varying(20)", "varchar"},
        {"timestamp(3) with time zone", "timestamptz"},
        {"interval minute", "interval"},
        {"character(3)", "bpchar"},
        {"\"char\"", "char"},
        {"text[]", "_text"},
        {"mood", "mood"},
        {"crm.\"Mood\"[]", "_crm.\"Mood\""},
        {"", ""},
    };

    for (const auto& [text, code] : rows) {
        EXPECT_EQ(type_code(text), code);
    }
    EXPECT_EQ(type_words("_timestamptz"), "timestamp with time zone[]");
    EXPECT_EQ(element_code("_int4"), "int4");
    EXPECT_EQ(element_code("int4"), "");
}

TEST(TypeRules, FindTheCommonTypeAsTheServerDoes) {
    const schema::Schema schema{
        .enums = {{.name = {"", "mood"}, .values = {"ok"}}},
        .domains = {{.name = {"", "email"}, .type = "text"}},
    };
    SchemaSource source(schema, "public", {"public"});
    TypeRules rules(source);
    const std::pair<std::vector<std::string>, const char*> rows[] = {
        {{"int4", "int8", "int2"}, "int8"},
        {{"int4", "numeric", "float8"}, "float8"},
        {{"unknown", "unknown"}, "text"},
        {{"unknown", "mood"}, "mood"},
        {{"varchar", "text"}, "varchar"},
        {{"text", "varchar"}, "text"},
        {{"email", "email"}, "email"},
        {{"email", "unknown"}, "text"},
        {{"date", "timestamptz"}, "timestamptz"},
        {{"int4", "text"}, ""},
        {{"int4", ""}, ""},
        {{}, ""},
    };

    for (const auto& [types, common] : rows) {
        EXPECT_EQ(rules.common(types), common) << testing::PrintToString(types);
    }
    EXPECT_TRUE(rules.coerces("email", "text"));
    EXPECT_TRUE(rules.coerces("mood", "anyenum"));
    EXPECT_FALSE(rules.coerces("text", "mood"));
    EXPECT_FALSE(rules.coerces("float8", "numeric"));
}

}  // namespace
}  // namespace erdmark
