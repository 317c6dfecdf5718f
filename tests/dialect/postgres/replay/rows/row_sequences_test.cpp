#include "dialect/postgres/replay/rows/row_sequences.h"

#include <gtest/gtest.h>

#include "dialect/postgres/replay/rows/row_scratch.h"

namespace erdmark::dialect::postgres {
namespace {

/// The first four numbers of a sequence with these options, up to a message.
std::string numbers(const std::string& options) {
    RowScratch scratch;
    std::string result = scratch.run("CREATE SEQUENCE s " + options);
    for (int i = 0; i < 4; ++i) {
        result += (i == 0 ? "" : " ") + scratch.query("SELECT nextval('s')");
    }
    return result;
}

TEST(RowSequences, StepAsTheirOptionsSay) {
    struct Case {
        const char* options;
        const char* numbers;
    };
    const std::vector<Case> cases = {
        {"", "1 2 3 4"},
        {"START 10 INCREMENT 5", "10 15 20 25"},
        {"INCREMENT -1", "-1 -2 -3 -4"},
        {"MINVALUE 2 MAXVALUE 4 CYCLE", "2 3 4 2"},
        {"INCREMENT -1 MINVALUE -2 MAXVALUE 0 START 0 CYCLE", "0 -1 -2 0"},
        {"MAXVALUE 3", "1 2 3 nextval: reached maximum value of sequence \"s\" (3)"},
        {"INCREMENT -2 MINVALUE -5",
         "-1 -3 -5 nextval: reached minimum value of sequence \"s\" (-5)"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.options);
        EXPECT_EQ(numbers(each.options), each.numbers);
    }
}

TEST(RowSequences, AreRefusedBeforeTheirFirstNumber) {
    RowScratch scratch;
    ASSERT_EQ(scratch.run("CREATE SEQUENCE s"), "");

    EXPECT_EQ(scratch.run("SELECT lastval()"), "lastval is not yet defined in this session");
    EXPECT_EQ(scratch.run("SELECT currval('s')"),
              "currval of sequence \"s\" is not yet defined in this session");
    EXPECT_EQ(scratch.query("SELECT nextval('s')"), "1");
    EXPECT_EQ(scratch.query("SELECT lastval()"), "1");
}

}  // namespace
}  // namespace erdmark::dialect::postgres
