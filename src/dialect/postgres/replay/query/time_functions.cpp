#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/time.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::size_t kLongestSeries = 100'000;

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};

/// From 0 for Sunday. 2000-01-01 was a Saturday.
std::int64_t weekday(TimePoint time) {
    const std::int64_t days = static_cast<std::int64_t>(
        std::floor(static_cast<double>(time) / static_cast<double>(kDay)));
    return ((days + 6) % 7 + 7) % 7;
}

std::int64_t day_of_year(TimePoint time) {
    const CivilTime parts = civil(time);
    return (time - from_civil({.year = parts.year, .month = 1, .day = 1})) / kDay + 1;
}

void to_time(FunctionCall& call) {
    const std::string type = call.text(1);
    const std::string text = call.text(0);
    if (type == "date" || type.starts_with("timestamp with") || type.starts_with("timestamp(")) {
        const std::size_t open = type.find('(');
        if (open != std::string::npos && type[open + 1] != '6') {
            undecided(fmt::format("a cast to '{}' is not replayed", type));
        }
        const std::string plain = type.ends_with("with time zone") ? "timestamp with time zone"
                                  : type == "date"                 ? "date"
                                                                   : "timestamp without time zone";
        // A zone is ignored where the type has none.
        const std::size_t zone = text.find_first_of("+Zz", std::min<std::size_t>(10, text.size()));
        const bool drops = plain != "timestamp with time zone" && zone != std::string::npos;
        call.give(
            std::string_view(time_text(parse_time(drops ? text.substr(0, zone) : text), plain)));
        return;
    }
    undecided(fmt::format("a cast to '{}' is not replayed", type));
}

void to_interval(FunctionCall& call) {
    call.give(std::string_view(interval_text(parse_interval(call.text(0)))));
}

void days_between(FunctionCall& call) {
    call.give((parse_time(call.text(0)) - parse_time(call.text(1))) / kDay);
}

void add_days(FunctionCall& call) {
    constexpr std::int64_t kMost = 10'000'000;
    if (std::abs(call.integer(1)) > kMost) {
        undecided("a date so far away is not replayed");
    }
    call.give(
        std::string_view(time_text(parse_time(call.text(0)) + call.integer(1) * kDay, "date")));
}

void add_interval(FunctionCall& call) {
    const std::string type = call.text(3) == "date" ? "timestamp without time zone" : call.text(3);
    const TimePoint time = add(parse_time(call.text(0)), parse_interval(call.text(1)),
                               static_cast<int>(call.integer(2)));
    call.give(std::string_view(time_text(time, type)));
}

std::string_view type_of_text(std::string_view text) {
    if (text.size() <= 10) {
        return "date";
    }
    return text.find('+', 10) != std::string_view::npos ? "timestamp with time zone"
                                                        : "timestamp without time zone";
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
        parts.in_day -= parts.in_day % (kDay / 24);
    } else if (unit == "minute") {
        parts.in_day -= parts.in_day % (kDay / 24 / 60);
    } else if (unit == "second") {
        parts.in_day -= parts.in_day % (kDay / 24 / 3600);
    } else if (unit == "day" || unit == "month" || unit == "quarter" || unit == "year") {
        parts.in_day = 0;
        parts.day = unit == "day" ? parts.day : 1;
        parts.month = unit == "year"      ? 1
                      : unit == "quarter" ? (parts.month - 1) / 3 * 3 + 1
                                          : parts.month;
    } else {
        undecided(fmt::format("'date_trunc' to '{}' is not replayed", unit));
    }
    const std::string_view type =
        type_of_text(text) == "date" ? "timestamp with time zone" : type_of_text(text);
    call.give(std::string_view(time_text(from_civil(parts), type)));
}

void extract(FunctionCall& call) {
    const std::string unit = to_lower(call.text(0));
    const TimePoint time = parse_time(call.text(1));
    const CivilTime parts = civil(time);
    constexpr std::int64_t kHour = kDay / 24;
    std::int64_t number = 0;
    if (unit == "year") {
        number = parts.year;
    } else if (unit == "month") {
        number = parts.month;
    } else if (unit == "day") {
        number = parts.day;
    } else if (unit == "quarter") {
        number = (parts.month + 2) / 3;
    } else if (unit == "hour") {
        number = parts.in_day / kHour;
    } else if (unit == "minute") {
        number = parts.in_day / (kHour / 60) % 60;
    } else if (unit == "dow") {
        number = weekday(time);
    } else if (unit == "isodow") {
        number = (weekday(time) + 6) % 7 + 1;
    } else if (unit == "doy") {
        number = day_of_year(time);
    } else {
        undecided(fmt::format("'extract' of '{}' is not replayed", unit));
    }
    call.give(number);
}

/// A word of a template of `to_char` and what it stands for.
struct TemplatePart {
    std::string_view word;
    std::string (*text)(TimePoint time, const CivilTime& parts);
};

