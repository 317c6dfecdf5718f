#include <array>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/literal/interval_amount.h"
#include "dialect/postgres/literal/moment_reader.h"
#include "dialect/postgres/literal/outputs.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

std::string date_text(const Date& date) {
    const int year = date.year > 0 ? date.year : 1 - date.year;
    return fmt::format("{:04}-{:02}-{:02}", year, date.month, date.day);
}

std::string_view era_text(const Date& date) {
    return date.year > 0 ? "" : " BC";
}

std::string zone_text(int seconds) {
    const int size = std::abs(seconds);
    std::string text = fmt::format("{}{:02}", seconds < 0 ? '-' : '+', size / 3600);
    if (size % 3600 != 0) {
        text += fmt::format(":{:02}", size / 60 % 60);
    }
    if (size % 60 != 0) {
        text += fmt::format(":{:02}", size % 60);
    }
    return text;
}

/// What is a day or more, or less than nothing, goes to the date.
void carry(Date& date, std::int64_t& microseconds) {
    const std::int64_t rest = (microseconds % kDay + kDay) % kDay;
    const std::chrono::sys_days day =
        std::chrono::year{date.year} / std::chrono::month{date.month} / std::chrono::day{date.day};
    const std::chrono::year_month_day moved{day + std::chrono::days{(microseconds - rest) / kDay}};
    date = {static_cast<int>(moved.year()), static_cast<unsigned>(moved.month()),
            static_cast<unsigned>(moved.day())};
    microseconds = rest;
}

/// The words that are the same each time.
std::optional<std::string> special_moment(std::string_view word, std::string_view type) {
    constexpr std::array<std::string_view, 2> kInfinite{"infinity", "-infinity"};
    const bool is_clock = type.starts_with("time ");
    if (is_clock) {
        return word == "allballs" && type == "time without time zone"
                   ? std::optional<std::string>("00:00:00")
                   : std::nullopt;
    }
    if (contains(kInfinite, word)) {
        return std::string(word);
    }
    if (word != "epoch") {
        return std::nullopt;
    }
    const std::string_view time = type == "date"                       ? ""
                                  : type == "timestamp with time zone" ? " 00:00:00+00"
                                                                       : " 00:00:00";
    return fmt::format("1970-01-01{}", time);
}

std::optional<std::string> clock_output(const Moment& moment, std::string_view type) {
    if (!moment.microseconds) {
        return std::nullopt;
    }
    const bool has_zone = type == "time with time zone";
    return clock_text(*moment.microseconds) + (has_zone ? zone_text(moment.zone.value_or(0)) : "");
}

}  // namespace

std::optional<std::string> moment_output(std::string_view text, std::string_view type) {
    text = trim(text);
    if (std::optional<std::string> special = special_moment(to_lower(text), type)) {
        return special;
    }
    const bool is_clock = type.starts_with("time ");
    const std::optional<Moment> moment = read_moment(text, is_clock);
    if (!moment || is_clock) {
        return moment ? clock_output(*moment, type) : std::nullopt;
    }
    if (!moment->date) {
        return std::nullopt;
    }
    Date date = *moment->date;
    if (type == "date") {
        return date_text(date) + std::string(era_text(date));
    }
    const bool has_zone = type == "timestamp with time zone";
    std::int64_t microseconds = moment->microseconds.value_or(0);
    microseconds -= has_zone ? moment->zone.value_or(0) * kSecond : 0;
    carry(date, microseconds);
    return fmt::format("{} {}{}{}", date_text(date), clock_text(microseconds),
                       has_zone ? "+00" : "", era_text(date));
}

}  // namespace erdmark::dialect::postgres
