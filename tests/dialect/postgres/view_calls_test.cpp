#include "dialect/postgres/view_calls.h"

#include <gtest/gtest.h>

namespace erdmark {
namespace {

using dialect::postgres::builtin_function_result;
using dialect::postgres::CallChoice;
using dialect::postgres::choose_operator;
using dialect::postgres::RelationSource;
using dialect::postgres::SourceFunction;
using dialect::postgres::SourceRelation;
using dialect::postgres::SourceType;
using dialect::postgres::TypeRules;
using dialect::postgres::UserTypeKind;

/// An enum `mood`, a domain `email` of text and some functions.
class SmallSource final : public RelationSource {
public:
    const SourceRelation* relation(const std::string& /*schema*/,
                                   const std::string& /*name*/) override {
        return nullptr;
    }

    std::optional<SourceType> type(const std::string& text) override {
        if (text == "mood") {
            return SourceType{.name = {"", "mood"}, .kind = UserTypeKind::Enum, .text = "mood"};
        }
        if (text == "email") {
            return SourceType{.name = {"", "email"},
                              .kind = UserTypeKind::Domain,
                              .text = "email",
                              .base = "text"};
        }
        return std::nullopt;
    }

    std::vector<SourceFunction> functions(const std::vector<std::string>& names) override {
        if (names.back() != "pick") {
            return {};
        }
        return {{.name = {"", "pick"},
                 .arguments = {"anyelement", "anyelement"},
                 .required = 2,
                 .type = "anyelement"},
                {.name = {"", "pick"},
                 .arguments = {"text", "integer"},
                 .required = 1,
                 .type = "boolean"}};
    }
};

struct Call {
    const char* name;
    std::vector<std::string> arguments;
    const char* result;  // Empty for none.
};

TEST(BuiltinFunctionResult, IsWhatTheServerChooses) {
    const Call calls[] = {
        {"count", {}, "bigint"},
        {"count", {"text"}, "bigint"},
        {"sum", {"integer"}, "bigint"},
        {"sum", {"bigint"}, "numeric"},
        {"sum", {"real"}, "real"},
        {"avg", {"integer"}, "numeric"},
        {"avg", {"real"}, "double precision"},
        {"max", {"character varying(20)"}, "text"},
        {"max", {"date"}, "date"},
        {"array_agg", {"integer"}, "integer[]"},
        {"array_agg", {"integer[]"}, "integer[]"},
        {"string_agg", {"character varying", "unknown"}, "text"},
        {"lower", {"character varying(3)"}, "text"},
        {"round", {"double precision"}, "double precision"},
        {"round", {"integer", "integer"}, "numeric"},
        {"date_trunc", {"unknown", "date"}, "timestamp with time zone"},
        {"date_trunc", {"unknown", "timestamp without time zone"}, "timestamp without time zone"},
        {"extract", {"unknown", "interval"}, "numeric"},
        {"age", {"timestamp with time zone"}, "interval"},
        {"lag", {"numeric(10,2)", "integer", "integer"}, "numeric"},
        {"generate_series", {"integer", "integer"}, "integer"},
        {"generate_series", {"date", "date", "interval"}, "timestamp with time zone"},
        {"unnest", {"text[]"}, "text"},
        {"concat", {"integer", "text", "unknown"}, "text"},
        {"jsonb_build_object", {"unknown", "integer"}, "jsonb"},
        {"jsonb_each", {"jsonb"}, "record"},
        {"jsonb_array_elements", {"jsonb"}, "jsonb"},
        {"make_interval", {}, "interval"},
        {"date", {"unknown"}, "date"},
        {"lower", {""}, ""},
        {"octet_length", {""}, "integer"},
        {"length", {""}, ""},
        {"lower", {"int4range"}, "integer"},
        {"lower", {"integer"}, ""},
        {"lower", {"text", "text"}, ""},
        {"no_such_function", {"text"}, ""},
        {"", {}, ""},
    };

    for (const Call& call : calls) {
        SCOPED_TRACE(testing::Message()
                     << call.name << " " << testing::PrintToString(call.arguments));
        EXPECT_EQ(builtin_function_result(call.name, call.arguments).value_or(""), call.result);
    }
}

TEST(ChooseOperator, GivesTheServersChoiceOfOperandsAndResult) {
    struct Row {
        const char* name;
        std::vector<std::string> operands;
        std::vector<std::string> chosen;
        const char* result;
    };
    const Row rows[] = {
        {"=", {"varchar", "unknown"}, {"text", "text"}, "bool"},
        {"=", {"int4", "int8"}, {"int4", "int8"}, "bool"},
        {"=", {"mood", "unknown"}, {"mood", "mood"}, "bool"},
        {"=", {"email", "unknown"}, {"text", "text"}, "bool"},
        {"||", {"text", "unknown"}, {"text", "text"}, "text"},
        {"||", {"text", "int4"}, {"text", "anynonarray"}, "text"},
        {"||", {"_int4", "int4"}, {"_int4", "int4"}, "_int4"},
        {"+", {"int4", "numeric"}, {"numeric", "numeric"}, "numeric"},
        {"+", {"date", "int4"}, {"date", "int4"}, "date"},
        {"-", {"timestamptz", "unknown"}, {"timestamptz", "timestamptz"}, "interval"},
        {"->>", {"jsonb", "unknown"}, {"jsonb", "text"}, "text"},
        {"-", {"float4"}, {"float4"}, "float4"},
    };
    SmallSource source;
    TypeRules rules(source);

    for (const Row& row : rows) {
        SCOPED_TRACE(testing::Message() << row.name << testing::PrintToString(row.operands));
        const std::optional<CallChoice> choice = choose_operator(rules, row.name, row.operands);
        ASSERT_TRUE(choice);
        EXPECT_EQ(choice->result, row.result);
        if (row.chosen[1 % row.chosen.size()] != "anynonarray") {
            EXPECT_EQ(choice->arguments, row.chosen);
        }
    }
    EXPECT_FALSE(choose_operator(rules, "=", {"json", "json"}));
    EXPECT_EQ(choose_operator(rules, "=", {"", "int4"})->result, "bool");
}

TEST(RelationSource, ChoosesAmongTheFunctionsOfTheUser) {
    SmallSource source;

    EXPECT_EQ(source.function({"pick"}, {"integer", "integer"})->type, "integer");
    EXPECT_EQ(source.function({"pick"}, {"unknown"})->type, "boolean");
    EXPECT_FALSE(source.function({"pick"}, {"integer", "date"}));
    EXPECT_FALSE(source.function({"other"}, {}));
}

}  // namespace
}  // namespace erdmark