std::string cased(std::string_view name, std::size_t length, bool upper) {
    std::string text(name.substr(0, length));
    if (upper) {
        for (char& c : text) {
            c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return text;
}

// Longer words first: the first that fits is taken.
constexpr std::array kTemplateParts{
    TemplatePart{"HH24",
                 [](TimePoint, const CivilTime& parts) {
                     return fmt::format("{:02}", parts.in_day / (kDay / 24));
                 }},
    TemplatePart{
        "YYYY", [](TimePoint, const CivilTime& parts) { return fmt::format("{:04}", parts.year); }},
    TemplatePart{"DDD", [](TimePoint time,
                           const CivilTime&) { return fmt::format("{:03}", day_of_year(time)); }},
    TemplatePart{"Mon",
                 [](TimePoint, const CivilTime& parts) {
                     return cased(kMonths.at(parts.month - 1), 3, false);
                 }},
    TemplatePart{"MON",
                 [](TimePoint, const CivilTime& parts) {
                     return cased(kMonths.at(parts.month - 1), 3, true);
                 }},
    TemplatePart{"mon",
                 [](TimePoint, const CivilTime& parts) {
                     return to_lower(cased(kMonths.at(parts.month - 1), 3, false));
                 }},
    TemplatePart{"Dy",
                 [](TimePoint time, const CivilTime&) {
                     return cased(kDays.at(static_cast<std::size_t>(weekday(time))), 3, false);
                 }},
    TemplatePart{
        "YY",
        [](TimePoint, const CivilTime& parts) { return fmt::format("{:02}", parts.year % 100); }},
    TemplatePart{
        "MM", [](TimePoint, const CivilTime& parts) { return fmt::format("{:02}", parts.month); }},
    TemplatePart{"DD",
                 [](TimePoint, const CivilTime& parts) { return fmt::format("{:02}", parts.day); }},
    TemplatePart{"MI",
                 [](TimePoint, const CivilTime& parts) {
                     return fmt::format("{:02}", parts.in_day / (kDay / 24 / 60) % 60);
                 }},
    TemplatePart{"SS",
                 [](TimePoint, const CivilTime& parts) {
                     return fmt::format("{:02}", parts.in_day / (kDay / 24 / 3600) % 60);
                 }},
    TemplatePart{"Q", [](TimePoint,
                         const CivilTime& parts) { return std::to_string((parts.month + 2) / 3); }},
};

void to_char(FunctionCall& call) {
    const TimePoint time = parse_time(call.text(0));
    const CivilTime parts = civil(time);
    const std::string pattern = call.text(1);
    std::string text;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::string_view rest = std::string_view(pattern).substr(at);
        const auto* const found =
            std::ranges::find_if(kTemplateParts, [&](const TemplatePart& part) {
                return rest.starts_with(part.word) ||
                       (part.word != "Mon" && part.word != "MON" && part.word != "Dy" &&
                        rest.starts_with(to_lower(part.word)));
            });
        if (found != kTemplateParts.end()) {
            text += found->text(time, parts);
            at += found->word.size();
            continue;
        }
        if (rest[0] == '"') {
            const std::size_t end = std::min(rest.find('"', 1), rest.size());
            text += rest.substr(1, end - 1);
            at += end + 1;
            continue;
        }
        const bool is_letter =
            (rest[0] >= 'a' && rest[0] <= 'z') || (rest[0] >= 'A' && rest[0] <= 'Z');
        if (is_letter) {
            undecided(fmt::format("the template '{}' of 'to_char' is not replayed", pattern));
        }
        text += rest[0];
        ++at;
    }
    call.give(std::string_view(text));
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

void series(FunctionCall& call) {
    const TimePoint first = parse_time(call.text(0));
    const TimePoint last = parse_time(call.text(1));
    const Interval step = parse_interval(call.text(2));
    const TimePoint second = add(first, step, 1);
    if (second == first) {
        refuse("step size cannot equal zero", "22023");
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
    ScalarFunction{"pg_to_interval", true, to_interval},
    ScalarFunction{"pg_days", true, days_between},
    ScalarFunction{"pg_add_days", true, add_days},
    ScalarFunction{"pg_add_interval", true, add_interval},
    ScalarFunction{"pg_date_trunc", true, truncate},
    ScalarFunction{"pg_extract", true, extract},
    ScalarFunction{"pg_to_char", true, to_char},
    ScalarFunction{"pg_to_date", true, to_date},
    ScalarFunction{"pg_make_date", true, make_date},
    ScalarFunction{"pg_date", true, date_of},
    ScalarFunction{"pg_time_series", true, series},
};

}  // namespace

std::span<const ScalarFunction> time_functions() {
    return kFunctions;
}

}  // namespace erdmark::dialect::postgres
