#include <array>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/magnitude.h"
#include "dialect/postgres/replay/query/time.h"
#include "dialect/postgres/replay/query/translator.h"

// Arithmetic of intervals, as src/backend/utils/adt/timestamp.c has it.

namespace erdmark::dialect::postgres {

namespace {

constexpr int kDaysInMonth = 30;
constexpr double kSecondsInDay = 86400;
constexpr double kMicrosecondsInSecond = 1e6;
constexpr std::int64_t kMostMonths = 120'000;

/// Not so large that a sum could overflow.
const IntervalAmount& bounded(const IntervalAmount& interval) {
    constexpr std::int64_t kMostDays = 4'000'000;
    if (!is_within(interval.months, kMostMonths) || !is_within(interval.days, kMostDays) ||
        !is_within(interval.microseconds, kMostDays * kDay)) {
        undecided("an interval that long is not replayed");
    }
    return interval;
}

IntervalAmount interval_at(const FunctionCall& call, std::size_t index) {
    return bounded(parse_interval(call.text(index)));
}

void give_interval(FunctionCall& call, const IntervalAmount& interval) {
    call.give(std::string_view(interval_text(bounded(interval))));
}

void to_interval(FunctionCall& call) {
    const std::optional<std::string> text = literal_output(call.text(0), call.text(1));
    if (!text) {
        undecided(fmt::format("the interval '{}' is written in a form that is not replayed",
                              call.text(0)));
    }
    call.give(text);
}

void make_interval(FunctionCall& call) {
    for (std::size_t index = 0; index < 6; ++index) {
        if (!is_within(call.integer(index), kMostMonths * kDaysInMonth)) {
            undecided("an interval that long is not replayed");
        }
    }
    const double seconds = call.real(6);
    if (!(std::fabs(seconds) < 1e11)) {
        undecided("an interval that long is not replayed");
    }
    give_interval(call, {.months = call.integer(0) * 12 + call.integer(1),
                         .days = call.integer(2) * 7 + call.integer(3),
                         .microseconds = call.integer(4) * kHour + call.integer(5) * kMinute +
                                         std::llrint(seconds * kMicrosecondsInSecond)});
}

void add_intervals(FunctionCall& call) {
    const IntervalAmount left = interval_at(call, 0);
    const IntervalAmount right = interval_at(call, 1);
    const std::int64_t sign = call.integer(2);
    give_interval(call, {.months = left.months + sign * right.months,
                         .days = left.days + sign * right.days,
                         .microseconds = left.microseconds + sign * right.microseconds});
}

/// To whole microseconds, as TSROUND does.
double in_microseconds(double seconds) {
    return std::rint(seconds * kMicrosecondsInSecond) / kMicrosecondsInSecond;
}

/// Fractions go to the smaller units: interval_mul, interval_div.
template <typename Scale>
IntervalAmount scaled(const IntervalAmount& interval, const Scale& scale) {
    const double months = scale(static_cast<double>(interval.months));
    const double days = scale(static_cast<double>(interval.days));
    const double microseconds = scale(static_cast<double>(interval.microseconds));
    constexpr double kMost = 1e17;
    if (!(std::fabs(months) < kMostMonths && std::fabs(days) < kMostMonths * kDaysInMonth &&
          std::fabs(microseconds) < kMost)) {
        undecided("an interval that long is not replayed");
    }
    IntervalAmount result{.months = static_cast<std::int64_t>(months),
                          .days = static_cast<std::int64_t>(days)};
    const double month_days =
        in_microseconds((months - static_cast<double>(result.months)) * kDaysInMonth);
    const auto whole_days = static_cast<std::int64_t>(month_days);
    double seconds = in_microseconds(
        (days - static_cast<double>(result.days) + month_days - static_cast<double>(whole_days)) *
        kSecondsInDay);
    if (std::fabs(seconds) >= kSecondsInDay) {
        const auto further = static_cast<std::int64_t>(seconds / kSecondsInDay);
        result.days += further;
        seconds -= static_cast<double>(further) * kSecondsInDay;
    }
    result.days += whole_days;
    result.microseconds = std::llrint(microseconds + seconds * kMicrosecondsInSecond);
    return result;
}

void multiply_interval(FunctionCall& call) {
    const double factor = call.real(1);
    give_interval(call,
                  scaled(interval_at(call, 0), [factor](double part) { return part * factor; }));
}

void divide_interval(FunctionCall& call) {
    const double divisor = call.real(1);
    if (divisor == 0) {
        refuse("division by zero", condition::kDivisionByZero);
    }
    give_interval(call,
                  scaled(interval_at(call, 0), [divisor](double part) { return part / divisor; }));
}

/// The time between two points, in days and parts of a day.
void subtract_times(FunctionCall& call) {
    const std::int64_t difference = parse_time(call.text(0)) - parse_time(call.text(1));
    give_interval(call, {.days = difference / kDay, .microseconds = difference % kDay});
}

/// Years, months and days as a calendar counts them.
class Age {
public:
    Age(TimePoint later, TimePoint earlier)
        : is_negative_(later < earlier), from_(civil(is_negative_ ? later : earlier)) {
        const CivilTime to = civil(is_negative_ ? earlier : later);
        in_day_ = to.in_day - from_.in_day;
        days_ = static_cast<std::int64_t>(to.day) - from_.day;
        months_ = (to.year - from_.year) * std::int64_t{12} + to.month - from_.month;
    }

