#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/magnitude.h"
#include "dialect/postgres/replay/query/time.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/word_list.h"

// What `extract` and `date_part` give, as src/backend/utils/adt/timestamp.c and date.c have it.

namespace erdmark::dialect::postgres {

namespace {

/// A number: `digits` divided by ten to the power of `scale`.
struct FieldValue {
    std::int64_t digits = 0;
    int scale = 0;
};

/// The words of a unit; the first is its name.
constexpr std::array<std::array<std::string_view, 4>, 21> kFieldWords{{
    {"year", "years", "y", "yr"},
    {"month", "months", "mon", "mons"},
    {"day", "days", "d", ""},
    {"hour", "hours", "h", "hr"},
    {"minute", "minutes", "m", "min"},
    {"second", "seconds", "s", "sec"},
    {"millisecond", "milliseconds", "ms", "msec"},
    {"microsecond", "microseconds", "us", "usec"},
    {"week", "weeks", "w", ""},
    {"quarter", "qtr", "", ""},
    {"decade", "decades", "dec", ""},
    {"century", "centuries", "c", "cent"},
    {"millennium", "millennia", "mil", ""},
    {"dow", "", "", ""},
    {"isodow", "", "", ""},
    {"doy", "", "", ""},
    {"isoyear", "", "", ""},
    {"epoch", "", "", ""},
    {"julian", "jd", "", ""},
    {"timezone", "", "", ""},
    {"timezone_hour", "timezone_minute", "", ""},
}};

std::string_view field_name(const std::string& word) {
    for (const auto& words : kFieldWords) {
        if (!word.empty() && contains(words, word)) {
            return words[0];
        }
    }
    return {};
}

/// Of what is shorter than a day.
std::optional<FieldValue> clock_field(std::string_view field, std::int64_t in_day) {
    const std::int64_t in_minute = in_day % kMinute;
    if (field == "hour") {
        return FieldValue{in_day / kHour};
    }
    if (field == "minute") {
        return FieldValue{in_day / kMinute % 60};
    }
    if (field == "second") {
        return FieldValue{in_minute, 6};
    }
    if (field == "millisecond") {
        return FieldValue{in_minute, 3};
    }
    return field == "microsecond" ? std::optional(FieldValue{in_minute}) : std::nullopt;
}

std::optional<FieldValue> year_field(std::string_view field, std::int64_t year) {
    if (field == "year") {
        return FieldValue{year};
    }
    if (field == "decade") {
        return FieldValue{year / 10};
    }
    if (field == "century") {
        return FieldValue{(year + 99) / 100};
    }
    return field == "millennium" ? std::optional(FieldValue{(year + 999) / 1000}) : std::nullopt;
}

std::optional<FieldValue> day_field(std::string_view field, TimePoint time) {
    const CivilTime parts = civil(time);
    if (field == "month") {
        return FieldValue{parts.month};
    }
    if (field == "day") {
        return FieldValue{parts.day};
    }
    if (field == "quarter") {
        return FieldValue{(parts.month + 2) / 3};
    }
    if (field == "dow") {
        return FieldValue{weekday(time)};
    }
    if (field == "isodow") {
        return FieldValue{(weekday(time) + 6) % 7 + 1};
    }
    if (field == "doy") {
        return FieldValue{day_of_year(time)};
    }
    if (field == "week") {
        return FieldValue{iso_week(time)};
    }
    return field == "isoyear" ? std::optional(FieldValue{iso_year(time)}) : std::nullopt;
}

std::optional<FieldValue> timestamp_field(std::string_view field, TimePoint time, bool has_zone) {
    if (field == "epoch") {
        return FieldValue{time + kUnixEpoch, 6};
    }
    if (field.starts_with("timezone") && has_zone) {
        return FieldValue{0};
    }
    const CivilTime parts = civil(time);
    if (const std::optional<FieldValue> value = clock_field(field, parts.in_day)) {
        return value;
    }
    const std::optional<FieldValue> value = year_field(field, parts.year);
    return value ? value : day_field(field, time);
}

std::optional<FieldValue> date_field(std::string_view field, TimePoint time, bool exact) {
    if (field == "epoch") {
        return FieldValue{(time + kUnixEpoch) / kSecond};
    }
    constexpr std::int64_t kJulianDay = 2451545;
    if (field == "julian") {
        return FieldValue{time / kDay + kJulianDay};
    }
    // date_part makes a timestamp of it first.
    if (!exact || !clock_field(field, 0)) {
        return timestamp_field(field, time, false);
    }
    refuse(fmt::format("unit \"{}\" not supported for type date", field),
           condition::kFeatureNotSupported);
}

std::optional<FieldValue> time_of_day_field(std::string_view field, const std::string& text) {
    const std::int64_t in_day = parse_time("2000-01-01 " + text);
    if (field == "epoch") {
        return FieldValue{in_day, 6};
    }
    return clock_field(field, in_day);
}

FieldValue epoch_of(const IntervalAmount& interval) {
    constexpr std::int64_t kDaysOfFourYears = 1461;
    constexpr std::int64_t kDaysOfFourMonths = 120;
    constexpr std::int64_t kMostQuarterDays = 100'000'000;
    const std::int64_t quarter_days = kDaysOfFourYears * (interval.months / 12) +
                                      kDaysOfFourMonths * (interval.months % 12) +
                                      4 * interval.days;
    if (!is_within(quarter_days, kMostQuarterDays)) {
        undecided("an interval that long is not replayed");
    }
    return {quarter_days * (kDay / 4) + interval.microseconds, 6};
}

std::optional<FieldValue> interval_field(std::string_view field, const IntervalAmount& interval) {
    if (field == "epoch") {
        return epoch_of(interval);
    }
    if (field == "month") {
        return FieldValue{interval.months % 12};
    }
    if (field == "quarter") {
        return FieldValue{interval.months % 12 / 3 + 1};
    }
    if (field == "day") {
        return FieldValue{interval.days};
    }
    if (const std::optional<FieldValue> value = clock_field(field, interval.microseconds)) {
        return value;
    }
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> kMonths{
        {{"year", 12}, {"decade", 120}, {"century", 1200}, {"millennium", 12000}}};
    const auto* const unit =
        std::ranges::find(kMonths, field, &std::pair<std::string_view, std::int64_t>::first);
    return unit == kMonths.end() ? std::nullopt
                                 : std::optional(FieldValue{interval.months / unit->second});
}

FieldValue field_of(const FunctionCall& call, bool exact) {
    const std::string word = to_lower(call.text(0));
    const std::string type = call.text(2);
    const std::string text = call.text(1);
    const std::string_view field = field_name(word);
    std::optional<FieldValue> value;
    if (type == "interval") {
        value = interval_field(field, parse_interval(text));
    } else if (type.starts_with("time without")) {
        value = time_of_day_field(field, text);
    } else if (type == "date") {
        value = date_field(field, parse_time(text), exact);
    } else if (type.starts_with("timestamp") || type == "unknown") {
        value = timestamp_field(field, parse_time(text), !type.ends_with("without time zone"));
    }
    if (!value) {
        undecided(
            fmt::format("'extract' of '{}' of a value of type '{}' is not replayed", word, type));
    }
    return *value;
}

void extract_exactly(FunctionCall& call) {
    const FieldValue value = field_of(call, true);
    call.give(std::string_view(decimal_digits(value.digits, value.scale)));
}

void extract_part(FunctionCall& call) {
    const FieldValue value = field_of(call, false);
    call.give_real(static_cast<double>(value.digits) / std::pow(10.0, value.scale));
}

constexpr std::array kTimeFieldFunctions{
    ScalarFunction{"pg_extract", true, extract_exactly},
    ScalarFunction{"pg_date_part", true, extract_part},
};

}  // namespace

std::span<const ScalarFunction> time_field_functions() {
    return kTimeFieldFunctions;
}

}  // namespace erdmark::dialect::postgres
