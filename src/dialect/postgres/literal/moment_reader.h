#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace erdmark::dialect::postgres {

// The forms in which dates and times are written, for moment.cpp.

struct Date {
    int year = 0;  ///< 0 is the year 1 BC.
    unsigned month = 0;
    unsigned day = 0;
};

struct Moment {
    std::optional<Date> date;
    std::optional<std::int64_t> microseconds;  ///< Since midnight, up to 24 hours.
    std::optional<int> zone;                   ///< Seconds east of UTC.
};

/// Reads `2020-01-02 03:04:05.6+02`, `Jan 2, 2020 3:04 PM`, `20200102T030405Z` and the like, as a
/// server with DateStyle ISO, MDY does. Nothing for what is no date or time, for years of two
/// digits, and for time zones with a name other than UTC. `is_time`: numbers by themselves are
/// times.
std::optional<Moment> read_moment(std::string_view text, bool is_time);

}  // namespace erdmark::dialect::postgres
