#include "dialect/postgres/view_signatures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "dialect/postgres/view_facts.h"

namespace erdmark {
namespace {

using dialect::postgres::function_signatures;
using dialect::postgres::operator_signatures;
using dialect::postgres::Signature;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(FunctionSignatures, TellArgumentsAndResults) {
    const std::vector<Signature> concat = function_signatures("concat_ws");
    ASSERT_THAT(concat, SizeIs(1));
    EXPECT_THAT(concat[0].arguments, ElementsAre("text", "any"));
    EXPECT_TRUE(concat[0].is_variadic);
    EXPECT_EQ(concat[0].result, "text");

    const std::vector<Signature> each = function_signatures("jsonb_each");
    ASSERT_THAT(each, SizeIs(1));
    EXPECT_TRUE(each[0].returns_set);
    EXPECT_EQ(each[0].result, "record");
    EXPECT_THAT(each[0].output_names, ElementsAre("key", "value"));
    EXPECT_THAT(each[0].output_types, ElementsAre("text", "jsonb"));

    const std::vector<Signature> set = function_signatures("jsonb_set");
    ASSERT_THAT(set, SizeIs(1));
    EXPECT_EQ(set[0].required, 3U);
    EXPECT_THAT(set[0].arguments, SizeIs(4));
}

TEST(FunctionSignatures, FindTheFirstAndTheLastNameAndNoOther) {
    EXPECT_THAT(function_signatures("abbrev"), SizeIs(2));
    EXPECT_THAT(function_signatures("xpath_exists"), SizeIs(2));
    EXPECT_THAT(function_signatures("jsonb"), IsEmpty());
    EXPECT_THAT(function_signatures("a"), IsEmpty());
    EXPECT_THAT(function_signatures("zzz"), IsEmpty());
    EXPECT_THAT(function_signatures(""), IsEmpty());
}

TEST(OperatorSignatures, TellPrefixesApart) {
    EXPECT_THAT(operator_signatures("!!"), SizeIs(1));
    EXPECT_THAT(operator_signatures("!!")[0].arguments, ElementsAre("tsquery"));
    EXPECT_THAT(operator_signatures("->>"), SizeIs(4));
    EXPECT_THAT(operator_signatures("=="), IsEmpty());
}

/// The names of all entries, in the order of the list.
std::vector<std::string> names_in(std::string_view facts) {
    std::vector<std::string> names;
    for (const std::string_view line : split_lines(facts)) {
        for (const std::string_view entry : split(line, ' ')) {
            names.emplace_back(entry.substr(0, entry.find('(')));
        }
    }
    return names;
}

TEST(ViewFacts, AreInTheOrderOfTheirNames) {
    for (const std::string_view facts :
         {dialect::postgres::builtin_functions_below_k(),
          dialect::postgres::builtin_functions_from_k(), dialect::postgres::builtin_operators()}) {
        const std::vector<std::string> names = names_in(facts);
        EXPECT_TRUE(std::ranges::is_sorted(names));
        EXPECT_GT(names.size(), 400U);
    }
}

}  // namespace
}  // namespace erdmark
