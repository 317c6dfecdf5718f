#include <gtest/gtest.h>

#include "dialect/postgres/literal/literal_rows.h"

namespace erdmark::dialect::postgres {
namespace {

TEST(LiteralMoment, IsPrintedAsTheServerDoes) {
    expect_outputs({
        {"date", "2020-1-2", "2020-01-02"},
        {"date", "20200102", "2020-01-02"},
        {"date", "2020/01/02", "2020-01-02"},
        {"date", "01/02/2020", "2020-01-02"},
        {"date", "Jan 2, 2020", "2020-01-02"},
        {"date", "2 January 2020", "2020-01-02"},
        {"date", "2020-Jan-02", "2020-01-02"},
        {"date", "02-Jan-2020", "2020-01-02"},
        {"date", "epoch", "1970-01-01"},
        {"date", "infinity", "infinity"},
        {"date", "-infinity", "-infinity"},
        {"date", "2020-01-02 10:11:12", "2020-01-02"},
        {"date", "2020-01-02T10:11:12Z", "2020-01-02"},
        {"date", "0001-01-01", "0001-01-01"},
        {"date", "0044-03-15 BC", "0044-03-15 BC"},
        {"date", "1970-01-01 00:00:00+05", "1970-01-01"},
        {"date", " 2020-01-02 ", "2020-01-02"},
        {"timestamp without time zone", "2020-01-02", "2020-01-02 00:00:00"},
        {"timestamp without time zone", "2020-01-02 03:04", "2020-01-02 03:04:00"},
        {"timestamp without time zone", "2020-01-02T03:04:05.600Z", "2020-01-02 03:04:05.6"},
        {"timestamp without time zone", "2020-01-02 03:04:05.1234567",
         "2020-01-02 03:04:05.123457"},
        {"timestamp without time zone", "2020-01-02 03:04:05 PM", "2020-01-02 15:04:05"},
        {"timestamp without time zone", "2020-01-02 12:04:05 AM", "2020-01-02 00:04:05"},
        {"timestamp without time zone", "epoch", "1970-01-01 00:00:00"},
        {"timestamp without time zone", "infinity", "infinity"},
        {"timestamp without time zone", "2020-01-02 24:00:00", "2020-01-03 00:00:00"},
        {"timestamp without time zone", "2020-01-02 03:04:60", "2020-01-02 03:05:00"},
        {"timestamp without time zone", "Thu Jan 2 03:04:05 2020", "2020-01-02 03:04:05"},
        {"timestamp without time zone", "20200102T030405", "2020-01-02 03:04:05"},
        {"timestamp without time zone", "2020-01-02 030405", "2020-01-02 03:04:05"},
        {"timestamp without time zone", "2020-01-02 03:04:05+02", "2020-01-02 03:04:05"},
        {"timestamp with time zone", "2020-01-02", "2020-01-02 00:00:00+00"},
        {"timestamp with time zone", "2020-01-02 03:04:05", "2020-01-02 03:04:05+00"},
        {"timestamp with time zone", "2020-01-02 03:04:05+02", "2020-01-02 01:04:05+00"},
        {"timestamp with time zone", "2020-01-02 03:04:05-03:30", "2020-01-02 06:34:05+00"},
        {"timestamp with time zone", "2020-01-02 03:04:05-0330", "2020-01-02 06:34:05+00"},
        {"timestamp with time zone", "2020-01-02T03:04:05Z", "2020-01-02 03:04:05+00"},
        {"timestamp with time zone", "2020-01-02 03:04:05 UTC", "2020-01-02 03:04:05+00"},
        {"timestamp with time zone", "2020-01-02 03:04:05 GMT", "2020-01-02 03:04:05+00"},
        {"timestamp with time zone", "epoch", "1970-01-01 00:00:00+00"},
        {"timestamp with time zone", "-infinity", "-infinity"},
        {"timestamp with time zone", "0001-01-01 00:00:00+00", "0001-01-01 00:00:00+00"},
        {"timestamp with time zone", "0001-12-31 BC", "0001-12-31 00:00:00+00 BC"},
        {"timestamp with time zone", "9999-12-31 23:59:59.999999+00",
         "9999-12-31 23:59:59.999999+00"},
        {"time without time zone", "10:11", "10:11:00"},
        {"time without time zone", "10:11:12.5", "10:11:12.5"},
        {"time without time zone", "10:11 PM", "22:11:00"},
        {"time without time zone", "101112", "10:11:12"},
        {"time without time zone", "24:00", "24:00:00"},
        {"time without time zone", "04:05:06.789-8", "04:05:06.789"},
        {"time without time zone", "allballs", "00:00:00"},
        {"time without time zone", "2020-01-02 10:11", "10:11:00"},
        {"time without time zone", "1011", "10:11:00"},
        {"time with time zone", "10:11", "10:11:00+00"},
        {"time with time zone", "10:11+02", "10:11:00+02"},
        {"time with time zone", "10:11:12.5-03:30", "10:11:12.5-03:30"},
        {"time with time zone", "10:11Z", "10:11:00+00"},
        {"date", "December 25, 1999", "1999-12-25"},
        {"date", "1999 Dec 25", "1999-12-25"},
        {"timestamp without time zone", "2020-12-31 23:59:59.9999999", "2021-01-01 00:00:00"},
        {"timestamp with time zone", "2020-02-29 23:30:00-01", "2020-03-01 00:30:00+00"},
        {"timestamp with time zone", "0001-01-01 00:00:00+01", "0001-12-31 23:00:00+00 BC"},
        {"time with time zone", "10:11:12+01:02:03", "10:11:12+01:02:03"},
    });
}

TEST(LiteralMoment, ThatIsNotUnderstoodStays) {
    expect_nothing("date", {"99999-01-01", "200102", "J2451187", "", "now", "today", "2020-13-01",
                            "2020-02-30", "1/2/20", "2020-1", "tomorrow"});
    expect_nothing("timestamp with time zone",
                   {"2020-01-02 03:04:05 Europe/Berlin", "2020-01-02 03:04:05 CET",
                    "2020-01-02 03:04:05+16", "2020-01-02+02", "2020-01-02 03:04:05+1:2:3:4"});
    expect_nothing("time with time zone", {"10:11 PST"});
    expect_nothing("timestamp without time zone",
                   {"2020-01-02 25:00", "2020-01-02 24:00:01", "2020-01-02 10:60", "10:11",
                    "2020-01-02 13:00 PM", "2020-01-02 2020-01-03", "now"});
    expect_nothing("time without time zone", {"2020-01-02", "noon", "infinity"});
}

}  // namespace
}  // namespace erdmark::dialect::postgres
