#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralNumber, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"integer", " 5 ", "5"},
        {"integer", "007", "7"},
        {"integer", "+5", "5"},
        {"integer", "-5", "-5"},
        {"bigint", " 12 ", "12"},
        {"bigint", "-12", "-12"},
        {"bigint", "9999999999", "9999999999"},
        {"smallint", "07", "7"},
        {"oid", "5", "5"},
        {"numeric", " 5.10 ", "5.10"},
        {"numeric", "+5", "5"},
        {"numeric", ".5", "0.5"},
        {"numeric", "5.", "5"},
        {"numeric", "1e3", "1000"},
        {"numeric", "1.5e-5", "0.000015"},
        {"numeric", "1.50e1", "15.0"},
        {"numeric", "007.10", "7.10"},
        {"numeric", "NaN", "NaN"},
        {"numeric", "infinity", "Infinity"},
        {"numeric", "-inf", "-Infinity"},
        {"numeric", "-0", "0"},
        {"numeric", "-0.00", "0.00"},
        {"numeric", "1e40", "10000000000000000000000000000000000000000"},
        {"real", "0.1", "0.1"},
        {"real", "1e10", "1e+10"},
        {"real", "1000000", "1e+06"},
        {"real", "123456.789", "123456.79"},
        {"real", "1e-5", "1e-05"},
        {"real", "0.0001", "0.0001"},
        {"real", " 5 ", "5"},
        {"real", "-0", "-0"},
        {"real", "16777217", "1.6777216e+07"},
        {"real", "1.0", "1"},
        {"double precision", "0.10", "0.1"},
        {"double precision", "1e15", "1e+15"},
        {"double precision", "123456789012345678", "1.2345678901234568e+17"},
        {"double precision", "100000000000000", "100000000000000"},
        {"double precision", "1e-5", "1e-05"},
        {"double precision", "0.0001", "0.0001"},
        {"double precision", "1.0", "1"},
        {"double precision", "-1.5", "-1.5"},
        {"double precision", "Infinity", "Infinity"},
        {"double precision", "inf", "Infinity"},
        {"double precision", "-infinity", "-Infinity"},
        {"double precision", "nan", "NaN"},
        {"double precision", "0.1234567890123456789", "0.12345678901234568"},
        {"numeric", "  -12.50  ", "-12.50"},
        {"oid", "42", "42"},
    });
}

TEST(LiteralNumber, ThatIsNotUnderstoodStays) {
    expect_nothing("integer", {"- 5", "5.0", "1e3", "", "a", "1.5", "2147483648", "1 2", "- 1"});
    expect_nothing("double precision", {"0x10", "1e400", "", "1e400", "1x"});
    expect_nothing("smallint", {"32768"});
    expect_nothing("bigint", {"9223372036854775808"});
    expect_nothing("oid", {"-1"});
    expect_nothing("numeric", {"", ".", "1e", "1e999", "1.2.3", "0x10"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
