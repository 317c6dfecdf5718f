#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dialect/postgres/literal/interval_amount.h"

namespace erdmark::dialect::postgres {

// Dates and times as PostgreSQL reads and prints them with DateStyle ISO and TimeZone UTC; only
// years from 1 to 9999.

/// A point in time, in microseconds since 2000-01-01 00:00:00.
using TimePoint = std::int64_t;

/// From 1970-01-01 on.
inline constexpr std::int64_t kUnixEpoch = 946'684'800'000'000;

/// Throws an `Undecidable` for a form that is not known, a `Refusal` for a date that does not
/// exist.
TimePoint parse_time(std::string_view text);
IntervalAmount parse_interval(std::string_view text);

/// As a value of that type: `date`, `timestamp without time zone`, `timestamp with time zone`.
std::string time_text(TimePoint time, std::string_view type);

TimePoint add(TimePoint time, const IntervalAmount& interval, int sign);

/// To so many digits behind the point of seconds.
TimePoint rounded_time(TimePoint time, int digits);

struct CivilTime {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    std::int64_t in_day = 0;  ///< In microseconds.
};

CivilTime civil(TimePoint time);
TimePoint from_civil(const CivilTime& time);

std::int64_t weekday(TimePoint time);  ///< From 0 for Sunday.
std::int64_t day_of_year(TimePoint time);
std::int64_t days_of_month(const CivilTime& time);

// The week that has the year's first Thursday is its first.
std::int64_t iso_week(TimePoint time);
int iso_year(TimePoint time);

}  // namespace erdmark::dialect::postgres