    IntervalAmount interval() {
        if (in_day_ < 0) {
            in_day_ += kDay;
            --days_;
        }
        // Days are counted on in the month of the earlier time.
        while (days_ < 0) {
            days_ += days_of_month(from_);
            --months_;
        }
        const int sign = is_negative_ ? -1 : 1;
        return {.months = sign * months_, .days = sign * days_, .microseconds = sign * in_day_};
    }

private:
    bool is_negative_;
    CivilTime from_;
    std::int64_t in_day_ = 0;
    std::int64_t days_ = 0;
    std::int64_t months_ = 0;
};

void age(FunctionCall& call) {
    give_interval(call, Age(parse_time(call.text(0)), parse_time(call.text(1))).interval());
}

/// The clock stands still.
void age_today(FunctionCall& call) {
    give_interval(call, Age(0, parse_time(call.text(0))).interval());
}

/// What is put in order in place of an interval.
void interval_key(FunctionCall& call) {
    const IntervalAmount interval = interval_at(call, 0);
    call.give((interval.months * kDaysInMonth + interval.days) * kDay + interval.microseconds);
}

/// 24 hours become a day, 30 days a month.
void justify(FunctionCall& call, bool hours, bool days) {
    IntervalAmount interval = interval_at(call, 0);
    const bool is_mixed = (interval.months < 0 || interval.days < 0 || interval.microseconds < 0) &&
                          (interval.months > 0 || interval.days > 0 || interval.microseconds > 0);
    if (is_mixed) {
        undecided("an interval whose parts differ in their signs is not replayed here");
    }
    if (hours) {
        interval.days += interval.microseconds / kDay;
        interval.microseconds %= kDay;
    }
    if (days) {
        interval.months += interval.days / kDaysInMonth;
        interval.days %= kDaysInMonth;
    }
    give_interval(call, interval);
}

void justify_hours(FunctionCall& call) {
    justify(call, true, false);
}

void justify_days(FunctionCall& call) {
    justify(call, false, true);
}

void justify_interval(FunctionCall& call) {
    justify(call, true, true);
}

std::int64_t time_of_day(const FunctionCall& call, std::size_t index) {
    return parse_time("2000-01-01 " + call.text(index));
}

void give_time_of_day(FunctionCall& call, std::int64_t microseconds) {
    const std::int64_t in_day = (microseconds % kDay + kDay) % kDay;
    constexpr std::size_t kDateLength = 11;
    call.give(
        std::string_view(time_text(in_day, "timestamp without time zone")).substr(kDateLength));
}

void move_time_of_day(FunctionCall& call) {
    const IntervalAmount step = interval_at(call, 1);
    give_time_of_day(call, time_of_day(call, 0) + call.integer(2) * (step.microseconds % kDay));
}

void subtract_times_of_day(FunctionCall& call) {
    give_interval(call, {.microseconds = time_of_day(call, 0) - time_of_day(call, 1)});
}

constexpr std::array kIntervalFunctions{
    ScalarFunction{"pg_to_interval", true, to_interval},
    ScalarFunction{"pg_make_interval", true, make_interval},
    ScalarFunction{"pg_interval_add", true, add_intervals},
    ScalarFunction{"pg_interval_multiply", true, multiply_interval},
    ScalarFunction{"pg_interval_divide", true, divide_interval},
    ScalarFunction{"pg_interval_key", true, interval_key},
    ScalarFunction{"pg_subtract_times", true, subtract_times},
    ScalarFunction{"pg_age", true, age},
    ScalarFunction{"pg_age_today", true, age_today},
    ScalarFunction{"pg_justify_hours", true, justify_hours},
    ScalarFunction{"pg_justify_days", true, justify_days},
    ScalarFunction{"pg_justify_interval", true, justify_interval},
    ScalarFunction{"pg_move_clock", true, move_time_of_day},
    ScalarFunction{"pg_subtract_clocks", true, subtract_times_of_day},
};

}  // namespace

std::span<const ScalarFunction> interval_functions() {
    return kIntervalFunctions;
}

}  // namespace erdmark::dialect::postgres
