#include "dialect/postgres/replay/query/time.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/magnitude.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

sys_days epoch() {
    using namespace std::chrono_literals;
    return sys_days(2000y / 1 / 1);
}

/// Reads a text from left to right.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    bool done() const { return at_ >= text_.size(); }

    bool accept(char c) {
        if (done() || text_[at_] != c) {
            return false;
        }
        ++at_;
        return true;
    }

    /// A number of `least` to `most` digits, or -1.
    int digits(std::size_t least, std::size_t most) {
        std::size_t end = at_;
        while (end < text_.size() && end - at_ < most && text_[end] >= '0' && text_[end] <= '9') {
            ++end;
        }
        if (end - at_ < least) {
            return -1;
        }
        int number = 0;
        std::from_chars(text_.data() + at_, text_.data() + end, number);
        at_ = end;
        return number;
    }

    std::string_view rest() const { return text_.substr(at_); }
    std::size_t at() const { return at_; }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

[[noreturn]] void unknown_form(std::string_view text) {
    undecided(fmt::format("the date or time '{}' is written in a form that is not replayed", text));
}

/// Behind the decimal point, in microseconds.
std::int64_t read_fraction(Reader& reader) {
    const std::size_t start = reader.at();
    std::int64_t fraction = reader.digits(1, 6);
    if (fraction < 0) {
        return -1;
    }
    for (std::size_t count = reader.at() - start; count < 6; ++count) {
        fraction *= 10;
    }
    return fraction;
}

/// `04:05`, `04:05:06.789`; -1 for what is none.
std::int64_t read_clock(Reader& reader) {
    const int hours = reader.digits(1, 2);
    if (hours < 0 || !reader.accept(':')) {
        return -1;
    }
    const int minutes = reader.digits(2, 2);
    const int seconds = reader.accept(':') ? reader.digits(2, 2) : 0;
    const std::int64_t fraction = reader.accept('.') ? read_fraction(reader) : 0;
    if (minutes < 0 || seconds < 0 || fraction < 0) {
        return -1;
    }
    return hours * kHour + minutes * kMinute + seconds * kSecond + fraction;
}

/// `+02`, `-05:30`, `Z`; nothing is UTC.
std::int64_t read_zone(Reader& reader, std::string_view text) {
    if (reader.done() || reader.rest() == "Z" || reader.rest() == "z" || reader.rest() == " UTC") {
        return 0;
    }
    const bool minus = reader.accept('-');
    if (!minus && !reader.accept('+')) {
        unknown_form(text);
    }
    const int hours = reader.digits(2, 2);
    reader.accept(':');
    const int minutes = reader.done() ? 0 : reader.digits(2, 2);
    if (hours < 0 || minutes < 0 || !reader.done()) {
        unknown_form(text);
    }
    return (minus ? -1 : 1) * (hours * kHour + minutes * kMinute);
}

}  // namespace

CivilTime civil(TimePoint time) {
    const std::int64_t days = time >= 0 ? time / kDay : -((-time + kDay - 1) / kDay);
    const year_month_day date(epoch() + std::chrono::days(days));
    return {.year = static_cast<int>(date.year()),
            .month = static_cast<unsigned>(date.month()),
            .day = static_cast<unsigned>(date.day()),
            .in_day = time - days * kDay};
}

TimePoint from_civil(const CivilTime& time) {
    const year_month_day date{std::chrono::year(time.year), std::chrono::month(time.month),
                              std::chrono::day(time.day)};
    if (!date.ok()) {
        refuse(fmt::format("date/time field value out of range: \"{:04}-{:02}-{:02}\"", time.year,
                           time.month, time.day),
               condition::kDatetimeOverflow);
    }
    if (time.year < 1 || time.year > 9999) {
        undecided(fmt::format("the year {} is not replayed", time.year));
    }
    return (sys_days(date) - epoch()).count() * kDay + time.in_day;
}

