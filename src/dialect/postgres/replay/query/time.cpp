#include "dialect/postgres/replay/query/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;

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

void add_unit(Interval& interval, std::int64_t number, std::string_view unit,
              std::string_view text) {
    const auto is = [&](std::string_view singular, std::string_view other) {
        return unit == singular || unit == fmt::format("{}s", singular) || unit == other;
    };
    if (is("year", "y")) {
        interval.months += number * 12;
    } else if (is("month", "mon") || unit == "mons") {
        interval.months += number;
    } else if (is("week", "w")) {
        interval.days += number * 7;
    } else if (is("day", "d")) {
        interval.days += number;
    } else if (is("hour", "h")) {
        interval.microseconds += number * kHour;
    } else if (is("minute", "min") || unit == "mins") {
        interval.microseconds += number * kMinute;
    } else if (is("second", "sec") || unit == "secs") {
        interval.microseconds += number * kSecond;
    } else {
        unknown_form(text);
    }
}

std::string clock_text(std::int64_t microseconds) {
    std::string text = fmt::format("{:02}:{:02}:{:02}", microseconds / kHour,
                                   microseconds / kMinute % 60, microseconds / kSecond % 60);
    if (microseconds % kSecond != 0) {
        std::string fraction = fmt::format(".{:06}", microseconds % kSecond);
        fraction.erase(fraction.find_last_not_of('0') + 1);
        text += fraction;
    }
    return text;
}

std::string count_text(std::int64_t number, std::string_view unit) {
    return fmt::format("{} {}{}", number, unit, number == 1 ? "" : "s");
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
               "22008");
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

Interval parse_interval(std::string_view text) {
    Interval interval;
    std::vector<std::string> words;
    for (const std::string_view word : split(collapse_whitespace(text) + " ", ' ')) {
        if (!word.empty()) {
            words.push_back(to_lower(word));
        }
    }
    constexpr std::size_t kMostWords = 20;
    if (words.size() > kMostWords) {
        unknown_form(text);
    }
    for (std::size_t at = 0; at < words.size(); ++at) {
        const std::string& word = words[at];
        const bool minus = word.starts_with('-');
        const std::string_view plain =
            std::string_view(word).substr(minus || word.starts_with('+') ? 1 : 0);
        if (plain.find(':') != std::string_view::npos) {
            Reader reader(plain);
            const std::int64_t clock = read_clock(reader);
            if (clock < 0 || !reader.done()) {
                unknown_form(text);
            }
            interval.microseconds += minus ? -clock : clock;
            continue;
        }
        std::int64_t number = 0;
        const auto [end, error] =
            std::from_chars(plain.data(), plain.data() + plain.size(), number);
        constexpr std::int64_t kMost = 100'000;
        if (error != std::errc() || number > kMost) {
            unknown_form(text);
        }
        std::string_view unit(end, static_cast<std::size_t>(plain.data() + plain.size() - end));
        if (unit.empty()) {
            unit = at + 1 < words.size() ? std::string_view(words[++at]) : "second";
        }
        add_unit(interval, minus ? -number : number, unit, text);
    }
    return interval;
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

std::string interval_text(const Interval& interval) {
    std::vector<std::string> parts;
    if (interval.months / 12 != 0) {
        parts.push_back(count_text(interval.months / 12, "year"));
    }
    if (interval.months % 12 != 0) {
        parts.push_back(count_text(interval.months % 12, "mon"));
    }
    if (interval.days != 0) {
        parts.push_back(count_text(interval.days, "day"));
    }
    if (interval.microseconds != 0 || parts.empty()) {
        parts.push_back((interval.microseconds < 0 ? "-" : "") +
                        clock_text(std::abs(interval.microseconds)));
    }
    return join(parts, " ");
}

TimePoint add(TimePoint time, const Interval& interval, int sign) {
    CivilTime parts = civil(time);
    const std::int64_t months =
        parts.year * std::int64_t{12} + parts.month - 1 + sign * interval.months;
    parts.year = static_cast<int>(months / 12);
    parts.month = static_cast<unsigned>(months % 12 + 1);
    const std::chrono::year_month_day_last last{
        std::chrono::year(parts.year),
        std::chrono::month_day_last(std::chrono::month(parts.month))};
    parts.day = std::min(parts.day, static_cast<unsigned>(last.day()));
    return from_civil(parts) + sign * (interval.days * kDay + interval.microseconds);
}

}  // namespace erdmark::dialect::postgres
