#include "dialect/postgres/catalog_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark::dialect::postgres {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ParseArray, ReadsWhatTheServerWrites) {
    EXPECT_THAT(parse_array(""), IsEmpty());
    EXPECT_THAT(parse_array("{}"), IsEmpty());
    EXPECT_THAT(parse_array("{a}"), ElementsAre("a"));
    EXPECT_THAT(parse_array("{a,b c}"), ElementsAre("a", "b c"));
    EXPECT_THAT(parse_array(R"({"a,b","say \"hi\"","back\\slash",""})"),
                ElementsAre("a,b", "say \"hi\"", "back\\slash", ""));
    EXPECT_THAT(parse_array(R"({NULL,"NULL"})"), ElementsAre("", "NULL"));
    EXPECT_THAT(parse_array(R"({"{",ü})"), ElementsAre("{", "ü"));
}

TEST(ParseArray, EndsAtAQuoteThatIsNotClosed) {
    EXPECT_THAT(parse_array(R"({"a)"), ElementsAre(""));
    EXPECT_THAT(parse_array(R"({"a\)"), ElementsAre("a"));
}

TEST(ParseNumbers, ReadsArraysAndVectors) {
    EXPECT_THAT(parse_numbers(""), IsEmpty());
    EXPECT_THAT(parse_numbers("{}"), IsEmpty());
    EXPECT_THAT(parse_numbers("{1,22,-3}"), ElementsAre(1, 22, -3));
    EXPECT_THAT(parse_numbers("0 5 17"), ElementsAre(0, 5, 17));
    EXPECT_THAT(parse_numbers("1 x 2"), ElementsAre(1));
}

TEST(FindTopLevel, SkipsQuotesAndParentheses) {
    EXPECT_THAT(find_top_level("a, b", ", "), ElementsAre(1));
    EXPECT_THAT(find_top_level("f(a, b), c", ", "), ElementsAre(7));
    EXPECT_THAT(find_top_level("'a, ''b, ', \"c, d\", e", ", "), ElementsAre(10, 18));
    EXPECT_THAT(find_top_level("ARRAY[1, 2], x", ", "), ElementsAre(11));
    EXPECT_THAT(find_top_level("'never closed, ", ", "), IsEmpty());
    EXPECT_THAT(find_top_level("", ", "), IsEmpty());
}

TEST(DisplayIdentifier, QuotesWhatIsNoPlainWord) {
    EXPECT_EQ(display_identifier("email"), "email");
    EXPECT_EQ(display_identifier("_a1$"), "_a1$");
    EXPECT_EQ(display_identifier("Email"), "\"Email\"");
    EXPECT_EQ(display_identifier("1st"), "\"1st\"");
    EXPECT_EQ(display_identifier("say \"hi\""), "\"say \"\"hi\"\"\"");
    EXPECT_EQ(display_identifier(""), "\"\"");
}

TEST(FiringWords, SayNothingOfTheDefault) {
    EXPECT_EQ(firing_words('O'), "");
    EXPECT_EQ(firing_words('D'), "DISABLED");
    EXPECT_EQ(firing_words('R'), "ENABLED ON REPLICA");
    EXPECT_EQ(firing_words('A'), "ENABLED ALWAYS");
}

struct TriggerCase {
    const char* definition;
    const char* condition;
    const char* call;
};

TEST(ParseTrigger, FindsConditionAndCall) {
    const TriggerCase cases[] = {
        {"CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION f()", "", "f()"},
        {"CREATE TRIGGER t AFTER UPDATE OF a ON x FOR EACH ROW WHEN ((old.a > (new.a + 1))) "
         "EXECUTE FUNCTION audit.log('a', 'b')",
         "(old.a > (new.a + 1))", "audit.log('a', 'b')"},
        {"CREATE TRIGGER \" WHEN (1) EXECUTE FUNCTION g()\" BEFORE INSERT ON x FOR EACH STATEMENT "
         "EXECUTE FUNCTION f(') EXECUTE FUNCTION h()')",
         "", "f(') EXECUTE FUNCTION h()')"},
        {"CREATE TRIGGER t AFTER INSERT ON x FOR EACH ROW WHEN ((new.a = ' EXECUTE FUNCTION "
         "'::text)) "
         "EXECUTE FUNCTION f()",
         "(new.a = ' EXECUTE FUNCTION '::text)", "f()"},
        {"no trigger", "", ""},
    };
    for (const TriggerCase& row : cases) {
        SCOPED_TRACE(row.definition);
        const TriggerText text = parse_trigger(row.definition);
        EXPECT_EQ(text.condition, row.condition);
        EXPECT_EQ(text.call, row.call);
    }
}

}  // namespace
}  // namespace erdmark::dialect::postgres
