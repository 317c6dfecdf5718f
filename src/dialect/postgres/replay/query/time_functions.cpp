#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/magnitude.h"
#include "dialect/postgres/replay/query/time.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::size_t kLongestSeries = 100'000;

/// `timestamp(3) with time zone`: 3.
int precision_of(std::string_view type) {
    constexpr int kMostDigits = 6;
    const std::size_t open = type.find('(');
    return open == std::string_view::npos ? kMostDigits
                                          : std::min(type[open + 1] - '0', kMostDigits);
}

void to_time(FunctionCall& call) {
    const std::string type = call.text(1);
    const std::string plain = base_type(type);
    const std::optional<std::string> text = literal_output(call.text(0), plain);
    const int precision = precision_of(type);
    if (!text || (precision < 6 && !plain.starts_with("timestamp"))) {
        undecided(fmt::format("the date or time '{}' is written in a form that is not replayed",
                              call.text(0)));
    }
    call.give(precision < 6
                  ? std::optional(time_text(rounded_time(parse_time(*text), precision), plain))
                  : text);
}

void days_between(FunctionCall& call) {
    call.give((parse_time(call.text(0)) - parse_time(call.text(1))) / kDay);
}

void add_days(FunctionCall& call) {
    constexpr std::int64_t kMost = 10'000'000;
    if (!is_within(call.integer(1), kMost)) {
        undecided("a date so far away is not replayed");
    }
    const TimePoint time = add(parse_time(call.text(0)), {.days = call.integer(1)}, 1);
    call.give(std::string_view(time_text(time, "date")));
}

void add_interval(FunctionCall& call) {
    const std::string type = call.text(3) == "date" ? "timestamp without time zone" : call.text(3);
    const TimePoint time = add(parse_time(call.text(0)), parse_interval(call.text(1)),
                               static_cast<int>(call.integer(2)));
    call.give(std::string_view(time_text(time, type)));
}

void truncate(FunctionCall& call) {
    const std::string unit = to_lower(call.text(0));
    const std::string text = call.text(1);
    const TimePoint time = parse_time(text);
    CivilTime parts = civil(time);
    if (unit == "week") {
        parts.in_day = 0;
        parts = civil(from_civil(parts) - (weekday(time) + 6) % 7 * kDay);
    } else if (unit == "hour") {
        parts.in_day -= parts.in_day % kHour;
    } else if (unit == "minute") {
        parts.in_day -= parts.in_day % kMinute;
    } else if (unit == "second") {
        parts.in_day -= parts.in_day % kSecond;
    } else if (unit == "day" || unit == "month" || unit == "quarter" || unit == "year") {
        parts.in_day = 0;
        parts.day = unit == "day" ? parts.day : 1;
        parts.month = unit == "year"      ? 1
                      : unit == "quarter" ? (parts.month - 1) / 3 * 3 + 1
                                          : parts.month;
    } else {
        undecided(fmt::format("'date_trunc' to '{}' is not replayed", unit));
    }
    const std::string type =
        call.text(2) == "timestamp without time zone" ? call.text(2) : "timestamp with time zone";
    call.give(std::string_view(time_text(from_civil(parts), type)));
}

void to_date(FunctionCall& call) {
    const std::string pattern = call.text(1);
    std::string text = call.text(0);
    if (pattern == "YYYYMMDD" || pattern == "YYYY-MM-DD") {
        call.give(std::string_view(time_text(parse_time(text), "date")));
        return;
    }
    if ((pattern == "YYYY_MM_DD" || pattern == "YYYY/MM/DD") && text.size() == pattern.size()) {
        text = replace_all(replace_all(text, "_", "-"), "/", "-");
        call.give(std::string_view(time_text(parse_time(text), "date")));
        return;
    }
    undecided(fmt::format("the template '{}' of 'to_date' is not replayed", pattern));
}

void make_date(FunctionCall& call) {
    const auto number = [&](std::size_t index) {
        const std::int64_t value = call.integer(index);
        return static_cast<unsigned>(value < 0 || value > 9999 ? 0 : value);
    };
    call.give(std::string_view(time_text(
        from_civil({.year = static_cast<int>(number(0)), .month = number(1), .day = number(2)}),
        "date")));
}

void date_of(FunctionCall& call) {
    call.give(std::string_view(time_text(parse_time(call.text(0)), "date")));
}

/// Only of UTC, in which all times are kept.
void at_time_zone(FunctionCall& call) {
    const std::string zone = to_lower(trim(call.text(0)));
    constexpr std::array<std::string_view, 7> kNames{"utc", "gmt",     "z",      "zulu",
                                                     "uct", "etc/utc", "etc/gmt"};
    if (!contains(kNames, zone)) {
        undecided(fmt::format("the time zone '{}' is not replayed", call.text(0)));
    }
    call.give(std::string_view(time_text(parse_time(call.text(1)), call.text(2))));
}

void series(FunctionCall& call) {
    const TimePoint first = parse_time(call.text(0));
    const TimePoint last = parse_time(call.text(1));
    const IntervalAmount step = parse_interval(call.text(2));
    const TimePoint second = add(first, step, 1);
    if (second == first) {
        refuse("step size cannot equal zero", condition::kInvalidParameterValue);
    }
    std::vector<std::optional<std::string>> times;
    for (TimePoint time = first; second > first ? time <= last : time >= last;
         time = add(time, step, 1)) {
        times.emplace_back(time_text(time, call.text(3)));
        if (times.size() > kLongestSeries) {
            undecided("a series of so many times is too long for a replay");
        }
    }
    call.give(std::string_view(json_elements(times, 's')));
}

constexpr std::array kFunctions{
    ScalarFunction{"pg_to_time", true, to_time},
    ScalarFunction{"pg_days", true, days_between},
    ScalarFunction{"pg_add_days", true, add_days},
    ScalarFunction{"pg_add_interval", true, add_interval},
    ScalarFunction{"pg_date_trunc", true, truncate},
    ScalarFunction{"pg_to_date", true, to_date},
    ScalarFunction{"pg_make_date", true, make_date},
    ScalarFunction{"pg_date", true, date_of},
    ScalarFunction{"pg_at_time_zone", true, at_time_zone},
    ScalarFunction{"pg_time_series", true, series},
};

}  // namespace

std::span<const ScalarFunction> time_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