TimePoint parse_time(std::string_view text) {
    text = trim(text);
    Reader reader(text);
    const int year = reader.digits(4, 4);
    const bool is_dashed = reader.accept('-');
    const int month = reader.digits(is_dashed ? 1 : 2, 2);
    if (is_dashed && !reader.accept('-')) {
        unknown_form(text);
    }
    const int day = reader.digits(is_dashed ? 1 : 2, 2);
    if (year < 0 || month < 0 || day < 0) {
        unknown_form(text);
    }
    CivilTime time{
        .year = year, .month = static_cast<unsigned>(month), .day = static_cast<unsigned>(day)};
    if (reader.done()) {
        return from_civil(time);
    }
    if (!reader.accept(' ') && !reader.accept('T')) {
        unknown_form(text);
    }
    time.in_day = read_clock(reader);
    if (time.in_day < 0 || time.in_day > kDay) {
        unknown_form(text);
    }
    return from_civil(time) - read_zone(reader, text);
}

IntervalAmount parse_interval(std::string_view text) {
    constexpr std::int64_t kMost = 999'999'999;
    const std::optional<IntervalAmount> interval = read_interval(text, "interval");
    if (!interval || !is_within(interval->months / 12, kMost) ||
        !is_within(interval->days, kMost) || !is_within(interval->microseconds / kHour, kMost)) {
        unknown_form(text);
    }
    return *interval;
}

std::string time_text(TimePoint time, std::string_view type) {
    const CivilTime parts = civil(time);
    std::string text = fmt::format("{:04}-{:02}-{:02}", parts.year, parts.month, parts.day);
    if (type == "date") {
        return text;
    }
    text += " " + clock_text(parts.in_day);
    return type.ends_with("with time zone") ? text + "+00" : text;
}

TimePoint add(TimePoint time, const IntervalAmount& interval, int sign) {
    constexpr std::int64_t kMostDays = 4'000'000;
    CivilTime parts = civil(time);
    const std::int64_t months =
        parts.year * std::int64_t{12} + parts.month - 1 + sign * interval.months;
    if (months < 12 || months >= 120'000 || !is_within(interval.days, kMostDays) ||
        !is_within(interval.microseconds, kMostDays * kDay)) {
        undecided("a time so far away is not replayed");
    }
    parts.year = static_cast<int>(months / 12);
    parts.month = static_cast<unsigned>(months % 12 + 1);
    parts.day = std::min(parts.day, static_cast<unsigned>(days_of_month(parts)));
    const TimePoint result =
        from_civil(parts) + sign * (interval.days * kDay + interval.microseconds);
    const int year = civil(result).year;
    if (year < 1 || year > 9999) {
        undecided(fmt::format("the year {} is not replayed", year));
    }
    return result;
}

TimePoint rounded_time(TimePoint time, int digits) {
    std::int64_t unit = 1;
    for (int digit = digits; digit < 6; ++digit) {
        unit *= 10;
    }
    // Halves go away from the year 2000.
    return (time + (time < 0 ? -(unit / 2) : unit / 2)) / unit * unit;
}

std::int64_t weekday(TimePoint time) {
    // 2000-01-01 was a Saturday.
    const std::int64_t days = (time - civil(time).in_day) / kDay;
    return ((days + 6) % 7 + 7) % 7;
}

std::int64_t day_of_year(TimePoint time) {
    const CivilTime parts = civil(time);
    return (time - parts.in_day - from_civil({.year = parts.year, .month = 1, .day = 1})) / kDay +
           1;
}

std::int64_t days_of_month(const CivilTime& time) {
    const std::chrono::year_month_day_last last{
        std::chrono::year(time.year), std::chrono::month_day_last(std::chrono::month(time.month))};
    return static_cast<unsigned>(last.day());
}

namespace {

/// The Thursday of the week.
TimePoint thursday(TimePoint time) {
    constexpr std::int64_t kThursday = 3;
    return time + (kThursday - (weekday(time) + 6) % 7) * kDay;
}

}  // namespace

std::int64_t iso_week(TimePoint time) {
    return (day_of_year(thursday(time)) - 1) / 7 + 1;
}

int iso_year(TimePoint time) {
    return civil(thursday(time)).year;
}

}  // namespace erdmark::dialect::postgres
