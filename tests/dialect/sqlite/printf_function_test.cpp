#include "dialect/sqlite/printf_function.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

namespace erdmark::dialect::sqlite {
namespace {

struct Call {
    const char* name;
    const char* arguments;
    const char* text;
};

class PrintfFunction : public testing::TestWithParam<Call> {};

/// The value as an SQL literal, or the error.
std::string printed(const std::string& arguments, bool is_bounded) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
    if (is_bounded) {
        bound_printf(database.getHandle());
    }
    try {
        return database.execAndGet("SELECT quote(printf(" + arguments + "))").getString();
    } catch (const SQLite::Exception& error) {
        return error.what();
    }
}

TEST_P(PrintfFunction, PrintsAsSqliteDoes) {
    EXPECT_EQ(printed(GetParam().arguments, true), GetParam().text);
    EXPECT_EQ(printed(GetParam().arguments, false), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    All, PrintfFunction,
    testing::Values(Call{"Nothing", "", "NULL"}, Call{"Null", "NULL, 1", "NULL"},
                    Call{"Text", "'%s and %d%%', 'a', 3", "'a and 3%'"},
                    Call{"Number", "'%+08.2f|%x', 1.5, 255", "'+0001.50|ff'"},
                    Call{"LargeNumber", "'%c%,d', 'x', 1000000000", "'x1,000,000,000'"},
                    Call{"Characters", "'%5.3c|%.*c|%.*c', 'a', 4, 'b', -2, 'c'",
                         "'  aaa|bbbb|cc'"},
                    Call{"HalfAConversion", "'a%'", "'a%'"}),
    [](const auto& test) { return test.param.name; });

TEST(PrintfFunctionBound, HoldsForCharactersThatRepeat) {
    for (const char* arguments : {"'%.*c', 1000000000, 'x'", "'%.1000000000c', 'x'",
                                  "'%d %-*.*lc', 1, 5, -1000000000, 'x'"}) {
        EXPECT_EQ(printed(arguments, true), "string or blob too big") << arguments;
    }
}

TEST(PrintfFunctionBound, HoldsForBothNames) {
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
    bound_printf(database.getHandle());

    EXPECT_THROW(database.execAndGet("SELECT format('%.*c', 1000000000, 'x')"), SQLite::Exception);
}

}  // namespace
}  // namespace erdmark::dialect::sqlite
