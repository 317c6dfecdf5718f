#include "dialect/postgres/literal/interval_amount.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace erdmark::dialect::postgres {

namespace {

using Unit = IntervalUnit;

constexpr std::int64_t kLargest = 1'000'000'000;

constexpr std::array kUnitWords{
    UnitWord{"c", Unit::Year, 100},
    UnitWord{"cent", Unit::Year, 100},
    UnitWord{"centuries", Unit::Year, 100},
    UnitWord{"century", Unit::Year, 100},
    UnitWord{"d", Unit::Day},
    UnitWord{"day", Unit::Day},
    UnitWord{"days", Unit::Day},
    UnitWord{"dec", Unit::Year, 10},
    UnitWord{"decade", Unit::Year, 10},
    UnitWord{"decades", Unit::Year, 10},
    UnitWord{"decs", Unit::Year, 10},
    UnitWord{"h", Unit::Hour},
    UnitWord{"hour", Unit::Hour},
    UnitWord{"hours", Unit::Hour},
    UnitWord{"hr", Unit::Hour},
    UnitWord{"hrs", Unit::Hour},
    UnitWord{"m", Unit::Minute},
    UnitWord{"microsecond", Unit::Microsecond},
    UnitWord{"microseconds", Unit::Microsecond},
    UnitWord{"millennia", Unit::Year, 1000},
    UnitWord{"millennium", Unit::Year, 1000},
    UnitWord{"millisecond", Unit::Millisecond},
    UnitWord{"milliseconds", Unit::Millisecond},
    UnitWord{"min", Unit::Minute},
    UnitWord{"mins", Unit::Minute},
    UnitWord{"minute", Unit::Minute},
    UnitWord{"minutes", Unit::Minute},
    UnitWord{"mon", Unit::Month},
    UnitWord{"mons", Unit::Month},
    UnitWord{"month", Unit::Month},
    UnitWord{"months", Unit::Month},
    UnitWord{"ms", Unit::Millisecond},
    UnitWord{"msec", Unit::Millisecond},
    UnitWord{"msecs", Unit::Millisecond},
    UnitWord{"s", Unit::Second},
    UnitWord{"sec", Unit::Second},
    UnitWord{"second", Unit::Second},
    UnitWord{"seconds", Unit::Second},
    UnitWord{"secs", Unit::Second},
    UnitWord{"us", Unit::Microsecond},
    UnitWord{"usec", Unit::Microsecond},
    UnitWord{"usecs", Unit::Microsecond},
    UnitWord{"w", Unit::Week},
    UnitWord{"week", Unit::Week},
    UnitWord{"weeks", Unit::Week},
    UnitWord{"y", Unit::Year},
    UnitWord{"year", Unit::Year},
    UnitWord{"years", Unit::Year},
    UnitWord{"yr", Unit::Year},
    UnitWord{"yrs", Unit::Year},
};

/// Rounds a half towards zero, as AdjustFractMicroseconds of the server does.
std::int64_t rounded_microseconds(double microseconds) {
    auto whole = static_cast<std::int64_t>(microseconds);
    const double rest = microseconds - static_cast<double>(whole);
    whole += rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0;
    return whole;
}

void add_fraction(double fraction, std::int64_t scale, IntervalAmount& interval) {
    interval.microseconds += rounded_microseconds(fraction * static_cast<double>(scale));
}

void add_days(const Quantity& quantity, int scale, IntervalAmount& interval) {
    const double days = quantity.fraction * scale;
    interval.days += quantity.whole * scale + static_cast<std::int64_t>(days);
    add_fraction(days - static_cast<double>(static_cast<std::int64_t>(days)), kDay, interval);
}

void add_time(const Quantity& quantity, std::int64_t scale, IntervalAmount& interval) {
    interval.microseconds += quantity.whole * scale;
    add_fraction(quantity.fraction, scale, interval);
}

/// Behind a negative part a positive one has its sign.
class IntervalText {
public:
    void add(std::int64_t value, std::string_view unit) {
        if (value == 0) {
            return;
        }
        text_ +=
            fmt::format("{}{}{} {}{}", text_.empty() ? "" : " ", is_before_ && value > 0 ? "+" : "",
                        value, unit, value == 1 ? "" : "s");
        is_before_ = value < 0;
    }

    void add_time(std::int64_t microseconds) {
        if (microseconds == 0 && !text_.empty()) {
            return;
        }
        const std::string_view sign = microseconds < 0 ? "-" : is_before_ ? "+" : "";
        text_ += fmt::format("{}{}{}", text_.empty() ? "" : " ", sign,
                             clock_text(std::llabs(microseconds)));
    }

    const std::string& text() const { return text_; }

private:
    std::string text_;
    bool is_before_ = false;
};

}  // namespace

std::optional<UnitWord> find_unit(std::string_view word) {
    const auto* const found = std::ranges::find(kUnitWords, word, &UnitWord::word);
    return found == kUnitWords.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::int64_t> read_whole(std::string_view text) {
    std::int64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    const bool is_number = read.ec == std::errc() && read.ptr == end && value <= kLargest;
    return is_number ? std::optional(value) : std::nullopt;
}

std::optional<Quantity> read_quantity(std::string_view text) {
    const int sign = text.starts_with('-') ? -1 : 1;
    text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0);
    const std::size_t dot = std::min(text.find('.'), text.size());
    Quantity quantity;
    if (dot > 0) {
        const std::optional<std::int64_t> whole = read_whole(text.substr(0, dot));
        if (!whole) {
            return std::nullopt;
        }
        quantity.whole = sign * *whole;
    }
    if (dot + 1 < text.size()) {
        const std::string_view behind = text.substr(dot);
        double fraction = 0;
        const char* const end = behind.data() + behind.size();
        const auto read = std::from_chars(behind.data(), end, fraction);
        if (read.ec != std::errc() || read.ptr != end) {
            return std::nullopt;
        }
        quantity.fraction = sign * fraction;
    }
    return quantity;
}

void add_quantity(const Quantity& quantity, const UnitWord& word, IntervalAmount& interval) {
    constexpr int kDaysPerMonth = 30;
    switch (word.unit) {
        case Unit::Microsecond:
            interval.microseconds += quantity.whole + std::llrint(quantity.fraction);
            return;
        case Unit::Millisecond:
            return add_time(quantity, kSecond / 1000, interval);
        case Unit::Second:
            return add_time(quantity, kSecond, interval);
        case Unit::Minute:
            return add_time(quantity, kMinute, interval);
        case Unit::Hour:
            return add_time(quantity, kHour, interval);
        case Unit::Day:
            return add_days(quantity, 1, interval);
        case Unit::Week:
            return add_days(quantity, 7, interval);
        case Unit::Month:
            interval.months += quantity.whole;
            return add_days({0, quantity.fraction}, kDaysPerMonth, interval);
        case Unit::Year:
            interval.months += quantity.whole * 12 * word.factor +
                               std::llrint(quantity.fraction * 12 * word.factor);
            return;
    }
}

std::string interval_text(const IntervalAmount& interval) {
    IntervalText output;
    output.add(interval.months / 12, "year");
    output.add(interval.months % 12, "mon");
    output.add(interval.days, "day");
    output.add_time(interval.microseconds);
    return output.text();
}

std::string clock_text(std::int64_t microseconds) {
    std::string text = fmt::format("{:02}:{:02}:{:02}", microseconds / kHour,
                                   microseconds / kMinute % 60, microseconds / kSecond % 60);
    if (microseconds % kSecond != 0) {
        text += fmt::format(".{:06}", microseconds % kSecond);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

}  // namespace erdmark::dialect::postgres
